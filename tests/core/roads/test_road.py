"""The road of one firm: whom to call, what pays, which doors open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import DAY, a_role, an_organisation
from tests.core.roads.builders import a_door, a_step, a_subject
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.roads.choosing import Choice
from wegwijzer.core.roads.road import DOORS_SHOWN, Place, Road, helper_for, road_of
from wegwijzer.core.roads.subject import Basis, Roads, Subject, reachable

FEDERATION, DESK, OWN = a_role(id="federation"), a_role(id="desk"), a_role(id="accountant", is_own=True)
ROLES = {role.id: role for role in (FEDERATION, DESK, OWN)}
BAKERS = an_organisation("bakers", role=FEDERATION, sectors=("food",), expertise=("food",))
METAL = an_organisation("metal", role=FEDERATION, sectors=("metal_machinery",), expertise=("product_development",))
OPEN = an_organisation("open", role=DESK)


def called(
    *who: str, among: tuple[Organisation, ...], subject: Subject | None = None, on: date = DAY, **place: str
) -> str | None:
    found = helper_for(
        a_step(*who),
        subject or a_subject(),
        organisations={organisation.id: organisation for organisation in among},
        roles=ROLES,
        place=Place(on, **place),
    )
    return found and found.id


def test_a_firm_is_sent_to_the_helper_of_its_own_sector():
    assert called("federation", "desk", among=(BAKERS, METAL, OPEN), sector="metal_machinery") == "metal"


@pytest.mark.parametrize("sector", ["textile", None])
def test_a_firm_for_which_no_helper_of_that_kind_is_there_goes_to_the_next(sector):
    place = {} if sector is None else {"sector": sector}
    assert called("federation", "desk", among=(BAKERS, METAL, OPEN), **place) == "open"


def test_a_subject_of_a_sector_leads_to_its_helper_while_the_sector_of_the_firm_is_unknown():
    fresh = a_subject("fresh", sectors=("food",), expertise_domains=("food",))
    assert called("federation", "desk", among=(BAKERS, METAL, OPEN), subject=fresh) == "bakers"


def test_a_firm_of_another_sector_is_not_sent_to_a_helper_that_does_not_know_the_field():
    fresh = a_subject("fresh", sectors=("food",), expertise_domains=("food",))
    among = (BAKERS, METAL, OPEN)
    assert called("federation", "desk", among=among, subject=fresh, sector="metal_machinery") == "open"


def test_a_helper_tied_to_a_province_is_named_only_to_a_firm_known_to_be_there():
    near = an_organisation("near", role=DESK, provinces=("limburg",))
    assert called("desk", among=(near, OPEN), province="limburg") == "near"
    assert called("desk", among=(near, OPEN), province="antwerpen") == "open"
    assert called("desk", among=(near,)) is None


def test_a_helper_that_is_gone_on_the_day_is_not_named():
    gone = an_organisation("gone", role=DESK, valid_until="2015-12-31")
    assert called("desk", among=(gone,)) is None
    assert called("desk", among=(gone,), on=date(2015, 6, 1)) == "gone"


def test_a_helper_tied_to_a_field_helps_with_that_field_alone_but_your_own_accountant_with_anything():
    water = an_organisation("water", role=DESK, expertise=("water",))
    accountant = an_organisation("accountant", role=OWN, expertise=("tax",))
    assert called("water", "accountant", among=(water, accountant)) == "accountant"
    assert called("water", among=(water,), subject=a_subject(expertise_domains=("water",))) == "water"


def test_a_helper_that_is_not_confirmed_is_named_only_when_no_other_fits():
    doubtful = an_organisation("doubtful", role=FEDERATION, confidence=Confidence.LOW)
    assert called("federation", "desk", among=(doubtful, OPEN)) == "open"
    assert called("federation", "desk", among=(doubtful,)) == "doubtful"


def road(subject: Subject, *others: Subject, payable: tuple[str, ...] = ()) -> Road:
    roads = Roads({one.id: one for one in (subject, *others)})
    choice = Choice(subject, 1.0, (), (), None)
    return road_of(choice, roads, organisations={"open": OPEN}, roles=ROLES, place=Place(DAY), payable=payable)


def test_only_measures_that_the_firm_is_not_refused_pay_and_at_most_two():
    subject = a_subject(first_steps=(a_step(pays=("gone", "one", "two", "three")),))
    (step,) = road(subject, payable=("three", "two", "one")).steps
    assert step.measures == ("one", "two")
    assert step.organisation is OPEN


def test_doors_out_of_the_main_domain_come_first_and_two_are_shown():
    subject = a_subject("a", "process", next_doors=tuple(map(a_door, ("same", "sales", "law"))))
    others = (a_subject("same", "process"), a_subject("sales", "marketing"), a_subject("law", "legal"))
    found = road(subject, *others)
    assert [door.subject.id for door in found.shown] == ["sales", "law"]
    assert [door.subject.id for door in found.more] == ["same"]
    assert len(found.shown) == DOORS_SHOWN
    assert found.shown[0].because["nl"] == "it leads to sales"


def test_our_own_judgement_is_known_as_such():
    assert road(a_subject()).is_editorial
    assert not road(a_subject(basis=Basis.REPORT, reference="§3.3")).is_editorial


def test_what_can_be_reached_is_followed_door_after_door():
    assert reachable({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a"]}, "a") == {"a", "b", "c"}
