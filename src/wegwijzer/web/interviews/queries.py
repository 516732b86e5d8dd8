"""What others may ask of the interviews' database. Every question names its researcher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from wegwijzer.web.interviews.models import Case, Note, Passage, Reading, Researcher, Rival, Study, StudyCode


def studies(of: Researcher) -> Sequence[Study]:
    """The studies, newest first."""
    return list(Study.objects.for_owner(of))


def study(of: Researcher, study_id: UUID) -> Study | None:
    """The researcher's study with that id."""
    return Study.objects.for_owner(of).filter(pk=study_id).first()


def case(of: Researcher, case_id: UUID) -> Case | None:
    """The researcher's case with that id, with its study."""
    return Case.objects.for_owner(of).select_related("study").filter(pk=case_id).first()


def cases(of: Researcher, study: Study) -> Sequence[Case]:
    """The cases of a study, by number."""
    return list(Case.objects.for_owner(of).filter(study=study))


def codes(of: Researcher, study: Study) -> Sequence[StudyCode]:
    """The code book of a study, in its order."""
    return list(StudyCode.objects.for_owner(of).filter(study=study))


def notes(of: Researcher, cases: Sequence[Case]) -> Sequence[Note]:
    """The notes of cases that hold words, in the order in which they were begun."""
    found = Note.objects.for_owner(of).filter(case__in=cases)
    return [note for note in found if note.text.strip()]


def boxes(of: Researcher, case: Case) -> Sequence[Note]:
    """All notes of a case, also those that were emptied."""
    return list(Note.objects.for_owner(of).filter(case=case))


def rivals(of: Researcher, case: Case) -> Sequence[Rival]:
    """The texts of a case that wait for somebody to choose."""
    return list(Rival.objects.for_owner(of).filter(note__case=case))


def rival_counts(of: Researcher, cases: Sequence[Case]) -> Mapping[UUID, int]:
    """How many texts wait for a choice, by case."""
    return Counter(Rival.objects.for_owner(of).filter(note__case__in=cases).values_list("note__case_id", flat=True))


def case_counts(of: Researcher) -> Mapping[UUID, int]:
    """How many cases each study has."""
    return Counter(Case.objects.for_owner(of).values_list("study_id", flat=True))


def passages(of: Researcher, notes: Sequence[Note]) -> Sequence[Passage]:
    """The coded passages of notes."""
    return list(Passage.objects.for_owner(of).filter(note__in=notes))


def passage(of: Researcher, passage_id: UUID) -> Passage | None:
    """The researcher's passage with that id, with its note."""
    return Passage.objects.for_owner(of).select_related("note").filter(pk=passage_id).first()


def readings(of: Researcher, notes: Sequence[Note]) -> Sequence[Reading]:
    """Who read which notes to the end."""
    return list(Reading.objects.for_owner(of).filter(note__in=notes))


def counts(of: Researcher) -> tuple[int, int]:
    """How many studies and how many cases there are."""
    return Study.objects.for_owner(of).count(), Case.objects.for_owner(of).count()
