"""Files and what is published go over into each other without loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import load_catalogue, shipped_catalogue, standing_text
from wegwijzer.readers.rule_changes.composing import composed_amount, composed_criteria, shown_value
from wegwijzer.readers.rule_changes.exporting import export_catalogue
from wegwijzer.readers.rule_changes.proposing import file_name, read_proposal
from wegwijzer.readers.rule_changes.rule_fields import amount_fields, criterion_fields
from wegwijzer.readers.rule_changes.whole_files import read_whole_file
from wegwijzer.readers.standing import stand_on, standing, while_it_stands
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.readers.yaml_writing import write_yaml

TODAY = date(2026, 11, 30)
MEASURES = sorted(shipped_catalogue().measures)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**12), 10**12),
        st.decimals(-(10**9), 10**9, places=2),
        TEXT,
        st.sampled_from(
            ["true", "~", "null", "2027-01-01", "12", "1.5", "0x1", "yes", "- a", "a: b", "", " x ", "a\nb"]
        ),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


@pytest.fixture
def shipped_again():
    yield
    stand_on({})


@given(PLAIN)
@settings(max_examples=60)
def test_what_is_written_is_read_back_as_the_same(data):
    assert read_yaml(write_yaml({"data": data}, name="x"), name="x").data == {"data": data}


@given(st.data())
@settings(max_examples=2)
def test_a_published_change_is_exported_to_files_that_load_to_an_equal_catalogue(tmp_path_factory, data):
    measure = data.draw(st.sampled_from(["kmo-portefeuille", "prodem", "tetra"]))
    ceiling = data.draw(st.decimals(1, 10**6, places=2))
    day = data.draw(st.dates(date(2026, 12, 1), date(2040, 1, 1)))
    words = data.draw(TEXT.filter(lambda text: text.strip()))
    change = a_change(
        measure, {"amount": {"ceiling_eur": ceiling}, "name": {"nl": words, "en": words, "fr": words}}, day
    )
    try:
        read = read_proposal(change, name="change", on=TODAY)
        stand_on({file_name(measure): read.text})
        folder = tmp_path_factory.mktemp("export") / "catalogue"
        _, published = export_catalogue(folder)
        loaded = load_catalogue(folder)
        assert published == (file_name(measure),)
        assert loaded.digest == shipped_catalogue().digest
        assert dict(loaded.measures) == dict(shipped_catalogue().measures)
        version = loaded.measures[measure].version_required(day)
        assert version.amount.ceiling[0].euro.high == ceiling
        assert loaded.on(day).catalogue.measures[measure].in_words_of(day).name["nl"] == words
        text = (folder / file_name(measure)).read_text("utf-8")
        assert read_whole_file(measure, text, reason="x", on=TODAY) is None
    finally:
        stand_on({})


@pytest.mark.parametrize("measure", MEASURES)
def test_a_form_sent_as_it_is_shown_changes_nothing(measure):
    facts = shipped_catalogue().facts
    for version in read_yaml(standing_text(file_name(measure)), name=measure).data["versions"]:
        fields = [*criterion_fields(version, facts).values(), *amount_fields(version).values()]
        shown = {field.key: shown_value(field) for group in fields for field in group}
        typed = {key: value if isinstance(value, list) else [value] for key, value in shown.items()}
        assert composed_criteria(version, typed, facts, a_number) == {}
        assert composed_amount(version, typed, a_number) == {}


def test_a_whole_file_may_add_a_version_and_edits_none():
    measure = "kmo-portefeuille"
    change = a_change(measure, {"amount": {"ceiling_eur": 5000}}, date(2027, 1, 1))
    text = read_proposal(change, name="change", on=TODAY).text
    read = read_whole_file(measure, text, reason="why it is so", on=TODAY)
    assert read is not None
    assert (read.measure, read.starts, read.source_url) == (measure, date(2027, 1, 1), "https://example.org/rule")
    edited = standing_text(file_name(measure)).replace("below: 25", "below: 30")
    with pytest.raises(InputError, match=r"the version of 2026-02-01 is edited"):
        read_whole_file(measure, edited, reason="why it is so", on=TODAY)


@pytest.mark.parametrize(
    ("entry", "day", "told"),
    [
        ({"criteria": {"sme": {"fact": "fte", "between": [49, 10]}}}, "2027-01-01", "no firm can meet this criterion"),
        ({"valid_until": "2026-12-31"}, "2027-01-01", "lies before"),
        (
            {"amount": {"parts": {"training": {"rate_pct": {"min": 30, "max": 20}}}}},
            "2027-01-01",
            "is smaller than min",
        ),
        ({"amount": {"ceiling_eur": 5000}}, "2026-11-30", "is not to come"),
        ({"amount": {"ceiling_eur": 7500}}, "2027-01-01", "changes nothing on that day"),
        ({"amount": {"ceiling_eur": 5000}, "source": {"title": "x", "url": "nowhere"}}, "2027-01-01", "no address"),
    ],
)
def test_what_contradicts_itself_is_named(entry, day, told):
    change = a_change("kmo-portefeuille", entry, date.fromisoformat(day))
    with pytest.raises(InputError, match=told):
        read_proposal(change, name="change", on=TODAY)


def test_a_text_that_does_not_fit_is_left_out_and_the_shipped_rule_holds(shipped_again):
    before = shipped_catalogue().digest
    found = stand_on({file_name("vis"): "id: vis\n"})
    assert found.catalogue.digest == before
    assert list(found.left_out) == [file_name("vis")]


def test_what_was_worked_out_is_forgotten_with_the_catalogue_it_came_from(shipped_again):
    @while_it_stands()
    def ceiling():
        return shipped_catalogue().measures["kmo-portefeuille"].version_required(date(2027, 1, 1)).amount.ceiling

    change = a_change("kmo-portefeuille", {"amount": {"ceiling_eur": 5000}}, date(2027, 1, 1))
    text = read_proposal(change, name="change", on=TODAY).text
    before, stood = ceiling(), standing().words
    stand_on({file_name("kmo-portefeuille"): text})
    assert (before[0].euro.high, ceiling()[0].euro.high) == (7500, 5000)
    assert standing().words == stood


def test_another_name_holds_from_its_first_day(shipped_again):
    day, words = date(2027, 1, 1), {"nl": "Nieuw", "en": "New", "fr": "Nouveau"}
    text = read_proposal(a_change("prodem", {"plain_name": words}, day), name="change", on=TODAY).text
    stand_on({file_name("prodem"): text}, on=day)
    measure = shipped_catalogue().measures["prodem"]
    assert measure.plain_name == words
    assert measure.in_words_of(date(2026, 12, 31)).plain_name != words


def a_change(measure, entry, day):
    source = {"title": "A public document", "url": "https://example.org/rule"}
    entry = {"measure": measure, "source": source, "confidence": "high", **entry}
    return write_yaml({"reason": "The government decided so.", "from": day.isoformat(), "measures": [entry]}, name="x")


def a_number(text):
    return Decimal(text) if text.replace(".", "", 1).isdigit() else None
