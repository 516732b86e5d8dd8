"""A desk's settings and absences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.inbox.conftest import text_of
from tests.web.visitor import words_of
from wegwijzer.web.people.models import Absence

GOOD = {
    "version": "1",
    "phone": "09 333 33 33",
    "email": "info@centrum.example",
    "capacity": "20",
    "reply_days": "3",
    "business_domains": ["process", "product"],
    "sectors": ["food"],
    "provinces": ["oost-vlaanderen"],
    "sizes": ["micro", "small"],
    "languages": ["nl", "fr"],
}


@pytest.fixture
def mieke(world):
    return world.browser("mieke")


@pytest.fixture
def address(world):
    return f"/nl/loket/{world.centre.pk}/"


def test_what_a_manager_fills_in_is_kept_and_shown_again(world, mieke, address):
    response = mieke.post(address, GOOD)
    assert response["Location"] == f"{address}?gedaan=kept"
    world.centre.refresh_from_db()
    kept = {name: getattr(world.centre, name) for name in GOOD if name != "version"}
    assert kept == {**{k: v for k, v in GOOD.items() if k != "version"}, "capacity": 20, "reply_days": 3} | {
        "business_domains": ["product", "process"]
    }
    page = text_of(mieke.get(address))
    assert 'name="sectors" value="food" checked' in page
    assert 'value="20"' in page


def test_empty_numbers_mean_no_limit_and_the_sites_own(world, mieke, address):
    mieke.post(address, {**GOOD, "capacity": "", "reply_days": ""})
    world.centre.refresh_from_db()
    assert (world.centre.capacity, world.centre.reply_days) == (None, None)


FAULTS = {
    "capacity": ("veel", "Vul een getal in"),
    "reply_days": ("31", "binnen 1 tot 30 werkdagen"),
    "phone": ("bel mij", "Een telefoonnummer heeft cijfers"),
    "email": ("info@", "Dit is geen e-mailadres"),
}


@pytest.mark.parametrize("field", FAULTS)
def test_a_wrong_field_is_named_and_all_stays(world, mieke, address, field):
    typed, fault = FAULTS[field]
    response = mieke.post(address, {**GOOD, field: typed})
    assert response.status_code == 422
    page = text_of(response)
    assert fault in page
    assert f'value="{typed}"' in page
    assert 'name="sectors" value="food" checked' in page
    world.centre.refresh_from_db()
    assert world.centre.version == 1


def test_the_administrator_may_keep_a_desk_but_not_look_into_its_inbox(world, address):
    bea = world.browser("bea")
    assert bea.post(address, GOOD).status_code == 302
    assert "/postvak/" not in text_of(bea.get(address))


def test_an_office_only_has_its_address(world):
    cas = world.browser("cas")
    address = f"/nl/loket/{world.office.pk}/"
    assert 'name="capacity"' not in text_of(cas.get(address))
    cas.post(address, {"version": "1", "phone": "09 1", "email": "", "capacity": "3"})
    world.office.refresh_from_db()
    assert (world.office.phone, world.office.capacity) == ("09 1", None)


def test_a_manager_says_who_is_away_and_takes_it_back(world, mieke, address):
    first, last = timezone.localdate() + timedelta(days=3), timezone.localdate() + timedelta(days=5)
    for person in ("", str(world.people["arne"].pk)):
        fields = {"first": first.isoformat(), "last": last.isoformat(), "person": person}
        assert mieke.post(f"{address}afwezig/", fields).status_code == 302
    page = words_of(text_of(mieke.get(address)))
    assert "Het hele loket" in page
    assert "Arne Voorbeeld" in page
    for absence in Absence.objects.all():
        mieke.post(f"{address}afwezig/{absence.pk}/")
    assert not Absence.objects.exists()


def test_an_adviser_enters_their_own_absence_and_nobody_elses(world, address):
    arne, day = world.browser("arne"), timezone.localdate().isoformat()
    own = {"first": day, "last": "", "person": str(world.people["arne"].pk)}
    assert arne.post(f"{address}afwezig/", own).status_code == 302
    for person in ("", str(world.people["ben"].pk)):
        assert arne.post(f"{address}afwezig/", {**own, "person": person}).status_code == 404
    assert Absence.objects.get().person == world.people["arne"]
    assert 'name="capacity"' not in text_of(arne.get(address))


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        ("morgen", "", "Vul een dag in"),
        ("2026-12-10", "2026-12-01", "error-summary"),
        ("", "2026-12-01", "Vul een dag in"),
    ],
)
def test_days_that_cannot_be_are_named_and_stay(world, mieke, address, first, last, fault):
    response = mieke.post(f"{address}afwezig/", {"first": first, "last": last, "person": ""})
    assert response.status_code == 422
    assert fault in text_of(response)
    assert not first or f'value="{first}"' in text_of(response)
    assert not Absence.objects.exists()


def test_another_desks_absence_is_not_there(world, mieke, address):
    row = Absence.objects.create(desk=world.college, first=timezone.localdate(), last=timezone.localdate())
    assert mieke.post(f"{address}afwezig/{row.pk}/").status_code == 404
    assert Absence.objects.exists()
