"""What to say where an optional library is not installed."""

from __future__ import annotations

from wegwijzer.core.errors import Fault, InputError


def needs_extra(name: str, what: str) -> InputError:
    """The error of a file whose kind needs the extra `survey`."""
    problem = f"{what} is read with libraries that are not installed."
    return InputError([Fault(name, problem, "pip install 'wegwijzer[survey]', or the survey as CSV or Excel.")])
