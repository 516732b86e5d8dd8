"""The figures of Wegwijzer's own use: needs that stay unmet, where visitors stop, how referrals go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.reach.needing import UNSPECIFIED
from wegwijzer.core.reach.results import ReasonCount, Waiting
from wegwijzer.core.survey.publication import Cube, Figure, Kind
from wegwijzer.web.charts.bars import Bar, bars
from wegwijzer.web.charts.curve import Curve, Mark, curves
from wegwijzer.web.charts.svg import Svg
from wegwijzer.web.observatory.building import YearOfOwnUse
from wegwijzer.web.observatory.figure import About, FigureView, axis, figure_cube, figure_view
from wegwijzer.web.observatory.labels import criterion_label, domain_label, measure_label, question_label
from wegwijzer.web.observatory.needs_unmet import BETWEEN
from wegwijzer.web.observatory.numbers import count, decimal_text, interval_figures, share, share_text, whole_share_text
from wegwijzer.web.observatory.own_use import DROPPED
from wegwijzer.web.observatory.scales import count_ticks, told_rows
from wegwijzer.web.observatory.small_counts import OTHERS, CountTable
from wegwijzer.wording.language import say

_MOST_DETAILS = 5
_MOST_ROWS = 12
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table of counts: None is hidden."""

    id: str
    label: str
    count: int | None
    heading: str = ""


def unmet_figure(found: YearOfOwnUse, about: About, language: str) -> FigureView:
    """Why needs stay unmet, each reason with its most frequent details."""
    if found.unmet.total is None or not found.unmet.reasons:
        return figure_view("unmet", about, language, nothing=say("observatory.nothing.unmet", language))
    lines: list[_Line] = []
    sums = {one.reason: one for one in found.unmet.reasons if not one.detail}
    for reason, whole in sums.items():
        heading = say(f"observatory.reason.{reason}", language)
        lines.append(_Line(reason, say("observatory.reason.all", language), whole.count, heading))
        details = [one for one in found.unmet.reasons if one.reason == reason and one.detail and one.count is not None]
        for one in details[:_MOST_DETAILS]:
            lines.append(_Line(f"{reason}:{one.detail}", _detail(one, language), one.count, heading))
    total = found.unmet.total
    cube = figure_cube(
        "unmet",
        [
            axis(
                "reason",
                say("observatory.reason.axis", language),
                ((line.id, line.heading if line.id in sums else f"{line.heading}: {line.label}") for line in lines),
            )
        ],
        [("count", Kind.ROWS), ("share", Kind.SHARE)],
        {
            (line.id,): None
            if line.count is None
            else {"count": count(line.count, language), "share": share(line.count / total, language)}
            for line in lines
        },
        language,
    )
    known = [one for one in sums.values() if one.count is not None]
    finding = ""
    if known:
        most = max(known, key=lambda one: one.count or 0)
        finding = say(
            "observatory.figure.unmet.finding",
            language,
            reason=say(f"observatory.reason.{most.reason}", language),
            share=share_text((most.count or 0) / total, language),
        )
    return _bars("unmet", lines, finding, cube, about, language)


def stops_figure(found: YearOfOwnUse, about: About, language: str) -> FigureView:
    """How far visitors come: those that see their roadmap, and the questions at which the others stop."""
    made = found.use.made
    stops = [one for one in found.unmet.reasons if one.reason == DROPPED and one.detail]
    whole = next((one.count for one in found.unmet.reasons if one.reason == DROPPED and not one.detail), 0)
    if made is None or whole is None:
        return figure_view("stops", about, language, nothing=say("observatory.nothing.stops", language))
    began = made + whole
    lines = [_Line("roadmap", say("observatory.stops.roadmap", language), made)]
    lines += [_Line(one.detail, _detail(one, language), one.count) for one in stops]
    cube = figure_cube(
        "stops",
        [axis("place", say("observatory.stops.axis", language), ((line.id, line.label) for line in lines))],
        [("count", Kind.ROWS), ("share", Kind.SHARE)],
        {
            (line.id,): None
            if line.count is None
            else {"count": count(line.count, language), "share": share(line.count / began, language)}
            for line in lines
        },
        language,
    )
    finding = say(
        "observatory.figure.stops.finding",
        language,
        share=share_text(made / began, language),
        count=count(began, language).text,
    )
    return _bars("stops", lines, finding, cube, about, language)


def measures_used_figure(found: YearOfOwnUse, about: About, language: str) -> FigureView:
    """On how many roadmaps each measure fitted, and how often its page was opened."""
    fits, opened = found.use.fits, found.use.opened
    ids = [row.id for row in fits.rows] + [row.id for row in opened.rows if row.id not in {one.id for one in fits.rows}]
    ids = sorted(ids, key=lambda id: (id == OTHERS, -(opened.count(id) or 0), id))[:_MOST_ROWS]
    if not ids:
        return figure_view("measures_used", about, language, nothing=say("observatory.nothing.measures_used", language))
    labels = {id: say("observatory.others", language) if id == OTHERS else measure_label(id, language) for id in ids}
    cube = figure_cube(
        "measures_used",
        [axis("measure", say("observatory.filter.measure", language), labels.items())],
        [("opened", Kind.ROWS), ("fits", Kind.ROWS)],
        {(id,): _counts(id, {"opened": opened, "fits": fits}, language) for id in ids},
        language,
    )
    lines = [_Line(id, labels[id], opened.count(id)) for id in ids]
    first = lines[0]
    finding = ""
    if first.count is not None and first.id != OTHERS:
        finding = say(
            "observatory.figure.measures_used.finding",
            language,
            measure=first.label,
            count=count(first.count, language).text,
        )
    return _bars("measures_used", lines, finding, cube, about, language)


def _within(days: float, language: str) -> str:
    key = "within_one" if days == 1 else "within"
    return say(f"observatory.waiting.{key}", language, days=decimal_text(days, language))


def waiting_figure(found: YearOfOwnUse, about: About, language: str) -> FigureView:
    """How long referrals wait for a first reply."""
    waits = found.waiting
    if not waits.curve or waits.referrals is None:
        return figure_view("waiting", about, language, nothing=say("observatory.nothing.waiting", language))
    labels = {f"d{point.days:g}": _within(point.days, language) for point in waits.within}
    cube = figure_cube(
        "waiting",
        [axis("days", say("observatory.waiting.axis", language), labels.items())],
        [("share", Kind.SHARE), ("low", Kind.SHARE), ("high", Kind.SHARE)],
        {(f"d{point.days:g}",): interval_figures(point.replied, language) for point in waits.within},
        language,
    )
    finding, notes, marks = "", [], []
    median = waits.median
    if median is not None and median.value is not None:
        days = decimal_text(median.value, language)
        finding = say("observatory.figure.waiting.finding", language, days=days)
        marks.append(Mark(median.value, 0.5, say("observatory.waiting.half", language, days=days)))
        if median.low is not None and median.high is not None:
            ends = {"low": decimal_text(median.low, language), "high": decimal_text(median.high, language)}
            notes.append(say("observatory.figure.waiting.interval", language, **ends))
    notes.append(
        say(
            "observatory.figure.waiting.counted",
            language,
            count=count(waits.referrals, language).text,
            still=count(waits.still_waiting, language).text or say("observatory.hidden_mark", language),
        )
    )
    drawn = _waiting_picture(waits, marks, finding, language)
    return figure_view("waiting", about, language, finding=finding, picture=drawn, cube=cube, notes=notes)


def outcomes_figure(found: YearOfOwnUse, about: About, language: str) -> FigureView:
    """How referrals ended."""
    outcomes = found.waiting.outcomes
    if not found.waiting.referrals or not outcomes:
        return figure_view("outcomes", about, language, nothing=say("observatory.nothing.outcomes", language))
    lines = [_Line(one.outcome, say(f"observatory.outcome.{one.outcome}", language), one.count) for one in outcomes]
    cube = figure_cube(
        "outcomes",
        [axis("outcome", say("observatory.outcome.axis", language), ((line.id, line.label) for line in lines))],
        [("count", Kind.ROWS), ("share", Kind.SHARE), ("low", Kind.SHARE), ("high", Kind.SHARE)],
        {
            (one.outcome,): None
            if one.count is None
            else {"count": count(one.count, language), **interval_figures(one.share, language)}
            for one in outcomes
        },
        language,
    )
    helped = next((one for one in outcomes if one.outcome == "helped" and one.share is not None), None)
    finding = ""
    if helped is not None and helped.share is not None:
        finding = say("observatory.figure.outcomes.finding", language, share=share_text(helped.share.value, language))
    return _bars("outcomes", lines, finding, cube, about, language)


def _waiting_picture(waits: Waiting, marks: list[Mark], finding: str, language: str) -> Svg:
    points = [(0.0, 0.0), *((point.days, point.replied.value or 0.0) for point in waits.curve)]
    low = [
        0.0,
        *(point.replied.low if point.replied.low is not None else point.replied.value or 0.0 for point in waits.curve),
    ]
    high = [
        0.0,
        *(
            point.replied.high if point.replied.high is not None else point.replied.value or 0.0
            for point in waits.curve
        ),
    ]
    told = told_rows(
        (
            _within(point.days, language),
            share_text(point.replied.value, language),
        )
        for point in waits.within
    )
    return curves(
        [Curve("", tuple(points), steps=True, low=tuple(low), high=tuple(high))],
        f"{finding} {told}".strip(),
        x_ticks=count_ticks(points[-1][0], language),
        y_ticks=[(part, whole_share_text(part, language)) for part in _QUARTERS],
        x_name=say("observatory.waiting.days", language),
        y_name=say("observatory.waiting.replied", language),
        marks=marks,
    )


def _bars(id: str, lines: list[_Line], finding: str, cube: Cube, about: About, language: str) -> FigureView:
    hidden = say("observatory.hidden_mark", language)
    rows = [
        Bar(
            line.label,
            None if line.count is None else float(line.count),
            hidden if line.count is None else count(line.count, language).text,
            line.heading,
        )
        for line in lines
    ]
    told = told_rows((f"{row.heading}, {row.label}" if row.heading else row.label, row.text) for row in rows)
    return figure_view(id, about, language, finding=finding, picture=bars(rows, told), cube=cube)


def _detail(one: ReasonCount, language: str) -> str:
    if one.detail == UNSPECIFIED:
        key = "stops.before" if one.reason == DROPPED else "no_domain"
        return say(f"observatory.{key}", language)
    if one.reason == "no_answer":
        return domain_label(one.detail, language)
    if one.reason == "declined":
        return say(f"inbox.reason.{one.detail}", language)
    if one.reason == DROPPED:
        return question_label(one.detail, language)
    measure, _, criterion = one.detail.partition(BETWEEN)
    return criterion_label(measure, criterion, language)


def _counts(id: str, tables: Mapping[str, CountTable], language: str) -> dict[str, Figure] | None:
    known = {name: table.count(id) for name, table in tables.items()}
    if all(found is None for found in known.values()):
        return None
    return {name: count(found, language) for name, found in known.items()}
