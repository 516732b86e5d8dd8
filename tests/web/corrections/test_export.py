"""`wegwijzer corrections export` writes what `wegwijzer retrain --corrections` reads."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.web.corrections.test_consent import a_kept
from wegwijzer.cli.main import main
from wegwijzer.readers.labelled_problems import read_problems
from wegwijzer.web.corrections import actions

pytestmark = pytest.mark.django_db


def export(*arguments: str):
    return CliRunner().invoke(main, ["corrections", "export", *arguments], prog_name="wegwijzer")


def test_only_what_an_editor_accepted_is_written_and_it_can_be_learnt_from(tmp_path):
    accepted, nowhere = a_kept("onze oven lekt", ("product", "process")), a_kept("iets heel anders", ())
    a_kept("dit wacht nog")
    for row in (accepted, nowhere):
        actions.accept(row.pk)
    out = tmp_path / "corrections.jsonl"
    result = export("--out", str(out), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {"written": 1, "without_domain": 1, "waiting": 1}
    (problem,) = read_problems(out)
    assert (problem.text, problem.labellings[0].business) == ("onze oven lekt", ("product", "process"))
    assert problem.labellings[0].expertise == ("food",)


def test_without_anything_the_file_is_empty_and_the_counts_say_so(tmp_path):
    out = tmp_path / "corrections.jsonl"
    result = export("--out", str(out))
    assert result.exit_code == 0
    assert "Corrections written to" in result.output
    assert out.read_text() == ""


def test_a_file_that_cannot_be_written_is_one_line_and_status_2(tmp_path):
    result = export("--out", str(tmp_path / "no" / "where.jsonl"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1
