"""What a shared link keeps of a firm: enough for the same advice, too little to point at it."""

from datetime import date

import pytest

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.guide.discretion import shareable

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"fte": 12}, {"fte": {"min": 10, "max": 49}}),
        ({"fte": 9.5}, {"fte": 9.5}),  # lies between two bands: kept, as a wrong band would change the advice
        ({"turnover_eur": 1_234_567}, {"turnover_eur": {"min": 0, "max": 2_000_000}}),
        ({"turnover_eur": {"min": 0, "max": 2_000_000}}, {"turnover_eur": {"min": 0, "max": 2_000_000}}),
        ({"equity_eur": 123_456}, {"equity_eur": {"min": 0}}),
        ({"equity_eur": -5}, {"equity_eur": {"max": -0.01}}),
        ({"founded": "2009-03-01"}, {"founded": {"min": "2009-01-01", "max": "2009-12-31"}}),
        ({"nace": "10711", "nace_version": "2008"}, {"nace": "10", "nace_version": "2008"}),
        ({"postal_code": "8500"}, {"province": "west-vlaanderen", "region": "vlaanderen"}),
        ({"legal_form": "bv", "collaboration": True}, {"legal_form": "bv", "collaboration": True}),
        ({"insolvency_proceedings": False, "new_for_firm": True, "unheard_of": 1}, {}),
    ],
)
def test_only_coarse_objective_facts_go_along(answers, kept):
    assert shareable(answers, shipped_catalogue().facts, on=DAY) == kept
