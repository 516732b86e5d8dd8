"""`wegwijzer receipt`: replay earlier advice and see what changed."""

from __future__ import annotations

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json, read_input
from wegwijzer.core.advice.receipt import Difference
from wegwijzer.readers.receipts import replay
from wegwijzer.wording.receipts import replay_data


@click.group("receipt")
def command() -> None:
    """Work with receipts of advice.

    \b
    wegwijzer receipt replay receipt.json
    """


@command.command("replay")
@click.argument("receipt_file", metavar="FILE")
@json_option
def replay_command(receipt_file: str, as_json: bool) -> None:
    """Give the advice of a receipt again and say whether it is the same, or which rule version differs.

    \b
    wegwijzer advise --firm baker.yaml --receipt receipt.json
    wegwijzer receipt replay receipt.json
    """
    with plain_errors():
        text, name = read_input(receipt_file)
        replayed = replay(text, name=name)
        before, after, found = replayed.before, replayed.after, replayed.differences
        if as_json:
            print_json(replay_data(before, after, found))
            return
        if not found:
            click.echo(f"Same verdicts for all {len(after.rules)} measures on {before.on.isoformat()}.")
        for difference in found:
            click.echo(_difference_text(difference))


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
