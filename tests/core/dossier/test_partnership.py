"""Whether partners and people fit together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.core.dossier.dossiers import a_dossier, a_line, a_package, a_partner, codes, one, rules
from wegwijzer.core.dossier.content import Member, PartnerKind
from wegwijzer.core.dossier.limits import LimitKind
from wegwijzer.core.dossier.partnership import check_partners, check_people
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

SHARE = rules((LimitKind.MOST_SHARE, 70))


def test_whoever_the_plan_names_stands_among_people_or_partners():
    dossier = a_dossier(packages=(a_package(who=("jan", "Hogeschool Zee", "Piet")),), partners=(a_partner(),))
    found = one(check_people(dossier), "person_unknown")
    assert found.values["name"] == "Piet"
    assert codes(check_people(dossier)) == {"person_unknown"}


def test_somebody_without_work_is_advice():
    dossier = a_dossier(people=(Member(1, "Jan"), Member(2, "An")))
    assert one(check_people(dossier), "person_idle").is_advice


@pytest.mark.parametrize(
    ("partner", "code"),
    [
        ({"typed_number": "", "number": ""}, "partner_number"),
        ({"typed_number": "123", "number": ""}, "partner_number_wrong"),
        ({"typed_number": "0403019261", "number": "0403019261"}, "partner_is_firm"),
        ({"kind": None}, "partner_kind"),
        ({"name": ""}, "partner_name"),
        ({"cost": Decimal(-1)}, "partner_cost_negative"),
        ({"cost": Decimal(1001)}, "partners_bear_more"),
    ],
)
def test_what_is_wrong_with_a_partner_is_told(partner, code):
    assert code in codes(check_partners(a_dossier(partners=(replace(a_partner(), **partner),)), None))


def test_a_foreign_partner_needs_no_number():
    foreign = a_partner(typed_number="", number="", is_foreign=True)
    assert codes(check_partners(a_dossier(partners=(foreign,)), None)) == set()


@pytest.mark.parametrize(("cost", "verdict"), [("300", MET), ("299.99", NOT_MET), ("700", MET), ("700.01", NOT_MET)])
def test_no_firm_bears_more_than_its_share_the_applicant_included(cost, verdict):
    other = a_partner("Klant", kind=PartnerKind.FIRM, cost=Decimal(cost))
    found = list(check_partners(a_dossier(partners=(other,)), SHARE))
    item = next(item for item in found if item.code.startswith("share"))
    assert item.verdict is verdict


def test_a_college_may_bear_more():
    found = list(check_partners(a_dossier(partners=(a_partner(cost=Decimal(800)),)), SHARE))
    assert one(found, "share").verdict is MET


def test_shares_stay_open_while_a_part_is_missing():
    assert "share_open" in codes(check_partners(a_dossier(partners=(a_partner(cost=None),)), SHARE))
    unpriced = a_dossier(partners=(a_partner(),), costs=(a_line(None),))
    assert "share_open" in codes(check_partners(unpriced, SHARE))


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        ((PartnerKind.FIRM, PartnerKind.FIRM), MET),
        ((PartnerKind.FIRM, None), UNKNOWN),
        ((PartnerKind.FIRM, PartnerKind.RESEARCH), NOT_MET),
    ],
)
def test_firms_are_counted_with_the_applicant(kinds, verdict):
    partners = tuple(a_partner(f"P{row}", row=row, kind=kind) for row, kind in enumerate(kinds, 1))
    found = check_partners(a_dossier(partners=partners), rules((LimitKind.LEAST_FIRMS, 3)))
    assert one(found, "least_firms").verdict is verdict
