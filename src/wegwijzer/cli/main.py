"""The `wegwijzer` command. Each command lives in its own module and is imported only when it is used."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "advise": "wegwijzer.cli.advise",
    "catalogue": "wegwijzer.cli.catalogue",
    "load": "wegwijzer.cli.load",
    "receipt": "wegwijzer.cli.receipt",
    "search": "wegwijzer.cli.search",
    "serve": "wegwijzer.cli.serve",
    "size": "wegwijzer.cli.size",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for: a cold start stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wegwijzer")
def main() -> None:
    """One front door to innovation support for small firms in Flanders.

    \b
    wegwijzer advise --firm firm.yaml --need "onze verpakking scheurt in de diepvries"
    """


if __name__ == "__main__":
    main()
