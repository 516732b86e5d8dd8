"""Answers that cannot all be meant: told to whoever answers, and never settled behind their back."""

from __future__ import annotations

from itertools import combinations

from wegwijzer.core.agreements.asking import as_day, party_count
from wegwijzer.core.agreements.document import Clash
from wegwijzer.core.agreements.template import Answers, Contradiction, Template, holds

DATES, SAME_PARTY = "dates_reversed", "same_party"
"""Contradictions that no options make: an end before the begin, and twice the same enterprise or name."""
_BEGIN, _ENDS = "start_date", ("end_date", "talk_until")


def clashes(template: Template, answers: Answers) -> tuple[Clash, ...]:
    """Every contradiction in good answers, in the order of the template."""
    found = []
    for contradiction in template.contradictions:
        if contradiction.id == DATES:
            is_so = _is_reversed(answers)
        elif contradiction.id == SAME_PARTY:
            is_so = _is_twice(answers, party_count(template, answers))
        else:
            is_so = _is_met(contradiction, template, answers)
        if is_so:
            found.append(Clash(contradiction.id, contradiction.message, contradiction.questions))
    return tuple(found)


def _is_met(contradiction: Contradiction, template: Template, answers: Answers) -> bool:
    """Whether all of its answers are given, in a template that asks them."""
    return all(template.question(name) for name in contradiction.when) and holds(contradiction.when, answers)


def _is_reversed(answers: Answers) -> bool:
    begin = as_day(answers.get(_BEGIN, ""))
    ends = [day for name in _ENDS if (day := as_day(answers.get(name, "")))]
    return begin is not None and any(end < begin for end in ends)


def _is_twice(answers: Answers, count: int) -> bool:
    for part in ("number", "name"):
        given = [_bare(answers.get(f"party.{place}.{part}", "")) for place in range(1, count + 1)]
        if part == "number":  # BE 0123.456.789, 0123456789 and 123456789 are one enterprise
            given = [number.removeprefix("be").lstrip("0") for number in given]
        if any(one and one == other for one, other in combinations(given, 2)):
            return True
    return False


def _bare(text: str) -> str:
    """Letters and digits alone, whatever their capitals."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
