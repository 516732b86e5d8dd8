"""The bulk reading: a criterion as restricted SQL, true / false / null for met / not met / unknown.

The SQL stays inside AND, OR, NOT, CASE, comparisons, non-empty IN lists, prefix LIKE and typed literals, so that
the same text runs on DuckDB, Polars, Spark and SQLite (docs/decisions/0002-one-declaration-several-readings.md).

Columns: a boolean, a code or a choice has one column named after the fact; a number, amount, date or ordered choice
has two, `<fact>_min` and `<fact>_max`, where null means open. Dates are day numbers and ordered choices are ranks,
as in `core.firm.facts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Criterion,
    IsTrue,
    Named,
    Not,
    OneOf,
    StartsWith,
    Undocumented,
)


def to_sql(criterion: Criterion, named: Mapping[Criterion, str] = MappingProxyType({})) -> str:
    """Compile a resolved criterion to one SQL expression.

    A part that `named` holds is read from the column of that name, so that what many criteria share is worked out once.

    >>> to_sql(Below("fte", Decimal(50)))
    'CASE WHEN fte_max < 50 THEN TRUE WHEN fte_min >= 50 THEN FALSE END'
    >>> to_sql(Not(Below("fte", Decimal(50))), {Below("fte", Decimal(50)): "is_small"})
    'NOT (is_small)'
    """
    if criterion in named:
        return named[criterion]
    match criterion:
        case IsTrue(fact):
            return f"{_name(fact)} = TRUE"
        case OneOf(fact, options):
            return f"{_name(fact)} IN ({', '.join(_text(option) for option in sorted(options))})"
        case AtLeast(fact, Decimal() as limit):
            return _threshold(fact, f"min >= {_number(limit)}", f"max < {_number(limit)}")
        case Above(fact, Decimal() as limit):
            return _threshold(fact, f"min > {_number(limit)}", f"max <= {_number(limit)}")
        case AtMost(fact, Decimal() as limit):
            return _threshold(fact, f"max <= {_number(limit)}", f"min > {_number(limit)}")
        case Below(fact, Decimal() as limit):
            return _threshold(fact, f"max < {_number(limit)}", f"min >= {_number(limit)}")
        case StartsWith(fact, prefixes):
            return _prefix(fact, prefixes)
        case All(parts):
            return "(" + " AND ".join(to_sql(part, named) for part in parts) + ")" if parts else "TRUE"
        case AnyOf(parts):
            return "(" + " OR ".join(to_sql(part, named) for part in parts) + ")" if parts else "FALSE"
        case Not(part):
            return f"NOT ({to_sql(part, named)})"
        case Named(_, inner):
            return to_sql(inner, named)
        case Undocumented():
            return "CAST(NULL AS BOOLEAN)"
    raise TypeError(f"{criterion!r} cannot be compiled: resolve its limits and rules first")


def _threshold(fact: str, met: str, not_met: str) -> str:
    name = _name(fact)
    return f"CASE WHEN {name}_{met} THEN TRUE WHEN {name}_{not_met} THEN FALSE END"


def _prefix(fact: str, prefixes: tuple[str, ...]) -> str:
    """A code that is itself the beginning of a prefix is too short to decide."""
    name = _name(fact)
    long_enough = " OR ".join(f"{name} LIKE '{_code(prefix)}%'" for prefix in prefixes)
    too_short = sorted({prefix[:length] for prefix in prefixes for length in range(len(prefix))})
    return (
        f"CASE WHEN {long_enough} THEN TRUE "
        f"WHEN {name} IN ({', '.join(_text(code) for code in too_short)}) THEN NULL "
        f"WHEN {name} IS NOT NULL THEN FALSE END"
    )


def _name(fact: str) -> str:
    if not fact.replace("_", "").isalnum() or not fact.isascii():
        raise ValueError(f"{fact!r} cannot be a column name: use ASCII letters, digits and _")
    return fact


def _number(value: Decimal) -> str:
    return format(value, "f")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _code(value: str) -> str:
    if not value.isalnum():
        raise ValueError(f"{value!r} cannot be a code prefix: use letters and digits only")
    return value
