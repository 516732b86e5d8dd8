"""Read an offering as it was written: in a form, or on a line of a file. One reading for both, every fault at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from urllib.parse import urlsplit

from wegwijzer.core.offers.draft import Draft, FieldFault
from wegwijzer.core.offers.lifetime import last_day_allowed
from wegwijzer.core.offers.offering import Course, Kind, Operator, Per, Price, Side, Term
from wegwijzer.core.offers.rules import OfferRules
from wegwijzer.core.structures.steps import Step
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.offer_rules import shipped_offer_rules, shipped_studies
from wegwijzer.readers.typed_days import typed_day

LISTS = ("business_domains", "expertise", "sectors", "provinces", "steps", "languages")
FIELDS = (
    *("kind", "title", "text", *LISTS, "valid_from", "valid_until", "page", "price_eur", "price_per", "operator"),
    *("level", "field", "term_from", "term_until", "theme", "registered", "sessions"),
)
"""The fields of an offering, which are also the columns of a file."""
LEAST_TITLE, LONGEST_TITLE = 5, 120
LEAST_TEXT, LONGEST_TEXT = 20, 2000
LONGEST_PAGE, LONGEST_SESSIONS = 300, 200
MOST_EURO = Decimal(100_000)
LANGUAGES = ("nl", "en", "fr")
_MOST_TICKED = 40
_EURO = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?\Z", re.ASCII)
_YES, _NO = ("ja", "oui", "yes", "true", "1", "on"), ("", "nee", "neen", "non", "no", "false", "0")
_LONGEST_SHOWN = 40

Cells = Mapping[str, Sequence[str]]
"""What was written, by field: several values for a list, else one."""


@cache
def options_of(name: str) -> tuple[str, ...]:
    """The ids that a field takes; empty for a field of free text."""
    catalogue, studies = shipped_catalogue(), shipped_studies()

    def of_fact(fact: str) -> tuple[str, ...]:
        return tuple(option.id for option in catalogue.facts[fact].options)

    return {
        "kind": tuple(kind.value for kind in Kind),
        "business_domains": tuple(catalogue.business_domains),
        "expertise": tuple(catalogue.expertise_domains),
        "sectors": of_fact("sector"),
        "provinces": of_fact("province"),
        "steps": tuple(step.value for step in Step),
        "languages": LANGUAGES,
        "price_per": tuple(per.value for per in Per),
        "operator": tuple(operator.value for operator in Operator),
        "level": tuple(studies.levels),
        "field": tuple(studies.fields),
        "theme": of_fact("theme"),
    }.get(name, ())


def read_offering(
    cells: Cells, *, side: Side, on: date, kept_last: date | None = None
) -> tuple[Draft | None, tuple[FieldFault, ...]]:
    """The offering, or None with everything that is wrong with it.

    `kept_last` is the last day as it was before a change: that one stays good, also when it is past.
    """
    reading = _Reading(cells, side, on, shipped_offer_rules(), kept_last)
    draft = reading.draft()
    return (None, tuple(reading.faults)) if reading.faults else (draft, ())


def tidy(text: str) -> str:
    """A text without signs that do not print; lines stay lines, but never more than one empty one."""
    lines = ["".join(sign if sign.isprintable() else " " for sign in line) for line in text.splitlines()]
    cleaned = "\n".join(" ".join(line.split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", cleaned).strip()


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a public page: http or https, a host with a dot, no name or password in it.

    >>> is_web_address("https://www.voorbeeld.example/labo"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if len(text) > LONGEST_PAGE or not text.isprintable() or any(sign in text for sign in ' "<>\\^`{|}'):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_public = "." in host.strip(".") and not host.replace(".", "").isdigit() and ":" not in host
    return parts.scheme in ("http", "https") and is_public and "@" not in parts.netloc and port in (None, 80, 443)


class _Reading:
    """Reads one offering, and gathers what is wrong with it."""

    def __init__(self, cells: Cells, side: Side, on: date, rules: OfferRules, kept_last: date | None) -> None:
        self._cells, self._side, self._on, self._rules, self._kept_last = cells, side, on, rules, kept_last
        self.faults: list[FieldFault] = []

    def draft(self) -> Draft | None:
        """The offering as far as it could be read; only good when there is no fault."""
        kind = Kind(self._one_of("kind") or Kind.EXPERTISE.value)
        title = " ".join(tidy(self._text("title")).split())
        text = tidy(self._text("text"))
        self._check_length("title", title, LEAST_TITLE, LONGEST_TITLE)
        self._check_length("text", text, LEAST_TEXT, LONGEST_TEXT)
        lists = {name: self._list(name) for name in LISTS}
        if not self._ticked("business_domains") and not self._ticked("expertise"):
            self._fault("business_domains", "domains_missing")
        if not self._ticked("steps"):
            self._fault("steps", "steps_missing")
        if not self._ticked("languages"):
            self._fault("languages", "languages_missing")
        first, last = self._days(kind)
        price = self._price() if kind is not Kind.HALF_DAY else None
        operator = self._one_of("operator") if kind is Kind.EQUIPMENT else ""
        term = self._term() if kind is Kind.TOPIC else None
        course = self._course() if kind is Kind.TRAINING else None
        page = self._page(kind)
        if self.faults or first is None or last is None:
            return None
        return Draft(
            kind=kind,
            title=title,
            text=text,
            business_domains=lists["business_domains"],
            expertise=lists["expertise"],
            sectors=lists["sectors"],
            provinces=lists["provinces"],
            steps=tuple(step for step in Step if step.value in lists["steps"]),
            languages=lists["languages"],
            first=first,
            last=last,
            page=page,
            price=price,
            operator=Operator(operator) if operator else None,
            term=term,
            course=course,
        )

    def _text(self, name: str) -> str:
        values = self._cells.get(name) or ("",)
        return values[0].strip()

    def _fault(self, name: str, code: str, **values: object) -> None:
        self.faults.append(FieldFault(name, code, {key: str(value)[:_LONGEST_SHOWN] for key, value in values.items()}))

    def _check_length(self, name: str, text: str, least: int, most: int) -> None:
        if not least <= len(text) <= most:
            self._fault(name, "length", count=len(text), least=least, most=most)

    def _one_of(self, name: str) -> str:
        typed = self._text(name)
        if typed in options_of(name):
            return typed
        if not typed:
            self._fault(name, "choose")
        else:
            self._unknown(name, typed)
        return ""

    def _unknown(self, name: str, typed: str) -> None:
        near = get_close_matches(typed.casefold(), options_of(name), n=1, cutoff=0.6)
        known = near or options_of(name)[:3]
        self._fault(name, "unknown_near" if near else "unknown", value=typed, near=", ".join(known))

    def _ticked(self, name: str) -> list[str]:
        return [value.strip() for value in list(self._cells.get(name) or ())[:_MOST_TICKED] if value.strip()]

    def _list(self, name: str) -> tuple[str, ...]:
        typed = self._ticked(name)
        for value in typed:
            if value not in options_of(name):
                self._unknown(name, value)
        return tuple(value for value in options_of(name) if value in typed)

    def _day(self, name: str, *, default: date | None = None) -> date | None:
        typed = self._text(name)
        if not typed and default is not None:
            return default
        found = typed_day(typed)
        if found is None:
            self._fault(name, "day" if typed else "day_missing", **({"value": typed} if typed else {}))
        return found

    def _days(self, kind: Kind) -> tuple[date | None, date | None]:
        first, last = self._day("valid_from", default=self._on), self._day("valid_until")
        if first is None or last is None:
            return first, last
        if last < first:
            self._fault("valid_until", "before_first")
        elif last < self._on and last != self._kept_last:
            self._fault("valid_until", "past")
        elif last > last_day_allowed(first, self._rules, on=self._on):
            self._fault("valid_until", "runs_too_long", most=self._rules.longest_run)
        if first > self._on and (first - self._on).days > self._rules.longest_run:
            self._fault("valid_from", "too_far", most=self._rules.longest_run)
        return first, last

    def _price(self) -> Price | None:
        typed = self._text("price_eur")
        if not typed:
            return None
        if not _EURO.match(typed) or Decimal(typed.replace(",", ".")) > MOST_EURO:
            self._fault("price_eur", "price", value=typed)
            return None
        per = self._one_of("price_per")
        return Price(Decimal(typed.replace(",", ".")), Per(per)) if per else None

    def _term(self) -> Term | None:
        level, field = self._one_of("level"), self._one_of("field")
        first, last = self._day("term_from"), self._day("term_until")
        if not level or not field or first is None or last is None:
            return None
        if last < first:
            self._fault("term_until", "before_first")
        elif (last - first).days + 1 < self._rules.shared_days:
            self._fault("term_until", "term_short", least=self._rules.shared_days)
        elif last < self._on and self._kept_last is None:
            self._fault("term_until", "past")
        return Term(level, field, first, last)

    def _course(self) -> Course:
        theme = self._text("theme") and self._one_of("theme")
        typed = self._text("registered").casefold()
        if typed not in (*_YES, *_NO):
            self._fault("registered", "yes_or_no", value=typed)
        sessions = " ".join(tidy(self._text("sessions")).split())
        if len(sessions) > LONGEST_SESSIONS:
            self._fault("sessions", "length", count=len(sessions), least=0, most=LONGEST_SESSIONS)
        return Course(theme, typed in _YES, sessions)

    def _page(self, kind: Kind) -> str:
        typed = self._text("page")
        if self._side is Side.FIRM:
            return ""
        if not typed:
            if kind is not Kind.TOPIC:
                self._fault("page", "page_missing")
            return ""
        if not is_web_address(typed):
            self._fault("page", "page")
        return typed
