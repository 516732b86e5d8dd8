"""Numbers of a body as the readers take them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def exact(data: Any) -> Any:
    """The same data, with numbers with decimals exact, as those of a file are.

    >>> exact({"fte": [1.1, 2]})
    {'fte': [Decimal('1.1'), 2]}
    """
    if isinstance(data, float):
        return Decimal(repr(data))
    if isinstance(data, dict):
        return {key: exact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [exact(value) for value in data]
    return data
