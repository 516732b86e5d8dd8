"""`wegwijzer retrain`: train the reader of needs anew, on shipped problems and on corrections."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.understanding.retraining import Comparison, Standing, compare
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.labelled_problems import read_problems, shipped_problems
from wegwijzer.readers.reader_model import trained, training_seer, write_models

_FILE = click.Path(dir_okay=False, path_type=Path)
_WORSE = 1


@click.command("retrain")
@click.option("--corrections", type=_FILE, metavar="FILE", help="Problems with labels, one JSON object a line.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write what was learnt here."
)
@json_option
def command(corrections: Path | None, out: Path | None, as_json: bool) -> None:
    """Train the reader of needs with corrections, tell before and after, and write it unless it became worse.

    \b
    wegwijzer retrain --corrections corrections.jsonl --out reader
    """
    with plain_errors():
        added = read_problems(corrections) if corrections else ()
        embedder, reason = embedder_or_reason()
        if reason:
            click.echo(f"Trained on words alone, not on meaning. {reason}", err=True)
        seer = training_seer(embedder)
        found = compare(shipped_problems(), added, lambda problems: trained(problems, seer), seer)
        if as_json:
            print_json({**asdict(found), "is_worse": found.is_worse})
        else:
            click.echo("\n".join(_lines(found)))
        if found.is_worse:
            click.echo("It became worse: nothing is written. Look at the labels of the corrections.", err=True)
            sys.exit(_WORSE)
        if out is not None:
            try:
                write_models(out, (*shipped_problems(), *added), embedder)
            except OSError as error:
                fault = Fault(str(out), f"cannot be written ({error.strerror}).", "a folder to write in.")
                raise InputError([fault]) from None
            click.echo(f"Written to {out}.", err=True)


def _lines(found: Comparison) -> list[str]:
    return [
        f"{found.held_out} problems held out, {found.learnt} corrections learnt from",
        f"{'':22} before  after",
        *(
            f"{name.replace('_', ' '):22} {getattr(found.before, name):6.3f} {getattr(found.after, name):6.3f}"
            for name in Standing.__dataclass_fields__
        ),
    ]
