"""An offering as it is written: in a form or on a line of a file. Every fault at once, and never a traceback."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.offer_rules import read_offer_rules, shipped_offer_rules, shipped_studies
from wegwijzer.readers.offerings import FIELDS, is_web_address, read_offering, tidy
from wegwijzer.readers.offerings_csv import MOST_LINES, read_offerings
from wegwijzer.readers.yaml_file import read_yaml

ON = date(2026, 11, 30)
GOOD = {
    "kind": "equipment",
    "title": "Trekbank voor kunststof",
    "text": "Meet hoe sterk uw materiaal is, tot 50 kN.",
    "business_domains": ["product", "process"],
    "expertise": ["product_development"],
    "steps": ["test"],
    "languages": ["nl"],
    "valid_until": "31/5/2027",
    "page": "https://www.voorbeeld.example/labo",
    "operator": "together",
    "price_eur": "45,50",
    "price_per": "hour",
}
TOPIC = {
    **{name: GOOD[name] for name in ("title", "text", "business_domains", "steps", "languages", "valid_until")},
    "kind": "topic",
    "level": "master",
    "field": "it",
    "term_from": "1/2/2027",
    "term_until": "31/5/2027",
}


def read(side=Side.STRUCTURE, base=GOOD, **changes):
    cells = {name: value if isinstance(value, list) else [value] for name, value in {**base, **changes}.items()}
    return read_offering(cells, side=side, on=ON)


def test_what_is_good_is_read():
    draft, faults = read()
    assert faults == ()
    assert (draft.kind, draft.first, draft.last) == (Kind.EQUIPMENT, ON, date(2027, 5, 31))
    assert (str(draft.price.euro), draft.price.per.value, draft.operator.value) == ("45.50", "hour", "together")
    assert read(price_eur="")[0].price is None


FAULTS = [
    ({"kind": "toestel"}, {("kind", "unknown")}),
    ({"title": "x" * 121}, {("title", "length")}),
    ({"text": "kort"}, {("text", "length")}),
    ({"business_domains": [], "expertise": []}, {("business_domains", "domains_missing")}),
    ({"business_domains": ["produkt"]}, {("business_domains", "unknown_near")}),
    ({"steps": []}, {("steps", "steps_missing")}),
    ({"languages": []}, {("languages", "languages_missing")}),
    ({"valid_until": ""}, {("valid_until", "day_missing")}),
    ({"valid_until": "30/2/2027"}, {("valid_until", "day")}),
    ({"valid_until": "29/11/2026"}, {("valid_until", "before_first")}),
    ({"valid_from": "1/11/2026", "valid_until": "29/11/2026"}, {("valid_until", "past")}),
    ({"valid_until": "31/12/2027"}, {("valid_until", "runs_too_long")}),
    ({"price_eur": "gratis"}, {("price_eur", "price")}),
    ({"price_eur": "100000,01"}, {("price_eur", "price")}),
    ({"price_per": ""}, {("price_per", "choose")}),
    ({"operator": ""}, {("operator", "choose")}),
    ({"page": ""}, {("page", "page_missing")}),
    ({"page": "javascript:alert(1)"}, {("page", "page")}),
    ({"title": "", "steps": []}, {("title", "length"), ("steps", "steps_missing")}),
]


@pytest.mark.parametrize(
    ("changes", "expected"), FAULTS, ids=[min(found)[1] + str(n) for n, (_, found) in enumerate(FAULTS)]
)
def test_what_is_wrong_is_named_field_by_field(changes, expected):
    draft, faults = read(**changes)
    assert draft is None
    assert {(fault.name, fault.code) for fault in faults} == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"level": ""}, ("level", "choose")),
        ({"term_until": "15/2/2027"}, ("term_until", "term_short")),
        ({"term_until": "1/1/2027"}, ("term_until", "before_first")),
        ({"term_from": "1/2/2026", "term_until": "1/6/2026"}, ("term_until", "past")),
    ],
)
def test_a_topic_asks_for_level_study_and_a_term_that_can_be(changes, expected):
    assert read(base=TOPIC)[1] == ()
    assert {(fault.name, fault.code) for fault in read(base=TOPIC, **changes)[1]} == {expected}


def test_a_firm_gives_no_page_and_half_a_day_has_no_price():
    assert read(Side.FIRM, TOPIC, page="https://www.bakkerij.example")[0].page == ""
    assert read(kind="half_day")[0].price is None


def test_a_last_day_that_is_past_may_stay_when_something_else_is_changed():
    cells = {name: value if isinstance(value, list) else [value] for name, value in GOOD.items()}
    cells |= {"valid_from": ["1/1/2026"], "valid_until": ["1/6/2026"]}
    assert read_offering(cells, side=Side.STRUCTURE, on=ON)[0] is None
    assert read_offering(cells, side=Side.STRUCTURE, on=ON, kept_last=date(2026, 6, 1))[0] is not None


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        ("https://www.voorbeeld.example/a?b=c#d", True),
        ("http://voorbeeld.example", True),
        ("https://gebruiker:wachtwoord@voorbeeld.example/", False),
        ("https://127.0.0.1/", False),
        ("https://localhost/", False),
        ("https://[::1]/", False),
        ("https://voorbeeld.example:8080/", False),
        ("data:text/html,x", False),
        ("//voorbeeld.example", False),
        ('https://voorbeeld.example/"><script>', False),
        ("https://voorbeeld.example/" + "a" * 300, False),
    ],
)
def test_only_the_address_of_a_public_page_is_taken(text, is_good):
    assert is_web_address(text) is is_good


@settings(max_examples=60)
@given(st.fixed_dictionaries({}, optional={name: st.lists(st.text(max_size=30), max_size=3) for name in FIELDS}))
def test_anything_typed_gives_an_offering_or_faults(cells):
    draft, faults = read_offering(cells, side=Side.STRUCTURE, on=ON)
    assert (draft is None) is bool(faults)


@given(st.text(max_size=200))
def test_a_tidy_text_prints_and_stays_tidy(text):
    found = tidy(text)
    assert all(sign.isprintable() or sign == "\n" for sign in found)
    assert tidy(found) == found


def csv_of(*lines, header="kind;title;text;business_domains;steps;languages;valid_until;page;operator"):
    return "\r\n".join((header, *lines)).encode()


LINE = (
    "equipment;Trekbank voor kunststof;Meet hoe sterk uw materiaal is, tot 50 kN.;product|process;test;nl|en;"
    "2027-05-31;https://www.voorbeeld.example;together"
)


def test_a_file_is_read_whole():
    drafts, faults = read_offerings(csv_of(LINE, "", LINE), on=ON)
    assert faults == ()
    assert [draft.business_domains for draft in drafts] == [("product", "process")] * 2
    assert read_offerings(csv_of(LINE).decode().encode("utf-8-sig"), on=ON)[1] == ()


def test_one_wrong_line_and_nothing_is_read_with_line_and_column():
    wrong = LINE.replace("2027-05-31", "31 mei").replace(";test;", ";testen;")
    drafts, faults = read_offerings(csv_of(LINE, wrong, "te weinig;cellen"), on=ON)
    assert drafts == ()
    assert {(fault.line, fault.name, fault.code) for fault in faults} == {
        (3, "valid_until", "day"),
        (3, "steps", "unknown_near"),
        (4, "", "cells"),
    }


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", {"empty"}),
        (b"\n\n", {"empty"}),
        (csv_of(), {"empty"}),
        ("kind;title\ncaf\xe9".encode("latin-1"), {"not_utf8"}),
        (b"kind\x00;title", {"not_csv"}),
        (b'kind;title\n"nooit gesloten', {"not_csv"}),
        (b"soort;titel", {"column_unknown", "column_missing", "column_near"}),
        (csv_of(header="kind;kind;title;text;steps;languages;valid_until"), {"column_twice"}),
        (csv_of(*[LINE] * (MOST_LINES + 1)), {"too_many_lines"}),
    ],
)
def test_what_is_no_such_file_says_so(data, codes):
    drafts, faults = read_offerings(data, on=ON)
    assert drafts == ()
    assert {fault.code for fault in faults} <= codes
    assert faults


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_give_offerings_or_faults(data):
    drafts, faults = read_offerings(data, on=ON)
    assert bool(drafts) is not bool(faults)


def test_the_shipped_rules_fit_together():
    rules = shipped_offer_rules()
    assert max(rules.remind_before) < rules.longest_run
    assert 0 < rules.alike_from < 1
    assert len(shipped_studies().levels) > 2


def test_rules_that_contradict_each_other_are_faults():
    text = (shipped_folder() / "offers" / "rules.yaml").read_text(encoding="utf-8")
    wrong = text.replace("answer_reminder:\n  days: 5", "answer_reminder:\n  days: 20").replace(
        "days: [30, 7]", "days: [900]"
    )
    assert wrong.count("days: 20") == 1
    rules, faults = read_offer_rules(read_yaml(wrong, name="rules.yaml"))
    assert rules is not None
    assert ["answer_reminder" in str(fault) or "remind_before" in str(fault) for fault in faults] == [True, True]


def test_a_day_is_read_with_a_default_of_today():
    assert read(valid_from="")[0].first == ON
    assert read(valid_from=(ON + timedelta(days=400)).isoformat(), valid_until="1/6/2028")[0] is None
