"""The calculator on a measure page: ranges, exact answers, and bad input in place."""

from __future__ import annotations

from html import unescape

import pytest

from wegwijzer.readers.catalogue import shipped_catalogue

OPEN_DAY = "2018-06-01"


def calculator(client, slug="kmo-portefeuille", status=200, language="nl", **query):
    response = client.get(f"/{language}/maatregelen/{slug}/", {"op": OPEN_DAY, **query})
    assert response.status_code == status
    return unescape(response.content.decode()).partition('id="rekenen"')[2].partition("</section>")[0]


def test_every_cost_of_the_formula_can_be_filled_in(client):
    text = calculator(client)
    for field in ("training_cost_eur", "advice_cost_eur", "size_class"):
        assert f'name="{field}"' in text


def test_nothing_filled_in_gives_no_answer_yet(client):
    assert 'class="answer"' not in calculator(client)


def test_all_filled_in_gives_one_amount(client):
    text = calculator(client, training_cost_eur="4.000", advice_cost_eur="0", size_class="small", theme="other")
    assert "1.600 euro" in text


def test_an_open_size_gives_a_range(client):
    text = calculator(client, training_cost_eur="4000", advice_cost_eur="0")
    assert "1.200" in text
    assert "1.600 euro" in text


@pytest.mark.parametrize(
    ("field", "typed", "part"),
    [
        ("training_cost_eur", "veel", "geen getal"),
        ("training_cost_eur", "-5", "te weinig"),
        ("training_cost_eur", "9" * 25, "te veel"),
        ("training_cost_eur", "9" * 500, "geen getal"),
        ("training_cost_eur", "1e5", "geen getal"),
        ("training_cost_eur", "NaN", "geen getal"),
        ("size_class", "reus", "staat niet bij de antwoorden"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(client, field, typed, part):
    text = calculator(client, status=400, advice_cost_eur="2500", **{field: typed})
    assert part in text
    assert f'href="#{field}"' in text
    assert 'value="2500"' in text
    assert 'class="answer"' not in text
    if field != "size_class":
        assert f'value="{typed[:60]}"' in text


def test_the_day_stays_when_one_calculates(client):
    assert f'name="op" value="{OPEN_DAY}"' in calculator(client)


@pytest.mark.parametrize("slug", shipped_catalogue().measures)
def test_every_calculator_answers_in_every_language(client, slug):
    for language in ("nl", "en", "fr"):
        response = client.get(
            f"/{language}/maatregelen/{slug}/", {"project_budget_eur": "100000", "investment_eur": "50000"}
        )
        assert response.status_code == 200
