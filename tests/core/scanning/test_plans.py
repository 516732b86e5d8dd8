"""Plans of a scan: shared tests are worked out once, and groups read the columns of their parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import a_day, a_measure, a_version
from wegwijzer.core.criteria.nodes import All, AnyOf, AtLeast, IsTrue, Not, OneOf
from wegwijzer.core.errors import NoPeriodError, UnknownEntryError
from wegwijzer.core.scanning.masks import outcome_columns
from wegwijzer.core.scanning.planning import plan_scan
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day

LARGE = AtLeast("fte", Decimal(50))
COMPANY = OneOf("legal_kind", ("company",))


def columns_of(plan):
    return [column.sql for layer in plan.layers for column in layer]


def test_a_test_that_two_measures_share_is_one_column():
    first = a_measure(a_version(LARGE, COMPANY), id="first")
    second = a_measure(a_version(AnyOf((LARGE, COMPANY))), id="second")
    plan = plan_scan(a_day(first, second))
    assert len([sql for sql in columns_of(plan) if "fte_min >= 50" in sql]) == 1
    assert plan.measures[1].columns[0] not in plan.measures[0].columns


def test_a_group_reads_only_layers_before_its_own():
    nested = Not(All((LARGE, AnyOf((COMPANY, IsTrue("insolvent"))))))
    plan = plan_scan(a_day(a_measure(a_version(nested))))
    known: set[str] = set()
    for layer in plan.layers:
        for column in layer:
            used = {word for word in column.sql.replace("(", " ").replace(")", " ").split() if word[0] == "n"}
            assert {word for word in used if word[1:].isdigit()} <= known
        known |= {column.name for column in layer}


def test_a_fact_without_a_column_is_unknown_and_waited_for():
    plan = plan_scan(a_day(a_measure(a_version(COMPANY))), present=["fte"])
    assert "legal_kind" not in " ".join(columns_of(plan))
    assert set(plan.measures[0].waits) == {"legal_form"}


def test_sixty_three_criteria_fit_a_mask_and_one_more_does_not():
    tests = [AtLeast("fte", Decimal(number)) for number in range(64)]
    fits, too_many = (plan_scan(a_day(a_measure(a_version(*tests[:count])))).measures[0] for count in (63, 64))
    assert [name for name in outcome_columns(fits) if name.endswith("mask")]
    assert not [name for name in outcome_columns(too_many) if name.endswith("mask")]


def test_a_measure_that_there_is_not_is_named_with_its_nearest():
    day = shipped_day(a_day().day)
    with pytest.raises(UnknownEntryError, match="tetra"):
        plan_scan(day, measures=["tetraa"])
    none_today = next(it for it in shipped_catalogue().measures.values() if it.version_on(day.day) is None)
    with pytest.raises(NoPeriodError):
        plan_scan(day, measures=[none_today.id])
