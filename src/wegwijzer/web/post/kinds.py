"""The kinds of letters, and the values that each takes. Values are plain JSON: ids, days and links, no sentences.

What a letter says stands in `wording/texts/letters.*.toml`; a value that is an id is told there, or in the catalogue,
in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.urls import NoReverseMatch, reverse

from wegwijzer.core.referral.permissions import Role
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.duties import shipped_duties
from wegwijzer.web.post.errors import LetterError
from wegwijzer.wording.language import LANGUAGES


class Form(Enum):
    """What a value is.

    `TEXT` is a name or so, told on one line; `WORDS` what somebody wrote, told as a quotation; `NAMES` a list of texts;
    `DAY` an ISO date; `MOMENT` an ISO date and time with its zone; `COUNT` a whole number from 0; `LINK` the path of a
    page (`/nl/...`) or `{"page": name, "args": [...]}`, to which the reader's language is added; `LINES` the lines of
    a digest. The others are ids.
    """

    TEXT = "text"
    WORDS = "words"
    NAMES = "names"
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"
    YES_NO = "yes_no"
    LINK = "link"
    LINES = "lines"
    SUBJECT = "subject"
    PROVINCE = "province"
    SIZE = "size"
    REASON = "reason"
    STATE = "state"
    ROLE = "role"
    REPORT = "report"
    DUTY = "duty"


class Why(Enum):
    """Why somebody gets a letter; the footer says it."""

    ADDRESS = "address"
    FIRM = "firm"
    CASE = "case"
    DESK = "desk"
    MEMBER = "member"
    REPORT = "report"
    ERASED = "erased"
    PROMISES = "promises"
    REMINDER = "reminder"
    AGENDA = "agenda"
    OFFERS = "offers"
    PARTNERS = "partners"
    PROJECTS = "projects"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter: its values, which of them may be missing or empty, and why one gets it."""

    values: Mapping[str, Form]
    why: Why
    optional: frozenset[str] = frozenset()


SIZES = ("micro", "small", "medium", "large", "unknown")
REPORTS = ("promise", "page", "complaint")

_F = Form
_LINK, _SUBJECT = {"link": _F.LINK}, {"subject": _F.SUBJECT}
_OFFER = {**_LINK, **_SUBJECT, "province": _F.PROVINCE, "reply_by": _F.DAY, "size": _F.SIZE}
_PROMISE = {**_LINK, "from": _F.TEXT, "title": _F.TEXT, "what": _F.TEXT, "seal": _F.TEXT}
_PROMISE_DAY = {**_LINK, "title": _F.TEXT, "what": _F.TEXT, "due": _F.DAY}
_OFFERING = {**_LINK, "title": _F.TEXT}
_MAY_LACK = frozenset({"province", "size"})

KINDS: Mapping[str, Kind] = {
    "sign_in": Kind(_LINK, Why.ADDRESS),
    "confirm_referral": Kind({**_LINK, **_SUBJECT}, Why.ADDRESS),
    "invitation": Kind({"desk": _F.TEXT, "role": _F.ROLE, **_LINK}, Why.MEMBER),
    "case_opened": Kind(
        {**_LINK, **_SUBJECT, "by": _F.TEXT, "desks": _F.NAMES, "reply_by": _F.DAY}, Why.FIRM, frozenset({"by"})
    ),
    "offer_new": Kind(_OFFER, Why.DESK, _MAY_LACK),
    "offer_reminder": Kind(_OFFER, Why.DESK, _MAY_LACK),
    "offer_last_call": Kind(_OFFER, Why.DESK, _MAY_LACK),
    "handed_over": Kind({**_LINK, **_SUBJECT, "desk": _F.TEXT}, Why.CASE),
    "taken_up": Kind(
        {**_LINK, **_SUBJECT, "desk": _F.TEXT, "adviser": _F.TEXT, "phone": _F.TEXT},
        Why.CASE,
        frozenset({"adviser", "phone"}),
    ),
    "not_for_us": Kind(
        {
            **_LINK,
            **_SUBJECT,
            "desk": _F.TEXT,
            "reason": _F.REASON,
            "words": _F.WORDS,
            "others": _F.NAMES,
        },
        Why.CASE,
        frozenset({"words", "others"}),
    ),
    "offer_ended": Kind({**_LINK, **_SUBJECT, "desk": _F.TEXT, "state": _F.STATE}, Why.CASE),
    "referred_on": Kind({**_LINK, **_SUBJECT, "from": _F.TEXT, "to": _F.TEXT, "reply_by": _F.DAY}, Why.CASE),
    "nobody_could_help": Kind({**_LINK, **_SUBJECT, "front": _F.TEXT}, Why.CASE),
    "join_asked": Kind({**_LINK, "desk": _F.TEXT, "person": _F.TEXT}, Why.FIRM, frozenset({"person"})),
    "join_answered": Kind(
        {**_LINK, "yes": _F.YES_NO, **_SUBJECT, "desks": _F.NAMES}, Why.CASE, frozenset({"subject", "desks"})
    ),
    "speaker_asked": Kind({**_LINK, "email": _F.TEXT}, Why.FIRM),
    "message_new": Kind({**_LINK, **_SUBJECT, "from": _F.TEXT}, Why.CASE, frozenset({"from"})),
    "appointment": Kind(
        {
            **_LINK,
            **_SUBJECT,
            "desk": _F.TEXT,
            "adviser": _F.TEXT,
            "begins": _F.MOMENT,
            "minutes": _F.COUNT,
            "place": _F.TEXT,
            "cancelled": _F.YES_NO,
        },
        Why.CASE,
        frozenset({"adviser", "place"}),
    ),
    "withdrawn": Kind({**_SUBJECT, "province": _F.PROVINCE}, Why.DESK, _MAY_LACK),
    "follow_up": Kind({**_LINK, "round": _F.COUNT}, Why.FIRM),
    "report_received": Kind({"about": _F.TEXT, "kind": _F.REPORT}, Why.REPORT, frozenset({"about"})),
    "report_answered": Kind({"answer": _F.WORDS, "about": _F.TEXT}, Why.REPORT, frozenset({"about"})),
    "report_new": Kind({**_LINK, "kind": _F.REPORT}, Why.MEMBER),
    "duty_reminder": Kind(
        {**_LINK, "duty": _F.DUTY, "title": _F.TEXT, "last": _F.DAY, "safe": _F.DAY, "stop": _F.LINK},
        Why.REMINDER,
        frozenset({"title", "safe"}),
    ),
    "promise_invited": Kind({**_LINK, "from": _F.TEXT, "title": _F.TEXT}, Why.PROMISES),
    "promise_answer": Kind(_PROMISE, Why.PROMISES),
    "promise_news": Kind(_PROMISE, Why.PROMISES),
    "promise_soon": Kind(_PROMISE_DAY, Why.PROMISES),
    "promise_late": Kind(_PROMISE_DAY, Why.PROMISES),
    "project_asked": Kind({**_LINK, "title": _F.TEXT, "last": _F.DAY}, Why.PROJECTS),
    "project_reminder": Kind({**_LINK, "title": _F.TEXT, "last": _F.DAY}, Why.PROJECTS),
    "project_enough": Kind({**_LINK, "title": _F.TEXT}, Why.PROJECTS),
    "project_goes_on": Kind({**_LINK, "title": _F.TEXT}, Why.PROJECTS),
    "project_stopped": Kind({**_LINK, "title": _F.TEXT}, Why.PROJECTS),
    "partner_asked": Kind({**_LINK, "about": _F.TEXT, "answer_by": _F.DAY}, Why.PARTNERS, frozenset({"about"})),
    "partner_agreed": Kind(_LINK, Why.PARTNERS),
    "partner_closed": Kind(_LINK, Why.PARTNERS),
    "partner_still": Kind({**_LINK, "until": _F.DAY}, Why.PARTNERS),
    "offering_ending": Kind({**_OFFERING, "last": _F.DAY}, Why.OFFERS),
    "offering_hidden": Kind({**_OFFERING, "last": _F.DAY}, Why.OFFERS),
    "offering_removal": Kind({**_OFFERING, "day": _F.DAY}, Why.OFFERS),
    "offering_alike": Kind({**_OFFERING, "other": _F.TEXT, "by": _F.TEXT}, Why.OFFERS),
    "topic_asked": Kind({**_OFFERING, "answer_by": _F.DAY}, Why.OFFERS),
    "topic_reminder": Kind({**_OFFERING, "answer_by": _F.DAY}, Why.OFFERS),
    "topic_agreed": Kind(_OFFERING, Why.OFFERS),
    "topic_declined": Kind(_OFFERING, Why.OFFERS),
    "topic_lapsed": Kind(_OFFERING, Why.OFFERS),
    "agenda_confirm": Kind(_LINK, Why.ADDRESS),
    "agenda_digest": Kind({"lines": _F.LINES, "stop": _F.LINK}, Why.AGENDA),
    "agenda_event": Kind(
        {**_LINK, "title": _F.TEXT, "place": _F.TEXT, "desks": _F.NAMES, "begins": _F.MOMENT, "day": _F.DAY},
        Why.AGENDA,
        frozenset({"place", "begins", "day"}),
    ),
    "agenda_clash": Kind({**_LINK, "title": _F.TEXT, "desk": _F.TEXT, "count": _F.COUNT}, Why.DESK),
    "agenda_joined": Kind({**_LINK, "title": _F.TEXT, "other": _F.TEXT, "desk": _F.TEXT}, Why.DESK),
    "rule_changed": Kind(
        {**_LINK, "title": _F.TEXT, "day": _F.DAY, "was": _F.TEXT, "becomes": _F.TEXT, "stop": _F.LINK}, Why.RULES
    ),
    "webhook_off": Kind({**_LINK, "desk": _F.TEXT, "host": _F.TEXT, "since": _F.DAY}, Why.MEMBER),
    "api_key_made": Kind({**_LINK, "title": _F.TEXT, "desk": _F.TEXT, "day": _F.DAY}, Why.MEMBER),
    "erased": Kind({}, Why.ERASED),
    "digest": Kind({"lines": _F.LINES}, Why.MEMBER),
}
"""Every kind of letter. `round` of a follow-up is 1 or 2; `desks` of a joining are those that have its
subject already; a message without `from`, or from "-", is the firm's."""

_LONGEST_TEXT, _LONGEST_WORDS, _MOST_NAMES = 300, 10_000, 100


def check_values(kind: str, values: Mapping[str, Any], language: str) -> None:
    """Refuse what is no letter: raises LetterError that says which value is wrong and what was expected."""
    found = KINDS.get(kind)
    if found is None:
        raise LetterError(f'no kind of letter is called "{kind}". Expected one of: {", ".join(KINDS)}.')
    if language not in LANGUAGES:
        raise LetterError(f'{kind}: letters are written in {", ".join(LANGUAGES)}, and not in "{language}".')
    strange = sorted(set(values) - set(found.values))
    if strange:
        raise LetterError(f"{kind}: takes no {', '.join(strange)}. Expected: {', '.join(found.values) or 'no values'}.")
    for name, form in found.values.items():
        value = values.get(name)
        if value in (None, "", []) and name in found.optional:
            continue
        problem = _problem(form, value)
        if problem:
            raise LetterError(f'{kind}: "{name}" is {value!r}. Expected {problem}.')
    if kind == "follow_up" and values["round"] not in (1, 2):
        raise LetterError(f'follow_up: "round" is {values["round"]!r}. Expected 1 or 2.')


def link_path(link: str | Mapping[str, Any], language: str) -> str:
    """The path of a page of ours, from a value of form `LINK`. Raises LetterError for a page that is not there."""
    if isinstance(link, str):
        return link
    try:
        return reverse(link["page"], args=[language, *link.get("args", [])])
    except NoReverseMatch as error:
        raise LetterError(f"no page is called {link['page']!r} with {link.get('args', [])!r}.") from error


def _problem(form: Form, value: object) -> str:
    """What was expected of a value, "" if it is good."""
    expected = _EXPECTED[form]
    return "" if _is_good(form, value) else expected


def _is_good(form: Form, value: object) -> bool:
    if form in (Form.TEXT, Form.WORDS):
        longest = _LONGEST_TEXT if form is Form.TEXT else _LONGEST_WORDS
        return isinstance(value, str) and bool(value.strip()) and len(value) <= longest
    if form is Form.NAMES:
        return isinstance(value, list) and 0 < len(value) <= _MOST_NAMES and all(_is_good(Form.TEXT, x) for x in value)
    if form in (Form.DAY, Form.MOMENT):
        return _is_time(form, value)
    if form is Form.COUNT:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if form is Form.YES_NO:
        return isinstance(value, bool)
    if form is Form.LINK:
        return _is_link(value)
    if form is Form.LINES:
        return isinstance(value, list) and bool(value) and all(_is_line(line) for line in value)
    return isinstance(value, str) and value in ids_of(form)


def ids_of(form: Form) -> tuple[str, ...]:
    """The ids that a value of this form can be."""
    catalogue = shipped_catalogue()
    return {
        Form.SUBJECT: tuple(catalogue.business_domains),
        Form.PROVINCE: tuple(option.id for option in catalogue.facts["province"].options),
        Form.SIZE: SIZES,
        Form.REASON: tuple(reason.value for reason in Reason),
        Form.STATE: tuple(state.value for state in OfferState),
        Form.ROLE: tuple(role.value for role in Role),
        Form.REPORT: REPORTS,
        Form.DUTY: tuple(f"{found.measure}/{duty.id}" for found in shipped_duties().values() for duty in found.duties),
    }[form]


def _is_time(form: Form, value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        if form is Form.DAY:
            return date.fromisoformat(value).isoformat() == value
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_link(value: object) -> bool:
    """A path of ours: it cannot lead to another site, nor break out of its line."""
    if isinstance(value, str):
        return value.startswith("/") and not value.startswith("//") and value.isprintable() and " " not in value
    if not isinstance(value, dict) or not isinstance(value.get("page"), str) or set(value) - {"page", "args"}:
        return False
    link_path(value, LANGUAGES[0])
    return True


def _is_line(value: object) -> bool:
    """A line of a digest is a letter that could have been sent, with the title of its case: {kind, values, ...}."""
    if not isinstance(value, dict) or set(value) - {"title", "about"} != {"kind", "values"}:
        return False
    if not all(isinstance(value.get(name, ""), str) for name in ("title", "about")):
        return False
    check_values(value["kind"], value["values"], LANGUAGES[0])
    return value["kind"] not in ("digest", "agenda_digest")


_EXPECTED: Mapping[Form, str] = {
    Form.TEXT: f"a text of 1 to {_LONGEST_TEXT} characters",
    Form.WORDS: f"words of 1 to {_LONGEST_WORDS} characters",
    Form.NAMES: f"a list of 1 to {_MOST_NAMES} names",
    Form.DAY: "a day such as 2026-12-01",
    Form.MOMENT: "a moment with its zone, such as 2026-12-01T10:00:00+01:00",
    Form.COUNT: "a whole number from 0",
    Form.YES_NO: "true or false",
    Form.LINK: 'a path of this site, such as /nl/vraag/, or {"page": name, "args": [...]}',
    Form.LINES: 'a list of {"kind", "values"}, each with the "title" of its case and what it is "about" where known',
    **dict.fromkeys(
        (Form.SUBJECT, Form.PROVINCE, Form.SIZE, Form.REASON, Form.STATE, Form.ROLE, Form.REPORT, Form.DUTY),
        "an id of its list",
    ),
}
