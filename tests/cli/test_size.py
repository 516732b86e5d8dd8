"""`wegwijzer size`: the contract's keys and the group."""

import json

import pytest


def size(run, firm, *options):
    result = run("size", "--firm", "-", "--json", *options, input=json.dumps(firm))
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_partner_counts_for_its_share(run):
    data = size(
        run,
        {
            "fte": 40,
            "turnover_eur": 5_000_000,
            "balance_sheet_total_eur": 4_000_000,
            "relations": [
                {"name": "Partner", "share_pct": 33, "holder": "other", "fte": 100, "turnover_eur": 10_000_000,
                 "balance_sheet_total_eur": 9_000_000}
            ],
        },
    )  # fmt: skip
    assert data["size_class"] == "medium"
    assert (data["fte"], data["turnover_eur"], data["balance_sheet_total_eur"]) == (73, 8_300_000, 6_970_000)
    assert data["counted"] == [{"name": "Partner", "share_pct": 33, "weight_pct": 33, "why": "partner"}]


@pytest.mark.parametrize(
    ("firm", "size_class"),
    [
        ({"fte": 9, "turnover_eur": 2_000_000}, "micro"),
        ({"fte": 10, "turnover_eur": 2_000_000}, "small"),
        ({"turnover_eur": 50_000_001, "balance_sheet_total_eur": 43_000_001}, "large"),
        ({"fte": 249, "turnover_eur": 90_000_000, "balance_sheet_total_eur": 43_000_000}, "medium"),
        ({"fte": {"min": 10, "max": 60}, "turnover_eur": 1_000_000}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_it_decides_as_soon_as_what_is_known_suffices(run, firm, size_class):
    assert size(run, firm)["size_class"] == size_class


def test_bands_come_out_as_bands(run):
    data = size(run, {"fte": {"min": 10, "max": 20}})
    assert data["fte"] == {"min": 10, "max": 20}
    assert data["turnover_eur"] is None


def test_text_for_people(run):
    result = run("size", "--firm", "-", input="fte: 9\nturnover_eur: 100000\n")
    assert result.stdout.splitlines()[0] == "Grootte (Europese definitie): micro-onderneming"
