"""The figures of who comes back, and of how support is spread over its users."""

from __future__ import annotations

from wegwijzer.core.reach.results import Concentration, Interval, Reach
from wegwijzer.core.survey.publication import Figure, Key, Kind
from wegwijzer.web.charts.curve import Curve, Mark, curves
from wegwijzer.web.charts.intervals import IntervalRow, intervals
from wegwijzer.web.charts.stacked_bars import Stack, stacked_bars
from wegwijzer.web.charts.svg import Svg
from wegwijzer.web.observatory.figure import About, FigureView, axis, figure_cube, figure_view
from wegwijzer.web.observatory.numbers import (
    count,
    decimal,
    decimal_text,
    interval_figures,
    rate_figures,
    share,
    share_text,
    whole_share_text,
)
from wegwijzer.web.observatory.scales import share_ticks, told_rows
from wegwijzer.wording.language import say

_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def returning_figure(scope: Reach, about: About, language: str) -> FigureView:
    """First-time users beside those that used something before, year by year."""
    years = [one for one in scope.trend if one.has_past]
    rows: dict[Key, dict[str, Figure] | None] = {
        (str(one.year),): None
        if one.first is None or one.again is None or one.whole is None
        else {
            "users": count(one.whole.count, language),
            "first": count(one.first.count, language),
            "again": count(one.again.count, language),
            "first_share": share(one.first.share.value, language),
            "again_share": share(one.again.share.value, language),
        }
        for one in years
    }
    shown = {key: found for key, found in rows.items() if found is not None}
    if not shown:
        return figure_view("returning", about, language, nothing=say("observatory.nothing.returning", language))
    cube = figure_cube(
        "returning",
        [axis("year", say("observatory.filter.year", language), ((str(one.year), str(one.year)) for one in years))],
        [
            ("users", Kind.ROWS),
            ("first", Kind.ROWS),
            ("again", Kind.ROWS),
            ("first_share", Kind.SHARE),
            ("again_share", Kind.SHARE),
        ],
        rows,
        language,
    )
    names = [say(f"observatory.number.{name}", language) for name in ("first", "again")]
    stacks = [
        Stack(
            year,
            tuple(found[name].number for name in ("first", "again")),
            tuple(found[name].text for name in ("first", "again")),
            found["users"].text,
        )
        for (year, *_), found in shown.items()
    ]
    told = told_rows(
        (stack.label, ", ".join(f"{name} {text}" for name, text in zip(names, stack.texts, strict=True)))
        for stack in stacks
    )
    last_key, figures = list(shown.items())[-1]
    finding = say("observatory.figure.returning.finding", language, share=figures["again_share"].text, year=last_key[0])
    drawn = stacked_bars(stacks, names, told, tones=(1, 4), by_length=True)
    return figure_view("returning", about, language, finding=finding, picture=drawn, cube=cube)


def next_use_figure(scope: Reach, about: About, language: str) -> FigureView:
    """How likely use is by what was used before."""
    found = scope.matthew
    if found is None or all(one.rate is None for one in found.groups):
        return figure_view("next_use", about, language, nothing=say("observatory.nothing.next_use", language))
    labels = {one.group: say(f"observatory.past.{one.group}", language) for one in found.groups}
    cube = figure_cube(
        "next_use",
        [axis("past", say("observatory.past.axis", language), labels.items())],
        [(name, Kind.SHARE) for name in ("share", "low", "high")] + [("users", Kind.ROWS), ("firms", Kind.FIRMS)],
        {(one.group,): rate_figures(one.rate, language) for one in found.groups},
        language,
    )
    rows = [
        IntervalRow(labels[one.group], None, None, None, say("observatory.hidden_mark", language))
        if one.rate is None
        else IntervalRow(
            labels[one.group],
            one.rate.share.value,
            one.rate.share.low,
            one.rate.share.high,
            share_text(one.rate.share.value, language) or say("observatory.untold", language),
        )
        for one in found.groups
    ]
    largest = max((row.high or row.value or 0.0 for row in rows), default=0.0)
    if not largest:
        return figure_view(
            "next_use", about, language, cube=cube, nothing=say("observatory.nothing.next_use", language)
        )
    finding, notes = "", []
    if found.times is not None and found.times.value is not None:
        finding = say("observatory.figure.next_use.finding", language, **_times(found.times, language))
    if found.times_alike is not None and found.times_alike.value is not None:
        notes.append(say("observatory.figure.next_use.alike", language, **_times(found.times_alike, language)))
    drawn = intervals(rows, told_rows((row.label, row.text) for row in rows), ticks=share_ticks(largest, language))
    return figure_view("next_use", about, language, finding=finding, picture=drawn, cube=cube, notes=notes)


def concentration_figure(scope: Reach, about: About, language: str) -> FigureView:
    """How unevenly the amounts of the year are spread: the Lorenz curve."""
    found = next((one for one in scope.concentration if one.what == "amount" and one.first_year == scope.year), None)
    if found is None or not found.curve:
        key = "concentration" if found is None or not found.firms else "concentration_few"
        return figure_view("concentration", about, language, nothing=say(f"observatory.nothing.{key}", language))
    points = [(point.firms, point.share) for point in found.curve]
    cells: dict[Key, dict[str, Figure] | None] = {}
    labels: dict[str, str] = {}
    for at, (firms, amount) in enumerate(points):
        if at in (0, len(points) - 1) or at % max(1, len(points) // 10):
            continue
        id = f"p{round(firms * 100):03}"
        labels[id] = say("observatory.lorenz.row", language, share=whole_share_text(firms, language))
        cells[id,] = {"share": share(amount, language)}
    for id, one in (("gini", found.gini), ("gini_all", found.gini_all), ("top_tenth", found.top_tenth)):
        if one is not None and one.value is not None:
            labels[id] = say(f"observatory.lorenz.{id}", language)
            cells[id,] = interval_figures(one, language) if id == "top_tenth" else _gini_figures(one, language)
    cube = figure_cube(
        "concentration",
        [axis("part", say("observatory.lorenz.axis", language), labels.items())],
        [("share", Kind.SHARE), ("low", Kind.SHARE), ("high", Kind.SHARE)],
        cells,
        language,
    )
    top = found.top_tenth.value if found.top_tenth is not None else None
    finding = ""
    if top is not None:
        finding = say(
            "observatory.figure.concentration.finding", language, share=share_text(top, language), year=str(about.year)
        )
    drawn = _lorenz(found, points, finding, language)
    return figure_view("concentration", about, language, finding=finding, picture=drawn, cube=cube)


def _lorenz(found: Concentration, points: list[tuple[float, float]], finding: str, language: str) -> Svg:
    ticks = [(part, whole_share_text(part, language)) for part in _QUARTERS]
    marks = []
    if found.top_tenth is not None and found.top_tenth.value is not None:
        below = 1 - found.top_tenth.value
        marks.append(Mark(0.9, below, say("observatory.lorenz.mark", language, share=share_text(below, language))))
    gini = None if found.gini is None else found.gini.value
    told = " ".join(
        part
        for part in (
            finding,
            "" if gini is None else say("observatory.lorenz.told", language, gini=decimal_text(gini, language, "0.01")),
        )
        if part
    )
    return curves(
        [
            Curve(say("observatory.lorenz.curve", language), tuple(points)),
            Curve(say("observatory.lorenz.equal", language), ((0.0, 0.0), (1.0, 1.0))),
        ],
        told,
        x_ticks=ticks,
        y_ticks=ticks,
        x_name=say("observatory.lorenz.firms", language),
        y_name=say("observatory.lorenz.amount", language),
        marks=marks,
    )


def _gini_figures(found: Interval, language: str) -> dict[str, Figure]:
    ends = {"share": found.value, "low": found.low, "high": found.high}
    return {name: decimal(value, language, "0.001") for name, value in ends.items()}


def _times(found: Interval, language: str) -> dict[str, str]:
    return {
        "times": decimal_text(found.value, language),
        "low": decimal_text(found.low, language) or "?",
        "high": decimal_text(found.high, language) or "?",
    }
