"""The names of places, for whoever must hide them."""

from __future__ import annotations

from wegwijzer.readers.place_names import place_names


def test_municipalities_are_known_in_dutch_and_in_french():
    assert {"Gent", "Gand", "Luik", "Liège", "De Panne", "Sint-Niklaas"} <= place_names()


def test_of_a_merged_municipality_its_parts_are_known_too():
    assert {"Nazareth-De Pinte", "Nazareth", "De Pinte"} <= place_names()


def test_provinces_and_regions_are_known():
    assert {"West-Vlaanderen", "Vlaanderen", "Wallonie"} <= place_names()
