"""`wegwijzer size`: the EU size class of a firm with its group."""

from __future__ import annotations

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
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.readers.advising import size_for
from wegwijzer.readers.firm import read_firm_text
from wegwijzer.wording.language import say
from wegwijzer.wording.results import size_data


@click.command("size")
@click.option(
    "--firm",
    "firm_file",
    required=True,
    metavar="FILE",
    help="The firm file (YAML or JSON, - for standard input).",
)
@registers_option
@on_option
@language_option
@json_option
def command(firm_file: str, registers: Path | None, on: date, language: str, as_json: bool) -> None:
    """Tell how large a firm counts by Recommendation 2003/361/EC, partner and linked enterprises included.

    \b
    wegwijzer size --firm weaver.yaml
    """
    with plain_errors():
        text, name = read_input(firm_file)
        size = size_for(read_firm_text(text, name=name), on=on, registers=registers)
        data = size_data(size)
        if as_json:
            print_json(data)
            return
        click.echo(f"{say('cli.size', language)}: {say(f'advice.size.{size.size_class}', language)}")
        for key in ("fte", "turnover_eur", "balance_sheet_total_eur"):
            click.echo(f"  {key}: {data[key] if data[key] is not None else '?'}")
        for item in size.counted:
            click.echo(f"  {item.name}: {item.share_pct:f} % -> {item.weight_pct:f} % ({item.why})")
