"""Lists that are read again: new, changed, cancelled, gone, and what clashes before it is public."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.agenda.conftest import NOW, ON, an_event
from wegwijzer.readers.word_sharing import asked_in_search
from wegwijzer.web.agenda.clashing import decide, open_clashes, release_overdue
from wegwijzer.web.agenda.importing import take_in
from wegwijzer.web.agenda.models import Clash, Listing
from wegwijzer.web.agenda.queries import merged, public_listings, upcoming

_S = Listing.State


def again(desk, events, *, days: int = 0):
    return take_in(desk, events, source="list", at=NOW + timedelta(days=days), on=ON)


def test_a_list_that_is_read_twice_changes_nothing(desk):
    organiser = desk("Metaalclub")
    first = again(organiser, [an_event(), an_event("Boekhouden voor starters")])
    second = again(organiser, [an_event(), an_event("Boekhouden voor starters")], days=1)
    assert (first.new, second.new, second.same, second.changed) == (2, 0, 2, 0)
    assert {row.version for row in Listing.objects.all()} == {0}


def test_what_changes_keeps_its_page_and_counts_its_version_up(desk):
    organiser = desk("Metaalclub")
    again(organiser, [an_event(uid="a")])
    before = Listing.objects.get()
    again(organiser, [an_event("Cobots in de hal", uid="a")], days=1)
    after = Listing.objects.get()
    assert (after.pk, after.title, after.version) == (before.pk, "Cobots in de hal", 1)


def test_a_lower_sequence_changes_nothing(desk):
    organiser = desk("Metaalclub")
    again(organiser, [an_event(uid="a", sequence=2)])
    again(organiser, [an_event("Oud", uid="a", sequence=1)])
    assert Listing.objects.get().title == "Cobots in de lashal"


def test_cancelled_stays_to_be_seen_and_can_come_back(desk):
    organiser = desk("Metaalclub")
    again(organiser, [an_event(uid="a")])
    again(organiser, [an_event(uid="a", is_cancelled=True)])
    assert Listing.objects.get().state == _S.CANCELLED
    again(organiser, [an_event(uid="a")])
    assert Listing.objects.get().state == _S.PUBLIC
    again(organiser, [an_event("Nooit", uid="b", is_cancelled=True), an_event(uid="a")])
    assert Listing.objects.count() == 1


def test_what_one_reading_does_not_show_stays_and_what_two_do_not_is_gone(desk):
    organiser = desk("Metaalclub")
    kept = an_event("Boekhouden voor starters")
    again(organiser, [an_event(uid="a"), kept])
    again(organiser, [kept])
    assert Listing.objects.get(uid="a").state == _S.PUBLIC
    again(organiser, [an_event(uid="a"), kept])
    again(organiser, [kept])
    assert Listing.objects.get(uid="a").state == _S.PUBLIC, "seen again in between"
    assert again(organiser, [kept]).gone == 1
    assert Listing.objects.get(uid="a").state == _S.GONE
    again(organiser, [an_event(uid="a"), kept])
    assert Listing.objects.get(uid="a").state == _S.PUBLIC


def test_the_same_event_of_another_organiser_waits_before_it_is_public(desk, announced):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    announced(first, an_event())
    row = announced(second, an_event("Demodag: cobots in de lashal"))
    assert row.state == _S.WAITING
    assert [listing.desk for listing in public_listings(on=ON)] == [first]
    clash = open_clashes([second.pk]).get()
    assert clash.kind == Clash.Kind.SAME
    assert list(open_clashes([first.pk])) == []


def test_one_organiser_never_clashes_with_itself_nor_with_another_day_or_subject(desk, announced):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    announced(first, an_event())
    announced(first, an_event("Cobots in de lashal, namiddag"))
    announced(second, an_event(days=60))
    announced(second, an_event("Frans aan de balie", summary="Gasten onthalen.", themes=("personnel",)))
    assert not Clash.objects.exists()


def test_same_becomes_one_with_both_named_joint_stays_two_and_different_is_not_asked_again(desk, announced):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    announced(first, an_event(uid="a"))
    announced(second, an_event(uid="b"))
    clash = Clash.objects.get()
    decide(clash, "same", desk=second, at=NOW)
    (one,) = merged(list(public_listings(on=ON)))
    assert (one.row.desk, one.organisers) == (first, ("Metaalclub", "Kollegium Oost"))
    decide(clash, "joint", desk=first, at=NOW)
    two = merged(list(public_listings(on=ON)))
    assert {str(entry.row.desk): [str(other.desk) for other in entry.joint] for entry in two} == {
        "Metaalclub": ["Kollegium Oost"],
        "Kollegium Oost": ["Metaalclub"],
    }
    decide(clash, "different", desk=first, at=NOW)
    assert [entry.joint for entry in merged(list(public_listings(on=ON)))] == [(), ()]
    announced(second, an_event("Cobots in de lashal!", uid="b"))
    assert Clash.objects.get().decision == "different"
    assert Listing.objects.get(uid="b").state == _S.PUBLIC


def test_a_decision_can_hold_for_every_date_of_two_series(desk):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    for organiser in (first, second):
        again(organiser, [an_event(uid="s", days=days, occurrence=str(days)) for days in (8, 15, 22)])
    clash = open_clashes([second.pk]).first()
    assert open_clashes([second.pk]).count() >= 3
    same = Clash.objects.filter(kind="same").count()
    assert decide(Clash.objects.filter(kind="same").first(), "same", desk=second, at=NOW, whole_series=True) == same
    assert clash is not None


def test_whoever_does_not_choose_in_time_is_public_for_a_theme_and_stays_behind_for_a_duplicate(desk, announced):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    announced(first, an_event(uid="a", days=20))
    announced(second, an_event(uid="same", days=20))
    announced(second, an_event("Cobots in de lashal: wat kost het?", uid="theme", days=22))
    kinds = dict(Clash.objects.values_list("new__uid", "kind"))
    assert kinds["same"] == "same"
    release_overdue(at=NOW + timedelta(days=7), on=ON + timedelta(days=7))
    states = dict(Listing.objects.values_list("uid", "state"))
    assert states["same"] == _S.WAITING
    assert states["theme"] == (_S.PUBLIC if kinds.get("theme") != "same" else _S.WAITING)


def test_a_clash_with_an_event_that_went_away_holds_nothing_back(desk):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    again(first, [an_event(uid="a")])
    again(second, [an_event(uid="b")])
    again(first, [an_event(uid="a", is_cancelled=True)])
    release_overdue(at=NOW, on=ON)
    assert Listing.objects.get(uid="b").state == _S.PUBLIC


@pytest.mark.parametrize(("province", "count"), [("oost-vlaanderen", 1), ("limburg", 0), ("", 1)])
def test_other_pages_can_ask_what_is_coming(desk, announced, province, count):
    announced(desk("Metaalclub"), an_event())
    assert len(upcoming(on=ON, themes=["process"], province=province)) == count
    assert upcoming(on=ON, themes=["legal"]) == []
    assert len(upcoming(on=ON, asked=asked_in_search("cobots lashal"))) == 1


def test_a_long_list_beside_others_is_taken_in_without_asking_the_database_for_each_event(
    desk, django_assert_max_num_queries
):
    one, other = an_event("Boekhouden", summary="Cijfers."), an_event()
    others = [replace(other, uid=str(number)) for number in range(20)]
    again(desk("Kollegium Oost"), others)
    organiser = desk("Metaalclub")
    many = [replace(one, uid=str(number)) for number in range(300)]
    with django_assert_max_num_queries(60):
        assert again(organiser, many).new == 300
    with django_assert_max_num_queries(10):
        assert again(organiser, many).same == 300
