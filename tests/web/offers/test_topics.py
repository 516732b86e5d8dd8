"""Topics: found from both sides, asked about, answered, or ended; names only once both said yes."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.web.offers.conftest import FIRM, moment, text_of
from tests.web.visitor import words_of
from wegwijzer.core.offers.requests import RequestState
from wegwijzer.web.offers.models import OfferingRow, TopicRequest
from wegwijzer.web.offers.reminders import write_reminders
from wegwijzer.web.post.letters import compose
from wegwijzer.web.post.models import Outgoing

SECRET = re.compile("peeters|an@bakkerij|an voorbeeld", re.IGNORECASE)


def letters(kind):
    return list(Outgoing.objects.filter(kind=kind))


def answer(world, name, request, said):
    return world.browser(name).post(f"/nl/aanbod/aanvraag/{request.pk}/antwoord/", {"answer": said})


def test_a_firms_topic_and_a_schools_find_each_other_with_why(world):
    firm, school = world.topic_of_firm(), world.topic_of_school(title="Langer vers brood onderzoeken")
    seen = words_of(text_of(world.browser("an").get(f"/nl/aanbod/{firm.pk}/past-bij/")))
    assert school.title in seen
    assert "zelfde vakgebied: voeding" in seen
    back = text_of(world.browser("vera").get(f"/nl/aanbod/{school.pk}/past-bij/"))
    assert firm.title in back
    assert not SECRET.search(back)


def test_a_school_asks_a_firm_and_names_are_seen_once_the_firm_says_yes(world):
    request = world.asked("victor", world.topic_of_firm())
    before = text_of(world.browser("victor").get(f"/nl/aanbod/aanvraag/{request.pk}/"))
    assert not SECRET.search(before)
    assert "Hogeschool Proef" in text_of(world.browser("an").get(f"/nl/aanbod/aanvraag/{request.pk}/"))
    assert answer(world, "an", request, "yes").status_code == 302
    after = text_of(world.browser("vera").get(f"/nl/aanbod/aanvraag/{request.pk}/"))
    assert FIRM in after
    assert "an@bakkerij.example" in after
    assert "victor@voorbeeld.example" in text_of(world.browser("an").get(f"/nl/aanbod/aanvraag/{request.pk}/"))


def test_a_firm_asks_a_school_without_being_named_until_the_school_says_yes(world):
    topic = world.topic_of_school()
    request = world.asked("an", topic, firm_name=FIRM)
    for path in (f"aanvraag/{request.pk}/", "mijn/"):
        assert not SECRET.search(text_of(world.browser("vera").get(f"/nl/aanbod/{path}")))
    answer(world, "vera", request, "yes")
    assert FIRM in text_of(world.browser("victor").get(f"/nl/aanbod/aanvraag/{request.pk}/"))


@pytest.mark.parametrize("said", ["no", "back", "lapse"])
def test_without_a_yes_of_both_no_name_is_ever_seen(world, said):
    request = world.asked("an", world.topic_of_school(), firm_name=FIRM)
    if said == "lapse":
        list(write_reminders(moment(request.answer_by + timedelta(days=1))))
    else:
        answer(world, "vera" if said == "no" else "an", request, said)
    request.refresh_from_db()
    assert request.state != RequestState.OPEN.value
    assert not SECRET.search(text_of(world.browser("vera").get(f"/nl/aanbod/aanvraag/{request.pk}/")))


def test_no_letter_names_the_firm(world):
    topic = world.topic_of_firm()
    request = world.asked("victor", topic)
    list(write_reminders(moment(request.answer_by - timedelta(days=2))))
    answer(world, "an", request, "yes")
    other = world.asked("an", world.topic_of_school(), firm_name=FIRM)
    list(write_reminders(moment(other.answer_by + timedelta(days=1))))
    sent = Outgoing.objects.exclude(kind="sign_in")
    assert {letter.kind for letter in sent} >= {"topic_asked", "topic_reminder", "topic_agreed", "topic_lapsed"}
    for letter in sent:
        for language in ("nl", "en", "fr"):
            whole = compose(letter.kind, language, letter.values)
            assert not SECRET.search(whole.subject + whole.text + whole.html)


def test_the_same_form_sent_twice_asks_once(world):
    topic, token = world.topic_of_firm(), str(uuid4())
    first, second = (world.ask("victor", topic, token=token)["Location"] for _ in range(2))
    assert first == second
    assert TopicRequest.objects.count() == 1
    assert "U vroeg dit al" in text_of(world.ask("vera", topic))


def test_nobody_is_swamped_a_firm_bears_three_open_requests_sent_and_received(world):
    mine = world.topic_of_firm()
    schools = [world.topic_of_school(title=f"Onderwerp nummer {number}") for number in range(3)]
    world.asked("victor", mine)
    world.asked("an", schools[0], firm_name=FIRM)
    last = world.asked("an", schools[1], firm_name=FIRM)
    response = world.ask("an", schools[2], firm_name=FIRM)
    assert response.status_code == 422
    assert "al zoveel open vragen" in text_of(response)
    assert "genoeg open vragen" in text_of(world.ask("sara", mine))
    assert "Probeer het over twee weken" in text_of(world.browser("vera").get(f"/nl/aanbod/{schools[2].pk}/past-bij/"))
    answer(world, "vera", last, "no")
    assert world.ask("sara", mine).status_code == 302


def test_without_consent_or_words_nothing_is_asked_and_all_stays(world):
    topic = world.topic_of_school()
    response = world.ask("an", topic, firm_name=FIRM, agree="", words="te kort")
    page = text_of(response)
    assert response.status_code == 422
    assert "Zonder dit akkoord" in page
    assert "Dit telt 7 tekens" in page
    assert f'value="{FIRM}"' in page
    assert not TopicRequest.objects.exists()
    named = world.ask("an", topic, firm_name=FIRM, words="Wij van bakkerij Peeters willen dit al jaren doen.")
    assert "Hierin staat de naam van uw onderneming" in text_of(named)


def test_a_request_is_reminded_of_once_and_then_ends_by_itself(world):
    request = world.asked("victor", world.topic_of_firm())
    by = request.answer_by
    for days in (-6, -5, -4, 0):
        list(write_reminders(moment(by + timedelta(days=days))))
    assert len(letters("topic_reminder")) == 1
    for days in (1, 2):
        list(write_reminders(moment(by + timedelta(days=days))))
    assert {letter.to for letter in letters("topic_lapsed")} == {"victor@voorbeeld.example"}
    request.refresh_from_db()
    assert request.state == RequestState.LAPSED.value
    assert answer(world, "an", request, "yes").status_code == 409


def test_a_request_ends_with_its_topic_and_what_came_to_nothing_goes_in_the_end(world):
    topic = world.topic_of_firm()
    request = world.asked("victor", topic)
    world.browser("an").post(f"/nl/aanbod/{topic.pk}/weg/")
    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN.value
    TopicRequest.objects.update(ended=timezone.now() - timedelta(days=181))
    call_command("remove_old_offerings")
    assert not TopicRequest.objects.exists()


def test_topics_of_somebody_who_is_gone_go_too(world):
    world.topic_of_firm()
    an = world.people["an"]
    an.is_active = False
    an.save()
    assert world.browser("visitor").get(f"/nl/aanbod/{OfferingRow.objects.get().pk}/").status_code == 410
    call_command("remove_old_offerings")
    assert not OfferingRow.objects.exists()
