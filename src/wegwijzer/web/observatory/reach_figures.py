"""The figures of who is reached: by measure, by class, and by two classes at once."""

from __future__ import annotations

from wegwijzer.core.reach.crossing import CrossCell
from wegwijzer.core.reach.results import Rate, Reach, ReachBy, ReachCell, Standing
from wegwijzer.core.survey.publication import Cube, Kind
from wegwijzer.web.charts import intervals as shapes
from wegwijzer.web.charts.intervals import IntervalRow, intervals
from wegwijzer.web.charts.tiles import tiles
from wegwijzer.web.observatory.building import YearOfReach
from wegwijzer.web.observatory.choice import Choice
from wegwijzer.web.observatory.figure import About, FigureView, axis, figure_cube, figure_view
from wegwijzer.web.observatory.labels import capital, class_label, dimension_label, measure_label, short_label
from wegwijzer.web.observatory.numbers import rate_figures, share_text
from wegwijzer.web.observatory.scales import share_ticks, told_rows
from wegwijzer.wording.language import say

_NUMBERS = (
    ("share", Kind.SHARE),
    ("low", Kind.SHARE),
    ("high", Kind.SHARE),
    ("users", Kind.ROWS),
    ("firms", Kind.FIRMS),
)
_SHAPES = {Standing.BELOW: shapes.BELOW, Standing.ABOVE: shapes.ABOVE, Standing.UNCLEAR: shapes.UNCLEAR}
_SHADES = (0.0, 0.5, 1.0, 2.0, 4.0)
"""Lower ends of the shades of tiles, as parts of the share of all firms."""


def measures_figure(found: YearOfReach, choice: Choice, about: About, language: str) -> FigureView:
    """How many firms each measure reaches; of one class where one is chosen."""
    if len(choice.classes) > 1:
        return figure_view("measures", about, language, nothing=say("observatory.nothing.measures", language))
    rates = {one.measures[0].measure: _rate_of(one, choice) for one in found.measures if one.measures}
    order = sorted(rates, key=lambda name: -_users(rates[name]))
    labels = {name: capital(measure_label(name, language)) for name in order}
    cube = figure_cube(
        "measures",
        [axis("measure", say("observatory.filter.measure", language), labels.items())],
        _NUMBERS,
        {(name,): rate_figures(rates[name], language) for name in order},
        language,
    )
    rows = [_row(labels[name], rates[name], None, language) for name in order]
    first = rates[order[0]] if order else None
    finding = ""
    if first is not None and first.share.value is not None:
        finding = say(
            "observatory.figure.measures.finding",
            language,
            measure=labels[order[0]],
            share=share_text(first.share.value, language),
            year=str(about.year),
        )
    return _drawn("measures", rows, None, cube, about, finding, language)


def classes_figure(found: YearOfReach, choice: Choice, about: About, language: str) -> FigureView:
    """Who is reached more or less than others: the classes of one dimension."""
    if choice.measure and choice.classes:
        return figure_view("classes", about, language, nothing=say("observatory.nothing.classes", language))
    scope = scope_of(found, choice)
    cells, whole = _classes(found, scope, choice)
    if not cells:
        return figure_view("classes", about, language, nothing=say("observatory.nothing.classes", language))
    if len(choice.classes) > 1:
        id, head = "group", say("observatory.group", language)
        labels = {cells[0].category: " × ".join(class_label(*chosen, language) for chosen in choice.classes.items())}
    else:
        id, head = choice.by, dimension_label(choice.by, language)
        labels = {cell.category: class_label(choice.by, cell.category, language) for cell in cells}
    cube = figure_cube(
        "classes",
        [axis(id, head, labels.items())],
        _NUMBERS,
        {(cell.category,): rate_figures(cell.rate, language) for cell in cells},
        language,
    )
    rows = [_row(labels[cell.category], cell.rate, cell.standing, language) for cell in cells]
    finding = _least_reached(cells, whole, labels, language)
    if len(choice.classes) == 1 and whole is not None:
        finding = say("observatory.figure.classes.group", language, share=share_text(whole.share.value, language))
    line = "against_group" if len(choice.classes) == 1 else "against"
    return _drawn("classes", rows, whole, cube, about, finding, language, line=line)


def crossing_figure(found: YearOfReach, choice: Choice, about: About, language: str) -> FigureView:
    """Two dimensions at once, all measures together."""
    pair = {"size", choice.against}
    crossing = next((one for one in found.crossings if {one.rows, one.columns} == pair), None)
    whole = found.together.whole
    if choice.measure or crossing is None or not crossing.is_told or whole is None or not whole.share.value:
        key = "crossing_measure" if choice.measure else "crossing"
        return figure_view("crossing", about, language, nothing=say(f"observatory.nothing.{key}", language))
    # The dimension with more classes goes down the page: a phone has room for few columns.
    down, across = choice.against, "size"
    rows = _names(crossing.cells, crossing.rows == down)
    columns = _names(crossing.cells, crossing.rows == across)

    def rate(row: str, column: str) -> Rate | None:
        return crossing.rate(row, column) if crossing.rows == down else crossing.rate(column, row)

    cube = figure_cube(
        "crossing",
        [
            axis(name, dimension_label(name, language), [(one, short_label(name, one, language)) for one in names])
            for name, names in ((down, rows), (across, columns))
        ],
        _NUMBERS,
        {(row, column): rate_figures(rate(row, column), language) for row in rows for column in columns},
        language,
    )
    values = [[_share(rate(row, column)) for column in columns] for row in rows]
    texts = [[_tile_text(rate(row, column), language) for column in columns] for row in rows]
    steps = [
        (part * whole.share.value, _step_text(nth, whole.share.value, language)) for nth, part in enumerate(_SHADES)
    ]
    names = [class_label(down, row, language) for row in rows]
    heads = [short_label(across, column, language) for column in columns]
    told = told_rows(
        (name, ", ".join(f"{head} {text}" for head, text in zip(heads, row, strict=True)))
        for name, row in zip(names, texts, strict=True)
    )
    lowest = _lowest(values, names, [class_label(across, column, language) for column in columns])
    finding = ""
    if lowest is not None:
        finding = say(
            "observatory.figure.crossing.finding",
            language,
            row=lowest[1],
            column=lowest[2],
            share=share_text(lowest[0], language),
            whole=share_text(whole.share.value, language),
        )
    drawn = tiles(names, heads, values, texts, told, steps=steps, head=dimension_label(across, language))
    return figure_view("crossing", about, language, finding=finding, picture=drawn, cube=cube)


def scope_of(found: YearOfReach, choice: Choice) -> Reach:
    """The reach of the measure that is chosen, or of all together."""
    if not choice.measure:
        return found.together
    return next(one for one in found.measures if one.measures and one.measures[0].measure == choice.measure)


def _rate_of(one: Reach, choice: Choice) -> Rate | None:
    for dimension, category in choice.classes.items():
        by = next((known for known in one.by if known.dimension == dimension), None)
        return next((cell.rate for cell in by.cells if cell.category == category), None) if by else None
    return one.whole


def _classes(found: YearOfReach, scope: Reach, choice: Choice) -> tuple[tuple[ReachCell, ...], Rate | None]:
    by = _by(scope, choice.by)
    if not choice.classes:
        return (by.cells if by else ()), scope.whole
    if len(choice.classes) > 1:
        (one, first), (other, second) = choice.classes.items()
        crossing = next((known for known in found.crossings if {known.rows, known.columns} == {one, other}), None)
        if crossing is None or not crossing.is_told:
            return (), None
        rate = crossing.rate(*((first, second) if crossing.rows == one else (second, first)))
        return (ReachCell("chosen", rate),), scope.whole
    ((one, chosen),) = choice.classes.items()
    crossing = next((known for known in found.crossings if {known.rows, known.columns} == {one, choice.by}), None)
    if crossing is None or not crossing.is_told:
        return (), None
    rows = [(cell.column, cell.rate) for cell in crossing.cells if crossing.rows == one and cell.row == chosen]
    rows += [(cell.row, cell.rate) for cell in crossing.cells if crossing.columns == one and cell.column == chosen]
    within = _by(scope, one)
    whole = next((cell.rate for cell in within.cells if cell.category == chosen), None) if within else None
    return tuple(ReachCell(name, rate) for name, rate in rows), whole


def _by(scope: Reach, dimension: str) -> ReachBy | None:
    return next((by for by in scope.by if by.dimension == dimension), None)


def _row(label: str, rate: Rate | None, standing: Standing | None, language: str) -> IntervalRow:
    if rate is None:
        return IntervalRow(label, None, None, None, say("observatory.hidden_mark", language))
    share = rate.share
    text = share_text(share.value, language) or say("observatory.untold", language)
    return IntervalRow(label, share.value, share.low, share.high, text, _SHAPES[standing or Standing.UNCLEAR])


def _drawn(
    id: str,
    rows: list[IntervalRow],
    whole: Rate | None,
    cube: Cube,
    about: About,
    finding: str,
    language: str,
    *,
    line: str = "against",
) -> FigureView:
    """The rows as a picture; `line` names what the dashed line stands for."""
    known = [row.high or row.value or 0.0 for row in rows if row.value is not None]
    if not known:
        is_hidden = bool(rows) and len(cube.hidden) == len(rows)
        key = "classes" if is_hidden else "no_population" if rows else "none"
        return figure_view(id, about, language, cube=cube, nothing=say(f"observatory.nothing.{key}", language))
    against = None if whole is None else whole.share.value
    has_standing = any(row.shape != shapes.UNCLEAR for row in rows)
    signs = [
        (shape, say(f"observatory.standing.{standing.value}", language))
        for standing, shape in _SHAPES.items()
        if has_standing
    ]
    notes = [] if against is None else [say(f"observatory.{line}", language, share=share_text(against, language))]
    drawn = intervals(
        rows,
        " ".join([told_rows((row.label, row.text) for row in rows), *notes]),
        ticks=share_ticks(max(*known, against or 0.0), language),
        against=against,
        signs=signs,
    )
    return figure_view(id, about, language, finding=finding, picture=drawn, cube=cube, notes=notes)


def _least_reached(cells: tuple[ReachCell, ...], whole: Rate | None, labels: dict[str, str], language: str) -> str:
    below = [cell for cell in cells if cell.standing is Standing.BELOW and _share(cell.rate) is not None]
    if whole is None or whole.share.value is None:
        return ""
    if len(cells) == 1 and cells[0].rate is not None:
        below = list(cells)
    if not below:
        key = "nobody" if any(cell.standing is not None for cell in cells) else "whole"
        return say(f"observatory.figure.classes.{key}", language, share=share_text(whole.share.value, language))
    least = min(below, key=lambda cell: _share(cell.rate) or 0.0)
    return say(
        f"observatory.figure.classes.{'one' if len(cells) == 1 else 'finding'}",
        language,
        label=labels[least.category],
        share=share_text(_share(least.rate), language),
        whole=share_text(whole.share.value, language),
    )


def _users(rate: Rate | None) -> int:
    return -1 if rate is None else rate.count


def _share(rate: Rate | None) -> float | None:
    return None if rate is None else rate.share.value


def _tile_text(rate: Rate | None, language: str) -> str:
    if rate is None:
        return say("observatory.hidden_mark", language)
    return share_text(rate.share.value, language) or "–"


def _step_text(nth: int, whole: float, language: str) -> str:
    low = share_text(_SHADES[nth] * whole, language)
    if nth == len(_SHADES) - 1:
        return say("observatory.step.last", language, low=low)
    high = share_text(_SHADES[nth + 1] * whole, language)
    return say("observatory.step.first" if nth == 0 else "observatory.step.between", language, low=low, high=high)


def _names(cells: tuple[CrossCell, ...], is_row: bool) -> list[str]:
    return list(dict.fromkeys(cell.row if is_row else cell.column for cell in cells))


def _lowest(values: list[list[float | None]], rows: list[str], columns: list[str]) -> tuple[float, str, str] | None:
    known = [
        (value, row, column)
        for row, line in zip(rows, values, strict=True)
        for column, value in zip(columns, line, strict=True)
        if value is not None
    ]
    return min(known) if known else None
