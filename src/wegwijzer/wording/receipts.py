"""Receipts of advice as plain data: what a receipt file holds, and what a replay of it finds."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijzer.core.advice.advising import Advice
from wegwijzer.core.advice.receipt import Difference, Receipt, RuleStamp
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.wording.results import profile_data


def receipt_data(advice: Advice, facts: FactDictionary) -> dict[str, object]:
    """A receipt file: the firm as stated, the rule stamps, the day and the hash."""
    receipt = advice.receipt
    return {
        "receipt": receipt.hash,
        "on": receipt.on.isoformat(),
        "firm": profile_data(advice.picture.profile, facts),
        "facts": dict(receipt.facts),
        "rules": {measure: _stamp(stamp) for measure, stamp in receipt.rules.items()},
    }


def replay_data(before: Receipt, after: Receipt, found: Sequence[Difference]) -> dict[str, object]:
    """What a replay found, in the keys of the contract."""
    return {
        "on": before.on.isoformat(),
        "same": not found,
        "receipt": before.hash,
        "replayed": after.hash,
        "differences": [
            {
                "measure": difference.measure,
                "before": None if difference.before is None else _stamp(difference.before),
                "after": None if difference.after is None else _stamp(difference.after),
            }
            for difference in found
        ],
    }


def _stamp(rule: RuleStamp) -> dict[str, object]:
    return {"valid_from": rule.valid_from, "digest": rule.digest, "verdict": rule.verdict}
