"""Offerings that look alike, on a labelled set with the real words of the language."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.core.offers.offerings import an_offering
from wegwijzer.core.offers.alike import alike_pairs, alike_to, likeness
from wegwijzer.core.offers.offering import Kind
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.readers.offer_words import words_of_offering
from wegwijzer.readers.yaml_file import read_yaml_file

LABELLED = Path(__file__).with_name("alike_pairs.yaml")


@pytest.fixture(scope="module")
def labelled():
    """The labelled offerings, their words, and what each is."""
    offerings, words, thing = [], {}, {}
    for number, (what, kind, field, province, title, text) in enumerate(read_yaml_file(LABELLED).data["offers"]):
        one = an_offering(
            f"{number:03}",
            kind=Kind(kind),
            title=title,
            text=text,
            expertise=(field,),
            provinces=(province,) if province else (),
        )
        offerings.append(one)
        words[one.id], thing[one.id] = words_of_offering(title, text, "nl"), what
    return offerings, words, thing


def test_the_labelled_pairs_are_found_and_few_others(labelled):
    """On the set on which the threshold was chosen: an upper bound of how well it does elsewhere."""
    offerings, words, thing = labelled
    found = alike_pairs(offerings, words, at_least=shipped_offer_rules().alike_from)
    right = [pair for pair in found if thing[pair[0]] == thing[pair[1]]]
    same = [pair for pair in combinations(thing, 2) if thing[pair[0]] == thing[pair[1]]]
    assert len(right) / len(same) >= 0.95
    assert len(right) / len(found) >= 0.75


def test_one_beside_the_others_finds_what_all_pairs_find(labelled):
    offerings, words, _ = labelled
    everywhere = {frozenset(pair[:2]) for pair in alike_pairs(offerings, words, at_least=0.58)}
    one_by_one = {
        frozenset((one.id, other)) for one in offerings for other, _ in alike_to(one, offerings, words, at_least=0.58)
    }
    assert one_by_one == everywhere


def test_likeness_is_the_same_from_both_sides_and_lies_between_0_and_1(labelled):
    offerings, words, _ = labelled
    for one, other in combinations(offerings[:24], 2):
        assert likeness(one, other, words) == pytest.approx(likeness(other, one, words))
        assert 0 <= likeness(one, other, words) <= 1
