"""The figure of which criterion keeps whom out, from a file of `wegwijzer excluded`."""

from __future__ import annotations

from wegwijzer.core.survey.publication import Figure, Kind
from wegwijzer.web.charts.bars import Bar, bars
from wegwijzer.web.observatory.excluded_file import KeptOut, KeptOutBy
from wegwijzer.web.observatory.figure import About, FigureView, axis, figure_cube, figure_view
from wegwijzer.web.observatory.labels import capital, measure_label, requirement_label
from wegwijzer.web.observatory.numbers import count, share, share_text
from wegwijzer.web.observatory.scales import told_rows
from wegwijzer.wording.language import say

_MOST = 12
_NEARLY_ALL = 0.95
"""A criterion that blocks more of the firms says that the measure is for others: it is shown with its measure alone."""


def excluded_figure(found: KeptOut, measure: str, about: About, language: str) -> FigureView:
    """The criteria about the firm itself that keep out most firms by themselves; of one measure where it is chosen."""
    chosen = [
        one
        for one in found.criteria
        if not one.is_about_the_plan
        and one.alone >= about.least
        and (one.measure == measure or (not measure and one.blocks <= _NEARLY_ALL * found.firms))
    ]
    chosen.sort(key=lambda one: (-one.alone, one.measure, one.criterion))
    chosen = chosen[:_MOST]
    if not chosen:
        return figure_view("excluded", about, language, nothing=say("observatory.nothing.excluded", language))
    names = {_id(one): capital(_name(one, language)) for one in chosen}
    sentences = {_id(one): _sentence(one, language) for one in chosen}
    labels = {id: f"{name}: {sentences[id]}" for id, name in names.items()}
    cube = figure_cube(
        "excluded",
        [axis("criterion", say("observatory.excluded.axis", language), labels.items())],
        [
            ("alone", Kind.FIRMS),
            ("alone_share", Kind.SHARE),
            ("alone_sure", Kind.FIRMS),
            ("alone_possible", Kind.FIRMS),
            ("near", Kind.FIRMS),
            ("blocks", Kind.FIRMS),
        ],
        {(_id(one),): _figures(one, found.firms, about.least, language) for one in chosen},
        language,
    )
    rows = [Bar(sentences[_id(one)], one.alone, count(one.alone, language).text, names[_id(one)]) for one in chosen]
    told = told_rows((f"{row.heading}, {row.label}", row.text) for row in rows)
    first = chosen[0]
    finding = say(
        "observatory.figure.excluded.finding",
        language,
        measure=names[_id(first)],
        sentence=sentences[_id(first)],
        share=share_text(first.alone / found.firms if found.firms else None, language),
    )
    return figure_view("excluded", about, language, finding=finding, picture=bars(rows, told), cube=cube)


def _figures(one: KeptOutBy, firms: float, least: int, language: str) -> dict[str, Figure]:
    """The numbers of a row; a number that would tell of few firms is left empty."""

    def number(value: float | None) -> Figure:
        if value is None:
            return Figure(None, "")
        return (
            Figure(None, say("observatory.few", language, least=str(least)))
            if 0 < value < least
            else count(value, language)
        )

    return {
        "alone": number(one.alone),
        "alone_share": share(one.alone / firms if firms else None, language),
        "alone_sure": number(one.alone_sure),
        "alone_possible": number(one.alone_possible),
        "near": number(one.near),
        "blocks": number(one.blocks),
    }


def _name(one: KeptOutBy, language: str) -> str:
    """The measure in the language of the page; as the file has it where the catalogue does not know it."""
    found = measure_label(one.measure, language)
    return one.name if found == one.measure else found


def _sentence(one: KeptOutBy, language: str) -> str:
    return requirement_label(one.measure, one.criterion, language, otherwise=one.sentence).rstrip(".")


def _id(one: KeptOutBy) -> str:
    return f"{one.measure}/{one.criterion}"
