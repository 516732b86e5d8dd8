"""A promise, or a change of one, as it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.agreements.asking import clean
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.agreements.models import LONGEST_WHAT
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class TermsForm:
    """What was typed: good only without faults."""

    what: str
    due: date | None
    faults: Mapping[str, str]


def one_line(text: str) -> str:
    """A text on one line, without signs that do not print."""
    return clean(text).replace("\n", " ")


def read_terms(sent: Mapping[str, str], language: str) -> TermsForm:
    """What is promised, and by which day."""
    what, typed = one_line(sent.get("what", "")), sent.get("due", "")
    due = typed_day(typed) if len(typed) <= 40 else None
    faults = {}
    if not what:
        faults["what"] = say("agreements.log_fault.what", language)
    elif len(what) > LONGEST_WHAT:
        length = str(len(what))
        faults["what"] = say("agreements.fault.too_long", language, length=length, most=str(LONGEST_WHAT))
    if due is None:
        faults["due"] = say("agreements.fault.date", language)
    return TermsForm(what, due, faults)
