"""Whether a person speaks for a firm."""

from __future__ import annotations

from datetime import datetime, timedelta

from wegwijzer.web.people import actions as people
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import pages
from wegwijzer.web.referral.models import Firm, Speaker

LINK_DAYS = timedelta(days=14)
"""How long a link in a letter to a firm lets its reader in."""
PURPOSE = "case"
ASKED = "asked"
"""The `proof` of somebody who came by themselves and waits for a yes."""


def heard_for(firm: Firm) -> list[Speaker]:
    """Who hears for a firm: who speaks for it; while nobody does, the address that a contact gave first."""
    rows = list(firm.speakers.exclude(proof=ASKED).select_related("person").order_by("created", "pk"))
    return [row for row in rows if row.confirmed_at is not None] or rows[:1]


def speaks_for(firm: Firm, person: Person, at: datetime) -> bool:
    """Whether a person speaks for a firm; the first whose address is sure does, the next need a yes of who does.

    An address that a contact gave for the firm goes before anybody who comes by themselves, also while it was not
    used yet: else whoever types the firm's number would read what its accountant passed on.
    """
    row, is_new = Speaker.objects.get_or_create(firm=firm, person=person, defaults={"created": at, "proof": ASKED})
    if row.confirmed_at is not None:
        return True
    official = bool(firm.enterprise_number) and firm.enterprise_number in people_queries.official_numbers(person)
    others = [other for other in heard_for(firm) if other.pk != row.pk]
    if official or not others:
        row.confirmed_at, row.proof = at, "eid" if official else "mail"
        row.save(update_fields=["confirmed_at", "proof"])
        return True
    if is_new:
        for other in others:
            path = pages.speakers_page(firm.pk, other.person.language)
            link = people.make_link(other.person, to_path=path, at=at, valid_for=LINK_DAYS, purpose=PURPOSE)
            post.put_one(
                post.letter(
                    key=f"speaker_asked:{row.pk}:{other.person.pk}",
                    kind="speaker_asked",
                    person=other.person,
                    values={"link": link, "email": person.email},
                    at=at,
                )
            )
    return False
