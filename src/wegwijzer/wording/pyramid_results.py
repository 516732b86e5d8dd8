"""The pyramid of a survey as plain data for machines, in the form of the contract."""

from __future__ import annotations

from wegwijzer.core.pyramid.analysing import Analysis, chosen
from wegwijzer.core.pyramid.notes import Note
from wegwijzer.core.pyramid.tally import GroupTally, SegmentTally
from wegwijzer.wording.language import say
from wegwijzer.wording.pyramid import note_sentence, option_name
from wegwijzer.wording.pyramid_definitions import definition_data
from wegwijzer.wording.survey_design import design_data
from wegwijzer.wording.survey_numbers import count_text, rounded


def pyramid_data(analysis: Analysis, language: str) -> dict[str, object]:
    """The answer as JSON; shares are of 0 to 1, None where a cell is suppressed or the sample cannot tell."""
    tally, question = analysis.tally, analysis.question
    return {
        **_group(tally.whole),
        "by": [{"value": group.value, **_group(group)} for group in tally.groups],
        "by_column": question.by or None,
        "definitions": {
            name: rounded(estimate.value if estimate is not None else None)
            for name, estimate in tally.definitions.items()
        },
        "definition_intervals": {
            name: None if estimate is None else [rounded(estimate.ci_low), rounded(estimate.ci_high)]
            for name, estimate in tally.definitions.items()
        },
        **definition_data(analysis, language),
        **design_data(analysis.refined),
        "undecided_share": rounded(analysis.undecided_share),
        "rows_read": analysis.rows_read,
        "rows_used": analysis.rows_used,
        "rows_left_out": [
            {
                "reason": reason,
                "rows": rows,
                "sentence": say(f"pyramid.left_out.{reason}", language, rows=count_text(rows, language)),
            }
            for reason, rows in analysis.left_out.items()
        ],
        "reading": [option_name(choice) for choice in chosen(question.reading)],
        "moved": {option_name(choice): rows for choice, rows in analysis.moves.items()},
        "min_count": question.min_count,
        "map": analysis.survey_map.id or None,
        "absent": list(analysis.absent),
        "unverified": list(analysis.survey_map.unverified),
        "warnings": [note_sentence(note, language) for note in analysis.notes if note.is_warning],
        "notes": [_note(note, language) for note in analysis.notes],
    }


def _group(group: GroupTally) -> dict[str, object]:
    return {
        "n": group.n,
        "sum_of_weights": rounded(group.sum_of_weights),
        "segments": [_segment(item) for item in group.segments],
        "undecided": group.undecided,
    }


def _segment(item: SegmentTally) -> dict[str, object]:
    estimate = item.estimate
    return {
        "id": item.segment.id,
        "n": item.n,
        "share": rounded(estimate.value if estimate is not None else None),
        "se": rounded(estimate.se if estimate is not None else None),
        "ci_low": rounded(estimate.ci_low if estimate is not None else None),
        "ci_high": rounded(estimate.ci_high if estimate is not None else None),
        "suppressed": item.is_suppressed,
        "share_min": rounded(item.share_min),
        "share_max": rounded(item.share_max),
    }


def _note(note: Note, language: str) -> dict[str, object]:
    return {"id": note.id, "rows": note.rows, "sentence": note_sentence(note, language)}
