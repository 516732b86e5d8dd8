"""From a client's sheet to a referral: nothing asked twice, and nobody else's clients."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.web.portfolio.conftest import (  # noqa: F401
    Accountant,
    no_registers,
    portfolio_csv,
    upload_folder,
)
from tests.web.visitor import words_of
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.referral.models import Case, Need

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("upload_folder", "no_registers")]


@pytest.fixture
def cas(stage) -> Accountant:
    """An accountant of an office, with clients."""
    found = Accountant(stage.client("cas"))
    found.upload(balans_csv=portfolio_csv(12))
    found.see("klanten/")
    return found


def door(cas: Accountant) -> str:
    sheet = cas.see(f"klanten/{cas.client_id()}/")
    return re.search(r'href="/nl/(doorverwijzen/\?client=[^"]+)"', sheet)[1].replace("&amp;", "&")


def test_the_sheet_brings_name_number_subject_and_what_stood_out(cas):
    shown = cas.see(door(cas))
    assert re.search(r'name="number" value="\d{4}\.\d{3}\.\d{3}"', shown)
    assert re.search(r'name="subject" value="\w+"[^>]* checked', shown)
    assert "In de cijfers viel op:" in shown
    assert "Mijn klant ging akkoord" in words_of(shown)


def test_two_clicks_and_a_consent_refer_a_client(stage, cas):
    address = door(cas)
    shown = cas.see(address)
    fields = dict(re.findall(r'<input[^>]*name="(name|number|desk|offered_for)"[^>]*value="([^"]*)"', shown))
    fields |= dict(re.findall(r'<input type="hidden" name="(desk|offered_for)" value="([^"]*)"', shown))
    subject = re.search(r'name="subject" value="(\w+)"[^>]* checked', shown)[1]
    desk = re.search(r'name="desks" value="([\w-]+)"', shown)[1]
    sent = {**fields, "subject": subject, "desks": [desk], "words": "Zoekt hulp.", "what": "pass_on"}
    response = cas.send(address, **sent, email="klant@zaak.example", consent="yes")
    assert response["Location"].endswith("/klaar/opened/")
    need = Need.objects.get()
    assert need.about == "light"
    assert Case.objects.get().firm.enterprise_number is not None
    assert not any(fact.endswith("_eur") for fact in Case.objects.get().firm.facts)


@pytest.mark.parametrize("keeps", [True, False], ids=["the light's own subject", "another subject"])
def test_the_label_of_a_light_goes_with_its_own_subject_alone(stage, cas, keeps):
    address = door(cas)
    shown = cas.see(address)
    own = re.search(r'name="subject" value="(\w+)"[^>]* checked', shown)[1]
    light = re.search(r"light=([\w-]+)", address)[1]
    others = {"product", "legal", "marketing"} - set(domains_of(light))
    subject = own if keeps else min(others)
    sent = {"subject": subject, "offered_for": subject, "desks": [str(stage.desks["front"].pk)], "what": "pass_on"}
    sent |= {"desk": str(stage.desks["office"].pk), "email": "klant@zaak.example", "consent": "yes", "words": "Hulp."}
    assert cas.send(address, **sent)["Location"].endswith("/klaar/opened/")
    need = Need.objects.get()
    assert (need.subject, need.about) == (subject, "light" if keeps else "first_line")
    assert need.refers_to == ([light] if keeps else [])


def domains_of(light: str) -> tuple[str, ...]:
    """The subjects of a warning light."""
    return next(found.domains for found, _ in shipped_board(timezone.localdate()).lights if found.id == light)


def test_another_accountants_client_is_not_there(stage, cas):
    address = door(cas)
    assert stage.client("fons").get(f"/nl/{address}").status_code == 404


def test_who_has_clients_but_no_office_is_told_what_to_do(stage):
    mia = Accountant(stage.client("mia"))
    mia.upload(balans_csv=portfolio_csv(12))
    mia.see("klanten/")
    response = stage.client("mia").get(f"/nl/{door(mia)}")
    assert response.status_code == 403
    assert "namens een kantoor" in words_of(response.content.decode())


def test_made_up_clients_are_not_referred(stage):
    cas = Accountant(stage.client("cas")).try_out()
    assert "doorverwijzen/?client" not in cas.see(f"klanten/{cas.client_id()}/")
