"""The cross-case tables: how many firms there are of each kind, and in how many of each kind a code was given.

Like table 4 of the report, with small counts hidden. What is counted are firms, never passages. A firm that is not
coded to the end is left out: where nobody looked, no code does not mean no.

In a group whose size is shown, the firms without a code follow from those with it, so both are protected. The sizes of
groups and the total of a code are shown in every table or in none, so that reports by different attributes may be laid
side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Table
from wegwijzer.core.interviews.comparing import is_coded, mentions
from wegwijzer.core.interviews.grouping import UNKNOWN, Group, category_of, groups_of
from wegwijzer.core.interviews.guide import Code
from wegwijzer.core.interviews.study import Attribute, Case, Study

MINIMUM = 3
"""The smallest number of firms that is shown."""

_WITH, _WITHOUT = "with", "without"
_GROUP, _CODE = "group", "code"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """In how many firms of each group a code was given, and in how many in all; None where that is hidden."""

    code: Code
    firms: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class CrossCase:
    """The tables of a report. `left_out`: cases not coded to the end. `is_refused`: too few firms for anything."""

    firms: int
    minimum: int
    profile: Mapping[Attribute, tuple[Group, ...]]
    by: Attribute
    groups: tuple[Group, ...]
    rows: tuple[CodeRow, ...]
    left_out: tuple[int, ...]
    is_refused: bool = False

    @property
    def hidden(self) -> int:
        """How many numbers are hidden."""
        return sum(count is None for row in self.rows for count in (*row.firms, row.total))


def cross_case(study: Study, *, by: Attribute, minimum: int = MINIMUM) -> CrossCase:
    """The profile of the firms, and every code by the groups of one attribute."""
    cases = [case for case in study.cases if is_coded(case)]
    left_out = tuple(case.number for case in study.cases if not is_coded(case))
    if len(cases) < minimum:
        return CrossCase(len(cases), minimum, {}, by, (), (), left_out, is_refused=True)
    profile = {attribute: groups_of(cases, attribute, minimum=minimum) for attribute in Attribute}
    groups = profile[by]
    return CrossCase(
        firms=len(cases),
        minimum=minimum,
        profile={attribute: found for attribute, found in profile.items() if found[0].categories != (UNKNOWN,)},
        by=by,
        groups=groups,
        rows=tuple(_row(code, _counts(cases, code, by, groups), groups, minimum) for code in study.codes),
        left_out=left_out,
    )


def _counts(cases: Sequence[Case], code: Code, by: Attribute, groups: Sequence[Group]) -> tuple[int, ...]:
    """How many firms of each group have the code."""
    having = [category_of(case, by) for case in cases if mentions(case, code.id)]
    return tuple(sum(category in group.categories for category in having) for group in groups)


def _row(code: Code, counts: tuple[int, ...], groups: tuple[Group, ...], minimum: int) -> CodeRow:
    having, firms = sum(counts), sum(group.firms for group in groups)
    nothing: tuple[int | None, ...] = (None,) * len(groups)
    if _is_small(having, firms, minimum):
        return CodeRow(code, nothing, None)
    if len(groups) == 1:
        return CodeRow(code, counts, having)
    table = Table.of(
        {_GROUP: tuple(group.id for group in groups), _CODE: (_WITH, _WITHOUT)},
        [[count, group.firms - count] for count, group in zip(counts, groups, strict=True)],
    )
    try:
        found = protect(table, DisclosureRules(minimum_count=minimum, zeros_are_known=False))
    except DisclosureError:
        return CodeRow(code, nothing, having)
    margins = [{_CODE: _WITH}, {_CODE: _WITHOUT}, *({_GROUP: group.id} for group in groups)]
    if any(found.hides(margin) for margin in margins):
        # The sizes of the groups stand elsewhere in the report, so hiding them here would protect nothing. Without any
        # count by group a reader knows only that the groups add up, which leaves each at least `minimum` wide.
        return CodeRow(code, nothing, having)
    return CodeRow(code, tuple(found.count({_GROUP: group.id, _CODE: _WITH}) for group in groups), having)


def _is_small(having: int, firms: int, minimum: int) -> bool:
    return 0 < having < minimum or 0 < firms - having < minimum
