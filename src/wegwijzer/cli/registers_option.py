"""The option of commands that read or fill the registers."""

from __future__ import annotations

from pathlib import Path

import click

registers_option = click.option(
    "--registers",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the registers; else that of WEGWIJZER_REGISTERS, else var/registers.",
)
