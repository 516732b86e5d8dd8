"""After a solved need: the doors beside it."""

from __future__ import annotations

import pytest

from tests.builders import a_catalogue, a_domain
from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.referral.next_steps import next_subjects

NOTHING: frozenset[str] = frozenset()
CATALOGUE = a_catalogue(
    business_domains={
        "product": a_domain("product", neighbours=("process", "legal", "marketing")),
        "process": a_domain("process", neighbours=("finance", "product")),
        "marketing": a_domain("marketing", neighbours=("finance", "product")),
        "finance": a_domain("finance", neighbours=("legal",)),
        "legal": a_domain("legal", neighbours=()),
    }
)


def test_after_a_product_or_a_process_the_market_comes_first_neighbour_or_not():
    assert next_subjects("product", NOTHING, CATALOGUE) == ("marketing", "process", "legal")
    assert next_subjects("process", NOTHING, CATALOGUE) == ("marketing", "finance", "product")


def test_after_anything_else_the_neighbours_come_in_their_order():
    assert next_subjects("marketing", NOTHING, CATALOGUE) == ("finance", "product")
    assert next_subjects("finance", NOTHING, CATALOGUE) == ("legal",)


def test_what_the_case_touched_is_not_suggested_again():
    assert next_subjects("product", frozenset({"marketing", "legal"}), CATALOGUE) == ("process",)
    assert next_subjects("finance", frozenset({"legal"}), CATALOGUE) == ()


def test_a_subject_that_there_is_not_is_named_with_the_nearest():
    with pytest.raises(UnknownEntryError, match="finance"):
        next_subjects("finances", NOTHING, CATALOGUE)
