"""`wegwijzer survey`: files of surveys. Commands are imported when used."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {"synthetic": "wegwijzer.cli.survey_synthetic"}


class SurveyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command


@click.command("survey", cls=SurveyGroup)
def command() -> None:
    """Files of surveys, to try things on.

    \b
    wegwijzer survey synthetic --firms 2000 --out firms.csv
    """
