"""`wegwijzer understand`: what a problem in plain words is about."""

from __future__ import annotations

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json, read_input
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.search.searching import LONGEST_SEARCH
from wegwijzer.core.understanding.reading import CHIPS
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.needs import read_domains
from wegwijzer.wording.understood import understood_data


@click.command("understand")
@click.argument("text")
@language_option
@json_option
def command(text: str, language: str, as_json: bool) -> None:
    """Say which domains of business and of expertise a problem touches; `-` reads it from standard input.

    \b
    wegwijzer understand "onze verpakking scheurt in de diepvries"
    """
    with plain_errors():
        where = "standard input" if text == "-" else "TEXT"
        asked = read_input("-")[0] if text == "-" else text
        if not asked.strip() or len(asked) > LONGEST_SEARCH:
            found = "is empty." if not asked.strip() else f"holds {len(asked):,} characters."
            raise InputError([Fault(where, found, f"1 to {LONGEST_SEARCH:,} characters.")])
        _, reason = embedder_or_reason()
        if reason:
            click.echo(f"Reading by words alone, not by meaning. {reason}", err=True)
        reading = read_domains(asked)
        if as_json:
            print_json(understood_data(reading))
            return
        catalogue = shipped_catalogue()
        for title, scored, domains in (
            ("Business", reading.business, catalogue.business_domains),
            ("Expertise", reading.expertise, catalogue.expertise_domains),
        ):
            click.echo(title)
            for one in scored[:CHIPS]:
                label = domains[one.id].label.get(language, one.id)
                click.echo(f"  {one.score:4.0%}  {label}{'' if one.is_said else '  (to confirm)'}")
        if not reading.business:
            click.echo("  This text says nothing that can be read. Describe the problem in a sentence.")
