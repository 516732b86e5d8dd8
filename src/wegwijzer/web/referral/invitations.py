"""An appointment as an invitation for a calendar."""

from __future__ import annotations

from wegwijzer.web.people.models import Person
from wegwijzer.web.post.invitations import invitation
from wegwijzer.web.referral.models import Appointment


def invitation_of(appointment: Appointment, *, attendee: Person) -> str:
    """The iCalendar text for one of those who meet. It names the desk and the place, and nothing of the question."""
    offer = appointment.offer
    return invitation(
        uid=f"{appointment.pk}@wegwijzer",
        sequence=appointment.sequence,
        begins=appointment.begins,
        minutes=appointment.minutes,
        place=appointment.place,
        summary=str(offer.desk),
        description="",
        organiser=offer.desk.email or (appointment.person.email if appointment.person is not None else ""),
        attendee=attendee.email,
        language=attendee.language,
        cancelled=appointment.is_cancelled,
        at=offer.state_since,
    )
