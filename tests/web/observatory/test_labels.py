"""What figures call a requirement is what the catalogue says on that day."""

from __future__ import annotations

from wegwijzer.readers.catalogue import standing_text
from wegwijzer.readers.standing import stand_on
from wegwijzer.web.observatory.labels import criterion_label

FILE = "measures/kmo-portefeuille/measure.yaml"
LIMIT = "{fact: public_ownership_pct, below: 25}"


def label() -> str:
    return criterion_label("kmo-portefeuille", "public_ownership_below_25", "nl")


def test_a_rule_that_was_published_is_told_at_once():
    assert "25" in label()
    try:
        stand_on({FILE: standing_text(FILE).replace(LIMIT, LIMIT.replace("25", "40"))})
        assert "40" in label()
        assert "25" not in label()
    finally:
        stand_on({})


def test_a_requirement_that_the_catalogue_does_not_have_is_told_by_its_id():
    assert criterion_label("kmo-portefeuille", "no_such_thing", "nl").endswith(": no_such_thing")
