"""The form with which a question is passed on: what was typed, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.enterprise_number import format_enterprise_number, parse_enterprise_number
from wegwijzer.web.cases.passing_facts import is_postal_code
from wegwijzer.web.cases.starting import Start
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.offering import MOST_DESKS
from wegwijzer.wording.language import say

_LONGEST = {"name": 200, "number": 40, "email": 254, "phone": 40, "postal_code": 10, "subject": 30, "desk": 40}


@dataclass(frozen=True, slots=True)
class ReferForm:
    """What was typed. `desks` is None until somebody chose; `faults` are (field, sentence).

    `offered_for` is the subject for which the page offered its desks. `desk` is the contact's own office.
    """

    subject: str = ""
    words: str = ""
    desks: tuple[str, ...] | None = None
    name: str = ""
    number: str = ""
    email: str = ""
    phone: str = ""
    postal_code: str = ""
    desk: str = ""
    consent: bool = False
    together: bool = False
    offered_for: str = ""
    faults: tuple[tuple[str, str], ...] = field(default=())

    @property
    def by_field(self) -> dict[str, str]:
        """The faults by field, for the templates."""
        return dict(self.faults)

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What was typed in the parts of the page that are not shown while there is nobody to ask."""
        names = ("name", "number", "email", "phone", "desk")
        return tuple((name, getattr(self, name)) for name in names)


def first_form(start: Start, actor: Actor, *, name: str = "", number: str = "") -> ReferForm:
    """The form with all that is known in it. `name` and `number` are of the firm for which who signed in speaks."""
    known_number = start.enterprise_number or ("" if start.is_for_client else number)
    return ReferForm(
        subject=start.subjects[0] if start.likely else "",
        words=start.words,
        name=start.name or ("" if start.is_for_client else name),
        number=format_enterprise_number(known_number) if known_number else "",
        desk=next(iter(sorted(actor.desks)), ""),
    )


def read_form(sent: QueryDict, *, is_final: bool, needs_email: bool, language: str, on: date) -> ReferForm:
    """Check what was sent; all of it is kept as typed. What must be there is only looked for when it is `is_final`."""
    typed = {name: sent.get(name, "").strip()[: _LONGEST[name]] for name in _LONGEST}
    words = sent.get("words", "").replace("\r\n", "\n")
    desks = tuple(dict.fromkeys(sent.getlist("desks"))) if "offered_for" in sent else None
    faults: list[tuple[str, str]] = []

    def wrong(where: str, code: str) -> None:
        faults.append((where, say(code, language)))

    if len(words) > LONGEST_WORDS:
        wrong("words", "referral.refused.words_too_long")
    elif "\x00" in words:
        wrong("words", "cases.refer.words_signs")
    if typed["number"] and not _number_of(typed["number"]):
        wrong("number", "referral.refused.number_wrong")
    if typed["postal_code"] and not is_postal_code(typed["postal_code"], on=on):
        wrong("postal_code", "cases.refer.postal_code_wrong")
    if is_final:
        if not typed["subject"]:
            wrong("subject", "referral.refused.no_such_subject")
        if desks is not None and not desks:
            wrong("desks", "referral.refused.desk_missing")
        elif desks is not None and len(desks) > MOST_DESKS:
            wrong("desks", "referral.refused.too_many_desks")
        if needs_email and not typed["email"]:
            wrong("email", "referral.refused.email_missing")
        elif needs_email and not _is_email(typed["email"]):
            wrong("email", "referral.refused.email_wrong")
        if not sent.get("consent"):
            wrong("consent", "referral.refused.consent_missing")
    return ReferForm(
        words=words,
        desks=desks,
        consent=bool(sent.get("consent")),
        together=bool(sent.get("together")),
        offered_for=sent.get("offered_for", "")[: _LONGEST["subject"]],
        faults=tuple(faults),
        **typed,
    )


def number_of(form: ReferForm) -> str:
    """The enterprise number as typed, without dots; empty for none and for a wrong one."""
    return _number_of(form.number)


def _number_of(typed: str) -> str:
    try:
        return parse_enterprise_number(typed) if typed else ""
    except ValueError:
        return ""


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
