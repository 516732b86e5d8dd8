"""The catalogue's copy in the database: equal to the files, loaded twice without change, nothing ever deleted."""

from __future__ import annotations

import pytest

from tests.builders import a_catalogue, a_measure, an_organisation, in_all
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.catalogue import queries
from wegwijzer.web.catalogue.actions import load_catalogue
from wegwijzer.web.catalogue.models import Entry, EntryKind, Load

pytestmark = pytest.mark.django_db


def test_loading_makes_a_row_for_everything_in_the_files():
    load = load_catalogue()
    catalogue = shipped_catalogue()
    assert (load.measures, load.organisations) == (len(catalogue.measures), len(catalogue.organisations))
    assert {entry.slug for entry in queries.present_entries(EntryKind.MEASURE)} == set(catalogue.measures)
    assert {entry.slug for entry in queries.present_entries(EntryKind.ORGANISATION)} == set(catalogue.organisations)
    assert queries.is_loaded()


def test_loading_twice_changes_nothing():
    first = load_catalogue()
    rows = list(Entry.objects.values())
    assert load_catalogue() == first
    assert list(Entry.objects.values()) == rows
    assert Load.objects.count() == 1


def test_what_leaves_the_files_is_marked_and_kept_and_can_come_back():
    load_catalogue(a_catalogue(a_measure(id="stays"), a_measure(id="goes"), digest="one"))
    going = queries.entry(EntryKind.MEASURE, "goes")
    load_catalogue(a_catalogue(a_measure(id="stays"), digest="two"))
    assert not queries.entry(EntryKind.MEASURE, "goes").present
    back = load_catalogue(a_catalogue(a_measure(id="stays"), a_measure(id="goes"), digest="three"))
    assert queries.entry(EntryKind.MEASURE, "goes").present
    assert queries.entry(EntryKind.MEASURE, "goes").pk == going.pk
    assert back.changed == 1


def test_only_what_changed_gets_another_digest():
    load_catalogue(a_catalogue(a_measure(id="one"), a_measure(id="two"), digest="one"))
    before = {entry.slug: entry.digest for entry in Entry.objects.all()}
    load = load_catalogue(a_catalogue(a_measure(id="one", name=in_all("Renamed")), a_measure(id="two"), digest="two"))
    after = {entry.slug: entry.digest for entry in Entry.objects.all()}
    assert [slug for slug in after if after[slug] != before[slug]] == ["one"]
    assert queries.entry(EntryKind.MEASURE, "one").name == "Renamed"
    assert load.changed == 1


def test_a_measure_and_an_organisation_may_share_a_slug():
    load_catalogue(a_catalogue(a_measure(id="led"), organisations={"led": an_organisation("led")}, digest="one"))
    assert Entry.objects.filter(slug="led").count() == 2


def test_before_the_first_load_nothing_is_there():
    assert queries.last_load() is None
    assert not queries.is_loaded()
    assert queries.entry(EntryKind.MEASURE, "kmo-portefeuille") is None
