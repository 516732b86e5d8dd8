"""The form by which an editor changes a rule: what stands as fields, and what was typed as a change file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Measure, Version
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day, standing_text
from wegwijzer.readers.rule_changes.composing import (
    added_test,
    composed_amount,
    composed_criteria,
    shown_value,
)
from wegwijzer.readers.rule_changes.proposing import file_name
from wegwijzer.readers.rule_changes.rule_fields import COMPARISONS, RuleField, amount_fields, criterion_fields
from wegwijzer.readers.simulating.change_forms import WORDS
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.readers.yaml_writing import write_yaml
from wegwijzer.web.editing.fault_places import FaultPlaces
from wegwijzer.web.editing.fault_words import ShownFault
from wegwijzer.web.editing.field_views import FieldView, GroupView
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.advice import AdviceWording, advice_wording
from wegwijzer.wording.language import LANGUAGES, local, say
from wegwijzer.wording.values import date_text, number_text

STATUSES = ("open", "closed", "announced", "unknown")
CONFIDENCES = ("high", "medium", "low")
TESTS = ("is", *COMPARISONS)
_CASES = {"rate_pct": "rate", "plus_pct": "surcharges", "ceiling_eur": "ceiling", "fixed_eur": "fixed"}
_ENTRY = ("measures", 0)


class RuleForm:
    """The form for one measure from one day, filled with what stands, with a draft, or with what was typed."""

    def __init__(self, measure: Measure, starts: date, language: str, *, draft: str = "", new_text: str = "") -> None:
        """`draft` is the change file of a draft and `new_text` the measure's file that it made."""
        self.measure, self.starts, self.language = measure, starts, language
        self.facts: FactDictionary = shipped_catalogue().facts
        self.version = raw_version(standing_text(file_name(measure.id)), starts)
        self._day: DayCatalogue = shipped_day(starts)
        self._words: AdviceWording = advice_wording(self._day, language)
        self._new = raw_version(new_text, starts) if new_text else self.version
        data = read_yaml(draft, name="draft").data if draft else None
        self._change: Mapping[str, Any] = data if isinstance(data, dict) else {}
        self._entry: Mapping[str, Any] = self._change["measures"][0] if self._change else {}
        self.typed: Mapping[str, Sequence[str]] = {}
        self._faults = FaultPlaces((), language)

    @property
    def shown_version(self) -> str:
        """Which version the fields are those of."""
        return str(self.version["valid_from"])

    @property
    def shown_version_text(self) -> str:
        """Its first day, in words."""
        return date_text(date.fromisoformat(self.shown_version), self.language)

    @property
    def adds(self) -> bool:
        """Whether a criterion is added."""
        return bool(self._now("add_fact", next((key for key in self._entry.get("add", {})), "")))

    def type(self, typed: QueryDict) -> None:
        """Take what was typed."""
        self.typed = {name: typed.getlist(name) for name in typed}

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Show faults beside the fields that they are about."""
        self._faults = FaultPlaces(faults, self.language)

    def change_text(self) -> str:
        """What was typed as a change file."""
        entry: dict[str, Any] = {"measure": self.measure.id}
        criteria = composed_criteria(self.version, self.typed, self.facts, self._number)
        drop = [one for one in self.typed.get("drop", ()) if one]
        criteria = {name: test for name, test in criteria.items() if name not in drop}
        amount = composed_amount(self.version, self.typed, self._number)
        entry |= {"criteria": criteria} if criteria else {}
        entry |= {"add": added} if (added := self._added()) else {}
        entry |= {"drop": drop} if drop else {}
        entry |= {"amount": amount} if amount else {}
        status, until = self._said("status"), self._said("valid_until") or None
        entry |= {"status": status} if status != self.version.get("status", "open") else {}
        entry |= {"valid_until": until} if until != self.version["valid_until"] else {}
        entry |= self._words_changed()
        entry["confidence"] = self._said("confidence") or None
        entry["source"] = {"title": self._said("source_title"), "url": self._said("source_url")}
        change = {"reason": self._said("reason"), "from": self._said("vanaf"), "measures": [entry]}
        return write_yaml(change, name="change")

    def _added(self) -> dict[str, Any]:
        name, fact = self._said("add_id"), self._said("add_fact")
        if not fact:
            return {}
        test = self._said("add_test") or "is"
        return {
            name or fact.replace("_", "-"): added_test(
                fact, test, self.typed.get("add_value", ()), self.facts, self._number
            )
        }

    def _words_changed(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for word in WORDS:
            said = {language: self._said(f"w|{word}|{language}") for language in LANGUAGES}
            if f"w|{word}|{LANGUAGES[0]}" not in self.typed or said == self._stands(word):
                continue
            found[word] = said if any(said.values()) else None
        return found

    def _stands(self, word: str) -> dict[str, str]:
        text = self.version.get(word) or getattr(self._called(), word, None) or {}
        return {language: text.get(language, "").strip() for language in LANGUAGES}

    def _called(self) -> Measure:
        return self.measure.in_words_of(self.starts)

    def _said(self, name: str) -> str:
        return (self.typed.get(name) or [""])[0].strip().replace("\r\n", "\n")

    def _number(self, text: str) -> Decimal | None:
        return typed_number(text, self.language)

    # What the page shows.

    def general_faults(self) -> tuple[ShownFault, ...]:
        """Faults that are about no field."""
        shown = [field for group in (*self.criteria(), *self.amounts(), *self.words()) for field in group.fields]
        return self._faults.others([field.id for field in (*shown, *self.first(), *self.last(), *self.adding())])

    def all_faults(self) -> tuple[tuple[str, str, ShownFault], ...]:
        """Every fault, with the id and the words of the field it stands beside ("" for none)."""
        fields = [*self.first(), *self.last(), *self.adding()]
        fields += [field for group in (*self.criteria(), *self.amounts(), *self.words()) for field in group.fields]
        beside = [(field.id, field.label, fault) for field in fields for fault in field.faults]
        return (*(("", "", fault) for fault in self.general_faults()), *beside)

    def first(self) -> tuple[FieldView, ...]:
        """From when, until when, and whether one can apply."""
        status = self._now("status", self._new.get("status", "open"))
        statuses = tuple((one, self._say(f"status.{one}"), one == status) for one in STATUSES)
        return (
            self._plain("vanaf", "from", "date", self.starts.isoformat(), ("from",)),
            self._plain("valid_until", "until", "date", self._new["valid_until"] or "", (*_ENTRY, "valid_until")),
            FieldView(
                "status", self._say("field.status"), "choice", options=statuses, faults=self._at((*_ENTRY, "status"))
            ),
        )

    def last(self) -> tuple[FieldView, ...]:
        """Why, by which source, and how sure that is."""
        source = self._entry.get("source") or {}
        sure = self._now("confidence", self._entry.get("confidence") or "")
        sures = tuple((one, self._say(f"confidence.{one}"), one == sure) for one in CONFIDENCES)
        where = (*_ENTRY, "source")
        return (
            self._plain("reason", "reason", "long", self._change.get("reason", ""), ("reason",)),
            self._plain("source_title", "source_title", "text", source.get("title", ""), (*where, "title")),
            self._plain("source_url", "source_url", "text", source.get("url", ""), (*where, "url")),
            FieldView(
                "confidence",
                self._say("field.confidence"),
                "choice",
                options=(("", "", not sure), *sures),
                faults=self._at((*_ENTRY, "confidence")),
            ),
        )

    def criteria(self) -> tuple[GroupView, ...]:
        """A group for each criterion."""
        tests = self._tests()
        now = criterion_fields(self._new, self.facts)
        dropped = self.typed.get("drop", self._entry.get("drop", ()))
        found = []
        for name, fields in criterion_fields(self.version, self.facts).items():
            values = {field.key: field for field in now.get(name, ())}
            views = tuple(self._field(field, values.get(field.key, field), self._fact_label(field)) for field in fields)
            drop = FieldView(f"drop-{name}", self._say("field.drop"), "drop", name, (("", "", name in dropped),))
            title = self._words.criteria.requirement(tests[name]) if name in tests else name
            found.append(GroupView(name, title, views, drop))
        return tuple(found)

    def amounts(self) -> tuple[GroupView, ...]:
        """A group for the whole amount, and one for each part."""
        now = {field.key: field for fields in amount_fields(self._new).values() for field in fields}
        labels = {
            part["id"]: part["label"][self.language] for part in (self.version["amount"] or {"parts": []})["parts"]
        }
        return tuple(
            GroupView(
                part,
                labels.get(part) or self._say("amount.whole"),
                tuple(self._field(field, now.get(field.key, field), self.amount_label(field)) for field in fields),
            )
            for part, fields in amount_fields(self.version).items()
            if fields
        )

    def words(self) -> tuple[GroupView, ...]:
        """A group for each text, a field a language."""
        return tuple(
            GroupView(
                word,
                self._say(f"words.{word}"),
                tuple(
                    FieldView(
                        f"w|{word}|{language}",
                        say("site.languages.own_name", language),
                        "long",
                        self._now(
                            f"w|{word}|{language}", (self._new.get(word) or self._stands(word)).get(language, "")
                        ),
                        faults=self._at((*_ENTRY, word, language)),
                    )
                    for language in LANGUAGES
                ),
            )
            for word in WORDS
        )

    def adding(self) -> tuple[FieldView, ...]:
        """One criterion more."""
        ((name, test),) = self._entry.get("add", {"": {}}).items()
        fact = self._now("add_fact", test.get("fact", ""))
        kind = self._now("add_test", next((key for key in test if key != "fact"), "is"))
        value = test.get(kind)
        shown = shown_value(RuleField("", (), (), "", value, "")) if value is not None else ""
        facts = sorted(
            (self._label(one), one) for one in self.facts if self.facts[one].subject or self.facts[one].question
        )
        options = (
            ("", say("editor.field.no_fact", self.language), not fact),
            *((one, label, one == fact) for label, one in facts),
        )
        where = (*_ENTRY, "add")
        return (
            FieldView("add_fact", self._say("field.add_fact"), "choice", options=options, faults=self._at(where)),
            FieldView(
                "add_test",
                self._say("field.add_test"),
                "choice",
                options=tuple((one, self._say(f"test.{one}"), one == kind) for one in TESTS),
            ),
            FieldView(
                "add_value",
                self._say("field.add_value"),
                "text",
                self._now("add_value", str(shown)),
                hint=self._say("field.add_value_hint"),
            ),
            FieldView(
                "add_id",
                self._say("field.add_id"),
                "text",
                self._now("add_id", name),
                hint=self._say("field.add_id_hint"),
            ),
        )

    def amount_label(self, field: RuleField) -> str:
        """What a number of the amount is, and for whom where that depends."""
        name = self._say(f"amount.{field.name}")
        if field.path and field.path[-1] in ("min", "max"):
            return f"{name} ({self._say(f'amount.{field.path[-1]}')})"
        when = self._when(field)
        return f"{name}: {when}" if when else name

    def _when(self, field: RuleField) -> str:
        if field.when is None:
            return ""
        test = self._case_test(field)
        return self._words.criteria.requirement(test) if test is not None else self._say("amount.else")

    def _case_test(self, field: RuleField) -> Criterion | None:
        version = self._resolved()
        if version is None or version.amount is None:
            return None
        owner: Any = (
            version.amount if not field.owner else next(one for one in version.amount.parts if one.id == field.owner)
        )
        case = getattr(owner, _CASES[field.name])[field.path[0]]
        test: Criterion | None = case.when
        return test

    def _resolved(self) -> Version | None:
        return next((one.version for one in self._day.measures if one.measure.id == self.measure.id), None)

    def _tests(self) -> dict[str, Criterion]:
        version = self._resolved()
        return {one.id: one.test for one in version.criteria} if version is not None else {}

    def _field(self, field: RuleField, now: RuleField, label: str) -> FieldView:
        """A field with what was typed, else what a draft says, else what stands."""
        shown = shown_value(now)
        said = list(self.typed[field.key]) if field.key in self.typed else [shown] if isinstance(shown, str) else shown
        fact = self.facts.get(field.fact)
        options: tuple[tuple[str, str, bool], ...] = ()
        if field.kind in ("choice", "choices") and fact is not None:
            options = tuple((one.id, local(one.label, self.language), one.id in said) for one in fact.options)
        elif field.kind == "boolean":
            options = tuple(
                (one, say(f"criteria.value.{one}", self.language), one in said) for one in ("true", "false")
            )
        elif field.kind == "comparison":
            options = tuple((one, self._say(f"test.{one}"), one in said) for one in COMPARISONS)
        value = said[0] if said else ""
        if field.kind == "number" and field.key not in self.typed:
            value = self._as_typed(now.value, value)
        unit = (
            local(fact.unit, self.language)
            if fact is not None and fact.unit
            else _UNITS.get(field.name.rpartition("_")[2], "")
        )
        return FieldView(field.key, label, field.kind, value, options, unit, faults=self._at(field.where))

    def _as_typed(self, stands: object, value: str) -> str:
        """A number in the habits of the language, so that it can be read back."""
        if isinstance(stands, int | Decimal) and not isinstance(stands, bool):
            return number_text(Decimal(stands), self.language)
        return value

    def _fact_label(self, field: RuleField) -> str:
        label = self._label(field.fact)
        return f"{label}: {self._say('field.comparison')}" if field.kind == "comparison" else label

    def _label(self, fact: str) -> str:
        found = self.facts[fact]
        text = local(found.subject, self.language) if found.subject else local(found.question, self.language)
        return f"{text[:1].upper()}{text[1:]}" if text else fact

    def _plain(self, id: str, name: str, kind: str, stands: str, where: tuple[str | int, ...]) -> FieldView:
        return FieldView(
            id, self._say(f"field.{name}"), kind, self._now(id, stands), hint=self._hint(name), faults=self._at(where)
        )

    def _hint(self, name: str) -> str:
        return self._say(f"field.{name}_hint")

    def _now(self, id: str, stands: str) -> str:
        return self.typed[id][0] if self.typed.get(id) else stands

    def _at(self, where: tuple[str | int, ...]) -> tuple[ShownFault, ...]:
        return self._faults.at(where)

    def _say(self, key: str) -> str:
        return say(f"editor.{key}", self.language)


_UNITS = {"pct": "%", "eur": "€"}


def raw_version(text: str, on: date) -> dict[str, Any]:
    """The version in force on a day in a measure's file; the last one begun before it where none is."""
    data: Any = read_yaml(text, name="measure").data
    begun = [version for version in data["versions"] if version["valid_from"] <= on.isoformat()]
    if not begun:
        first = data["versions"][0]["valid_from"]
        raise InputError([Fault("vanaf", f"nothing is documented before {first}.", "a later day.")])
    found: dict[str, Any] = begun[-1]
    return found
