"""What others may ask about changes of rules."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from wegwijzer.web.people.models import Person
from wegwijzer.web.publications.models import Proposal, Publication, Watch


def proposal(proposal_id: UUID | str) -> Proposal | None:
    """The proposal with that id."""
    return Proposal.objects.select_related("author", "decided_by", "undoes").filter(pk=proposal_id).first()


def proposals(*, person: Person | None = None) -> QuerySet[Proposal]:
    """Those that wait for a decision, oldest first; with `person` also drafts of theirs."""
    found = Proposal.objects.select_related("author").filter(state=Proposal.State.WAITING)
    if person is not None:
        found = found | Proposal.objects.select_related("author").filter(state=Proposal.State.DRAFT, author=person)
    return found.order_by("changed", "id")


def others_on(measure: str, *, but: UUID | None = None) -> list[Proposal]:
    """What else is being changed in a measure, drafts included, so that two editors know of each other."""
    open_states = (Proposal.State.DRAFT, Proposal.State.WAITING)
    found = Proposal.objects.select_related("author").filter(measure=measure, state__in=open_states)
    return list(found.exclude(pk=but) if but else found)


def publications(measure: str = "") -> QuerySet[Publication]:
    """What was published, newest first; of one measure, or of all."""
    found = Publication.objects.select_related("author", "approver", "undoes", "undone_by", "proposal")
    return found.filter(measure=measure) if measure else found


def publication(number: int) -> Publication | None:
    """The publication with that number."""
    return publications().filter(pk=number).first()


def can_be_undone(found: Publication) -> bool:
    """Whether it is the last of its measure: what was built on it is undone first."""
    return not Publication.objects.filter(measure=found.measure, step__gt=found.step).exists()


def watch_of(person: Person | str) -> Watch | None:
    """What somebody asked to be told of."""
    key = person.pk if isinstance(person, Person) else person
    return Watch.objects.filter(person_id=key).first() if key else None
