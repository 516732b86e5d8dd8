"""Second factors: a code from an app that changes every half minute, and recovery codes for who lost the phone.

The sums and the tables are django-allauth's; a code used once is remembered in the database, for all processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.people.actions import note_two_factors_reset
from wegwijzer.web.people.models import Person
from wegwijzer.web.qr_code import QrCode
from wegwijzer.web.qr_code import qr_code as drawn
from wegwijzer.web.security_events import tell_when_kept
from wegwijzer.web.signin import recovery

_SECRET = "factor_secret"  # noqa: S105


def has_factor(person: Person) -> bool:
    """Whether a person has an app that gives codes."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def secret_to_be(request: HttpRequest) -> str:
    """The secret that is being set up in this session; the same until it is confirmed."""
    secret: str = request.session.get(_SECRET) or totp.generate_totp_secret()
    request.session[_SECRET] = secret
    return secret


def qr_code(person: Person, secret: str) -> QrCode:
    """The picture with which an app takes over the secret."""
    return drawn(get_adapter().build_totp_url(person, secret))


@transaction.atomic
def set_up(request: HttpRequest, person: Person, code: str) -> Sequence[str] | None:
    """Confirm the secret with a code of the app; the recovery codes, or None when the code is wrong."""
    secret = request.session.get(_SECRET)
    counter = _counter_of(str(secret), code) if secret else None
    if counter is None:
        return None
    Authenticator.objects.filter(user=person).delete()
    made = totp.TOTP.activate(person, str(secret))
    made.instance.data["last_counter"] = counter
    made.instance.save(update_fields=["data"])
    request.session.pop(_SECRET, None)
    tell_when_kept("factor_set_up", person=person.pk)
    return recovery.make(person)


@transaction.atomic
def check(person: Person, code: str) -> bool:
    """Whether a code of the app, or a recovery code, is right; either works once."""
    Person.objects.filter(pk=person.pk).update(is_active=F("is_active"))  # one check at a time for a person
    kept = {found.type: found for found in Authenticator.objects.filter(user=person)}
    try:
        app = kept.get(Authenticator.Type.TOTP)
        if app is not None and _is_fresh(app, code):
            return True
        codes = kept.get(Authenticator.Type.RECOVERY_CODES)
        return codes is not None and recovery.use(codes, _plain(code))
    except InvalidToken:  # the site's key changed: nothing can be checked any more
        return False


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes were not used yet."""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    try:
        return recovery.left_in(found) if found else 0
    except InvalidToken:
        return 0


@transaction.atomic
def new_recovery_codes(person: Person) -> Sequence[str]:
    """Recovery codes in place of the earlier ones."""
    tell_when_kept("recovery_codes_made", person=person.pk)
    return recovery.make(person)


def take_away(person: Person) -> None:
    """Take a person's factors away, to set up others."""
    Authenticator.objects.filter(user=person).delete()
    tell_when_kept("factor_taken_away", person=person.pk)


@transaction.atomic
def reset(person: Person, *, by: Actor | None, at: datetime) -> None:
    """Take the factors of somebody who lost them away; written down, and their sign-ins end. Raises PeopleError."""
    note_two_factors_reset(person, at, by=by)
    take_away(person)


def _is_fresh(app: Authenticator, code: str) -> bool:
    """Whether the code is right and newer than the last one used, which is then this one (RFC 6238, 5.2)."""
    counter = _counter_of(get_adapter().decrypt(app.data["secret"]), code)
    if counter is None or counter <= app.data.get("last_counter", -1):
        return False
    app.data["last_counter"] = counter
    app.save(update_fields=["data"])
    app.record_usage()
    return True


def _counter_of(secret: str, code: str) -> int | None:
    """The half minute that a code belongs to, one too early or too late included; None for a wrong code."""
    for counter in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=_plain(code), expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            return int(counter)
    return None


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "")
