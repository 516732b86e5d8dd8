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
from wegwijzer.cli.receipt import receipt_data
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.core.advice.advising import advise
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.deriving import sector_known
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.matching.need import LONGEST_NEED
from wegwijzer.readers.catalogue import checked_day, shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm, read_firm_text
from wegwijzer.readers.known_firms import known_firm
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.registers import registers_folder
from wegwijzer.wording.advice import advice_wording
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
        catalogue = shipped_catalogue()
        day = shipped_day(checked_day(on))
        profile = known_profile(read_firm(read_firm_text(text, name=name), catalogue.facts, on=on), registers, on=on)
        sector = sector_known(profile, day.derivation)
        understood = read_need(checked_need(need), sector) if need is not None else None
        advice = advise(profile, day, need=understood)
        wording = advice_wording(day, language)
        if receipt_file is not None:
            write_receipt(Path(receipt_file), json.dumps(receipt_data(advice), ensure_ascii=False, indent=1))
        if as_json:
            print_json(advice_data(advice, wording))
        else:
            click.echo("\n".join(advice_lines(advice, wording)))


def known_profile(profile: Profile, registers: Path | None, *, on: date) -> Profile:
    """The profile with what the loaded registers know of its enterprise number."""
    if not profile.enterprise_number:
        return profile
    return known_firm(profile.enterprise_number, folder=registers_folder(registers), read_on=on).fill_in(profile)


def checked_need(need: str) -> str:
    """The need without surrounding space. Raises InputError when it is empty or too long."""
    text = need.strip()
    if not text:
        raise InputError([Fault("--need", "is empty.", "the problem in a few words, or no --need at all.")])
    if len(text) > LONGEST_NEED:
        raise InputError([Fault("--need", f"is {len(text):,} characters long.", f"at most {LONGEST_NEED:,}.")])
    return text


def write_receipt(path: Path, content: str) -> None:
    """Write a receipt. Raises InputError when the place cannot be written."""
    try:
        path.write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            [Fault(str(path), f"cannot be written ({error.strerror}).", "a file in a folder you may write.")]
        ) from error
