"""The site gets another secret key: who is signed in stays so, and second factors and webhooks go on."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from click.testing import CliRunner
from django.utils import timezone

from tests.web.signin.conftest import came_by_mail, person_called
from tests.web.signin.test_second_factor import code_for, forget_last_code, set_up
from wegwijzer.cli.main import main
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post.reply_address import read_reply_address, reply_address
from wegwijzer.web.sealed import SealedUnder, seal, sealed_under, unseal
from wegwijzer.web.signin import factors
from wegwijzer.web.webhooks import actions, signing
from wegwijzer.web.webhooks.kinds import CHOOSABLE
from wegwijzer.web.webhooks.models import Endpoint

pytestmark = pytest.mark.django_db
NEW = "n9!rTz4Lq#8wVx2Yb7Km5Pd3Sg6Hj1Fc0Ua-Ei_OoQlZmXnCvB"


@pytest.fixture
def other_key(settings):
    """Give the site another key; it reads with the old one too, as long as that `reads`."""
    old = settings.SECRET_KEY

    def change(*, reads: bool = True) -> None:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [old] if reads else []

    return change


@pytest.fixture
def arne(desk) -> Person:
    return person_called("arne")


def a_webhook() -> tuple[Endpoint, str]:
    kinds = [CHOOSABLE[0].value]
    made = actions.add(
        Desk.objects.get(), "https://crm.example/x", kinds, language="nl", person_id="", at=timezone.now()
    )
    return made.endpoint, made.secret


def test_who_is_signed_in_stays_so_and_the_code_of_the_app_is_still_right(arne, other_key):
    client = came_by_mail(arne)
    secret, _ = set_up(client)
    other_key()
    assert client.get("/nl/account/").status_code == 200
    forget_last_code(arne)
    assert factors.check(arne, code_for(secret))


def test_what_is_kept_anew_is_under_the_new_key_alone(arne, other_key, settings):
    other_key()
    secret, _ = set_up(came_by_mail(arne))
    settings.SECRET_KEY_FALLBACKS = []
    forget_last_code(arne)
    assert factors.check(arne, code_for(secret))


def test_resealing_lets_the_old_key_go(arne, other_key):
    secret, codes = set_up(came_by_mail(arne))
    endpoint, webhook_secret = a_webhook()
    Endpoint.objects.update(old_secret=signing.sealed("whsec_b2xk"), old_until=timezone.now() + timedelta(days=1))
    used = Authenticator.objects.get(user=arne, type="totp").data["last_counter"]
    other_key()
    first, again = (CliRunner().invoke(main, ["reseal"]) for _ in "12")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "Secrets put under the new key: 3." in first.output
    assert "Secrets put under the new key: 0." in again.output
    assert "Under it already: 3." in again.output
    other_key(reads=False)
    assert Authenticator.objects.get(user=arne, type="totp").data["last_counter"] == used
    forget_last_code(arne)
    assert factors.check(arne, code_for(secret))
    assert factors.check(arne, codes[0])
    endpoint.refresh_from_db()
    assert signing.opened(endpoint.secret) == webhook_secret
    assert signing.opened(endpoint.old_secret) == "whsec_b2xk"


def test_recovery_codes_of_before_are_resealed_too(arne, other_key):
    set_up(came_by_mail(arne))
    Authenticator.objects.filter(user=arne, type="recovery_codes").delete()
    codes = RecoveryCodes.activate(arne).get_unused_codes()
    other_key()
    CliRunner().invoke(main, ["reseal"])
    other_key(reads=False)
    assert factors.recovery_codes_left(arne) == len(codes)
    assert factors.check(arne, codes[0])


def test_a_secret_that_no_key_opens_is_told_and_left(arne, other_key):
    set_up(came_by_mail(arne))
    before = Authenticator.objects.get(user=arne, type="totp").data
    other_key(reads=False)
    told = CliRunner().invoke(main, ["reseal"])
    assert told.exit_code == 1
    assert "No key opens: 1." in told.output
    assert Authenticator.objects.get(user=arne, type="totp").data == before


def test_resealing_tells_a_program_in_numbers(arne, other_key):
    set_up(came_by_mail(arne))
    other_key()
    told = CliRunner().invoke(main, ["reseal", "--json"])
    assert json.loads(told.output) == {"resealed": 1, "already": 0, "unreadable": 0}


def test_answers_to_older_letters_still_find_their_case(other_key, settings):
    settings.MAIL_REPLY_DOMAIN = "post.example"
    person = uuid4()
    before = reply_address("ab" * 15, person)
    other_key()
    assert read_reply_address(before).person == person
    assert reply_address("ab" * 15, person) != before
    other_key(reads=False)
    assert read_reply_address(before) is None


def test_a_sealed_secret_tells_under_which_key_it_stands(other_key):
    before = seal("tests", "x")
    assert sealed_under("tests", before) is SealedUnder.THIS_KEY
    assert sealed_under("others", before) is SealedUnder.NO_KEY
    other_key()
    assert (unseal("tests", before), sealed_under("tests", before)) == ("x", SealedUnder.OLDER_KEY)
    assert sealed_under("tests", seal("tests", "x")) is SealedUnder.THIS_KEY
    assert sealed_under("tests", "geen geheim") is SealedUnder.NO_KEY
