"""Exports for analysis elsewhere: JSON with everything, CSV with notes or passages. All come through the one gate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse

from wegwijzer.core.interviews.exporting import Released
from wegwijzer.core.interviews.study import Attribute
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.csv_download import csv_download
from wegwijzer.web.interviews.models import Study
from wegwijzer.web.interviews.study_reading import released

VERSION = 1
"""The form of the JSON; another number when a key changes its meaning."""


def json_export(study: Study) -> HttpResponse:
    """Everything that may leave: code book, cases with categories, notes and passages."""
    text = json.dumps(_data(released(study)), ensure_ascii=False, indent=1)
    response = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interviews-study.json"'
    return response


def notes_csv(study: Study) -> HttpResponse:
    """A line a note."""
    rows = (
        [case.number, *_attributes(case.attributes), note.question, note.speaker, note.minute, note.text]
        for case in released(study).study.cases
        for note in case.notes
    )
    return _csv(["case", *(item.value for item in Attribute), "question", "speaker", "minute", "text"], rows, "notes")


def passages_csv(study: Study) -> HttpResponse:
    """A line a passage and code."""
    rows = []
    for case in released(study).study.cases:
        notes = {note.id: note for note in case.notes}
        for passage in case.passages:
            note = notes[passage.note]
            rows += [
                [case.number, note.question, note.speaker, passage.coder, code, passage.span.of(note.text)]
                for code in sorted(passage.codes)
            ]
    return _csv(["case", "question", "speaker", "coder", "code", "text"], rows, "passages")


def _data(free: Released) -> dict[str, object]:
    guide = shipped_topic_guide()
    return {
        "version": VERSION,
        "guide": {"version": guide.version, "source": guide.source},
        "held_back": len(free.held_back),
        "codes": [
            {"id": code.id, "theme": code.theme, "label": code.label, "definition": code.definition}
            for code in free.study.codes
        ],
        "cases": [
            {
                "case": case.number,
                "attributes": {item.value: case.attributes.get(item) for item in Attribute},
                "notes": [
                    {
                        "note": place,
                        "question": note.question,
                        "speaker": note.speaker,
                        "minute": note.minute,
                        "text": note.text,
                        "read_by": sorted((case.read_by or {}).get(note.id, ())),
                        "passages": [
                            {
                                "start": passage.span.start,
                                "end": passage.span.end,
                                "coder": passage.coder,
                                "codes": sorted(passage.codes),
                                "quote": passage.is_quote,
                            }
                            for passage in case.passages
                            if passage.note == note.id
                        ],
                    }
                    for place, note in enumerate(case.notes, start=1)
                ],
            }
            for case in free.study.cases
        ],
    }


def _attributes(known: Mapping[Attribute, str]) -> list[str]:
    return [known.get(item, "") for item in Attribute]


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """With semicolons, as spreadsheets here expect."""
    return csv_download([header, *rows], f"interviews-{name}.csv", delimiter=";")
