"""What changes in the interviews' database, apart from notes (`note_actions`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wegwijzer.core.interviews.exporting import digest_of
from wegwijzer.core.interviews.guide import Code
from wegwijzer.core.interviews.masking import Mask
from wegwijzer.core.interviews.spans import Span
from wegwijzer.web.interviews.models import (
    Case,
    Note,
    Passage,
    Reading,
    Received,
    Researcher,
    Rival,
    Study,
    StudyCode,
)

KEPT_DAYS = 30
"""How many days a study is kept after the last visit; the cookie that leads to it lives as long."""
MOST_STUDIES, MOST_CASES, MOST_CODES = 20, 200, 80
"""How much one researcher, one study and one code book hold."""


@transaction.atomic
def make_study(owner: Researcher, title: str, codes: Iterable[Code], *, language: str, at: datetime) -> Study | None:
    """A new study with its code book; None when there are as many as there may be."""
    if Study.objects.for_owner(owner).count() >= MOST_STUDIES:
        return None
    study = Study.objects.create(owner=owner, title=title, language=language, created=at)
    StudyCode.objects.bulk_create(
        StudyCode(
            owner=owner,
            study=study,
            code=code.id,
            theme=code.theme,
            label=code.label,
            definition=code.definition,
            place=place,
        )
        for place, code in enumerate(codes)
    )
    return study


def change_study(study: Study, *, title: str, minimum: int) -> None:
    """Keep another title or minimum."""
    study.title, study.minimum = title, minimum
    study.save(update_fields=["title", "minimum"])


def remove_study(study: Study) -> None:
    """Remove a study with everything in it."""
    study.delete()


@transaction.atomic
def add_case(study: Study) -> Case | None:
    """A new case under the next number, which is never used twice; None when there are as many as there may be."""
    own = Case.objects.for_owner(study.owner).filter(study=study)
    if own.count() >= MOST_CASES:
        return None
    last = own.aggregate(last=Max("number"))["last"] or 0
    return Case.objects.create(owner=study.owner, study=study, number=last + 1)


def change_case(case: Case, *, reminder: str, attributes: Mapping[str, str]) -> None:
    """Keep what is known of a firm."""
    case.reminder, case.attributes = reminder, dict(attributes)
    case.save(update_fields=["reminder", "attributes"])


def note_consent(case: Case, *, at: datetime) -> None:
    """The person agreed; the talk begins. A second time changes nothing."""
    if case.consented is None:
        case.consented = at
        case.save(update_fields=["consented"])


def finish(case: Case, *, at: datetime | None) -> None:
    """The talk is over, or goes on after all (None)."""
    case.finished = at
    case.save(update_fields=["finished"])


def remove_case(case: Case) -> None:
    """Remove a case with its notes."""
    case.delete()


def keep_code(study: Study, code: Code) -> StudyCode | None:
    """Change a code of the code book, or add it; None when there are as many as there may be."""
    own = StudyCode.objects.for_owner(study.owner).filter(study=study)
    found = own.filter(code=code.id).first()
    if found is None:
        if own.count() >= MOST_CODES:
            return None
        place = (own.aggregate(last=Max("place"))["last"] or 0) + 1
        found = StudyCode(owner=study.owner, study=study, code=code.id, place=place)
    found.theme, found.label, found.definition = code.theme, code.label, code.definition
    found.save()
    return found


@transaction.atomic
def remove_code(code: StudyCode) -> None:
    """Remove a code, also from the passages that carry it; a passage without codes goes."""
    for passage in Passage.objects.for_owner(code.owner).filter(note__case__study=code.study):
        if code.code in passage.codes:
            passage.codes = [other for other in passage.codes if other != code.code]
            if passage.codes:
                passage.save(update_fields=["codes"])
            else:
                passage.delete()
    code.delete()


@transaction.atomic
def code_spans(note: Note, spans: Iterable[Span], codes: Iterable[str], *, coder: int, is_quote: bool) -> None:
    """Give stretches of a note codes. The same stretch again gets the codes of both times."""
    own = Passage.objects.for_owner(note.owner).filter(note=note, coder=coder)
    for span in spans:
        found = own.filter(start=span.start, end=span.end).first()
        if found is None:
            found = Passage(owner=note.owner, note=note, start=span.start, end=span.end, coder=coder)
        found.codes = sorted({*found.codes, *codes})
        found.is_quote = found.is_quote or is_quote
        found.is_touched = False
        found.save()


def remove_passage(passage: Passage) -> None:
    """Take the codes of a stretch away."""
    passage.delete()


def note_read(note: Note, *, coder: int, is_read: bool) -> None:
    """A coder has read a note to the end, as it now stands; or not after all."""
    own = Reading.objects.for_owner(note.owner).filter(note=note, coder=coder)
    if not is_read:
        own.delete()
        return
    Reading.objects.update_or_create(
        note=note, coder=coder, defaults={"owner": note.owner, "digest": digest_of(note.text)}
    )


@transaction.atomic
def keep_review(
    case: Case, masks: Mapping[UUID, Sequence[Mask]], notes: Sequence[Note], *, kept: list[str], hidden: list[str]
) -> None:
    """A person looked at these notes as they stand here, and decided what is hidden in each."""
    for note in notes:
        note.masks = [[mask.span.start, mask.span.end, mask.kind.value] for mask in masks[note.pk]]
        # Only if the text is still the one that was looked at.
        Note.objects.for_owner(case.owner).filter(pk=note.pk, version=note.version).update(
            masks=note.masks, reviewed=digest_of(note.text)
        )
    case.kept_words, case.hidden_words = kept, hidden
    case.save(update_fields=["kept_words", "hidden_words"])


def forget(researcher: Researcher) -> None:
    """Remove everything of a researcher."""
    researcher.delete()


@transaction.atomic
def merge(held: Researcher, theirs: Researcher) -> None:
    """Move the studies of one researcher to another, whole; more than `MOST_STUDIES` stay until some are removed."""
    for kind in (Study, StudyCode, Case, Note, Received, Rival, Passage, Reading):
        kind.objects.for_owner(held).update(owner=theirs)


def remove_old(at: datetime) -> int:
    """Remove the studies of researchers who did not come by for long; how many researchers."""
    old = Researcher.objects.filter(seen__lt=at - timedelta(days=KEPT_DAYS))
    count = old.count()
    old.delete()
    return count
