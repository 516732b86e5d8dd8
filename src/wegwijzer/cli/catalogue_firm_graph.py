"""`wegwijzer catalogue firm-graph`: one firm as a graph that the shapes of the criteria read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wegwijzer.cli.catalogue_formats import base_option, check_ending, checked_base
from wegwijzer.cli.options import on_option, plain_errors, read_input
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.core.firm.deriving import derive
from wegwijzer.readers.advising import profile_of
from wegwijzer.readers.catalogue import checked_day, shipped_day
from wegwijzer.readers.firm import read_firm_text


@click.command("firm-graph")
@click.option(
    "--firm", "firm_file", required=True, metavar="FILE", help="The firm file (YAML or JSON, - for standard input)."
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The file.")
@base_option
@registers_option
@on_option
def firm_graph(firm_file: str, out: Path, base: str, registers: Path | None, on: date) -> None:
    """Write what is known of a firm, and what follows from it, as linked data (.ttl or .jsonld).

    Any SHACL engine can hold it to the shapes of `wegwijzer catalogue export --format shacl`, of the same day and base.
    The firm conforms to the shape of a measure exactly when its verdict is "met".

    \b
    wegwijzer catalogue firm-graph --firm weaver.yaml --out weaver.ttl
    """
    with plain_errors():
        from wegwijzer.linked.addresses import Addresses
        from wegwijzer.linked.firm_graph import write_firm
        from wegwijzer.linked.serialising import as_text
        from wegwijzer.linked.writing import Writer
        from wegwijzer.publishing.writing import write_file

        check_ending(out, (".ttl", ".jsonld"))
        day = shipped_day(checked_day(on))
        text, name = read_input(firm_file)
        profile = profile_of(read_firm_text(text, name=name), on=on, registers=registers)
        values = derive(profile, day.derivation).values
        writer = Writer(Addresses(checked_base(base)))
        write_firm(writer, writer.unnamed(), values, day.catalogue.facts)
        write_file(out, as_text(writer.graph, out.suffix.removeprefix(".")).encode())
        click.echo(f"Written to {out}: {len(values)} facts on {on.isoformat()}.")
