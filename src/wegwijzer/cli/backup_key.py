"""`wegwijzer backup-key`: the pair of keys that locks and opens backups."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijzer.cli.options import plain_errors


@click.command("backup-key")
@click.argument("path", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
def command(path: Path) -> None:
    """Write a new secret key to the file OUT and print its public key, for `wegwijzer backup --recipient`.

    Keep the file away from the server: without it no locked backup can be opened, and with it anybody can.

    \b
    wegwijzer backup-key backup.key
    """
    with plain_errors():
        from wegwijzer.web.backup.sealing import new_key

        click.echo(new_key(path))
