"""The page of one part: what is asked, what an evaluator looks at, the fields, and where prefilled texts came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from wegwijzer.core.dossier.completeness import word_count
from wegwijzer.core.dossier.content import PartId, PartnerKind
from wegwijzer.core.dossier.fields import MOST_ROWS, PLAIN_FIELDS, ROW_FIELDS, TEXT, YEAR, Written, is_amount, rows_of
from wegwijzer.core.dossier.structure import Part
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.dossier import shipped_structure
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.dossiers.reading import Read
from wegwijzer.wording.dossier import DossierWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, number_text, value_text

BLANK_ROWS, MORE_ROWS = 2, 6
"""Empty rows below a table; and when more are asked for."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field. `form` is text, long, day, number, select or check; `options` are those of a select."""

    name: str
    label: str
    value: str
    form: str
    hint: str = ""
    origin: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_proposed(self) -> bool:
        """Whether names that are known are proposed while typing."""
        return self.name.startswith("row-") and self.name.rpartition("-")[2] in ("who", "package")


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table; `number` counts from 1."""

    number: int
    fields: tuple[FieldView, ...]
    is_blank: bool


@dataclass(frozen=True, slots=True)
class AspectView:
    """A question of an evaluator; `source` "" where it is ours."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class PartView:
    """The whole of it. `before` and `after` lead to the neighbours, "" at the ends."""

    id: str
    number: int
    title: str
    question: str
    good: str
    length: str
    why: str
    aspects: tuple[AspectView, ...]
    text: FieldView
    words: int
    plain: tuple[FieldView, ...]
    rows: tuple[RowView, ...]
    is_table: bool
    extras: tuple[FieldView, ...]
    facts: tuple[tuple[str, str, str], ...]
    before: str
    after: str
    names: tuple[str, ...]


def part_view(dossier: Dossier, part_id: PartId, read: Read, language: str, *, more: bool = False) -> PartView:
    """One part of a dossier. `more`: show more empty rows."""
    structure = shipped_structure()
    part = structure.part(part_id)
    written: Written = dossier.parts.get(part_id.value, {})
    order = [one.id.value for one in structure.parts]
    place = order.index(part_id.value)
    quote = read.rules.request.parts.get(part_id, "") if read.rules else ""
    return PartView(
        id=part_id.value,
        number=place + 1,
        title=local(part.title, language),
        question=local(part.question, language),
        good=local(part.good, language),
        length=_length(part, language),
        why=quote,
        aspects=tuple(AspectView(local(aspect.text, language), aspect.source) for aspect in part.aspects),
        text=_field(dossier, part_id, TEXT, str(written.get(TEXT, "")), "long", language),
        words=word_count(str(written.get(TEXT, ""))),
        plain=_plain(dossier, part_id, written, read, language),
        rows=_rows(part_id, written, language, read, more=more),
        is_table=part.is_table,
        extras=tuple(
            FieldView(extra.id, local(extra.question, language), str(written.get(extra.id, "")), "long", extra.quote)
            for extra in (read.rules.extras if read.rules else ())
            if extra.part is part_id
        ),
        facts=part_facts(read, language) if part_id is PartId.FIRM else (),
        before=order[place - 1] if place else "",
        after=order[place + 1] if place + 1 < len(order) else "",
        names=_names(part_id, read),
    )


def written_in_words(part: PartId, written: Written, language: str) -> tuple[tuple[str, str], ...]:
    """What stands in a part as labels and texts, for showing beside another writing of it."""
    lines = []
    wording = DossierWording(shipped_structure(), language)
    for name, value in written.items():
        if name != "rows" and str(value).strip():
            label = wording.extra_question(name) if name.startswith("x-") else _label(name, language)
            lines.append((label, shown(name, str(value), language)))
    for place, row in enumerate(rows_of(written), start=1):
        told = [
            f"{_label(name, language)}: {shown(name, text, language)}" for name, text in row.items() if text.strip()
        ]
        lines.append((say("dossiers.where.row", language, row=place), "; ".join(told)))
    return tuple(lines)


def shown(name: str, value: str, language: str) -> str:
    """A typed text as it is shown: numbers in the habits of the language, choices in words."""
    if name == "kind":
        kinds = {**dict(_kinds(language)), **dict(_partner_kinds(language))}
        return kinds.get(value, value)
    if name == "is_foreign":
        return say("dossiers.limit.yes", language) if value == "yes" else ""
    if is_amount(name):
        try:
            return number_text(Decimal(value), language)
        except InvalidOperation:
            return value
    return value


def _label(name: str, language: str) -> str:
    if name.startswith(YEAR):
        return say("dossiers.field.year_total_of", language, year=name.removeprefix(YEAR))
    return say(f"dossiers.field.{name}", language)


def _length(part: Part, language: str) -> str:
    if part.is_table:
        return ""
    return say("dossiers.part.length", language, least=part.least_words, most=part.most_words)


def _field(dossier: Dossier, part: PartId, name: str, value: str, form: str, language: str) -> FieldView:
    shown_value = _typed(name, value, language)
    return FieldView(
        name, _label(name, language), shown_value, form, origin=_origin(dossier, part, name, value, language)
    )


def _typed(name: str, value: str, language: str) -> str:
    """A number as people here type it, without marks between thousands; other texts as they are."""
    if not is_amount(name):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return format(number, "f").replace(".", "," if language != "en" else ".")


def _origin(dossier: Dossier, part: PartId, name: str, value: str, language: str) -> str:
    """Where a prefilled text came from, and whether it was changed since; "" for what the firm wrote here."""
    found: Mapping[str, str] = dossier.origins.get(f"{part.value}:{name}", {})
    if not found or not value.strip():
        return ""
    day = date_text(date.fromisoformat(found["on"]), language)
    told = say(f"dossiers.origin.{found['kind']}", language, day=day)
    return told if value.strip() == found.get("value") else say("dossiers.origin.changed", language, origin=told)


def _plain(dossier: Dossier, part: PartId, written: Written, read: Read, language: str) -> tuple[FieldView, ...]:
    fields = []
    for name in PLAIN_FIELDS.get(part, ()):
        form = "day" if name == "applies_on" else "number" if is_amount(name) else "text"
        fields.append(_field(dossier, part, name, str(written.get(name, "")), form, language))
    if part is PartId.COSTS:
        years = {line.year for line in read.content.costs if line.year} | set(read.content.year_totals)
        years |= {day.year for one in read.content.packages for day in (one.begins, one.ends) if day}
        for year in sorted(years)[:10]:
            name = f"{YEAR}{year}"
            fields.append(_field(dossier, part, name, str(written.get(name, "")), "number", language))
    return tuple(fields)


def _rows(part: PartId, written: Written, language: str, read: Read, *, more: bool) -> tuple[RowView, ...]:
    if part not in ROW_FIELDS:
        return ()
    filled = rows_of(written)
    blank = MORE_ROWS if more else BLANK_ROWS
    rows: list[dict[str, str]] = [*filled, *({} for _ in range(min(blank, MOST_ROWS[part] - len(filled))))]
    return tuple(
        RowView(place, tuple(_cell(part, name, row, place, language) for name in ROW_FIELDS[part]), not row)
        for place, row in enumerate(rows, start=1)
    )


def _cell(part: PartId, name: str, row: Mapping[str, str], place: int, language: str) -> FieldView:
    value = row.get(name, "")
    label = _label(name, language)
    options: tuple[tuple[str, str], ...] = ()
    if name == "kind":
        form, options = "select", _kinds(language) if part is PartId.COSTS else _partner_kinds(language)
    elif name == "is_foreign":
        form = "check"
    elif name in ("begins", "ends"):
        form = "day"
    else:
        form = "number" if is_amount(name) or name == "year" else "text"
    return FieldView(f"row-{place}-{name}", label, _typed(name, value, language), form, options=options)


def _kinds(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, local(label, language)) for kind, label in shipped_structure().cost_kinds.items())


def _partner_kinds(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, say(f"dossiers.partner_kind.{kind.value}", language)) for kind in PartnerKind)


def _names(part: PartId, read: Read) -> tuple[str, ...]:
    """Names to propose while typing: of people and partners in the work plan, of packages in the costs."""
    if part is PartId.PLAN:
        found = [one.name for one in read.content.people] + [one.name for one in read.content.partners]
    elif part is PartId.COSTS:
        found = [package.name for package in read.content.packages]
    else:
        return ()
    return tuple(dict.fromkeys(name for name in found if name))


def part_facts(read: Read, language: str) -> tuple[tuple[str, str, str], ...]:
    """What is known of the firm, each with who said so and as of when."""
    dictionary = shipped_catalogue().facts
    hidden = ("nace_version", "collaboration")
    return tuple(
        (
            local(dictionary[fact].subject, language),
            value_text(dictionary[fact], known.value, language),
            say(f"dossiers.source.{known.source.value}", language, day=date_text(known.as_of, language)),
        )
        for fact, known in read.picture.profile.facts.items()
        if fact not in hidden
    )
