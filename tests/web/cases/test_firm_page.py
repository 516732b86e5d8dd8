"""The firm's page: where is my question, who has it, when do I hear, what did I share; and what the firm can do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.web.cases.conftest import NOW
from tests.web.visitor import words_of
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.models import Case, Message, Need, Offer, Participant, Speaker

pytestmark = pytest.mark.django_db


def page(response) -> str:
    return words_of(response.content.decode())


def address(case: Case, what: str = "") -> str:
    return f"/nl/mijn-vragen/{case.pk}/{f'doe/{what}/' if what else ''}"


def take_up(stage, case: Case) -> Offer:
    offer = Offer.objects.get(need__case=case, desk=stage.desks["college"])
    step = Step(OfferState.TAKEN_UP)
    return actions.take_step(actor=stage.actor("tom"), offer_id=offer.pk, step=step, version=offer.version, at=NOW)


def refuse(stage, case: Case, reason: Reason, words: str = "") -> Offer:
    offer = Offer.objects.get(need__case=case, desk=stage.desks["college"])
    step = Step(OfferState.NOT_FOR_US, reason, words)
    return actions.take_step(actor=stage.actor("tom"), offer_id=offer.pk, step=step, version=offer.version, at=NOW)


def test_the_four_lines_say_who_was_asked_and_by_when_they_answer(stage):
    case = stage.ask("bas", "college")
    shown = page(stage.client("bas").get(address(case)))
    for line in ("Waar is mijn vraag?", "Wie heeft ze?", "Wanneer hoor ik iets?", "Wat heb ik gedeeld?"):
        assert line in shown
    assert "Bij Hogeschool Zee. Zij moeten nog antwoorden." in shown
    assert "Ten laatste op" in shown


def test_once_it_is_taken_up_the_page_names_the_adviser_and_the_phone(stage):
    case = stage.ask("bas", "college")
    take_up(stage, case)
    shown = stage.client("bas").get(address(case)).content.decode()
    assert "Tom, Hogeschool Zee." in shown
    assert 'href="tel:050123456"' in shown


@pytest.mark.parametrize(("phone", "told"), [("050 12 34 56", "bel of schrijf hieronder"), ("", "schrijf hieronder")])
def test_who_has_no_phone_is_not_to_be_phoned(stage, phone: str, told: str):
    stage.desks["college"].phone = phone
    stage.desks["college"].save()
    case = stage.ask("bas", "college")
    take_up(stage, case)
    shown = page(stage.client("bas").get(address(case)))
    assert f"Duurt het te lang, {told}." in shown


def test_a_refusal_shows_its_reason_and_its_words(stage):
    case = stage.ask("bas", "college", "food")
    refuse(stage, case, Reason.OTHER_REGION, "Bel gerust POM West-Vlaanderen.")
    shown = page(stage.client("bas").get(address(case)))
    assert "Wij werken niet in deze streek." in shown
    assert "Bel gerust POM West-Vlaanderen." in shown


def test_the_chain_says_who_referred_on_to_whom(stage):
    case = stage.ask("bas", "college")
    offer = take_up(stage, case)
    actions.refer_on(
        actor=stage.actor("tom"),
        offer_id=offer.pk,
        desks=(str(stage.desks["food"].pk),),
        words="Zij kennen voeding.",
        version=offer.version,
        at=NOW,
    )
    shown = page(stage.client("bas").get(address(case)))
    assert "Doorverwezen door Hogeschool Zee" in shown
    assert shown.index("Hogeschool Zee", shown.index("De vraag")) < shown.index("Doorverwezen door")


def test_a_late_answer_is_called_late(stage):
    case = stage.ask("bas", "college")
    Offer.objects.update(reply_by=(NOW - timedelta(days=3)).date())
    assert "We vroegen het opnieuw" in page(stage.client("bas").get(address(case)))


def test_a_message_is_sent_and_shown(stage):
    case = stage.ask("bas", "college")
    bas = stage.client("bas")
    response = bas.post(address(case, "bericht"), {"words": "Kan het sneller?"})
    assert response["Location"] == f"{address(case)}?gedaan=message"
    assert "Kan het sneller?" in page(bas.get(response["Location"]))


@pytest.mark.parametrize(("words", "fault"), [("", "Schrijf er enkele woorden bij"), ("x" * 4001, "Dat is te lang")])
def test_a_wrong_message_keeps_what_was_typed(stage, words, fault):
    case = stage.ask("bas", "college")
    response = stage.client("bas").post(address(case, "bericht"), {"words": words})
    assert response.status_code == 422
    assert fault in page(response)
    assert words in response.content.decode()
    assert Message.objects.count() == 0


def test_the_firm_stops_sharing_and_shares_again(stage):
    case = stage.ask("bas", "college", "food")
    bas, offer = stage.client("bas"), Offer.objects.get(desk=stage.desks["food"])
    bas.post(address(case, "niet-meer-delen"), {"offer": offer.pk})
    assert "Deel opnieuw met Voedingscentrum" in page(bas.get(address(case)))
    bas.post(address(case, "opnieuw-delen"), {"offer": offer.pk})
    offer.refresh_from_db()
    assert offer.state == "waiting"


def test_the_firm_takes_a_question_back(stage):
    case = stage.ask("bas", "college")
    bas = stage.client("bas")
    bas.post(address(case, "intrekken"), {"need": Need.objects.get().pk})
    assert "Afgesloten op" in page(bas.get(address(case)))


def test_a_question_is_added_after_seeing_who_suits(stage):
    case = stage.ask("bas", "college")
    bas = stage.client("bas")
    shown = bas.post(address(case, "vraag-erbij"), {"subject": "marketing", "words": "Nieuwe klanten", "what": "look"})
    assert shown.status_code == 200
    assert "Nieuwe klanten" in shown.content.decode()
    assert Need.objects.count() == 1
    sent = {
        "subject": "marketing",
        "offered_for": "marketing",
        "words": "Nieuwe klanten",
        "what": "add",
        "desks": [str(stage.desks["food"].pk)],
    }
    bas.post(address(case, "vraag-erbij"), sent)
    assert Need.objects.get(subject="marketing").offers.get().desk == stage.desks["food"]


def test_a_question_without_a_desk_is_not_added_and_kept(stage):
    case = stage.ask("bas", "college")
    sent = {"subject": "marketing", "offered_for": "marketing", "words": "Nieuwe klanten", "what": "add"}
    response = stage.client("bas").post(address(case, "vraag-erbij"), sent)
    assert response.status_code == 422
    assert "Nieuwe klanten" in response.content.decode()
    assert Need.objects.count() == 1


def join(stage) -> tuple[Case, Participant]:
    stage.bring("cas", "office", "bas@zaak.example", "college", number="0403019261")
    referred = stage.bring("fons", "federation", "x@elders.example", number="0403019261", words="Wij kennen een mouw")
    return referred.participant.case, referred.participant


@pytest.mark.parametrize(("what", "state", "messages"), [("toelaten", "joined", 1), ("weigeren", "declined", 0)])
def test_the_firm_answers_a_contact_that_asks_to_follow(stage, what, state, messages):
    case, asked = join(stage)
    bas = stage.client("bas")
    assert "Bakkersbond vraagt om mee te volgen" in page(bas.get(address(case), follow=True))
    bas.post(address(case, what), {"participant": asked.pk})
    asked.refresh_from_db()
    assert asked.state == state
    assert (case.needs.count(), case.messages.count()) == (1, messages)  # the same subject: nobody else is asked


def test_the_firm_sees_a_contact_out(stage):
    case, _ = join(stage)
    bas = stage.client("bas")
    bas.get(address(case))
    office = Participant.objects.get(desk=stage.desks["office"])
    bas.post(address(case, "loslaten"), {"participant": office.pk})
    office.refresh_from_db()
    assert office.state == "left"


def test_who_was_brought_by_a_contact_speaks_for_the_firm_by_opening_the_page(stage):
    case = stage.bring("cas", "office", "bas@zaak.example", "college").case
    assert stage.client("bas").get(address(case), follow=True).status_code == 200
    assert Speaker.objects.get().confirmed_at is not None


def test_history_is_in_words_and_newest_last(stage):
    case = stage.ask("bas", "college")
    take_up(stage, case)
    shown = page(stage.client("bas").get(address(case)))
    history = shown[shown.index("Wat er gebeurde") :]
    assert history.index("De vraag is gesteld") < history.index("Gevraagd aan Hogeschool Zee")
    assert history.index("Gevraagd aan Hogeschool Zee") < history.index("Hogeschool Zee neemt de vraag op")


def test_an_appointment_is_the_answer_to_when(stage):
    case = stage.ask("bas", "college")
    offer = take_up(stage, case)
    begins = NOW + timedelta(days=4)
    actions.make_appointment(
        actor=stage.actor("tom"), offer_id=offer.pk, begins=begins, minutes=45, place="Bakkerij", at=NOW
    )
    shown = page(stage.client("bas").get(address(case)))
    assert "Uw afspraak:" in shown
    assert "45 minuten" in shown


def test_the_list_leads_to_the_one_open_question(stage):
    case = stage.ask("bas", "college")
    assert stage.client("bas").get("/nl/mijn-vragen/")["Location"] == address(case)


def test_an_empty_list_teaches(stage):
    assert "Waar loopt u op vast?" in page(stage.client("mia").get("/nl/mijn-vragen/"))


def test_a_visitor_signs_in_and_comes_back(stage, client: Client):
    case = stage.ask("bas", "college")
    assert client.get(address(case))["Location"].startswith("/nl/aanmelden/?next=")


def test_what_an_old_page_asks_is_refused_in_words(stage):
    case, asked = join(stage)
    bas = stage.client("bas")
    bas.get(address(case))
    bas.post(address(case, "weigeren"), {"participant": asked.pk})
    response = bas.post(address(case, "toelaten"), {"participant": asked.pk})
    assert response.status_code == 422
    assert "Hierop is al geantwoord" in page(response)


def test_the_page_takes_few_queries_with_many_questions_and_messages(stage, django_assert_max_num_queries):
    case = stage.ask("bas", "college", "food")
    for subject in ("process", "marketing", "legal", "finance"):
        stage.ask("bas", "college", "food", subject=subject)
    for number in range(20):
        actions.write_message(actor=stage.actor("bas"), case_id=case.pk, words=f"Bericht {number}", at=NOW)
    bas = stage.client("bas")
    with django_assert_max_num_queries(30):
        bas.get(address(case))
    with django_assert_max_num_queries(30):
        bas.get("/nl/mijn-vragen/?alle")


def test_who_speaks_for_the_firm_lets_a_second_person_in(stage):
    case = stage.ask("bas", "college", enterprise_number="0403019261")
    stage.ask("mia", "food", enterprise_number="0403019261")
    bas = stage.client("bas")
    path = f"/nl/mijn-vragen/wie/{case.firm_id}/"
    assert "mia@zaak.example" in page(bas.get(path))
    assert stage.client("mia").get(path).status_code == 404
    bas.post(path, {"speaker": Speaker.objects.get(person=stage.people["mia"]).pk, "answer": "yes"})
    assert stage.client("mia").get(address(case)).status_code == 200
    assert case.needs.count() == 2
