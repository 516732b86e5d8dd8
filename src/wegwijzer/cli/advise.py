"""`wegwijzer advise`: one firm, one need, one roadmap."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from wegwijzer.cli.options import (
    json_option,
    language_option,
    on_option,
    plain_errors,
    print_json,
    read_input,
)
from wegwijzer.cli.printing import advice_lines
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.advising import advice_for
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm_text
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.receipts import receipt_data
from wegwijzer.wording.results import advice_data


@click.command("advise")
@click.option(
    "--firm",
    "firm_file",
    required=True,
    metavar="FILE",
    help="What is known of the firm (YAML or JSON, - for standard input).",
)
@click.option("--need", metavar="TEXT", help="The firm's problem in plain words.")
@click.option("--receipt", "receipt_file", metavar="FILE", help="Write a receipt that can be replayed.")
@registers_option
@on_option
@language_option
@json_option
def command(
    firm_file: str,
    need: str | None,
    receipt_file: str | None,
    registers: Path | None,
    on: date,
    language: str,
    as_json: bool,
) -> None:
    """Turn a firm's facts and its problem into an ordered, explained, sourced roadmap.

    With an enterprise number, what the loaded registers know of the firm is filled in; what the file says goes first.

    \b
    wegwijzer advise --firm baker.yaml --need "onze verpakking scheurt in de diepvries"
    echo '{"legal_form": "bv", "region": "vlaanderen", "fte": 12}' | wegwijzer advise --firm - --json
    """
    with plain_errors():
        text, name = read_input(firm_file)
        located = read_firm_text(text, name=name)
        advice = advice_for(located, need, on=on, registers=registers, need_name="--need")
        day = shipped_day(on)
        wording = advice_wording(day, language)
        if receipt_file is not None:
            write_receipt(
                Path(receipt_file),
                json.dumps(receipt_data(advice, shipped_catalogue().facts), ensure_ascii=False, indent=1),
            )
        if as_json:
            print_json(advice_data(advice, wording))
        else:
            click.echo("\n".join(advice_lines(advice, wording)))


def write_receipt(path: Path, content: str) -> None:
    """Write a receipt. Raises InputError when the place cannot be written."""
    try:
        path.write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            [Fault(str(path), f"cannot be written ({error.strerror}).", "a file in a folder you may write.")]
        ) from error
