"""What is wrong is said beside its field, and what was typed stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.inbox.conftest import text_of
from wegwijzer.web.inbox.forms import read_talk, typed_day, version_of
from wegwijzer.web.inbox.inbox_choice import read_choice

OTHER = {"to": "not_for_us", "reason": "other", "version": "1"}
CASES = {
    "no reason": ("stap", {"to": "not_for_us", "words": "Te ver.", "version": "1"}, "Kies waarom", "Te ver."),
    "other without words": ("stap", OTHER, "Schrijf er enkele woorden bij.", 'value="other" checked'),
    "words too long": ("stap", {**OTHER, "words": "x" * 4001}, "Dat is te lang.", "x" * 4001),
    "no step": ("stap", {"to": "somewhere", "version": "1"}, "Kies wat u met deze vraag wilt doen.", "Vraag opnemen"),
    "not from here": ("stap", {"to": "done", "words": "Klaar!", "version": "1"}, "Dat kan nu niet meer", ""),
    "empty message": ("bericht", {"words": "  "}, "Schrijf er enkele woorden bij.", "message-words-error"),
    "message too long": ("bericht", {"words": "y" * 4001}, "Dat is te lang.", "y" * 4001),
    "not taken up": (
        "afspraak",
        {"day": "2099-01-05", "hour": "10:00", "minutes": "30"},
        "Neem de vraag eerst op.",
        "",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_named_and_what_was_typed_stays(world, offer, name):
    path, fields, fault, kept = CASES[name]
    response = world.browser("arne").post(f"/nl/postvak/{offer.pk}/{path}/", fields)
    assert response.status_code == 422
    page = text_of(response)
    assert fault in page
    assert kept in page
    assert "error-summary" in page
    offer.refresh_from_db()
    assert offer.version == 1


TALKS = {
    "no day": ({"day": "", "hour": "10:00", "minutes": "30", "place": "Gent"}, "Vul een dag in"),
    "no such day": ({"day": "31/02/2099", "hour": "10:00", "minutes": "30", "place": "Gent"}, "Vul een dag in"),
    "no hour": ({"day": "2099-01-05", "hour": "25:00", "minutes": "30", "place": "Gent"}, "Vul een uur in"),
    "no minutes": (
        {"day": "2099-01-05", "hour": "10:00", "minutes": "lang", "place": "Gent"},
        "Vul een aantal minuten",
    ),
    "past": ({"day": "2001-01-05", "hour": "10:00", "minutes": "30", "place": "Gent"}, "Dat moment is voorbij"),
    "too long": ({"day": "2099-01-05", "hour": "10:00", "minutes": "999", "place": "Gent"}, "hoogstens 8 uur"),
}


@pytest.mark.parametrize("name", TALKS)
def test_a_moment_that_cannot_be_is_named_and_all_that_was_typed_stays(world, offer, name):
    fields, fault = TALKS[name]
    arne = world.browser("arne")
    arne.post(f"/nl/postvak/{offer.pk}/stap/", {"to": "taken_up", "version": "1"})
    response = arne.post(f"/nl/postvak/{offer.pk}/afspraak/", fields)
    assert response.status_code == 422
    page = text_of(response)
    assert fault in page
    assert all(f'value="{value}"' in page for value in fields.values() if value)


def test_a_colleague_from_elsewhere_is_refused(world, offer):
    arne = world.browser("arne")
    arne.post(f"/nl/postvak/{offer.pk}/stap/", {"to": "taken_up", "version": "1"})
    offer.refresh_from_db()
    for person in ("", "x", str(world.people["victor"].pk)):
        fields = {"person": person, "version": str(offer.version)}
        response = arne.post(f"/nl/postvak/{offer.pk}/collega/", fields)
        assert response.status_code == 422
        assert "Kies een collega uit de lijst." in text_of(response)


def test_words_are_shown_as_words_and_never_as_html(world, offer):
    arne = world.browser("arne")
    arne.post(f"/nl/postvak/{offer.pk}/bericht/", {"words": "<b>vet</b>"})
    page = text_of(arne.get(f"/nl/postvak/{offer.pk}/"))
    assert "&lt;b&gt;vet&lt;/b&gt;" in page
    assert "<b>vet</b>" not in page


@given(st.dictionaries(st.sampled_from(["day", "hour", "minutes", "place"]), st.text(max_size=30)))
def test_no_typed_moment_is_lost_or_breaks(sent):
    form, talk = read_talk(sent)
    assert (talk is None) == bool(form.faults)
    assert all(form.typed[name] == sent.get(name, "").strip() for name in form.typed)


@given(st.dates())
def test_a_day_is_read_as_browsers_and_people_write_it(day):
    assert typed_day(day.isoformat()) == typed_day(f"{day.day}/{day.month}/{day.year:04}") == day


@given(st.dictionaries(st.sampled_from(["lijst", "loket", "onderwerp", "q", "blad"]), st.text(max_size=40)))
def test_any_address_gives_a_list_and_its_own_address_again(asked):
    choice = read_choice(asked, desks={"a"})
    from django.http import QueryDict

    again = read_choice(QueryDict(choice.here.lstrip("?")), desks={"a"})
    assert again == choice


@given(st.text(max_size=20))
def test_a_version_is_a_number_or_nothings(text):
    assert version_of({"version": text}) >= 0
