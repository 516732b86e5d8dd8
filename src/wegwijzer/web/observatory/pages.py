"""The pages for analysts: which figures each has, from what, and what can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.web.observatory import queries
from wegwijzer.web.observatory.building import YearOfReach
from wegwijzer.web.observatory.choice import Choice, Filter, Offered, choice_of, filters_of
from wegwijzer.web.observatory.excluded_figures import excluded_figure
from wegwijzer.web.observatory.figure import About, FigureView
from wegwijzer.web.observatory.labels import class_label, measure_label
from wegwijzer.web.observatory.models import SentFile
from wegwijzer.web.observatory.reach_figures import classes_figure, crossing_figure, measures_figure, scope_of
from wegwijzer.web.observatory.repeat_figures import concentration_figure, next_use_figure, returning_figure
from wegwijzer.web.observatory.use_figures import (
    measures_used_figure,
    outcomes_figure,
    stops_figure,
    unmet_figure,
    waiting_figure,
)
from wegwijzer.wording.language import say

REACH, NEEDS, CRITERIA = "bereik", "noden", "drempels"
"""The pages, as their address has them."""


@dataclass(frozen=True, eq=False)
class PageView:
    """A page: its figures and filters; no figures where nothing was sent or counted yet.

    `is_coming`: something was, and a worker makes the figures of it.
    """

    id: str
    choice: Choice | None
    filters: tuple[Filter, ...]
    figures: tuple[FigureView, ...]
    source: str = ""
    is_synthetic: bool = False
    is_coming: bool = False

    def figure(self, id: str) -> FigureView | None:
        """One of its figures."""
        return next((one for one in self.figures if one.id == id), None)


def page_view(page: str, asked: Mapping[str, str], language: str) -> PageView:
    """Put a page together. Raises KeyError for one that there is not."""
    return _PAGES[page](asked, language)


def _reach_page(asked: Mapping[str, str], language: str) -> PageView:
    file = queries.shown_file(SentFile.Kind.USE)
    years = queries.reach_years(file) if file is not None else []
    if file is None or not years:
        return PageView(REACH, None, (), (), is_coming=queries.is_waiting(SentFile.Kind.USE))
    wanted = str(asked.get("jaar", "")).strip()
    found = queries.reach_of(file, int(wanted) if wanted in map(str, years) else years[-1])
    if found is None:
        return PageView(REACH, None, (), ())
    offered = Offered(
        years, _measures(found), {by.dimension: [c.category for c in by.cells] for by in found.together.by}
    )
    choice = choice_of(asked, offered, language)
    measure = (measure_label(choice.measure, language),) if choice.measure else ()
    classes = tuple(class_label(name, value, language) for name, value in choice.classes.items())
    scope = scope_of(found, choice)

    def about(*filters: str) -> About:
        source = say("observatory.source.file", language, source=file.source or file.name)
        return About(source, choice.year, file.is_synthetic or scope.is_synthetic, scope.least, filters)

    figures = (
        measures_figure(found, choice, about(*classes), language),
        classes_figure(found, choice, about(*measure, *classes), language),
        crossing_figure(found, choice, about(), language),
        returning_figure(scope, about(*measure), language),
        next_use_figure(scope, about(*measure), language),
        concentration_figure(scope, about(*measure), language),
    )
    filters = filters_of(choice, offered, language)
    return PageView(REACH, choice, filters, figures, about().source, about().is_synthetic)


def _measures(found: YearOfReach) -> list[str]:
    return [one.measures[0].measure for one in found.measures if one.measures]


def _needs_page(asked: Mapping[str, str], language: str) -> PageView:
    years = queries.own_years()
    if not years:
        return PageView(NEEDS, None, (), ())
    offered = Offered(years)
    choice = choice_of(asked, offered, language)
    found = queries.own_use_of(choice.year)
    if found is None:
        return PageView(NEEDS, None, (), ())
    about = About(
        say("observatory.source.own", language), choice.year, found.is_synthetic, shipped_rules().minimum_count
    )
    draw = (unmet_figure, stops_figure, waiting_figure, outcomes_figure, measures_used_figure)
    figures = tuple(one(found, about, language) for one in draw)
    return PageView(NEEDS, choice, filters_of(choice, offered, language), figures, about.source, found.is_synthetic)


def _criteria_page(asked: Mapping[str, str], language: str) -> PageView:
    file = queries.shown_file(SentFile.Kind.EXCLUDED)
    if file is None:
        return PageView(CRITERIA, None, (), ())
    found = queries.kept_out_of(file)
    year = int(found.on[:4]) if found.on[:4].isdigit() else file.sent_at.year
    offered = Offered([year], list(dict.fromkeys(one.measure for one in found.criteria)))
    choice = choice_of(asked, offered, language)
    about = About(
        say("observatory.source.file", language, source=file.source or file.name),
        year,
        found.is_synthetic or file.is_synthetic,
        shipped_rules().minimum_count,
        (measure_label(choice.measure, language),) if choice.measure else (),
    )
    figures = (excluded_figure(found, choice.measure, about, language),)
    filters = filters_of(choice, offered, language)
    return PageView(CRITERIA, choice, filters, figures, about.source, about.is_synthetic)


_PAGES: Mapping[str, Callable[[Mapping[str, str], str], PageView]] = {
    REACH: _reach_page,
    NEEDS: _needs_page,
    CRITERIA: _criteria_page,
}
PAGES = tuple(_PAGES)
