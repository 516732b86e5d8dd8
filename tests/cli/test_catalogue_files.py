"""`wegwijzer catalogue export` and `propose`, through the front door, with what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.readers.rule_changes.test_writing import a_change
from wegwijzer.core.referral.permissions import Role
from wegwijzer.readers.catalogue import shipped_catalogue, standing_text
from wegwijzer.web.people import actions as people
from wegwijzer.web.publications.models import Proposal

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
KMO = "kmo-portefeuille"


@pytest.fixture
def ria(db):
    person = people.person_with("ria@wegwijzer.example", name="Ria")
    people.set_site_role(person, Role.EDITOR, held=True, at=AT)
    return person


def test_the_export_says_what_it_wrote_and_overwrites_nothing(run, tmp_path):
    folder = tmp_path / "standing"
    found = json.loads(run("catalogue", "export", str(folder), "--json").output)
    assert (found["digest"], found["published"]) == (shipped_catalogue().digest, [])
    assert (folder / "measures" / KMO / "cases.yaml").is_file()
    again = run("catalogue", "export", str(folder))
    assert again.exit_code == 2
    assert "holds something already" in again.output


def test_a_change_file_becomes_a_draft_of_an_editor(run, ria, tmp_path):
    path = tmp_path / "change.yaml"
    day = AT.date().replace(year=2040)
    path.write_text(a_change(KMO, {"amount": {"ceiling_eur": 5000}}, day), encoding="utf-8")
    assert "is no editor" in run("catalogue", "propose", str(path), "--as", "bas@wegwijzer.example").output
    (told,) = json.loads(run("catalogue", "propose", str(path), "--as", ria.email, "--json").output)
    row = Proposal.objects.get()
    assert (told["id"], told["measure"], told["from"]) == (str(row.pk), KMO, "2040-11-30")
    assert (row.state, row.author, row.kind) == ("draft", ria, "change")


def test_a_folder_is_proposed_where_it_differs_and_a_fault_keeps_all_of_it_out(run, ria, tmp_path):
    folder = tmp_path / "mine" / "measures"
    for measure, change in (("vis", ("a", "a")), (KMO, ("below: 25", "below: 30"))):
        (folder / measure).mkdir(parents=True)
        text = standing_text(f"measures/{measure}/measure.yaml").replace(*change)
        (folder / measure / "measure.yaml").write_text(text, encoding="utf-8")
    arguments = ("catalogue", "propose", str(folder.parent), "--as", ria.email)
    assert "--reason" in run(*arguments).output
    refused = run(*arguments, "--reason", "It is so.")
    assert refused.exit_code == 2
    assert "is edited" in refused.output
    (folder / KMO / "measure.yaml").unlink()
    assert "Nothing to propose" in run(*arguments, "--reason", "It is so.").output
    assert not Proposal.objects.exists()
