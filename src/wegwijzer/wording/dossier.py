"""A dossier in words: what a check found and what to do, limits as lines, and the whole as it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wegwijzer.core.dossier.content import Content, PartId, Place, same_name
from wegwijzer.core.dossier.finding import Finding, Value
from wegwijzer.core.dossier.limits import Limit, LimitKind, Rules
from wegwijzer.core.dossier.printing import CostRow, PrintedDossier, PrintedPart, PrintedTable
from wegwijzer.core.dossier.reusing import LimitChange
from wegwijzer.core.dossier.structure import Extra, Structure
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, euro_text

_MONTHS = frozenset({LimitKind.MOST_MONTHS, LimitKind.LEAST_MONTHS})
_COUNTS = frozenset({LimitKind.LEAST_FIRMS, LimitKind.LEAST_RESEARCH})
_SHORT = frozenset({"who", "budget", "euro", "cost"})
"""Fields whose label beside a box says more than the head of a column can."""
_EURO_VALUES = frozenset({"euro", "counted", "told", "apart", "total", "limit", "low", "high", "borne"})


@dataclass(frozen=True, slots=True)
class FindingWords:
    """What is so, where it stands, what to do, and the rule it comes from ("" for plain sense)."""

    what: str
    where: str
    do: str
    rule: str


class DossierWording:
    """Says what is in a dossier in one language."""

    def __init__(self, structure: Structure, language: str) -> None:
        self._structure, self.language = structure, language

    def finding(self, finding: Finding, content: Content) -> FindingWords:
        """A finding as three sentences."""
        values = {name: self._value(finding.code, name, value) for name, value in finding.values.items()}
        if finding.code == "extra":
            values["question"] = self.extra_question(finding.place.field)
        if "kind" in values:
            values["kind"] = local(self._structure.cost_kinds.get(values["kind"]), self.language) or values["kind"]
        name = f"dossiers.check.{finding.code}"
        what = say(
            f"{name}.what_{finding.verdict.value}" if finding.code in _BY_VERDICT else f"{name}.what",
            self.language,
            **values,
        )
        return FindingWords(
            what, self.where(finding.place, content), say(f"{name}.do", self.language, **values), finding.documented
        )

    def where(self, place: Place, content: Content) -> str:
        """Where something stands: the part, the row of its table, and the field."""
        title = local(self._structure.part(place.part).title, self.language)
        named = [title]
        if place.row:
            named.append(self._say("where.row", row=place.row))
        field = "year_total" if place.field.startswith("year-") else place.field
        if field and not field.startswith("x-"):
            named.append(self._say(f"field.{field}"))
        return ", ".join(named)

    def extra_question(self, extra: str) -> str:
        """The question with that id, of whichever measure asks it."""
        for request in self._structure.requests.values():
            for found in request.extras:
                if found.id == extra:
                    return local(found.question, self.language)
        return ""

    def limit(self, limit: Limit) -> str:
        """A limit as one line."""
        return self._say(f"limit.{limit.kind.value}", value=self._amount(limit.kind, limit.value))

    def limit_change(self, change: LimitChange) -> tuple[str, str, str]:
        """What is limited, before and after; "none" in words where a measure's file has no such limit."""
        none = self._say("limit.none")
        before, after = (
            none if value is None else self._amount(change.kind, value) for value in (change.before, change.after)
        )
        return self._say(f"limit_name.{change.kind.value}"), before, after

    def _amount(self, kind: LimitKind, value: Decimal) -> str:
        if kind in _MONTHS:
            return self._say("limit.months", count=int(value))
        if kind in _COUNTS:
            return str(int(value))
        if kind is LimitKind.MOST_SHARE:
            return f"{int(value)} %"
        if kind is LimitKind.MONTH_AFTER:
            return self._say("limit.yes")
        return euro_text(value, self.language)

    def _value(self, code: str, name: str, value: Value) -> str:
        if isinstance(value, date):
            return date_text(value, self.language)
        if isinstance(value, Decimal):
            if name in _EURO_VALUES and code not in ("share", "share_heavy", "share_open"):
                return euro_text(value, self.language)
            return format(value, "f").replace(".", "," if self.language != "en" else ".")
        return str(value)

    def _say(self, key: str, **values: object) -> str:
        return say(f"dossiers.{key}", self.language, **values)

    # On paper.
    def printed(
        self,
        content: Content,
        rules: Rules | None,
        *,
        title: str,
        lines: Sequence[str],
        facts: Sequence[tuple[str, str]] = (),
    ) -> PrintedDossier:
        """The dossier as it is printed: only the firm's own words and figures, under the titles of the parts."""
        extras = {extra.id for extra in rules.extras} if rules else set()
        parts = tuple(self._part(part.id, content, extras, facts) for part in self._structure.parts)
        rows = tuple(
            CostRow(self._kind(line.kind), self._package(line.package, content), line.year, line.note, line.euro)
            for line in content.costs
        )
        keys = ("empty", "page", "kind", "package", "year", "note", "euro", "total", "sheet_lines", "sheet_sums")
        return PrintedDossier(
            self.language,
            title,
            tuple(lines),
            parts,
            rows,
            tuple(dict.fromkeys(row.kind for row in rows)),
            tuple(dict.fromkeys(row.package for row in rows)),
            tuple(sorted({row.year for row in rows if row.year is not None})),
            {key: self._say(f"print.{key}") for key in keys},
        )

    def _part(self, part: PartId, content: Content, extras: set[str], facts: Sequence[tuple[str, str]]) -> PrintedPart:
        told: list[tuple[str, str]] = []
        if part is PartId.FIRM:
            told = [
                (self._say("field.firm_name"), content.firm_name),
                (self._say("field.firm_number"), content.typed_number),
            ]
            told = [(label, value) for label, value in told if value] + list(facts)
        if part is PartId.PLAN and content.applies_on:
            told = [(self._say("head.applies_on"), self._day(content.applies_on))]
        answers = tuple(
            (self.extra_question(extra.id), _paragraphs(content.texts[extra.id]))
            for extra in self._extras(part)
            if extra.id in extras and content.texts.get(extra.id, "").strip()
        )
        text = _paragraphs(content.texts.get(part.value, ""))
        return PrintedPart(
            local(self._structure.part(part).title, self.language),
            tuple(told),
            text,
            self._tables(part, content),
            answers,
        )

    def _extras(self, part: PartId) -> Iterator[Extra]:
        seen: set[str] = set()
        for request in self._structure.requests.values():
            for extra in request.extras:
                if extra.part is part and extra.id not in seen:
                    seen.add(extra.id)
                    yield extra

    def _tables(self, part: PartId, content: Content) -> tuple[PrintedTable, ...]:
        made = {
            PartId.PLAN: self._plan,
            PartId.PEOPLE: self._people,
            PartId.COSTS: self._costs,
            PartId.PARTNERS: self._partners,
        }
        return made[part](content) if part in made else ()

    def _plan(self, content: Content) -> tuple[PrintedTable, ...]:
        rows = tuple(
            (
                package.name,
                self._day(package.begins),
                self._day(package.ends),
                ", ".join(package.who),
                package.result,
                self._euro(package.budget),
            )
            for package in content.packages
        )
        return self._table("plan", ("name", "begins", "ends", "who", "result", "budget"), rows, numbers={5})

    def _people(self, content: Content) -> tuple[PrintedTable, ...]:
        rows = tuple((one.name, one.role, one.skills, self._number(one.months)) for one in content.people)
        return self._table("people", ("name", "role", "skills", "months"), rows, numbers={3})

    def _partners(self, content: Content) -> tuple[PrintedTable, ...]:
        rows = tuple(
            (
                one.name,
                self._say(f"partner_kind.{one.kind.value}") if one.kind else "",
                one.typed_number,
                one.role,
                self._euro(one.cost),
            )
            for one in content.partners
        )
        return self._table("partners", ("name", "kind", "number", "role", "cost"), rows, numbers={4})

    def _costs(self, content: Content) -> tuple[PrintedTable, ...]:
        rows = tuple(
            (self._kind(line.kind), line.package, str(line.year or ""), line.note, self._euro(line.euro))
            for line in content.costs
        )
        total = (self._say("print.total"), "", "", "", euro_text(content.cost_sum, self.language))
        return self._table("costs", ("kind", "package", "year", "note", "euro"), rows, numbers={4}, total=total)

    def _table(
        self,
        name: str,
        fields: Sequence[str],
        rows: tuple[tuple[str, ...], ...],
        *,
        numbers: set[int],
        total: tuple[str, ...] = (),
    ) -> tuple[PrintedTable, ...]:
        """The table, without rows none."""
        if not rows:
            return ()
        heads = tuple(self._say(f"{'head' if field in _SHORT else 'field'}.{field}") for field in fields)
        return (PrintedTable(self._say(f"print.caption_{name}"), heads, rows, frozenset(numbers), total),)

    def _kind(self, kind: str) -> str:
        return local(self._structure.cost_kinds.get(kind), self.language) or kind

    def _package(self, name: str, content: Content) -> str:
        """A package's name as the work plan writes it, so that one package is one line of the sums."""
        return next((one.name for one in content.packages if same_name(one.name) == same_name(name)), name)

    def _day(self, day: date | None) -> str:
        return date_text(day, self.language) if day else ""

    def _euro(self, amount: Decimal | None) -> str:
        return "" if amount is None else euro_text(amount, self.language)

    def _number(self, number: Decimal | None) -> str:
        return (
            ""
            if number is None
            else format(number.normalize(), "f").replace(".", "," if self.language != "en" else ".")
        )


_BY_VERDICT = frozenset({"least_cost", "most_cost", "least_support", "most_support", "least_firms", "least_research"})
"""Checks whose sentence differs for what is met, not met and unknown."""


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
