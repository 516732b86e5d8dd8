"""Fill ceilings to the last cent: the most that parts of support can bring within ceilings that they share.

Exact, in whole cents and fractions, so that what the optimiser of floating point proposes can be checked and told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The parts of `members` together get at most `limit` (whole, not negative)."""

    members: frozenset[int]
    limit: int


def fill(
    reach: Sequence[int],
    ceilings: Sequence[Ceiling],
    weights: Sequence[int] | None = None,
    *,
    least: Sequence[int] | None = None,
) -> tuple[int, ...]:
    """Whole amounts, each at most its reach, within all ceilings, of which the weighted sum is largest.

    Parts count in their order where several ways are as good, as far as the ceilings nest. The same input gives the
    same amounts. With `least`, which must fit within the ceilings, no part gets less than that.

    >>> fill([5000, 4000], [Ceiling(frozenset({0, 1}), 7500)])
    (5000, 2500)
    """
    if least is not None:
        left = [
            Ceiling(ceiling.members, ceiling.limit - sum(least[part] for part in ceiling.members))
            for ceiling in ceilings
        ]
        more = fill([most - few for most, few in zip(reach, least, strict=True)], left, weights)
        return tuple(few + added for few, added in zip(least, more, strict=True))
    amounts = list(reach)
    for parts, group in _separate(reach, ceilings):
        number = {part: place for place, part in enumerate(parts)}
        solved = _shared_out(
            tuple(reach[part] for part in parts),
            tuple(
                Ceiling(frozenset(number[part] for part in item.members if part in number), item.limit)
                for item in group
            ),
            tuple(weights[part] if weights else 1 for part in parts),
        )
        for part, amount in zip(parts, solved, strict=True):
            amounts[part] = amount
    return tuple(amounts)


@lru_cache(maxsize=4096)
def _shared_out(reach: tuple[int, ...], ceilings: tuple[Ceiling, ...], weights: tuple[int, ...]) -> tuple[int, ...]:
    """The best amounts of one group; sets that differ by one option have most groups in common."""
    worth = dict(enumerate(weights))
    if _nest(ceilings):
        solved = _in_turn(dict(enumerate(reach)), ceilings, worth)
    else:
        solved = _best_whole({part: (0, most) for part, most in enumerate(reach)}, ceilings, worth)
    return tuple(solved[part] for part in range(len(reach)))


def _separate(reach: Sequence[int], ceilings: Sequence[Ceiling]) -> list[tuple[list[int], list[Ceiling]]]:
    """The ceilings that can bite, in groups that share no part, each with its parts."""
    groups: list[tuple[set[int], list[Ceiling]]] = []
    for ceiling in ceilings:
        if sum(reach[part] for part in ceiling.members) <= ceiling.limit:
            continue
        parts, joined = {part for part in ceiling.members if reach[part]}, [ceiling]
        apart = []
        for others, group in groups:
            if parts.isdisjoint(others):
                apart.append((others, group))
            else:
                parts |= others
                joined = [*group, *joined]
        groups = [*apart, (parts, joined)]
    return [(sorted(parts), group) for parts, group in groups]


def _nest(ceilings: Sequence[Ceiling]) -> bool:
    """Whether of every two ceilings one lies within the other, or they have nothing in common."""
    ordered = sorted(ceilings, key=lambda item: len(item.members))
    return all(
        small.members <= large.members or small.members.isdisjoint(large.members)
        for place, small in enumerate(ordered)
        for large in ordered[place + 1 :]
    )


def _in_turn(reach: Mapping[int, int], ceilings: Sequence[Ceiling], weights: Mapping[int, int]) -> dict[int, int]:
    """What weighs most first, as much as still fits; best where ceilings nest (they form a polymatroid).

    J. Edmonds, Submodular functions, matroids, and certain polyhedra (1970).
    """
    left = [ceiling.limit for ceiling in ceilings]
    amounts = {}
    for part in sorted(reach, key=lambda part: (-weights[part], part)):
        over = [place for place, ceiling in enumerate(ceilings) if part in ceiling.members]
        amounts[part] = min(reach[part], *(left[place] for place in over))
        for place in over:
            left[place] -= amounts[part]
    return amounts


def _best_whole(
    ends: Mapping[int, tuple[int, int]], ceilings: Sequence[Ceiling], weights: Mapping[int, int]
) -> dict[int, int]:
    """Branch on a part that came out broken, which is seldom."""
    best: dict[int, int] = {}
    best_value = -1
    todo = [dict(ends)]
    while todo:
        now = todo.pop()
        found = _best_broken(now, ceilings, weights)
        if found is None or floor(sum(weights[part] * found[part] for part in found)) <= best_value:
            continue
        broken = next((part for part in found if found[part] != floor(found[part])), None)
        if broken is None:
            best = {part: int(value) for part, value in found.items()}
            best_value = sum(weights[part] * best[part] for part in best)
            continue
        low, high = now[broken]
        todo += [{**now, broken: (low, floor(found[broken]))}, {**now, broken: (ceil(found[broken]), high)}]
    return best


def _best_broken(
    ends: Mapping[int, tuple[int, int]], ceilings: Sequence[Ceiling], weights: Mapping[int, int]
) -> dict[int, Exact] | None:
    """The best amounts in fractions between the ends; None where the low ends alone break a ceiling."""
    rows: list[tuple[dict[int, Exact], Exact]] = []
    for ceiling in ceilings:
        members = [part for part in ends if part in ceiling.members]
        room = ceiling.limit - sum(ends[part][0] for part in members)
        if room < 0:
            return None
        rows.append((dict.fromkeys(members, 1), room))
    rows += [({part: 1}, high - low) for part, (low, high) in ends.items()]
    solved = _simplex(rows, {part: weights[part] for part in ends})
    return {part: ends[part][0] + solved.get(part, 0) for part in ends}


def _simplex(rows: Sequence[tuple[dict[int, Exact], Exact]], gains: Mapping[int, int]) -> dict[int, Exact]:
    """The simplex method with Bland's rule, which always ends; rows are sums that stay within a limit of zero or more.

    R. G. Bland, New finite pivoting rules for the simplex method, Mathematics of Operations Research 2 (1977).
    """
    columns = max(gains) + 1
    table: list[dict[int, Exact]] = [{**row, columns + place: 1} for place, (row, _) in enumerate(rows)]
    limits = [limit for _, limit in rows]
    basis = [columns + place for place in range(len(rows))]
    gain: dict[int, Exact] = dict(gains)
    while True:
        entering = min((column for column, value in gain.items() if value > 0), default=None)
        if entering is None:
            return {column: limits[place] for place, column in enumerate(basis) if column < columns}
        touched = [place for place, row in enumerate(table) if entering in row]
        ratios = [
            (_over(limits[place], table[place][entering]), basis[place], place)
            for place in touched
            if table[place][entering] > 0
        ]
        _, _, leaving = min(ratios)
        pivot = table[leaving][entering]
        if pivot != 1:
            table[leaving] = {column: _over(value, pivot) for column, value in table[leaving].items()}
            limits[leaving] = _over(limits[leaving], pivot)
        for place in touched:
            if place != leaving:
                times = table[place][entering]
                _subtract(table[place], table[leaving], times)
                limits[place] = limits[place] - times * limits[leaving]
        _subtract(gain, table[leaving], gain[entering])
        basis[leaving] = entering


def _over(value: Exact, divisor: Exact) -> Exact:
    """The exact quotient, whole where it is: whole numbers are quicker."""
    if divisor == 1:
        return value
    quotient = Fraction(value) / divisor
    return quotient.numerator if quotient.denominator == 1 else quotient


def _subtract(row: dict[int, Exact], other: Mapping[int, Exact], times: Exact) -> None:
    for column, value in other.items():
        left = row.get(column, 0) - times * value
        if left:
            row[column] = left
        else:
            row.pop(column, None)
