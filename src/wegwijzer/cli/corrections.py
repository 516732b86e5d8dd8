"""`wegwijzer corrections`: what visitors let us keep to learn from, for whoever retrains the reader of needs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError


@click.group("corrections")
def command() -> None:
    """Take out the corrections of visitors that an editor accepted.

    \b
    wegwijzer corrections export --out corrections.jsonl
    """


@command.command("export")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    required=True,
    help="Write them here, one JSON object a line.",
)
@json_option
def export_command(out: Path, as_json: bool) -> None:
    """Write the accepted corrections as `wegwijzer retrain --corrections` reads them.

    \b
    wegwijzer corrections export --out corrections.jsonl
    """
    with plain_errors():
        start_django(migrate=True)
        from wegwijzer.web.corrections import queries

        rows = list(queries.to_learn_from())
        counts = {
            "written": len(rows),
            "without_domain": queries.accepted().count() - len(rows),
            "waiting": queries.waiting().count(),
        }
        try:
            out.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
        except OSError as error:
            fault = Fault(str(out), f"cannot be written ({error.strerror}).", "a file in a folder to write in.")
            raise InputError([fault]) from None
        if as_json:
            print_json(counts)
            return
        click.echo(f"Corrections written to {out}: {counts['written']}.")
        click.echo(f"Accepted without a domain, not written: {counts['without_domain']}.")
        click.echo(f"Still to be reviewed: {counts['waiting']}.")
