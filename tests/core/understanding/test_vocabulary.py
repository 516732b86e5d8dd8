"""Our labels in other people's words."""

from __future__ import annotations

import pytest

from wegwijzer.core.understanding.training import Example
from wegwijzer.readers.matching_files import shipped_vocabulary


def translated(**targets):
    return next(iter(shipped_vocabulary().translated([Example("tekst", targets)]))).targets


def test_two_of_ours_become_one_of_theirs_with_the_higher_truth():
    assert translated(business={"marketing": 0.5, "business_model": 1.0}) == {"business": {"marketing": 1.0}}


def test_a_field_that_they_count_as_business_takes_the_place_of_production():
    found = translated(business={"process": 1.0}, expertise={"energy": 1.0})
    assert found == {
        "business": {"productie": pytest.approx(0.3), "energie_milieu": 1.0},
        "expertise": {"energie": 1.0},
    }


def test_without_such_a_field_production_stays():
    assert translated(business={"process": 1.0}, expertise={"food": 1.0})["business"] == {"productie": 1.0}


def test_a_domain_without_a_twin_teaches_that_none_of_theirs_holds():
    assert translated(business={"organisation": 1.0}) == {"business": {}}


def test_every_field_of_ours_has_a_name_there():
    from wegwijzer.readers.catalogue import shipped_catalogue

    assert set(shipped_vocabulary().expertise) == set(shipped_catalogue().expertise_domains)
    assert set(shipped_vocabulary().business) == set(shipped_catalogue().business_domains) - {"organisation"}
