"""The pyramid of a survey in words: a small table, what the figures leave out, and what to know of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from wegwijzer.core.pyramid.analysing import Analysis, chosen
from wegwijzer.core.pyramid.grouping import NOT_DECIDED, TECHNOLOGY
from wegwijzer.core.pyramid.notes import Note
from wegwijzer.core.pyramid.tally import GroupTally, SegmentTally
from wegwijzer.wording.language import say
from wegwijzer.wording.pyramid_definitions import definition_lines
from wegwijzer.wording.survey_design import design_sentences
from wegwijzer.wording.survey_numbers import HIDDEN, count_text, share_text
from wegwijzer.wording.values import number_text


def option_name(choice: str) -> str:
    """A choice of table 12 as it is written on the command line.

    >>> option_name("spending_makes_volger")
    'spending-makes-volger'
    """
    return choice.replace("_", "-")


def note_sentence(note: Note, language: str) -> str:
    """A note in words."""
    named = {"segments": ", ".join(say(f"pyramid.segment.{segment}", language) for segment in note.segments)}
    told = {**note.arguments, **(named if note.segments else {})}
    return say(f"pyramid.note.{note.id}", language, rows=count_text(note.rows, language), **told)


def left_out_sentences(analysis: Analysis, language: str) -> list[str]:
    """Why rows are left out of the figures, and how many for each reason."""
    return [
        say(f"pyramid.left_out.{reason}", language, rows=count_text(rows, language))
        for reason, rows in analysis.left_out.items()
        if rows
    ]


def pyramid_lines(analysis: Analysis, name: str, language: str) -> Iterator[str]:
    """The whole answer for people."""
    whole, tally = analysis.tally.whole, analysis.tally
    yield say(
        "pyramid.title",
        language,
        name=name,
        used=count_text(analysis.rows_used, language),
        read=count_text(analysis.rows_read, language),
        weights=number_text(Decimal(str(round(whole.sum_of_weights or 0, 1))), language),
    )
    yield from (f"  {sentence}." for sentence in left_out_sentences(analysis, language))
    yield ""
    yield from _table(whole, language)
    for group in tally.groups:
        yield ""
        yield _group_title(group, analysis.question.by, language)
        yield from _table(group, language)
        if analysis.question.by == TECHNOLOGY and group.value == NOT_DECIDED and group.n is not None:
            yield "  " + say("pyramid.by_code", language, rows=count_text(group.n, language))
    yield ""
    yield from _below(analysis, language)


def _below(analysis: Analysis, language: str) -> Iterator[str]:
    whole = analysis.tally.whole
    if whole.undecided:
        share = share_text(analysis.undecided_share, language)
        yield say("pyramid.undecided", language, rows=count_text(whole.undecided, language), share=share)
    else:
        yield say("pyramid.decided", language)
    if any(item.is_suppressed for group in (whole, *analysis.tally.groups) for item in group.segments):
        yield say("pyramid.hidden", language)
    yield ""
    yield from definition_lines(analysis, language)
    yield ""
    taken = chosen(analysis.question.reading)
    if taken:
        yield say("pyramid.reading", language, options=", ".join(option_name(choice) for choice in taken))
    yield say("pyramid.choices", language)
    least = str(analysis.question.min_count)
    for choice, rows in analysis.moves.items():
        shown = say("pyramid.small", language, count=least) if rows is None else count_text(rows, language)
        yield "  " + say("pyramid.choice_line", language, option=option_name(choice), rows=shown)
    told = list(design_sentences(analysis.refined, language))
    if told or analysis.notes:
        yield ""
        yield from (f"! {sentence}" for _, sentence in told)
        yield from (f"! {note_sentence(note, language)}" for note in analysis.notes)


def _group_title(group: GroupTally, column: str, language: str) -> str:
    if group.n is None:
        return say("pyramid.group_hidden", language, column=column, value=group.value or "?")
    rows = count_text(group.n, language)
    if group.value is None:
        return say("pyramid.no_group", language, column=column, rows=rows)
    return say("pyramid.group", language, column=column, value=group.value, rows=rows)


def _table(group: GroupTally, language: str) -> Iterator[str]:
    head = [say(f"pyramid.head.{column}", language) for column in ("segment", "rows", "share", "interval", "bounds")]
    yield f"  {head[0]:28}{head[1]:>8}{head[2]:>10}{head[3]:>20}{head[4]:>22}"
    for item in group.segments:
        named = say(f"pyramid.segment.{item.segment.id}", language)
        rows = HIDDEN if item.n is None else count_text(item.n, language)
        estimate = item.estimate
        share = share_text(estimate.value if estimate is not None else None, language)
        yield f"  {named:28}{rows:>8}{share:>10}{_interval(item, language):>20}{_bounds(item, language):>22}"


def _interval(item: SegmentTally, language: str) -> str:
    estimate = item.estimate
    if estimate is None or estimate.ci_low is None:
        return HIDDEN
    return f"{share_text(estimate.ci_low, language)} – {share_text(estimate.ci_high, language)}"


def _bounds(item: SegmentTally, language: str) -> str:
    if item.share_min is None:
        return HIDDEN
    return f"({share_text(item.share_min, language)} – {share_text(item.share_max, language)})"
