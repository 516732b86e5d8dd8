"""The form of the front page: a need in plain words, and an enterprise number for those who have it at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.matching.need import LONGEST_NEED
from wegwijzer.readers.enterprise_number import format_enterprise_number, parse_enterprise_number
from wegwijzer.readers.kbo.lookup import NameHit
from wegwijzer.web.guide.personal_data import without_personal_data
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

_LONGEST_NUMBER = 40
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class NeedForm:
    """What was typed, and what is wrong with it (empty: nothing).

    `number` is the checked enterprise number; `hits` are firms of the register whose name was typed instead of it.
    """

    need: str = ""
    typed_number: str = ""
    number: str = ""
    need_error: str = ""
    number_error: str = ""
    hits: tuple[NameHit, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the walk can start."""
        return not (self.need_error or self.number_error)

    @property
    def rows(self) -> int:
        """Lines of the text box: two, more when a longer text is already there."""
        return min(max(2, len(self.need) // 45 + 1), 12)


def filled_in(need: str, number: str) -> NeedForm:
    """The form with a text already in it."""
    return NeedForm(need, format_enterprise_number(number) if number else "", number)


def read_need(sent: Mapping[str, str], language: str, *, firms_named: Callable[[str], tuple[NameHit, ...]]) -> NeedForm:
    """Check what was sent. A name in place of a number is looked for in the register.

    The text is kept as typed, but for personal numbers: these do not come back to the page either.
    """
    need, typed = sent.get("need", "").replace("\r\n", "\n"), sent.get("enterprise_number", "").strip()
    number = need_error = number_error = ""
    hits: tuple[NameHit, ...] = ()
    typed = sent.get("chosen_number", "").strip() or typed
    if not need.strip():
        need_error = say("guide.problem.no_need", language)
    elif "\x00" in need:
        need_error = say("guide.problem.need_signs", language)
    elif len(need) > LONGEST_NEED:
        limit, length = (_number(count, language) for count in (LONGEST_NEED, len(need)))
        need_error = say("guide.problem.long_need", language, limit=limit, length=length)
    if typed:
        try:
            number = parse_enterprise_number(typed[:_LONGEST_NUMBER])
        except ValueError:
            hits = firms_named(typed[:_LONGEST_NAME]) if any(letter.isalpha() for letter in typed) else ()
            number_error = say("guide.register.which" if hits else "guide.problem.enterprise_number", language)
    return NeedForm(without_personal_data(need, language), typed, number, need_error, number_error, hits)


def _number(count: int, language: str) -> str:
    return number_text(Decimal(count), language)
