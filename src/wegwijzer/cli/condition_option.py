"""The condition of `--where`. It imports no more than it needs: every command over a population begins with it."""

from __future__ import annotations

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.selecting import Condition, ConditionError, parse_condition


def condition_of(text: str) -> Condition | None:
    """The condition of `--where`; None without one. Raises InputError for one that cannot be read."""
    if not text.strip():
        return None
    try:
        return parse_condition(text)
    except ConditionError as error:
        expected = 'a condition such as "emp >= 10 and emp <= 100".'
        raise InputError([Fault("--where", f"{error}.", expected)]) from error
