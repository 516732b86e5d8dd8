"""The withholding tax kept on researchers’ pay, by hand; rates of VLAIO (wijzigingen 207; 15 March 2021), Sodalis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.core.support.plans import LARGE, SMALL, a_plan, euros, found, valued
from wegwijzer.core.support.researching import stretches
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN
from wegwijzer.readers.catalogue import shipped_catalogue

MASTER, BACHELOR = "doctor_or_engineer_or_listed_master", "listed_bachelor"
MEASURE = "bv-vrijstelling-onderzoekers"


def kept(start, end, *researchers, firm=SMALL, notified_on=None, **keys):
    action = {"kind": "hire_researcher", "start": start, "end": end, "costs": {"hire": 200_000}} | {
        "notified_on": None if notified_on is False else notified_on or "2013-12-01",
        "researchers": list(researchers),
    }
    (value,) = found(valued(a_plan(action, firm=firm, **keys)), MEASURE)
    return value


def a(diploma, tax, number=1):
    return {"diploma": diploma, "withholding_tax_eur": tax, "number": number}


@pytest.mark.parametrize(
    ("start", "end", "researchers", "firm", "expected"),
    [
        # 2013-07 to 2017: 80 % of 12,000 for a master.
        ("2016-02-01", "2017-01-31", [a(MASTER, 12_000)], SMALL, 9_600),
        # 2018-2019: 80 % for masters, 40 % for bachelors, no cap: 9,600 + 40 % of 9,000.
        ("2018-02-01", "2019-01-31", [a(MASTER, 12_000), a(BACHELOR, 9_000)], SMALL, 13_200),
        # 2020 on: 80 % for bachelors too (7,200), but at most 50 % of 9,600 in a small company, 25 % in another.
        ("2020-02-01", "2021-01-31", [a(MASTER, 12_000), a(BACHELOR, 9_000)], SMALL, 9_600 + 4_800),
        ("2020-02-01", "2021-01-31", [a(MASTER, 12_000), a(BACHELOR, 9_000)], LARGE, 9_600 + 2_400),
        # A cap that is not reached: 80 % of 3,000 = 2,400.
        ("2024-02-01", "2025-01-31", [a(MASTER, 12_000), a(BACHELOR, 3_000)], SMALL, 9_600 + 2_400),
        # A bachelor alone, and no exemption for masters beside: nothing.
        ("2024-02-01", "2025-01-31", [a(BACHELOR, 9_000)], SMALL, 0),
        # Two masters for half a year: 2 x 80 % x 12,000 / 2.
        ("2025-02-01", "2025-07-31", [a(MASTER, 12_000, 2)], SMALL, 9_600),
    ],
)
def test_the_exemption_by_diploma_and_version(start, end, researchers, firm, expected):
    assert kept(start, end, *researchers, firm=firm).if_granted == euros(expected)


def test_each_month_is_read_by_its_own_rules():
    """Bachelor beside a master: from July 2019 six months at 40 % of 9,000 (1,800), then six at 80 % (3,600) under
    half of 4,800 (2,400); the master keeps 4,800 twice."""
    value = kept("2019-07-01", "2020-06-30", a(MASTER, 12_000), a(BACHELOR, 9_000))
    assert value.by_year == {2019: euros(4_800 + 1_800), 2020: euros(4_800 + 2_400)}
    assert value.if_granted == euros(13_800)


def test_the_cap_counts_the_masters_of_other_actions_and_of_outside_the_plan():
    def an_employment(who, tax, name):
        return {
            "id": name,
            "kind": "hire_researcher",
            "start": "2025-01-01",
            "end": "2025-12-31",
            "costs": {"hire": 50_000},
            "notified_on": "2024-12-01",
            "researchers": [a(who, tax)],
        }

    plan = (an_employment(BACHELOR, 9_000, "b"), an_employment(MASTER, 12_000, "m"))
    kept_in_plan = [value.if_granted for value in found(valued(a_plan(*plan)), MEASURE)]
    assert kept_in_plan == [euros(4_800), euros(9_600)]
    outside = a_plan(plan[0], assumptions={"master_exemption_outside_plan_eur": 6_000})
    assert [value.if_granted for value in found(valued(outside), MEASURE)] == [euros(3_000)]


def test_an_unknown_company_size_leaves_both_caps_possible():
    firm = {key: item for key, item in SMALL.items() if key != "small_company_wvv"}
    value = kept("2024-02-01", "2025-01-31", a(MASTER, 12_000), a(BACHELOR, 9_000), firm=firm)
    assert value.if_granted == euros(9_600 + 2_400, 9_600 + 4_800)


@pytest.mark.parametrize(
    ("start", "notified_on", "verdict"),
    [
        ("2026-03-01", "2026-02-28", MET),
        ("2026-03-01", "2026-03-01", NOT_MET),
        ("2026-03-01", False, UNKNOWN),
        # Before August 2023 a notice after the start was accepted by the version's criteria.
        ("2019-03-01", "2019-05-01", MET),
    ],
)
def test_the_notice_comes_first(start, notified_on, verdict):
    value = kept(start, start[:4] + "-12-31", a(MASTER, 12_000), notified_on=notified_on)
    assert value.verdict is verdict


def test_another_diploma_counts_with_a_college_as_partner():
    action = {
        "kind": "development",
        "start": "2026-01-01",
        "end": "2026-12-31",
        "costs": {"staff": 60_000},
        "notified_on": "2025-12-01",
        "researchers": [a("other", 10_000)],
    }
    (alone,) = found(valued(a_plan(action)), MEASURE)
    (together,) = found(valued(a_plan(action | {"partners": [{"kind": "university_college"}]})), MEASURE)
    assert alone.verdict is UNKNOWN
    assert together.verdict is MET
    assert together.if_granted == euros(8_000)


def test_gross_pay_gives_nothing_known_until_the_user_says_which_part_is_withheld():
    researcher = {"diploma": MASTER, "gross_pay_eur": 50_000}
    assert kept("2025-01-01", "2025-12-31", researcher).if_granted.high is None
    known = kept("2025-01-01", "2025-12-31", researcher, assumptions={"withholding_rate_pct": 25})
    assert known.if_granted == euros(10_000)


def test_a_part_of_a_month_counts_in_days():
    found_stretches = stretches(shipped_catalogue().measure(MEASURE), date(2023, 6, 16), date(2023, 9, 30))
    assert [(item.start, item.months) for item in found_stretches] == [
        (date(2023, 6, 16), Decimal("1.5")),
        (date(2023, 8, 1), Decimal(2)),
    ]
