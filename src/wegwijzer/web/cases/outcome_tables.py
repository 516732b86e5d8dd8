"""The tables of what firms said after closing, with every number hidden that could tell of one firm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import Protected, protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Table
from wegwijzer.web.cases.outcome_answers import Answer
from wegwijzer.web.referral.outcome_codes import CHANGED, HELPED

OTHERS, NONE = "others", ""
"""The category that holds the small ones together, and that of no desk or measure."""
LESS = "less"
"""The answers partly and no together, where one of them is too small to stand by itself."""
_YES_NO = ("yes", "no")
_PARTS: Mapping[str, Callable[[Answer], str]] = {
    "subject": lambda answer: answer.subject,
    "desk": lambda answer: answer.desk,
    "measure": lambda answer: answer.measure,
    "layer": lambda answer: answer.layer,
}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A category with its numbers of firms: by answer and in all; None is hidden."""

    id: str
    counts: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class OutcomeTables:
    """All that is published: `by` the tables by their id, `whole` the row of everybody, `changed` firms by code.

    `answers` are the columns: yes, partly and no, or yes and `LESS`.
    """

    answers: tuple[str, ...]
    by: dict[str, tuple[OutcomeRow, ...]]
    whole: OutcomeRow
    changed: dict[str, int | None]
    hidden: int


def outcome_tables(given: Sequence[Answer], rules: DisclosureRules) -> OutcomeTables | None:
    """The tables of some answers; None where there are too few to publish anything.

    All are protected together, for they are about the same firms. Categories with fewer firms than the minimum are put
    together first: hiding them one by one would hide much more.
    """
    if not given:
        return None
    names = {part: _grouped([of(answer) for answer in given], rules.minimum_count) for part, of in _PARTS.items()}
    chosen = {code: sum(code in answer.changed for answer in given) for code in CHANGED}
    told = _told(given, rules.minimum_count)
    columns = HELPED if LESS not in told else (HELPED[0], LESS)
    tables = [_crossed(part, names[part], told, columns) for part in _PARTS]
    tables += [Table.of({code: _YES_NO}, [count, len(given) - count]) for code, count in chosen.items()]
    try:
        found = protect(tables, rules)
    except DisclosureError:
        return None
    return OutcomeTables(
        columns,
        {part: tuple(_rows(found, part, dict.fromkeys(names[part]), columns)) for part in _PARTS},
        _row(found, "", {}, columns),
        {code: found.count({code: "yes"}) for code in CHANGED},
        found.hidden,
    )


def _grouped(names: Sequence[str], least: int) -> list[str]:
    """The category of each answer, those with fewer answers than the least put together."""
    counted = Counter(names)
    return [name if counted[name] >= least else OTHERS for name in names]


def _told(given: Sequence[Answer], least: int) -> list[str]:
    """What each firm said, with partly and no taken together where one of them is small: else both would be hidden."""
    said = [answer.helped for answer in given]
    counted = Counter(said)
    is_small = any(0 < counted[helped] < least for helped in HELPED[1:])
    return [LESS if is_small and helped != HELPED[0] else helped for helped in said]


def _crossed(name: str, names: Sequence[str], told: Sequence[str], columns: Sequence[str]) -> Table:
    counted = Counter(zip(names, told, strict=True))
    categories = list(dict.fromkeys(names))
    counts = [[counted[category, helped] for helped in columns] for category in categories]
    return Table.of({name: categories, "helped": columns}, counts)


def _rows(found: Protected, name: str, categories: Iterable[str], columns: Sequence[str]) -> list[OutcomeRow]:
    rows = [_row(found, category, {name: category}, columns) for category in categories]
    return sorted(rows, key=lambda row: (row.id == OTHERS, row.id == NONE, -(row.total or 0), row.id))


def _row(found: Protected, id: str, where: dict[str, str], columns: Sequence[str]) -> OutcomeRow:
    return OutcomeRow(id, tuple(found.count({**where, "helped": helped}) for helped in columns), found.count(where))
