"""The pyramid of a survey in words and figures of one language, ready to be written to files and printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from wegwijzer.core.pyramid.analysing import Analysis, chosen
from wegwijzer.core.pyramid.grouping import NOT_DECIDED, SIZE, TECHNOLOGY
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.pyramid.tally import GroupTally, SegmentTally
from wegwijzer.core.survey.publication import (
    UNKNOWN,
    WHOLE,
    Axis,
    Category,
    Cube,
    Fact,
    Figure,
    Kind,
    Publication,
)
from wegwijzer.wording.language import say
from wegwijzer.wording.publication_definitions import (
    definition_cubes,
    definition_groups,
    definition_notes,
    definitions_told,
)
from wegwijzer.wording.publication_parts import (
    ESTIMATE,
    cube,
    design_facts,
    estimate,
    fact,
    file_words,
    firms,
    published,
    refinement_facts,
    rows,
    share,
)
from wegwijzer.wording.pyramid import left_out_sentences, note_sentence, option_name
from wegwijzer.wording.survey_numbers import count_text

_OWN_GROUPS = (TECHNOLOGY, SIZE)
_TECHNOLOGIES = ("high", "medium_high", "medium_low", "low")
_COUNTED = ("pyramid", "definitions", "definition_layers")
"""The tables whose hidden cells are counted."""
_MOST_TOLD = 12
"""Groups whose shares are read out in the text alternative of a picture; with more, the table tells them."""


def published_pyramid(
    analysis: Analysis, name: str, language: str, labels: Mapping[str, Mapping[str, str]] | None = None
) -> Publication:
    """The pyramid of a survey, its groups, the definitions beside it and the choices of table 12.

    `labels` are those that the file gives its codes, by column.
    """
    by = analysis.question.by
    known = _own_labels(by, language) or (labels or {}).get(by, {})
    groups = {Category(WHOLE, published("whole", language)): analysis.tally.whole}
    groups |= {_group(item, known, language): item for item in analysis.tally.groups}
    column = published(f"axis.{by}", language) if by in _OWN_GROUPS else by
    axis = Axis("group", column or published("axis.group", language), tuple(groups))
    pyramid = _pyramid_cube(axis, groups, language)
    cubes = (
        pyramid,
        _sizes_cube(axis, groups, language),
        *definition_cubes(analysis, language),
        _choices_cube(analysis, language),
    )
    hidden = sum(len(each.hidden) for each in cubes if each.id in _COUNTED)
    least, count = str(analysis.question.min_count), str(hidden)
    return Publication(
        id="pyramid",
        title=published("pyramid", language, name=PurePath(name).name),
        language=language,
        facts=tuple(_facts(analysis, name, hidden, language)),
        warnings=tuple(note_sentence(note, language) for note in analysis.notes if note.is_warning),
        notes=(
            *(f"{sentence}." for sentence in left_out_sentences(analysis, language)),
            *(note_sentence(note, language) for note in analysis.notes if not note.is_warning),
            *definition_notes(analysis, language),
        ),
        cubes=cubes,
        words=file_words(language, least=least, column=column, count=count)
        | {"report.used": _used(analysis, language)},
        told=_told(pyramid, language) | definitions_told((cubes[2], cubes[3], cubes[4]), language),
        headings=definition_groups(analysis, language),
    )


def _pyramid_cube(axis: Axis, groups: Mapping[Category, GroupTally], language: str) -> Cube:
    segments = Axis(
        "segment",
        published("axis.segment", language),
        tuple(Category(segment.id, say(f"pyramid.segment.{segment.id}", language)) for segment in Segment),
    )
    cells = {(group.id, item.segment.id): item for group, tally in groups.items() for item in tally.segments}
    names = ("share", *ESTIMATE, "share_min", "share_max")
    return cube(
        "pyramid",
        (axis, segments),
        (("n", Kind.ROWS), *((name, Kind.SHARE) for name in names)),
        {key: _segment(item, language) for key, item in cells.items() if not item.is_suppressed},
        language,
        hidden=frozenset(key for key, item in cells.items() if item.is_suppressed),
    )


def _sizes_cube(axis: Axis, groups: Mapping[Category, GroupTally], language: str) -> Cube:
    shown = {group: tally for group, tally in groups.items() if tally.n is not None}
    return cube(
        "groups",
        (axis,),
        (("n", Kind.ROWS), ("undecided", Kind.ROWS), ("firms", Kind.FIRMS)),
        {
            (group.id,): {
                "n": rows(tally.n, language),
                "undecided": rows(tally.undecided, language),
                "firms": firms(tally.sum_of_weights, language),
            }
            for group, tally in shown.items()
        },
        language,
        hidden=frozenset((group.id,) for group in groups if group not in shown),
    )


def _choices_cube(analysis: Analysis, language: str) -> Cube:
    axis = Axis(
        "choice",
        published("axis.choice", language),
        tuple(Category(option_name(choice), option_name(choice)) for choice in analysis.moves),
    )
    moves = {option_name(choice): count for choice, count in analysis.moves.items()}
    return cube(
        "choices",
        (axis,),
        (("moved", Kind.ROWS),),
        {(name,): {"moved": rows(count, language)} for name, count in moves.items() if count is not None},
        language,
        hidden=frozenset((name,) for name, count in moves.items() if count is None),
    )


def _own_labels(by: str, language: str) -> dict[str, str]:
    """The names of the classes that are worked out here; those of a column of the survey are its own."""
    if by != TECHNOLOGY:
        return {}
    known = {name: say(f"figures.technology.{name}", language) for name in _TECHNOLOGIES}
    return known | {name: published(f"technology.{name}", language) for name in ("outside", NOT_DECIDED)}


def _group(group: GroupTally, labels: Mapping[str, str], language: str) -> Category:
    if group.value is None:
        return Category(UNKNOWN, published("unknown", language))
    return Category(group.value, labels.get(group.value) or group.value)


def _segment(item: SegmentTally, language: str) -> dict[str, Figure]:
    return estimate(item.estimate, "share", language) | {
        "n": rows(item.n, language),
        "share_min": share(item.share_min, language),
        "share_max": share(item.share_max, language),
    }


def _facts(analysis: Analysis, name: str, hidden: int, language: str) -> Iterator[Fact]:
    question, whole = analysis.question, analysis.tally.whole
    yield fact("source", PurePath(name).name, language)
    yield fact("rows_read", analysis.rows_read, language)
    yield fact("rows_used", analysis.rows_used, language)
    yield fact("undecided", whole.undecided, language)
    open_share = analysis.undecided_share
    text = share(open_share, language).text
    yield Fact("undecided_share", published("fact.undecided_share", language), text, open_share)
    yield fact("firms", round(whole.sum_of_weights or 0.0, 1), language)
    columns = {"weight": question.weight, "strata": question.strata, "psu": question.psu, "fpc": question.fpc}
    yield from design_facts(columns, question.where.text if question.where else "", language)
    yield fact("single_psu", question.single_psu.value, language)
    yield from refinement_facts(analysis.refined, language)
    if analysis.survey_map.id:
        yield fact("map", analysis.survey_map.id, language)
    taken = chosen(question.reading)
    if taken:
        yield fact("reading", ", ".join(option_name(choice) for choice in taken), language)
    yield fact("min_count", question.min_count, language)
    yield fact("hidden_cells", hidden, language)
    yield fact("method", published("method.pyramid", language), language)


def _used(analysis: Analysis, language: str) -> str:
    """How many rows the figures rest on, for every table."""
    whole = analysis.tally.whole
    return published(
        "used",
        language,
        used=count_text(analysis.rows_used, language),
        read=count_text(analysis.rows_read, language),
        undecided=count_text(whole.undecided, language),
        firms=firms(whole.sum_of_weights, language).text,
    )


def _told(pyramid: Cube, language: str) -> dict[str, str]:
    """What each picture of the pyramid shows, in words, for who cannot see it."""
    groups, segments = (axis.categories for axis in pyramid.axes)

    def part(group: str, name: Category, *, with_interval: bool) -> str:
        figures = pyramid.figures.get((group, name.id))
        if figures is None:
            return published("told.part", language, name=name.label, share=published("hidden_told", language))
        return _estimated(name.label, figures, language) if with_interval else _shared(name.label, figures, language)

    whole = "; ".join(part(WHOLE, segment, with_interval=False) for segment in segments)
    told_groups = [] if len(groups) > _MOST_TOLD else groups
    bars = ". ".join(
        published(
            "told.group",
            language,
            name=group.label,
            parts=", ".join(part(group.id, segment, with_interval=False) for segment in segments),
        )
        for group in told_groups
    )
    forest = "; ".join(part(WHOLE, segment, with_interval=True) for segment in segments)
    return {
        "pyramid": published("told.pyramid", language, parts=whole),
        "groups": published("told.groups", language, parts=bars or published("told.in_table", language)),
        "forest": published("told.forest", language, parts=forest),
    }


def _shared(name: str, figures: Mapping[str, Figure], language: str) -> str:
    return published("told.part", language, name=name, share=figures["share"].text)


def _estimated(name: str, figures: Mapping[str, Figure], language: str) -> str:
    if figures["ci_low"].number is None:
        return _shared(name, figures, language)
    low, high = figures["ci_low"].text, figures["ci_high"].text
    interval = published("interval", language, low=low, high=high)
    return published("told.estimate", language, name=name, share=figures["share"].text, interval=interval)
