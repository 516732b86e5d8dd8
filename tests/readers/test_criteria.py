"""Criteria read from plain data: round trip, and a fault with its place for everything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.builders import FACTS
from tests.core.criteria.test_readings import criteria as random_criteria
from wegwijzer.core.criteria.data import as_data
from wegwijzer.core.criteria.nodes import Named
from wegwijzer.readers.criteria import CriterionReader
from wegwijzer.readers.yaml_file import LocatedData, read_yaml

LIMITS = {"de-minimis": frozenset({"ceiling_eur"})}
RULES = frozenset({"a_rule"})


def read(data):
    reader = CriterionReader(LocatedData("f.yaml", data, {}), FACTS, LIMITS, RULES)
    return reader.read(data, ("test",)), [str(fault) for fault in reader.faults]


def has_rule(criterion):
    parts = [criterion, *getattr(criterion, "parts", ())]
    inner = getattr(criterion, "part", None)
    return (
        any(isinstance(part, Named) for part in parts)
        or (inner is not None and has_rule(inner))
        or any(has_rule(part) for part in getattr(criterion, "parts", ()))
    )


@given(random_criteria)
def test_a_criterion_survives_the_way_to_a_file_and_back(criterion):
    text = json.dumps(as_data(criterion, FACTS))
    # JSON is YAML; numbers come out as text and are written plain, as an editor would.
    located = read_yaml(text, name="f.yaml")
    data = _numbers(located.data)
    again, faults = read(data)
    assert faults == []
    assert has_rule(criterion) or again == criterion


def _numbers(data):
    """Digits as numbers, as a file holds them (as_data gives text, so that nothing is rounded)."""
    if isinstance(data, dict):
        return {
            key: _number(value) if key in {"at_least", "above", "at_most", "below"} else _numbers(value)
            for key, value in data.items()
        }
    return [_numbers(item) for item in data] if isinstance(data, list) else data


def _number(value):
    from decimal import Decimal

    return Decimal(value) if isinstance(value, str) and value.replace(".", "").isdigit() else value


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"fact": "ftee", "below": 50}, 'unknown fact "ftee". Did you mean "fte"?'),
        ({"fact": "fte", "is": 3}, "fte is a number"),
        ({"fact": "fte", "below": "fifty"}, "is no number"),
        ({"fact": "fte", "below": True}, "is no number"),
        ({"fact": "region", "in": []}, "needs at least one option"),
        ({"fact": "region", "in": [None]}, "has no option None"),
        ({"fact": "region", "is": "vlaandern"}, "has no option 'vlaandern'"),
        ({"fact": "region", "below": 2}, "it has no more or less"),
        ({"fact": "insolvent", "is": "no"}, "is no yes or no"),
        ({"fact": "size_class", "at_most": "huge"}, "has no option 'huge'"),
        ({"fact": "founded", "below": "2016-13-01"}, "is no day"),
        ({"fact": "nace", "starts_with": ["10.7"]}, "needs quoted code prefixes"),
        ({"fact": "fte", "between": [1]}, "needs a lower and an upper limit"),
        ({"fact": "fte", "below": {"threshold": "de-minimis.roof"}}, "unknown threshold"),
        ({"rule": "another"}, 'unknown rule "another"'),
        ({"all": []}, "needs at least one part"),
        ({"all": [], "any": []}, "make no criterion"),
        ({"fact": "fte", "below": 50, "above": 3}, "make no criterion"),
        ("fte < 50", "is not a criterion"),
        ({}, "make no criterion"),
    ],
)
def test_what_is_no_criterion_is_a_fault_that_says_what_would_be(data, problem):
    criterion, faults = read(data)
    assert criterion is None
    assert len(faults) == 1
    assert problem in faults[0]
    assert "Expected: " in faults[0]


def test_all_faults_of_a_group_are_found():
    _, faults = read({"all": [{"fact": "x", "is": True}, {"any": [{"fact": "fte", "below": "y"}, {"not": 3}]}]})
    assert len(faults) == 3
