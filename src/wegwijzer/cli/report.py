"""`wegwijzer report`: what the 2016 report printed, and a survey on paper. Commands are imported when used."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "survey": "wegwijzer.cli.report_survey",
    "tables": "wegwijzer.cli.report_tables",
    "year": "wegwijzer.cli.report_year",
}


class ReportGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command


@click.command("report", cls=ReportGroup)
def command() -> None:
    """The tables of the report that Wegwijzer rests on, and printable reports of a survey and of a year's reach.

    \b
    wegwijzer report tables --out tables
    wegwijzer report survey examples/synthetic-survey.csv --weight weight --out pyramid.pdf
    wegwijzer report year 2026 use.csv --population firms.parquet --out reach-2026.pdf
    """
