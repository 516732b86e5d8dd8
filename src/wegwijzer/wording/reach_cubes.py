"""The figures of reach as cubes: one for each question, with its definition, ready for any kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from wegwijzer.core.reach.results import Concentration, Interval, Matthew, Rate, Reach, ReachBy, Unmet, Waiting
from wegwijzer.core.survey.publication import Axis, Category, Cube, Figure, Key, Kind, Measure
from wegwijzer.wording.reach_findings import alike_in
from wegwijzer.wording.reach_names import ReachNames, widest
from wegwijzer.wording.values import date_text

_RATE = (("share", Kind.SHARE), ("ci_low", Kind.SHARE), ("ci_high", Kind.SHARE))
_LORENZ = ("lorenz_amount", "lorenz_amount_all", "lorenz_uses")


def reach_cubes(found: Reach, names: ReachNames, until: date | None = None) -> Iterator[Cube]:
    """All cubes that there is something for, in the order of the report."""
    yield _whole(found, names)
    for by in found.by:
        yield _by(by, found, names)
    yield _trend(found, names)
    yield _measures(found, names)
    if found.matthew is not None:
        yield from _next_use(found.matthew, names)
    yield _concentration(found, names)
    for place, one in enumerate(found.concentration):
        if one.curve:
            yield _lorenz(_lorenz_id(place, one), one, found, names)
    if found.unmet is not None:
        yield _unmet(found.unmet, names)
    if found.waiting is not None:
        yield from _waiting(found.waiting, names, until)


def _lorenz_id(place: int, found: Concentration) -> str:
    if found.what == "uses":
        return _LORENZ[2]
    return _LORENZ[0] if place == 0 else _LORENZ[1]


def _whole(found: Reach, names: ReachNames) -> Cube:
    measures = (("users", Kind.ROWS), ("firms", Kind.FIRMS), *_RATE, *_error(found))
    cells: dict[Key, dict[str, Figure] | None] = {
        (str(found.year),): None if found.whole is None else _rate(found.whole, names, found)
    }
    return _cube("reach", [_axis("year", [str(found.year)], names)], measures, cells, names, names.say("define.reach"))


def _by(by: ReachBy, found: Reach, names: ReachNames) -> Cube:
    apart = (("difference", Kind.SHARE), ("difference_low", Kind.SHARE), ("difference_high", Kind.SHARE))
    measures = (("users", Kind.ROWS), ("firms", Kind.FIRMS), *_RATE, *apart, *_error(found))
    cells: dict[Key, dict[str, Figure] | None] = {}
    for cell in by.cells:
        if cell.rate is None:
            cells[cell.category,] = None
            continue
        told = _three("points", cell.difference, names, ("difference", "difference_low", "difference_high"))
        cells[cell.category,] = _rate(cell.rate, names, found) | told
    labels = [(cell.category, names.category(by.dimension, cell.category)) for cell in by.cells]
    axis = Axis(by.dimension, names.say(f"axis.{by.dimension}"), tuple(Category(*pair) for pair in labels))
    unplaced = names.say("hidden") if by.unplaced is None else names.number(by.unplaced)
    definition = names.say("define.by", compared=found.compared, unplaced=unplaced)
    return _cube(f"by_{by.dimension}", [axis], measures, cells, names, definition)


def _trend(found: Reach, names: ReachNames) -> Cube:
    new = (("first", Kind.ROWS), ("first_share", Kind.SHARE), ("again", Kind.ROWS), ("again_share", Kind.SHARE))
    measures = (("users", Kind.ROWS), ("firms", Kind.FIRMS), *_RATE, *new)
    cells: dict[Key, dict[str, Figure] | None] = {}
    for year in found.trend:
        if year.whole is None:
            cells[str(year.year),] = None
            continue
        told = _rate(year.whole, names, None)
        for name, one in (("first", year.first), ("again", year.again)):
            told[name] = Figure(None if one is None else one.count, names.number(None if one is None else one.count))
            told[f"{name}_share"] = _share(None if one is None else one.share.value, names)
        cells[str(year.year),] = told
    axis = _axis("year", [str(year.year) for year in found.trend], names)
    definition = names.say("define.trend", first_year=found.trend[0].year)
    return _cube("trend", [axis], measures, cells, names, definition)


def _measures(found: Reach, names: ReachNames) -> Cube:
    measures = (("users", Kind.ROWS), ("firms", Kind.FIRMS), *_RATE, *_error(found))
    cells: Mapping[Key, dict[str, Figure] | None] = {
        (one.measure,): None if one.whole is None else _rate(one.whole, names, found) for one in found.measures
    }
    labels = [Category(one.measure, names.measure(one.measure)) for one in found.measures]
    axis = Axis("measure", names.say("axis.measure"), tuple(labels))
    return _cube("measures", [axis], measures, cells, names, names.say("define.measures"))


def _next_use(found: Matthew, names: ReachNames) -> Iterator[Cube]:
    kinds = (("users_before", Kind.FIRMS), ("next", Kind.ROWS), ("next_share", Kind.SHARE), *_RATE[1:])
    cells: dict[Key, dict[str, Figure] | None] = {}
    for group in found.groups:
        if group.rate is None:
            cells[group.group,] = None
            continue
        told = _rate(group.rate, names, None)
        moved = {"users_before": told["firms"], "next": told["users"], "next_share": told["share"]}
        cells[group.group,] = moved | {"ci_low": told["ci_low"], "ci_high": told["ci_high"]}
    axis = _named("past", [group.group for group in found.groups], "past", names)
    definition = names.say("define.next_use", year=found.year, years_back=found.years_back)
    yield _cube("next_use", [axis], kinds, cells, names, definition)
    alike = alike_in(found, names)
    pairs = [("all", found.times)] + ([("alike", found.times_alike)] if found.alike else [])
    columns = ("times", "times_low", "times_high")
    labels = {"all": names.say("compared.all"), "alike": names.say("compared.alike", alike=alike)}
    axis = Axis(
        "compared",
        names.say("axis.compared"),
        tuple(Category(name, labels[name]) for name, _ in pairs),
    )
    told_cells: dict[Key, dict[str, Figure] | None] = {
        (name,): _three("times", one, names, columns) if one is not None else None for name, one in pairs
    }
    definition = names.say("define.times", alike=alike) if found.alike else names.say("define.times_only")
    yield _cube("times", [axis], [(name, Kind.NUMBER) for name in columns], told_cells, names, definition)


def _concentration(found: Reach, names: ReachNames) -> Cube:
    groups = (("gini", "index"), ("gini_all", "index"), ("top", "share"))
    columns = [("with_any", Kind.ROWS), ("total", Kind.NUMBER)]
    columns += [(f"{name}{end}", Kind.SHARE) for name, _ in groups for end in ("", "_low", "_high")]
    cells: dict[Key, dict[str, Figure] | None] = {}
    labels = []
    for place, one in enumerate(found.concentration):
        id_ = _lorenz_id(place, one).removeprefix("lorenz_")
        labels.append(Category(id_, names.spread(one)))
        if one.gini is None:
            cells[id_,] = None
            continue
        told = {
            "with_any": Figure(one.firms, names.number(one.firms)),
            "total": Figure(one.total, names.number(one.total)),
        }
        for (name, kind), interval in zip(groups, (one.gini, one.gini_all, one.top_tenth), strict=True):
            told |= _three(kind, interval, names, (name, f"{name}_low", f"{name}_high"))
        cells[id_,] = told
    axis = Axis("spread", names.say("axis.spread"), tuple(labels))
    return _cube("concentration", [axis], columns, cells, names, names.say("define.concentration"))


def _lorenz(name: str, found: Concentration, whole: Reach, names: ReachNames) -> Cube:
    ids = [f"{point.firms:.4f}" for point in found.curve]
    cells: dict[Key, dict[str, Figure] | None] = {
        (id_,): {"held": _share(point.share, names)} for id_, point in zip(ids, found.curve, strict=True)
    }
    labels = [Category(id_, names.share(point.firms)) for id_, point in zip(ids, found.curve, strict=True)]
    axis = Axis("point", names.say("axis.point"), tuple(labels))
    definition = names.say("define.lorenz", least=whole.least)
    return _cube(name, [axis], [("held", Kind.SHARE)], cells, names, definition)


def _unmet(found: Unmet, names: ReachNames) -> Cube:
    cells: dict[Key, dict[str, Figure] | None] = {}
    labels = []
    for one in found.reasons:
        id_ = f"{one.reason}/{one.detail}" if one.detail else one.reason
        labels.append(Category(id_, names.reason(one)))
        cells[id_,] = None if one.count is None else _count(one.count, one.share, names)
    axis = Axis("need", names.say("axis.need"), tuple(labels))
    measures = (("count", Kind.ROWS), ("of_all", Kind.SHARE), *_RATE[1:])
    return _cube("unmet", [axis], measures, cells, names, names.say("define.unmet"))


def _waiting(found: Waiting, names: ReachNames, until: date | None) -> Iterator[Cube]:
    day = "" if until is None else date_text(until, names.language)
    definition = names.say("define.waiting", day=day)
    points = found.within
    ids = [f"{point.days:g}" for point in points]
    cells: dict[Key, dict[str, Figure] | None] = {
        (id_,): _three("share", point.replied, names, ("replied", "ci_low", "ci_high"))
        for id_, point in zip(ids, points, strict=True)
    }
    labels = tuple(Category(id_, names.days(float(id_))) for id_ in ids)
    measures = (("replied", Kind.SHARE), *_RATE[1:])
    yield _cube("waiting", [Axis("day", names.say("axis.day"), labels)], measures, cells, names, definition)
    columns = ("wait", "ci_low", "ci_high")
    half = None if found.median is None else _three("days", found.median, names, columns)
    axis = _named("part", ["half"], "part", names)
    yield _cube("median_wait", [axis], [(name, Kind.NUMBER) for name in columns], {("half",): half}, names, definition)
    ended: dict[Key, dict[str, Figure] | None] = {
        (one.outcome,): None if one.count is None else _count(one.count, one.share, names) for one in found.outcomes
    }
    axis = _named("outcome", [one.outcome for one in found.outcomes], "outcome", names)
    counted = (("count", Kind.ROWS), ("of_all", Kind.SHARE), *_RATE[1:])
    yield _cube("outcomes", [axis], counted, ended, names, names.say("define.outcomes"))


def _cube(
    name: str,
    axes: Sequence[Axis],
    measures: Iterable[tuple[str, Kind]],
    cells: Mapping[Key, Mapping[str, Figure] | None],
    names: ReachNames,
    definition: str,
) -> Cube:
    return Cube(
        id=name,
        title=names.say(f"cube.{name}"),
        axes=tuple(axes),
        measures=tuple(Measure(id_, names.say(f"column.{id_}"), kind) for id_, kind in measures),
        figures={key: told for key, told in cells.items() if told is not None},
        hidden=frozenset(key for key, told in cells.items() if told is None),
        definition=definition,
    )


def _error(found: Reach) -> tuple[tuple[str, Kind], ...]:
    return (("firms_error", Kind.FIRMS),) if found.is_survey else ()


def _rate(rate: Rate, names: ReachNames, found: Reach | None) -> dict[str, Figure]:
    told = {
        "users": Figure(rate.count, names.number(rate.count)),
        "firms": Figure(rate.of, names.number(rate.of)),
        **_three("share", rate.share, names, ("share", "ci_low", "ci_high")),
    }
    if found is not None and found.is_survey:
        told["firms_error"] = Figure(rate.of_error, names.number(rate.of_error))
    return told


def _three(kind: str, found: Interval | None, names: ReachNames, columns: tuple[str, str, str]) -> dict[str, Figure]:
    """A figure and the ends of its interval."""
    ends = (None, None, None) if found is None else (found.value, found.low, found.high)

    far = None if found is None else widest(found)
    return {column: Figure(value, names.shown(value, kind, far)) for column, value in zip(columns, ends, strict=True)}


def _count(count: int, share: Interval | None, names: ReachNames) -> dict[str, Figure]:
    return {
        "count": Figure(count, names.number(count)),
        **_three("share", share, names, ("of_all", "ci_low", "ci_high")),
    }


def _share(value: float | None, names: ReachNames) -> Figure:
    return Figure(value, names.share(value))


def _axis(name: str, ids: Sequence[str], names: ReachNames) -> Axis:
    return Axis(name, names.say(f"axis.{name}"), tuple(Category(id_, id_) for id_ in ids))


def _named(name: str, ids: Sequence[str], section: str, names: ReachNames) -> Axis:
    labels = tuple(Category(id_, names.say(f"{section}.{id_}")) for id_ in ids)
    return Axis(name, names.say(f"axis.{name}"), labels)
