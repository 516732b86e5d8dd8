"""Receipts of advice: read, checked against their own hash, and given again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.advice.advising import advise
from wegwijzer.core.advice.receipt import Difference, Receipt, RuleStamp, differences
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import checked_day, shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.yaml_file import LocatedData


@dataclass(frozen=True, slots=True)
class Replay:
    """A receipt and the one of the same advice given now; `differences` are the rules that changed between them."""

    before: Receipt
    after: Receipt
    differences: tuple[Difference, ...]


def replay(text: str, *, name: str) -> Replay:
    """Give the advice of a receipt again. Raises InputError when it is no receipt, or was changed by hand."""
    firm, before = read_receipt(text, name)
    day = shipped_day(checked_day(before.on))
    profile = read_firm(LocatedData(name, firm, {}), shipped_catalogue().facts, on=before.on)
    after = advise(profile, day).receipt
    if after.facts != before.facts:
        raise _changed(name)
    return Replay(before, after, tuple(differences(before, after)))


def read_receipt(text: str, name: str) -> tuple[Mapping[str, object], Receipt]:
    """The firm and the receipt of a receipt file. Raises InputError when it is none, or was changed by hand."""
    try:
        data = json.loads(text)
        receipt = Receipt(
            date.fromisoformat(data["on"]),
            data["facts"],
            {
                measure: RuleStamp(str(stamp["valid_from"]), str(stamp["digest"]), str(stamp["verdict"]))
                for measure, stamp in data["rules"].items()
            },
        )
        firm, sealed = data["firm"], data["receipt"]
        is_whole = receipt.hash == sealed
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            [Fault(name, "is no receipt.", "a file that `wegwijzer advise --receipt FILE` wrote.")]
        ) from error
    if not is_whole:
        raise _changed(name)
    return firm, receipt


def _changed(name: str) -> InputError:
    """The error of a receipt whose parts do not belong together."""
    return InputError([Fault(name, "does not match its own hash: it was changed.", "the receipt as it was written.")])
