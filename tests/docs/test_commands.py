"""Every command explains itself with a worked example, and stands in docs/commands.md."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from tests.docs.pages import ROOT, blocks
from wegwijzer.cli.main import main

PAGE = ROOT / "docs" / "commands.md"


def all_commands(
    command: click.Command = main, path: tuple[str, ...] = (), parent: click.Context | None = None
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The whole tree of commands, groups included."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1] if path else "wegwijzer", parent=parent)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None, name
            yield from all_commands(found, (*path, name), context)


COMMANDS = [pytest.param(path, command, id=" ".join(("wegwijzer", *path))) for path, command in all_commands()]
LEAVES = [param for param in COMMANDS if not isinstance(param.values[1], click.Group)]


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_the_help_of_a_command_ends_with_a_worked_example(path, command):
    result = CliRunner().invoke(main, [*path, "--help"], prog_name="wegwijzer")
    assert result.exit_code == 0
    before_options = result.output.partition("\nOptions:")[0]
    assert " ".join(("wegwijzer", *path)) in before_options.partition("\n\n")[2]


@pytest.mark.parametrize(("path", "command"), LEAVES)
def test_a_command_has_its_own_heading_and_a_worked_example_on_the_page(path, command):
    name = " ".join(("wegwijzer", *path))
    text = PAGE.read_text(encoding="utf-8")
    assert f"## `{name}`\n" in text
    section = text.partition(f"## `{name}`\n")[2].partition("\n## ")[0]
    assert name in section.partition("```")[2]


@pytest.mark.parametrize(("path", "command"), LEAVES)
def test_every_option_of_a_command_is_on_the_page(path, command):
    text = PAGE.read_text(encoding="utf-8")
    section = text.partition(f"## `{' '.join(('wegwijzer', *path))}`\n")[2].partition("\n## ")[0]
    shared = text.partition("\n## ")[0]
    options = [name for parameter in command.params for name in parameter.opts if name.startswith("--")]
    assert [name for name in options if f"`{name}" not in section + shared] == []


def test_the_page_documents_no_command_that_is_not_there():
    known = {" ".join(("wegwijzer", *param.values[0])) for param in LEAVES}
    headings = {
        line.removeprefix("## `").rstrip("`")
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("## `wegwijzer")
    }
    assert headings == known
    assert blocks(PAGE)
