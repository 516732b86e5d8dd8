"""Tell a total that is not the sum of its parts, in English, as the other faults of a batch are told."""

from __future__ import annotations

from wegwijzer.core.accounts.checking import Break
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault


def break_fault(filing: Filing, broken: Break) -> Fault:
    """The break as a line among the faults. The filing itself is kept as it is."""
    identity = broken.identity
    parts = " + ".join(identity.plus) + "".join(f" - {code}" for code in identity.minus)
    column = "NM1" if broken.is_previous else "N"
    named = f"{filing.name} ({filing.entity})" if filing.name else filing.entity
    problem = (
        f"{named}, {column}: {identity.total} is {_euro(broken.stated)}, but {parts} make {_euro(broken.summed)}. "
        "Nothing is changed."
    )
    return Fault(filing.where, problem, f"{identity.total} = {parts}.")


def _euro(amount: float) -> str:
    return f"{amount:,.2f}"
