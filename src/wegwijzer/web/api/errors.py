"""From what goes wrong in an operation to the problem that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from wegwijzer.core.errors import InputError, NoPeriodError, UnknownEntryError, WegwijzerError
from wegwijzer.web.agenda.for_programs import editing
from wegwijzer.web.agreements.for_programs import log_actions
from wegwijzer.web.api.access import REALM, NoKeyError, NoScopeError
from wegwijzer.web.api.conditions import NoVersionError, WrongVersionError
from wegwijzer.web.api.faults import fault_texts, reader_faults
from wegwijzer.web.api.parsing import NotJsonError, UnsupportedTypeError
from wegwijzer.web.api.problems import FaultText, problem, problem_of_status
from wegwijzer.web.languages import preferred_language
from wegwijzer.web.offers.for_programs import errors as offer_errors
from wegwijzer.web.publications.errors import PublicationError
from wegwijzer.web.referral.errors import NotThereError, RefusedError, StaleError
from wegwijzer.wording.language import say

_NOW = frozenset(
    {"case_closed", "not_from_here", "answered_before", "declined_before", "appointment_changed",
     "appointment_cancelled", "take_up_first", "already_asked"}
)  # fmt: skip
"""Refusals that depend on how things stand, not on what was sent."""


class BodyError(WegwijzerError):
    """Faults in a part of the body, found by a reader of ours; `part` is where it stands."""

    def __init__(self, part: str, error: InputError) -> None:
        self.part, self.faults = part, error.faults
        super().__init__(str(error))


class InvalidError(Exception):
    """What was sent cannot be used, for the reasons given."""

    def __init__(self, *faults: FaultText) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.what for fault in faults))


def no_key(request: HttpRequest, error: NoKeyError) -> HttpResponse:
    """401, as RFC 6750 has it."""
    wrong = ', error="invalid_token"' if error.is_wrong else ""
    code = "wrong_key" if error.is_wrong else "no_key"
    return problem(request, code, where="header.Authorization", headers={"WWW-Authenticate": f"{REALM}{wrong}"})


def no_scope(request: HttpRequest, error: NoScopeError) -> HttpResponse:
    """403, as RFC 6750 has it."""
    challenge = f'{REALM}, error="insufficient_scope", scope="{error.scope}"'
    values = {"scope": error.scope}
    headers = {"WWW-Authenticate": challenge}
    return problem(request, "no_scope", where="header.Authorization", values=values, headers=headers)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with everything that is wrong; 400 for a body that is no JSON, 415 for one that says it is something else."""
    return problem(request, "invalid", faults=fault_texts(error.errors, preferred_language(request)))


def invalid_here(request: HttpRequest, error: InvalidError) -> HttpResponse:
    """422 for what an operation itself finds wrong."""
    return problem(request, "invalid", faults=error.faults)


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja says of a body that the parser refused; anything else by its status."""
    cause = error.__cause__
    if isinstance(cause, UnsupportedTypeError):
        return problem(request, "media_type", where="header.Content-Type")
    if isinstance(cause, NotJsonError):
        said = say(f"api.body.{cause.code}", preferred_language(request))
        return problem(request, "not_json", where="body", what=said)
    return problem_of_status(request, error.status_code)


def bad_input(request: HttpRequest, error: WegwijzerError) -> HttpResponse:
    """What the giver of input can mend."""
    if isinstance(error, BodyError):
        return problem(request, "invalid", faults=reader_faults(error.faults, error.part))
    if isinstance(error, InputError):
        return problem(
            request, "invalid", faults=[FaultText(f.where or "query.on", f.problem, f.expected) for f in error.faults]
        )
    if isinstance(error, UnknownEntryError):
        nearest = ", ".join(error.nearest)
        what = say("api.unknown_entry.what", preferred_language(request), wanted=error.wanted[:100])
        hint = say("api.unknown_entry.nearest", preferred_language(request), nearest=nearest) if nearest else ""
        return problem(request, "not_found", what=what, what_to_do=hint)
    if isinstance(error, NoPeriodError):
        values = {"day": error.on.isoformat(), "periods": "; ".join(error.periods)}
        return problem(request, "no_period", where="query.on", values=values)
    return problem(request, "invalid", what=str(error))


def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    """What a referral does not allow, in the words of the pages."""
    code = (
        "not_yours"
        if error.code in ("not_yours", "not_your_desk")
        else "refused_now"
        if error.code in _NOW
        else "refused"
    )
    if error.code == "sent_before":
        code = "sent_before"
        return problem(request, code, where="header.Idempotency-Key")
    return problem(request, code, what=say(f"referral.refused.{error.code}", preferred_language(request)))


def offer_refused(request: HttpRequest, error: offer_errors.OfferRefusedError) -> HttpResponse:
    """What cannot be done with an offer, in the words of the pages."""
    if error.code == "not_allowed":
        return problem(request, "not_found")
    code = "changed" if error.code == "stale" else "refused"
    what = say(f"offers.refused.{error.code}", preferred_language(request))
    return problem(request, code, what=what, values={"by": "", "state": "", "moment": ""})


def promise_refused(request: HttpRequest, error: log_actions.LogRefusedError) -> HttpResponse:
    """What is not possible in a log of promises, in the words of the pages."""
    code = "refused_now" if error.code == "not_now" else "refused"
    return problem(request, code, what=say(f"agreements.refused.{error.code}", preferred_language(request)))


def change_refused(request: HttpRequest, error: PublicationError) -> HttpResponse:
    """What an editor cannot do with a proposal, in the words of the pages."""
    code = "not_yours" if error.code in ("not_yours", "no_draft") else "refused_now"
    return problem(request, code, what=say(f"editor.refused.{error.code}", preferred_language(request)))


def stale(request: HttpRequest, error: StaleError) -> HttpResponse:
    """412: somebody else changed it meanwhile."""
    change, language = error.change, preferred_language(request)
    state = say(f"inbox.state.{change.state}", language)
    values = {"by": change.by or say("inbox.stale.somebody", language), "state": state, "moment": change.at.isoformat()}
    return problem(request, "changed", where="header.If-Match", values=values)


def unexpected(request: HttpRequest, error: Exception) -> NoReturn:
    """Our mistake, or a database that is away: the site's own handler tells the two apart and notes where it was."""
    raise error


def _coded(code: str, where: str) -> Callable[[HttpRequest, Exception], HttpResponse]:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        values = {"by": "", "state": "", "moment": ""} if code == "changed" else None
        return problem(request, code, where=where, values=values)

    return handle


def not_there(request: HttpRequest, error: Exception) -> HttpResponse:
    """404: there is no such thing, or it is not for who asks; the two look the same."""
    return problem(request, "not_found")


def too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    """413."""
    return problem(request, "too_large", where="body", values={"limit": "64"})


HANDLERS: dict[type[Exception], Any] = {
    Exception: unexpected,
    Http404: not_there,
    NotThereError: not_there,
    HttpError: unreadable,
    ValidationError: invalid,
    InvalidError: invalid_here,
    WegwijzerError: bad_input,
    RefusedError: refused,
    offer_errors.OfferRefusedError: offer_refused,
    PublicationError: change_refused,
    log_actions.LogRefusedError: promise_refused,
    StaleError: stale,
    NoKeyError: no_key,
    NoScopeError: no_scope,
    editing.StaleListingError: _coded("changed", "header.If-Match"),
    NoVersionError: _coded("no_version", "header.If-Match"),
    WrongVersionError: _coded("changed", "header.If-Match"),
    RequestDataTooBig: too_large,
}
"""By kind of error; ninja takes the nearest one."""
