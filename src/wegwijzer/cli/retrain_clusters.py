"""`wegwijzer retrain-clusters`: learn anew when needs are alike, and score what is learnt on themes left out."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.kinship_model import write_kinships
from wegwijzer.readers.kinship_scores import Covered, cross_validated


@click.command("retrain-clusters")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write it here.")
@click.option(
    "--covered",
    type=click.Choice([one.value for one in Covered]),
    default=Covered.ALL.value,
    show_default=True,
    help="Which of the themes scored keep the topic that fits them: without it nobody had thought of them.",
)
@json_option
def command(out: Path | None, covered: str, as_json: bool) -> None:
    """Learn from the labelled needs that ship when needs are alike, leaving half of the themes out in turn to score it.

    \b
    wegwijzer retrain-clusters --out src/wegwijzer/data/clustering
    """
    with plain_errors():
        embedder, reason = embedder_or_reason()
        if reason:
            click.echo(f"By words alone, not by meaning. {reason}", err=True)
        if out is not None:
            try:
                write_kinships(out, embedder)
            except OSError as error:
                fault = Fault(str(out), f"cannot be written ({error.strerror}).", "a folder to write in.")
                raise InputError([fault]) from None
            click.echo(f"Written to {out}.", err=True)
        figures = cross_validated(embedder, covered=Covered(covered))
        if as_json:
            print_json(figures)
        else:
            for name, value in figures.items():
                click.echo(f"  {name:20} {'-' if value is None else f'{value:.3f}'}")
