"""`wegwijzer receipt`: replay earlier advice and see what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json, read_input
from wegwijzer.core.advice.advising import Advice, advise
from wegwijzer.core.advice.receipt import Difference, Receipt, RuleStamp, differences
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import checked_day, shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.wording.results import profile_data


@click.group("receipt")
def command() -> None:
    """Work with receipts of advice.

    \b
    wegwijzer receipt replay receipt.json
    """


@command.command("replay")
@click.argument("receipt_file", metavar="FILE")
@json_option
def replay(receipt_file: str, as_json: bool) -> None:
    """Give the advice of a receipt again and say whether it is the same, or which rule version differs.

    \b
    wegwijzer advise --firm baker.yaml --receipt receipt.json
    wegwijzer receipt replay receipt.json
    """
    with plain_errors():
        text, name = read_input(receipt_file)
        firm, before = read_receipt(text, name)
        day = shipped_day(checked_day(before.on))
        profile = read_firm(LocatedData(name, firm, {}), shipped_catalogue().facts, on=before.on)
        after = advise(profile, day).receipt
        if after.facts != before.facts:
            raise changed_receipt(name)
        found = differences(before, after)
        if as_json:
            print_json(
                {
                    "on": before.on.isoformat(),
                    "same": not found,
                    "receipt": before.hash,
                    "replayed": after.hash,
                    "differences": [_difference_data(difference) for difference in found],
                }
            )
            return
        if not found:
            click.echo(f"Same verdicts for all {len(after.rules)} measures on {before.on.isoformat()}.")
        for difference in found:
            click.echo(_difference_text(difference))


def receipt_data(advice: Advice) -> dict[str, object]:
    """A receipt file: the firm as stated, the rule stamps, the day and the hash."""
    receipt = advice.receipt
    return {
        "receipt": receipt.hash,
        "on": receipt.on.isoformat(),
        "firm": profile_data(advice.picture.profile, shipped_catalogue().facts),
        "facts": dict(receipt.facts),
        "rules": {
            measure: {"valid_from": stamp.valid_from, "digest": stamp.digest, "verdict": stamp.verdict}
            for measure, stamp in receipt.rules.items()
        },
    }


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
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            [Fault(name, "is no receipt.", "a file that `wegwijzer advise --receipt FILE` wrote.")]
        ) from error
    if receipt.hash != sealed:
        raise changed_receipt(name)
    return firm, receipt


def changed_receipt(name: str) -> InputError:
    """The error of a receipt whose parts do not belong together."""
    return InputError([Fault(name, "does not match its own hash: it was changed.", "the receipt as it was written.")])


def _difference_data(difference: Difference) -> dict[str, object]:
    def stamp(rule: RuleStamp | None) -> object:
        if rule is None:
            return None
        return {"valid_from": rule.valid_from, "digest": rule.digest, "verdict": rule.verdict}

    return {
        "measure": difference.measure,
        "before": stamp(difference.before),
        "after": stamp(difference.after),
    }


def _difference_text(difference: Difference) -> str:
    before, after = difference.before, difference.after
    if before is None or after is None:
        return f"{difference.measure}: {'new since the receipt' if before is None else 'no longer in the catalogue'}"
    parts = []
    if (before.valid_from, before.digest) != (after.valid_from, after.digest):
        parts.append(f"rule version {before.valid_from}/{before.digest} is now {after.valid_from}/{after.digest}")
    if before.verdict != after.verdict:
        parts.append(f"verdict {before.verdict} is now {after.verdict}")
    return f"{difference.measure}: {'; '.join(parts)}"
