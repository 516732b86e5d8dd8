"""The pyramid of a survey in words: a small table, what the figures leave out, and what to know of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from wegwijzer.core.pyramid.analysing import Analysis, chosen
from wegwijzer.core.pyramid.notes import Note
from wegwijzer.core.pyramid.tally import GroupTally, SegmentTally
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

_HIDDEN = "·"


def option_name(choice: str) -> str:
    """A choice of table 12 as it is written on the command line.

    >>> option_name("spending_makes_volger")
    'spending-makes-volger'
    """
    return choice.replace("_", "-")


def note_sentence(note: Note, language: str) -> str:
    """A note in words."""
    return say(f"pyramid.note.{note.id}", language, rows=count_text(note.rows, language), **note.arguments)


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
    yield ""
    yield from _below(analysis, language)


def count_text(count: int, language: str) -> str:
    """A number of rows as people write it."""
    return number_text(Decimal(count), language)


def share_text(share: float | None, language: str) -> str:
    """A share of 0 to 1 as a percentage with one decimal.

    >>> share_text(0.123, "nl"), share_text(None, "nl")
    ('12,3 %', '·')
    """
    if share is None:
        return _HIDDEN
    text = f"{100 * share:.1f}"
    return f"{text if language == 'en' else text.replace('.', ',')} %"


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
    yield say("pyramid.definitions", language)
    for definition, estimate in analysis.tally.definitions.items():
        named = say(f"pyramid.definition.{definition}", language)
        if estimate is None or estimate.value is None:
            yield "  " + say("pyramid.definition_hidden", language, name=named)
            continue
        share, low, high = (
            share_text(value, language) for value in (estimate.value, estimate.ci_low, estimate.ci_high)
        )
        yield "  " + say("pyramid.definition_line", language, name=named, share=share, low=low, high=high)
    yield ""
    taken = chosen(analysis.question.reading)
    if taken:
        yield say("pyramid.reading", language, options=", ".join(option_name(choice) for choice in taken))
    yield say("pyramid.choices", language)
    least = str(analysis.question.min_count)
    for choice, rows in analysis.moves.items():
        shown = say("pyramid.small", language, count=least) if rows is None else count_text(rows, language)
        yield "  " + say("pyramid.choice_line", language, option=option_name(choice), rows=shown)
    if analysis.notes:
        yield ""
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
        rows = _HIDDEN if item.n is None else count_text(item.n, language)
        estimate = item.estimate
        share = share_text(estimate.value if estimate is not None else None, language)
        yield f"  {named:28}{rows:>8}{share:>10}{_interval(item, language):>20}{_bounds(item, language):>22}"


def _interval(item: SegmentTally, language: str) -> str:
    estimate = item.estimate
    if estimate is None or estimate.ci_low is None:
        return _HIDDEN
    return f"{share_text(estimate.ci_low, language)} – {share_text(estimate.ci_high, language)}"


def _bounds(item: SegmentTally, language: str) -> str:
    if item.share_min is None:
        return _HIDDEN
    return f"({share_text(item.share_min, language)} – {share_text(item.share_max, language)})"
