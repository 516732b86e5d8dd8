"""The inbox: its views with their counts, filters in the address, pages, and few queries however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.inbox.conftest import longer_ago, text_of
from tests.web.visitor import words_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.referral.models import Appointment, Case, Event, Firm, Message, Need, Offer
from wegwijzer.web.referral.recording import mark_offers

MOST_QUERIES = 30


@pytest.fixture
def arne(world):
    return world.browser("arne")


def numbers(count: int) -> list[str]:
    return [f"{number:010}" for number in range(count)]


def many(world, count: int, *, state: str = "waiting", text: str = "Bedrijf", subject: str = "process") -> list[Offer]:
    """So many questions at the centre, straight into the database."""
    at = timezone.now()
    firms = [Firm(name=f"{text} {place:03}", created=at) for place in range(count)]
    cases = [Case(firm=firm, opened_at=at, opened_side="firm", last_activity=at) for firm in firms]
    needs = [Need(case=case, subject=subject, created=at) for case in cases]
    offers = [
        Offer(need=need, desk=world.centre, state=state, offered_at=at, state_since=at, reply_days=5,
              reply_by=timezone.localdate(at) + timedelta(days=5))
        for need in needs
    ]  # fmt: skip
    for rows in (firms, cases, needs, offers):
        type(rows[0]).objects.bulk_create(rows)
    return offers


def shown(client, query: str = "") -> str:
    return words_of(text_of(client.get(f"/nl/postvak/{query}")))


def test_every_view_shows_its_own_and_counts_all(world, arne):
    waiting = world.refer()
    late = world.refer(firm="Late bakker", number="0202239951", email="late@bakker.example", at=longer_ago(days=30))
    mine = world.refer(firm="Mijn bakker", number="0203430576", email="mijn@bakker.example")
    done = world.refer(firm="Klare bakker", number="0400378485", email="klaar@bakker.example")
    for offer, steps in ((mine, ["taken_up"]), (done, ["taken_up", "done"])):
        for version, to in enumerate(steps, start=1):
            arne.post(f"/nl/postvak/{offer.pk}/stap/", {"to": to, "version": str(version)})
    arne.post(f"/nl/postvak/{mine.pk}/bericht/", {"words": "Wanneer past het?"})
    expected = {
        "": {"Bakkerij Peeters", "Late bakker"},
        "?lijst=van-mij": {"Mijn bakker"},
        "?lijst=te-laat": {"Late bakker"},
        "?lijst=wacht": {"Mijn bakker"},
        "?lijst=open": {"Bakkerij Peeters", "Late bakker", "Mijn bakker"},
        "?lijst=af": {"Klare bakker"},
    }
    everyone = {"Bakkerij Peeters", "Late bakker", "Mijn bakker", "Klare bakker"}
    for query, names in expected.items():
        page = shown(arne, query)
        assert {name for name in everyone if name in page} == names, query
        assert "Nieuw 2 Van mij 1 Te laat 1 Wacht op de onderneming 1 Alles wat openstaat 3 Afgesloten 1" in page
    assert waiting.pk != late.pk


def test_what_is_late_comes_first_and_says_how_late(world, arne):
    world.refer()
    world.refer(firm="Late bakker", number="0202239951", email="late@bakker.example", at=longer_ago(days=30))
    page = shown(arne)
    assert page.index("Late bakker") < page.index("Bakkerij Peeters")
    assert "werkdagen te laat" in page


def test_the_list_is_narrowed_by_text_and_subject_in_the_address(world, arne):
    many(world, 3, text="Bakker", subject="process")
    many(world, 2, text="Slager", subject="legal")
    assert "Nieuw : 2 vragen" in shown(arne, "?q=slager")
    assert "Nieuw : 3 vragen" in shown(arne, "?onderwerp=process")
    assert "Nieuw : 1 vraag" in shown(arne, "?q=bakker+001&onderwerp=process")
    assert "Geen enkele vraag past bij wat u koos." in shown(arne, "?q=niemand")
    assert "Nieuw : 5 vragen" in shown(arne, "?onderwerp=onbestaand&blad=x&lijst=vreemd")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PEETERS", {"Bakkerij Peeters"}),
        ("0403019261", {"Bakkerij Peeters"}),
        ("3019", {"Bakkerij Peeters"}),
        ("deegmachine", {"Bakkerij Peeters", "Late bakker"}),
        ("snijdt", {"Scheve slager"}),
        ("%", set()),
        ("_", set()),
    ],
)
def test_a_text_is_found_in_the_name_the_number_and_the_question(world, arne, text, names):
    world.refer()
    world.refer(firm="Late bakker", number="0202239951", email="late@bakker.example")
    world.refer(
        firm="Scheve slager", number="0400378485", email="scheef@slager.example", words="De machine snijdt scheef."
    )
    page = text_of(arne.get("/nl/postvak/", {"lijst": "open", "q": text}))
    assert {name for name in ("Bakkerij Peeters", "Late bakker", "Scheve slager") if f">{name}<" in page} == names


def test_every_view_counts_what_it_lists_and_archived_questions_are_in_none(world, arne):
    for state in ("waiting", "taken_up", "done", "not_for_us", "withdrawn"):
        offers = many(world, 4, state=state, text=state)
        old = offers[0].need.case
        old.archived_at = timezone.now()
        old.save()
        Offer.objects.filter(pk=offers[1].pk).update(
            reply_by=timezone.localdate() - timedelta(days=9), adviser=world.people["arne"]
        )
        Case.objects.filter(pk__in=[old.pk, offers[2].need.case.pk]).update(waits_for_firm=True)
        for case in Case.objects.filter(needs__offers__in=offers):
            mark_offers(case)
    counts = "Nieuw 3 Van mij 1 Te laat 1 Wacht op de onderneming 1 Alles wat openstaat 6 Afgesloten 6"
    listed = {"": 3, "?lijst=van-mij": 1, "?lijst=te-laat": 1, "?lijst=wacht": 1, "?lijst=open": 6, "?lijst=af": 6}
    for query, number in listed.items():
        page = text_of(arne.get(f"/nl/postvak/{query}"))
        assert page.count('class="row-firm"') == number, query
        assert counts in words_of(page)
        assert "withdrawn" not in page


def test_who_works_at_several_desks_chooses_one(world, arne):
    many(world, 2)
    second = people.make_desk("helper", "Tweede loket")
    people.add_member(second, "arne@voorbeeld.example", Role.ADVISER, "", timezone.now())
    world.refer(desks=(second,))
    assert "Nieuw : 3 vragen" in shown(arne)
    assert "Nieuw : 1 vraag" in shown(arne, f"?loket={second.pk}")
    assert "Nieuw : 3 vragen" in shown(arne, f"?loket={world.college.pk}")  # not one of Arne's: not asked


def test_a_long_list_comes_in_pages_that_keep_the_filter(world, arne):
    many(world, 60)
    first, third = (text_of(arne.get(f"/nl/postvak/?q=bedrijf&blad={page}")) for page in (1, 3))
    assert first.count('class="row-firm"') == 25
    assert third.count('class="row-firm"') == 10
    assert "?blad=2&amp;q=bedrijf" in first


@pytest.mark.parametrize("query", ["?", "?q=bedrijf&"])
def test_a_page_behind_the_last_shows_the_last(world, arne, query):
    many(world, 30)
    page = text_of(arne.get(f"/nl/postvak/{query}blad=99"))
    assert page.count('class="row-firm"') == 5
    assert '<span aria-current="page">2</span>' in page
    assert "30 vragen" in words_of(page)


def test_pages_put_every_question_on_one_of_them_in_the_order_of_what_was_promised(world, arne):
    offers = many(world, 60)
    for place, offer in enumerate(offers):
        Offer.objects.filter(pk=offer.pk).update(reply_by=timezone.localdate() + timedelta(days=(place * 7) % 60))
    for query in ("?lijst=open", "?lijst=open&q=bedrijf"):
        pages = "".join(text_of(arne.get(f"/nl/postvak/{query}&blad={number}")) for number in (1, 2, 3))
        shown = [pages.index(f">{offer.need.case.firm.name}<") for offer in offers]
        expected = sorted(range(60), key=lambda place: (place * 7) % 60)
        assert sorted(range(60), key=lambda place: shown[place]) == expected


def test_a_question_opens_beside_its_own_list(world, arne):
    offers = many(world, 60)
    page = text_of(arne.get(f"/nl/postvak/{offers[0].pk}/?q=bedrijf&blad=3"))
    assert page.count('class="row-firm"') == 10
    assert f'href="/nl/postvak/{offers[59].pk}/?blad=3&amp;q=bedrijf"' in page or "?blad=3&amp;q=bedrijf" in page


def test_another_desks_questions_are_in_nobodys_list_but_its_own(world):
    many(world, 2)
    world.refer(desks=(world.college,))
    assert "Nieuw : 1 vraag" in shown(world.browser("victor"))
    assert "Bedrijf 000" not in shown(world.browser("victor"))


def test_an_empty_inbox_teaches(world, arne):
    assert "Zodra een onderneming iets vraagt" in shown(arne)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_inbox_speaks_every_language(world, offer, language):
    arne = world.browser("arne")
    for path in ("postvak/", f"postvak/{offer.pk}/", f"postvak/{offer.pk}/doorverwijzen/"):
        assert arne.get(f"/{language}/{path}").status_code == 200


def test_no_page_asks_the_database_much_however_much_there_is(world, arne):
    offers = many(world, 60)
    busy = world.refer(desks=(world.centre, world.college))
    at = timezone.now()
    for place in range(40):
        other = people.make_desk("helper", f"Organisatie {place}")
        people.add_member(other, f"iemand{place}@voorbeeld.example", Role.ADVISER, "Iemand", at)
    case = busy.need.case
    world.refer(subject="legal", words="Mag een klant ons recept gebruiken?")
    arne.post(f"/nl/postvak/{busy.pk}/stap/", {"to": "taken_up", "version": "1"})
    Event.objects.bulk_create(
        Event(case=case, need=busy.need, offer=busy, at=at, side="helper", kind="step", after="taken_up",
              person=world.people["ben"], desk=world.centre)
        for _ in range(40)
    )  # fmt: skip
    Message.objects.bulk_create(
        Message(case=case, need=busy.need, at=at, side="firm", person=world.people["an"], words="Dag")
        for _ in range(40)
    )
    Appointment.objects.create(offer=busy, begins=at, minutes=60, person=world.people["arne"])
    pages = {
        "list": "/nl/postvak/?lijst=open",
        "question": f"/nl/postvak/{busy.pk}/?lijst=open",
        "refer on": f"/nl/postvak/{busy.pk}/doorverwijzen/",
    }
    for name, path in pages.items():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert arne.get(path).status_code == 200
        assert len(asked) <= MOST_QUERIES, (name, len(asked))
    assert len(offers) == 60


@pytest.mark.parametrize(
    ("language", "own", "theirs"),
    [
        ("nl", "Niet voor ons", "niet voor hen"),
        ("en", "Not for us", "not for them"),
        ("fr", "Pas pour nous", "pas pour eux"),
    ],
)
def test_a_desk_reads_what_it_refused_in_its_own_voice_and_what_others_refused_in_theirs(world, language, own, theirs):
    ours = world.refer(desks=(world.centre, world.college))
    browser = world.browser("arne")
    refusal = {"to": "not_for_us", "reason": "no_capacity", "version": "1"}
    browser.post(f"/nl/postvak/{ours.pk}/stap/", refusal)
    college = ours.need.offers.get(desk=world.college)
    world.browser("victor").post(f"/nl/postvak/{college.pk}/stap/", refusal)
    listed = words_of(text_of(browser.get(f"/{language}/postvak/?lijst=af")))
    assert own in listed
    assert theirs not in listed.lower()
    chain = words_of(text_of(browser.get(f"/{language}/postvak/{ours.pk}/"))).split("Hogeschool Voorbeeld")[-1]
    assert theirs in chain.lower()
