"""The command line through its front door."""

import json

import pytest
from click.testing import CliRunner

from wegwijzer.cli.main import main


@pytest.fixture
def run():
    """Run `wegwijzer` with arguments."""

    def command(*arguments, **options):
        return CliRunner().invoke(main, list(arguments), **options)

    return command


@pytest.fixture
def firm_file(tmp_path):
    """Write a firm file and give its path."""

    def write(firm):
        path = tmp_path / "firm.json"
        path.write_text(json.dumps(firm), encoding="utf-8")
        return str(path)

    return write
