"""Asking anew what still runs: a new form with the same words leads to the earlier question, for whom it belongs to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.cases.test_pressing_twice import key_on, office_form
from tests.web.cases.test_referring import PATH, page, typed
from wegwijzer.core.referral.permissions import Role
from wegwijzer.core.referral.states import NeedState
from wegwijzer.web.people import actions as people
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral.asked_before import SAME_FOR, AskedBeforeError, as_said, refuse_if_asked
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case, Need, Pending, SentForm
from wegwijzer.wording.language import LANGUAGES, say

pytestmark = pytest.mark.django_db
WORDS = "De verpakking scheurt in de diepvries."


def anew(client: Client, sent: dict[str, object], path: str = PATH):
    """Somebody opens the form anew, fills in the same and sends it."""
    return client.post(path, {**sent, "once": key_on(client.get(path + "?domain=product"))})


def still(client: Client, sent: dict[str, object], told):
    """They read what stands there already, and send it still."""
    return client.post(PATH, {**sent, "once": key_on(told), "what": "pass_on_still"})


def test_a_contact_who_begins_anew_sees_the_earlier_question_and_asks_nothing_twice(stage):
    cas, sent = stage.client("cas"), office_form(stage)
    anew(cas, sent)
    letters = Outgoing.objects.count()
    cas = stage.client("cas")  # signed out meanwhile, so that no session knows of it
    told = anew(cas, {**sent, "words": "  de verpakking SCHEURT\nin de diepvries  "})
    shown = page(told)
    assert told.status_code == 409
    assert "Deze vraag loopt al" in shown
    assert "Hogeschool Zee" in shown
    assert "Wacht op antwoord" in shown
    assert f"/nl/doorverwezen/{Case.objects.get().participants.get().pk}/" in told.content.decode()
    assert Need.objects.count() == 1
    assert Outgoing.objects.count() == letters


def test_it_can_be_sent_still_and_then_once(stage):
    cas, sent = stage.client("cas"), office_form(stage)
    anew(cas, sent)
    told = anew(cas, sent)
    first, second = (still(cas, sent, told) for _ in "12")
    assert first["Location"] == second["Location"] == "/nl/doorverwijzen/klaar/added/"
    assert Need.objects.count() == 2


def test_a_firm_that_begins_anew_sees_its_own_question(stage):
    case = stage.ask("bas", "college", words=WORDS)
    told = anew(stage.client("bas"), typed(stage))
    assert told.status_code == 409
    assert f"/nl/mijn-vragen/{case.pk}/" in told.content.decode()
    assert "Wacht op antwoord" in page(told)
    assert Need.objects.count() == 1
    assert still(stage.client("bas"), typed(stage), told)["Location"] == "/nl/doorverwijzen/klaar/added/"


def test_a_firm_sees_what_its_contact_asked_in_the_same_words(stage):
    stage.bring("cas", "office", "bas@zaak.example", "college", words=WORDS)
    bas = stage.client("bas")
    bas.get("/nl/mijn-vragen/")  # the letter let them in: they speak for the firm
    assert anew(bas, typed(stage)).status_code == 409


@pytest.mark.parametrize(
    "other",
    [
        {"words": "De verpakking scheurt in de oven."},
        {"subject": "process", "offered_for": "process"},
        {"name": "Bakkerij Mia", "email": "mia@zaak.example"},
        {"number": "0403.019.261"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_question_or_firm_is_passed_on_as_ever(stage, other: dict[str, str]):
    cas, sent = stage.client("cas"), office_form(stage)
    anew(cas, sent)
    assert anew(cas, {**sent, **other}).status_code == 302
    assert Need.objects.count() == 2


@pytest.mark.parametrize("desks", [("food",), ("college", "food")])
def test_the_page_proposes_another_office_to_who_begins_anew_and_it_is_the_same_all_the_same(stage, desks):
    """Offices are proposed by how much they have to answer, so that a new form seldom names the first one again."""
    cas = stage.client("cas")
    anew(cas, office_form(stage))
    told = anew(cas, office_form(stage, desks=[str(stage.desks[name].pk) for name in desks]))
    assert told.status_code == 409
    assert "Hogeschool Zee" in page(told)


def test_without_words_it_is_the_same_only_where_it_came_from_the_same(stage):
    cas, sent = stage.client("cas"), office_form(stage, words="")
    measure = PATH + "?measure=kmo-portefeuille"
    assert cas.post(PATH, sent).status_code == 302
    assert cas.post(measure, sent).status_code == 302
    assert cas.post(measure, sent).status_code == cas.post(PATH, sent).status_code == 409


@pytest.mark.parametrize("state", [NeedState.NOBODY, NeedState.HELPED, NeedState.WITHDRAWN, NeedState.TAKEN_UP])
def test_only_what_somebody_still_has_counts(stage, state: NeedState):
    cas, sent = stage.client("cas"), office_form(stage)
    anew(cas, sent)
    Need.objects.update(state=state.value)
    assert anew(cas, sent).status_code == (409 if state is NeedState.TAKEN_UP else 302)


def test_after_a_week_the_same_words_are_a_new_question(stage):
    cas, sent = stage.client("cas"), office_form(stage)
    anew(cas, sent)
    Need.objects.update(created=Need.objects.get().created - SAME_FOR)
    assert anew(cas, sent).status_code == 302
    assert timedelta(days=7) == SAME_FOR


def test_a_clock_that_jumped_ahead_meanwhile_makes_no_question_old(stage):
    case = stage.bring("cas", "office", "bas@zaak.example", "college", words=WORDS).case
    given = Given(FirmGiven("Zaak", "bas@zaak.example"), NeedGiven("product", WORDS))
    with pytest.raises(AskedBeforeError) as told:
        refuse_if_asked(case, given, at=timezone.now() + timedelta(days=3650))
    assert told.value.need == Need.objects.get()


def test_a_colleague_in_the_same_case_learns_nothing_of_the_words(stage):
    """Contacts read no words of others, so none learns either that theirs are the same."""
    stage.bring("cas", "office", "bas@zaak.example", "college", words=WORDS)
    stage.people["carla"] = people.add_member(
        stage.desks["office"], "carla@desk.example", Role.FIRST_LINE, "Carla", Case.objects.get().opened_at
    ).person
    assert anew(stage.client("carla"), office_form(stage))["Location"] == "/nl/doorverwijzen/klaar/added/"


@pytest.mark.parametrize(("who", "led_to"), [("fons", "asked"), ("mia", "speaker-asked"), ("", "confirm")])
def test_to_who_does_not_belong_to_the_case_the_same_words_are_as_any(stage, who: str, led_to: str):
    """They are answered alike, after the same statements: neither words nor time tell that there is such a case."""
    stage.bring("cas", "office", "bas@zaak.example", "college", number="0403019261", words=WORDS)
    client = stage.client(who) if who else Client()
    office = {"desk": str(stage.desks["federation"].pk)} if who == "fons" else {}
    asked: dict[str, list[str]] = {}
    for words in ("Eerst iets.", WORDS, "Iets heel anders."):
        sent = typed(stage, number="0403.019.261", words=words, **office)
        sent["once"] = key_on(client.get(PATH + "?domain=product"))
        with CaptureQueriesContext(connection) as statements:
            told = client.post(PATH, sent)
        assert told["Location"] == f"/nl/doorverwijzen/klaar/{led_to}/"
        assert "loopt al" not in page(client.get(told["Location"]))
        asked[words] = [_shape(statement["sql"]) for statement in statements]
    assert asked[WORDS] == asked["Iets heel anders."]
    assert Need.objects.count() == 1


def _shape(statement: str) -> str:
    return " ".join(statement.split()[:4])


def test_a_visitor_who_follows_the_links_of_two_letters_asks_once_and_may_ask_still(stage, client: Client):
    anew(client, typed(stage))
    anew(Client(), typed(stage))
    first, second = Pending.objects.order_by("created")
    bas = stage.client("bas")
    bas.get(f"/nl/mijn-vragen/bevestig/{first.pk}/")
    address = f"/nl/mijn-vragen/bevestig/{second.pk}/"
    told = bas.get(address)
    assert told.status_code == 409
    assert "Deze vraag loopt al" in page(told)
    assert f"/nl/mijn-vragen/{Case.objects.get().pk}/" in told.content.decode()
    assert (Need.objects.count(), Pending.objects.count()) == (1, 1)
    assert bas.post(address)["Location"] == "/nl/doorverwijzen/klaar/added/"
    assert (Need.objects.count(), Pending.objects.count()) == (2, 0)
    assert SentForm.objects.filter(need__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De verpakking scheurt.", "  de Verpakking\r\nscheurt "),
        ("Wie helpt?", "wie helpt"),
        ("’t Is de “oven”…", '\'t is de "oven"'),
        ("cafe\u0301", "CAFÉ"),
        ("ﬁnanciering", "financiering"),
    ],
)
def test_words_are_the_same_whatever_their_capitals_blanks_and_points(one: str, other: str):
    assert as_said(one) == as_said(other) != ""


def test_words_that_differ_in_a_word_or_a_number_differ():
    assert len({as_said(text) for text in ("5 mensen", "50 mensen", "mensen 5", "mensen", "")}) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_it_in_every_language(stage, language: str):
    stage.ask("bas", "college", words=WORDS)
    told = stage.client("bas").post(PATH.replace("nl", language), typed(stage))
    assert say("cases.asked_before.title", language) in page(told)
