"""Names are found by capitals and by what stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.language.naming import NameSigns, names_in

SIGNS = NameSigns(
    titles=frozenset({"mevrouw", "dr"}),
    introductions=(("mijn", "naam", "is"),),
    forms=frozenset({"bv"}),
    particles=frozenset({"van", "de", "den"}),
    ordinary=frozenset({"iso"}),
)


def found(text: str, *known: str) -> list[str]:
    return [text[start:end] for start, end in names_in(text, SIGNS, known=known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("onze klant Janssens betaalt niet", ["Janssens"]),
        ("Jan Peeters betaalt niet", ["Jan Peeters"]),
        ("het ligt aan Jan van den Bossche en zijn bank", ["Jan van den Bossche"]),
        ("mijn naam is jan en ik zoek volk", ["jan"]),
        ("mevrouw maes wil stoppen", ["maes"]),
        ("Maes bv zoekt een partner", ["Maes"]),
        ("wij zijn Maes bv", ["Maes"]),
        ("Onze ISO norm loopt af. Wat nu?", []),
        ("ONZE OVEN IS KAPOT EN WE ZOEKEN HULP", []),
        ("onze oven is kapot", []),
        ("", []),
    ],
)
def test_names(text, names):
    assert found(text) == names


def test_a_known_name_is_found_however_it_is_written():
    assert found("bakkerij maes zoekt volk", "Bakkerij Maes") == ["bakkerij maes"]
    assert found("bakkerij maessen zoekt volk", "Bakkerij Maes") == []


@given(st.text(max_size=200), st.lists(st.text(max_size=10), max_size=2))
def test_what_is_found_lies_in_the_text_in_order_without_overlap(text, known):
    last = 0
    for start, end in names_in(text, SIGNS, known=known):
        assert last <= start < end <= len(text)
        last = end
