"""Whom the letters about a case go to when a contact brings it."""

from __future__ import annotations

from tests.web.referral.conftest import BAKER, World
from wegwijzer.web.people import actions as people
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral.models import Firm, Speaker
from wegwijzer.web.referral.speakers import ASKED


def heard() -> list[str]:
    """The addresses of the letters that say that a case was opened."""
    return sorted(Outgoing.objects.filter(kind="case_opened").values_list("to", flat=True))


def test_of_a_firm_that_is_new_the_address_that_the_contact_gave(world: World) -> None:
    world.brings()
    assert heard() == ["baker@example.test"]


def test_of_a_firm_that_is_known_who_speaks_for_it_and_not_the_address_given_later(world: World) -> None:
    firm = Firm.objects.create(enterprise_number=BAKER, name="De Korst", created=world.at)
    owner = people.person_with("owner@example.test")
    Speaker.objects.create(firm=firm, person=owner, confirmed_at=world.at, proof="mail", created=world.at)
    world.brings()
    assert heard() == ["owner@example.test"]


def test_somebody_who_came_by_themselves_and_waits_for_a_yes_hears_nothing(world: World) -> None:
    firm = Firm.objects.create(enterprise_number=BAKER, name="De Korst", created=world.at)
    stranger = people.person_with("baker@example.test")
    Speaker.objects.create(firm=firm, person=stranger, proof=ASKED, created=world.at)
    world.brings()
    assert heard() == []


def test_what_is_known_of_a_firm_stays_and_what_was_not_is_filled_in(world: World) -> None:
    facts = {"sector": {"value": "textile"}}
    Firm.objects.create(enterprise_number=BAKER, name="De Korst", facts=facts, created=world.at)
    world.brings()
    firm = Firm.objects.get()
    assert (firm.name, firm.facts["sector"], firm.facts["size_class"]) == (
        "De Korst",
        {"value": "textile"},
        {"value": "micro"},
    )
