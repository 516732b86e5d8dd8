"""Which types a column of a fact may have, and why another one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijzer.core.firm.facts import FactDefinition, FactType

if TYPE_CHECKING:
    import polars as pl

Problem = tuple[str, str]
"""What is wrong with a column, and what was expected."""


def type_problem(fact: FactDefinition, kind: pl.DataType) -> Problem | None:
    """Why a column of this type cannot hold the fact; None where it can. Text is looked at row by row."""
    import polars as pl

    is_text = kind == pl.String or kind in (pl.Categorical, pl.Enum)
    if kind == pl.Null:
        return None
    match fact.type:
        case FactType.NUMBER | FactType.MONEY:
            if kind.is_numeric() or kind == pl.String:
                return None
            return _wrong(kind, "numbers; empty where it is not known.")
        case FactType.BOOLEAN:
            if kind == pl.Boolean or kind.is_integer() or kind == pl.String:
                return None
            return _wrong(kind, "true and false, or 1 and 0; empty where it is not known.")
        case FactType.DATE:
            if kind == pl.Date or kind == pl.Datetime or kind == pl.String or kind.is_integer():
                return None
            return _wrong(kind, "days, or years as whole numbers.")
        case FactType.CODE:
            if is_text:
                return None
            return _wrong(kind, 'codes as text, such as "01.11": as numbers they lose a leading zero or an ending one.')
        case FactType.CHOICE:
            if is_text or (_has_numbers_for_options(fact) and kind.is_numeric()):
                return None
            return _wrong(kind, f"text: one of {', '.join(option.id for option in fact.options)}.")
        case FactType.TEXT:
            return None if is_text or kind.is_numeric() else _wrong(kind, "text.")


def _has_numbers_for_options(fact: FactDefinition) -> bool:
    return all(option.id.isdigit() for option in fact.options)


def _wrong(kind: pl.DataType, expected: str) -> Problem:
    return f"holds values of the type {kind}.", expected
