"""The `wegwijzer` command. Each command lives in its own module and is imported only when it is used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from wegwijzer import __version__

_COMMANDS = {
    "administrator": "wegwijzer.cli.administrator",
    "advise": "wegwijzer.cli.advise",
    "agenda": "wegwijzer.cli.agenda",
    "backup": "wegwijzer.cli.backup",
    "backup-key": "wegwijzer.cli.backup_key",
    "catalogue": "wegwijzer.cli.catalogue",
    "cluster": "wegwijzer.cli.cluster",
    "corrections": "wegwijzer.cli.corrections",
    "combine": "wegwijzer.cli.combine",
    "demo": "wegwijzer.cli.demo",
    "duties": "wegwijzer.cli.duties",
    "evaluate": "wegwijzer.cli.evaluate",
    "excluded": "wegwijzer.cli.excluded",
    "firm": "wegwijzer.cli.firm",
    "load": "wegwijzer.cli.load",
    "mail": "wegwijzer.cli.mail",
    "population": "wegwijzer.cli.population",
    "pyramid": "wegwijzer.cli.pyramid",
    "reach": "wegwijzer.cli.reach",
    "receipt": "wegwijzer.cli.receipt",
    "report": "wegwijzer.cli.report",
    "reseal": "wegwijzer.cli.reseal",
    "restore": "wegwijzer.cli.restore",
    "retrain": "wegwijzer.cli.retrain",
    "retrain-clusters": "wegwijzer.cli.retrain_clusters",
    "scan": "wegwijzer.cli.scan",
    "search": "wegwijzer.cli.search",
    "search-index": "wegwijzer.cli.search_index",
    "serve": "wegwijzer.cli.serve",
    "signals": "wegwijzer.cli.signals",
    "simulate": "wegwijzer.cli.simulate",
    "size": "wegwijzer.cli.size",
    "support": "wegwijzer.cli.support",
    "survey": "wegwijzer.cli.survey",
    "table": "wegwijzer.cli.table",
    "understand": "wegwijzer.cli.understand",
    "worker": "wegwijzer.cli.worker",
}


_WITHOUT_CATALOGUE = frozenset({"backup", "backup-key", "pyramid", "report", "reseal", "restore", "survey", "table"})
"""Commands that read no catalogue, and start faster for it."""


def _follow_publications() -> None:
    """Let a command answer by what editors published; the database is asked when the catalogue is first needed."""
    from wegwijzer.cli.published import published_texts
    from wegwijzer.readers.standing import follow

    follow(published_texts)


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for: a cold start stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; a wrong option is one line on stderr and exit status 2, as every other fault."""
        run: Callable[..., Any] = super().main
        if not extra.pop("standalone_mode", True):
            return run(*args, **extra, standalone_mode=False)
        try:
            status = run(*args, **extra, standalone_mode=False)
        except click.ClickException as error:
            click.echo(error.format_message().replace("\n", " "), err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(130)
        sys.exit(status if isinstance(status, int) else 0)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        if cmd_name not in _WITHOUT_CATALOGUE:
            _follow_publications()
        return command


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """One front door to innovation support for small firms in Flanders.

    \b
    wegwijzer advise --firm firm.yaml --need "onze verpakking scheurt in de diepvries"
    """


if __name__ == "__main__":
    main()
