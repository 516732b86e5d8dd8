"""From what two firms say to knowing each other; until then nothing tells who they are."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.web.partners.conftest import BAKER, CUTTER, PAGE, WEAVER
from tests.web.visitor import words_of
from wegwijzer.web.partners import actions, queries
from wegwijzer.web.partners.models import ContactRow, Seeking, Suggestion
from wegwijzer.web.partners.reminders import write_reminders
from wegwijzer.web.post.models import Outgoing

WORDS = {"has0": WEAVER[2][0], "seeks0": WEAVER[3][0], "markets": ["antwerpen"], "agrees": "yes", "version": "0"}


def letters(kind: str) -> list[str]:
    return sorted(Outgoing.objects.filter(kind=kind).values_list("person__email", flat=True))


def test_two_firms_find_each_other_ask_and_agree(hall):
    hall.say("cutter", *CUTTER[2:])
    hall.say("baker", *BAKER[2:])
    weaver, cutter = hall.client("weaver"), hall.client("cutter")
    told = weaver.post(f"{PAGE}zeggen/", WORDS, follow=True)
    assert "Bewaard." in words_of(told.content.decode())
    page = words_of(told.content.decode())
    assert "Heeft wat u zoekt: textiel snijden met een laser" in page
    assert "Zoekt wat u hebt: iemand die zwaar doek weeft" in page
    assert "brood" not in page
    asked = weaver.post(
        f"{PAGE}{hall.pair().pk}/vragen/", {"words": "Ik ben Jan Peeters, bel 0475 12 34 56"}, follow=True
    )
    assert "Gevraagd." in words_of(asked.content.decode())
    assert letters("partner_asked") == ["cutter@voorbeeld.example"]
    before = hall.page("cutter")
    assert "Iemand wil kennismaken" in before
    assert "Ik ben" in before
    for secret in ("Peeters", "0475", "Vlasbloem", "weaver@", "13.20", "Weaver"):
        assert secret not in before
    contact = ContactRow.objects.get()
    cutter.post(f"{PAGE}contact/{contact.pk}/ja/")
    assert letters("partner_agreed") == ["cutter@voorbeeld.example", "weaver@voorbeeld.example"]
    assert "Snijwerken Janssens" in hall.page("weaver")
    assert "weaver@voorbeeld.example" in hall.page("cutter")
    assert "Vlasbloem" not in hall.page("baker")


def test_a_firm_that_says_no_is_not_asked_again_and_the_other_only_hears_that_it_is_over(hall):
    hall.everybody_says()
    contact = hall.asked()
    hall.client("cutter").post(f"{PAGE}contact/{contact.pk}/nee/")
    assert letters("partner_closed") == ["weaver@voorbeeld.example"]
    page = hall.page("weaver")
    assert "kwam er niet van" in page
    assert "textiel snijden met een laser" not in page
    assert "Janssens" not in page
    hall.say("cutter", *CUTTER[2:])
    assert queries.suggested(hall.row("weaver")) == []


def test_a_request_that_is_not_answered_ends_and_both_may_meet_later(hall):
    hall.everybody_says()
    contact = hall.asked()
    at = timezone.now() + timedelta(days=16)
    said = [line for line in write_reminders(at) if "contact" in line]
    assert said == [f"contact {contact.pk} was not answered"]
    assert [line for line in write_reminders(at) if "contact" in line] == []
    assert letters("partner_closed") == ["weaver@voorbeeld.example"]
    assert len(queries.suggested(hall.row("weaver"))) == 1
    late = hall.client("cutter").post(f"{PAGE}contact/{contact.pk}/ja/", follow=True)
    assert "was om" in words_of(late.content.decode())


def test_a_firm_that_stays_away_is_asked_and_then_let_go(hall):
    hall.everybody_says()
    start = timezone.now()
    list(write_reminders(start + timedelta(days=170)))
    list(write_reminders(start + timedelta(days=171)))
    assert len(letters("partner_still")) == 3
    hall.say("weaver", *WEAVER[2:], at=start + timedelta(days=172))
    list(write_reminders(start + timedelta(days=181)))
    assert list(Seeking.objects.values_list("firm__name", flat=True)) == [WEAVER[0]]


def test_competitors_meet_only_if_both_say_so_and_read_that_they_may_be(hall):
    firm = hall.firms["cutter"]
    firm.facts = {"nace": {"value": WEAVER[1]}}
    firm.save()
    hall.everybody_says()
    assert not Suggestion.objects.exists()
    hall.say("weaver", *WEAVER[2:], competitors=True)
    assert not Suggestion.objects.exists()
    hall.say("cutter", *CUTTER[2:], competitors=True)
    assert "Dit kan een concurrent zijn." in hall.page("weaver")


def test_a_list_does_not_change_under_its_reader_but_follows_what_is_said(hall):
    hall.everybody_says()
    pair = hall.pair()
    hall.say("baker", *BAKER[2:])
    assert hall.pair().pk == pair.pk
    hall.say("weaver", ["wol spinnen"], ["klanten in Frankrijk"])
    assert not Suggestion.objects.exists()


def test_not_for_us_takes_the_pair_out_of_both_lists_and_tells_nobody(hall):
    hall.everybody_says()
    hall.client("cutter").post(f"{PAGE}{hall.pair().pk}/niet/")
    assert queries.suggested(hall.row("weaver")) == []
    assert not Outgoing.objects.exists()


def test_stopping_erases_everything_and_ends_what_waits(hall):
    hall.everybody_says()
    hall.asked()
    hall.client("cutter").post(f"{PAGE}stoppen/")
    assert letters("partner_closed") == ["weaver@voorbeeld.example"]
    assert not Seeking.objects.filter(firm=hall.firms["cutter"]).exists()
    assert not ContactRow.objects.exists()


def test_a_firm_that_is_erased_takes_its_search_along(hall):
    hall.everybody_says()
    hall.asked()
    hall.firms["cutter"].delete()
    assert not Suggestion.objects.exists()
    assert not ContactRow.objects.exists()


def test_an_office_holds_the_pen_but_the_firm_says_yes(hall):
    hall.everybody_says()
    assert hall.page("kim").count("Weverij") == 0
    form = {**WORDS, "version": str(hall.row("weaver").version), "pen": str(hall.office.pk)}
    hall.client("weaver").post(f"{PAGE}zeggen/", form)
    assert "U voert hier de pen voor Weverij Vlasbloem." in hall.page("kim")
    contact = hall.asked("cutter")
    kim = hall.client("kim")
    assert kim.post(f"{PAGE}contact/{contact.pk}/ja/").status_code == 404
    assert kim.post(f"{PAGE}stoppen/").status_code == 404
    form = {**WORDS, "seeks1": "een ververij", "version": str(hall.row("weaver").version)}
    assert kim.post(f"{PAGE}zeggen/", form).status_code == 302
    row = hall.row("weaver")
    assert "een ververij" in row.seeks
    assert row.pen_id == hall.office.pk
    assert kim.post(f"{PAGE}contact/{contact.pk}/nee/").status_code == 302


def test_what_is_kept_is_in_the_firms_own_file(hall):
    assert queries.kept_of_firm(hall.firms["weaver"].pk) == {}
    hall.everybody_says()
    hall.asked()
    kept = queries.kept_of_firm(hall.firms["weaver"].pk)
    assert kept["seeks"] == WEAVER[3]
    assert [contact["state"] for contact in kept["contacts"]] == ["asked"]
    assert "Janssens" not in str(kept)


def test_two_who_change_at_once_do_not_lose_anything(hall):
    row = hall.say("weaver", *WEAVER[2:])
    stale = {**WORDS, "seeks0": "iets anders", "version": str(row.version - 1)}
    response = hall.client("weaver").post(f"{PAGE}zeggen/", stale)
    assert response.status_code == 422
    assert "paste dit net aan" in words_of(response.content.decode())
    assert 'value="iets anders"' in response.content.decode()
    assert hall.row("weaver").seeks == WEAVER[3]


def test_pressing_twice_asks_once(hall):
    hall.everybody_says()
    pair = hall.pair()
    weaver = hall.client("weaver")
    for _ in range(2):
        weaver.post(f"{PAGE}{pair.pk}/vragen/", {"words": ""})
    assert ContactRow.objects.count() == 1
    assert letters("partner_asked") == ["cutter@voorbeeld.example"]


def test_the_page_takes_few_queries_however_many_partners_there_are(hall, django_assert_max_num_queries):
    hall.everybody_says()
    hall.asked()
    client = hall.client("weaver")
    client.get(PAGE)
    with django_assert_max_num_queries(20):
        client.get(PAGE)


def test_names_do_not_slip_through_what_a_firm_says(hall):
    row = hall.say("weaver", ["weven bij Weverij Vlasbloem, info@vlasbloem.be"], ["iets voor mevrouw Peeters"])
    assert "Vlasbloem" not in str(row.has)
    assert "@" not in str(row.has)
    assert "Peeters" not in str(row.seeks)
    assert actions.without_names("wij weven", hall.firms["weaver"]) == "wij weven"
