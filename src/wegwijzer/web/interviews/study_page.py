"""The lists: studies with how many cases, and the cases of one study with how far each is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from wegwijzer.core.interviews.comparing import is_coded
from wegwijzer.core.interviews.exporting import may_leave
from wegwijzer.web.interviews import queries
from wegwijzer.web.interviews.case_form import category_label
from wegwijzer.web.interviews.models import Researcher, Study
from wegwijzer.web.interviews.study_reading import read_attributes, read_reviews, read_study


@dataclass(frozen=True, slots=True)
class StudyLine:
    """A study in the list."""

    id: str
    title: str
    cases: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list, and what is still to be done with it."""

    id: str
    number: int
    reminder: str
    about: str
    has_consent: bool
    is_finished: bool
    notes: int
    is_coded: bool
    is_reviewed: bool
    rivals: int


def study_lines(owner: Researcher) -> list[StudyLine]:
    """The studies of a researcher, newest first."""
    cases = queries.case_counts(owner)
    return [StudyLine(str(study.pk), study.title, cases.get(study.pk, 0)) for study in queries.studies(owner)]


def case_lines(study: Study, language: str) -> list[CaseLine]:
    """The cases of a study, by number."""
    owner = study.owner
    stored = queries.cases(owner, study)
    read = {case.number: case for case in read_study(study).cases}
    notes = defaultdict(list)
    for note in queries.notes(owner, stored):
        notes[note.case_id].append(note)
    rivals = queries.rival_counts(owner, stored)
    lines = []
    for case in stored:
        now = read[case.number]
        reviews = read_reviews(notes[case.pk])
        known = read_attributes(case)
        lines.append(
            CaseLine(
                str(case.pk),
                case.number,
                case.reminder,
                " · ".join(category_label(attribute, category, language) for attribute, category in known.items()),
                case.consented is not None,
                case.finished is not None,
                len(now.notes),
                is_coded(now),
                may_leave(now, reviews),
                rivals.get(case.pk, 0),
            )
        )
    return lines
