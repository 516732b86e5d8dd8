"""The page about the lights: every light with its formula in words, its limits, its weight and its source."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.readers.knipperlichten import shipped_lights

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_light_has_its_part_and_no_sign_of_code_is_left(language):
    page = Client().get(f"/{language}/knipperlichten/").content.decode()
    for light in shipped_lights():
        assert f'id="{light.id}"' in page
    told = " ".join(re.findall(r"<dd>(.*?)</dd>", page, re.DOTALL))
    assert "[" not in words_of(told)
    assert "rubric_" not in told
    assert "previous(" not in told


def test_a_formula_is_told_in_rubrics_and_its_limits_in_the_units_of_the_light():
    words = words_of(Client().get("/nl/knipperlichten/").content.decode())
    assert re.search(r"Eigen vermogen \(10/15\) / Totaal [^(]*\(20/58\)", words, re.IGNORECASE)
    assert "de uitkomst ligt onder 15 %" in words


def test_it_says_what_the_lights_cannot_predict_and_how_sure_each_is():
    words = words_of(Client().get("/nl/knipperlichten/").content.decode())
    assert "Ze voorspellen niet wat met één onderneming gebeurt." in words
    assert "een voorstel, niet getoetst" in words


def test_the_rules_of_another_day_are_shown():
    words = words_of(Client().get("/nl/knipperlichten/?op=2019-10-01").content.decode())
    assert "Met de regels van 1 oktober 2019." in words
    assert "Wetboek van vennootschappen, art. 332" in words
