"""The client and the website together, over `urllib`, in one process; and the notebook that shows it."""

from __future__ import annotations

import json
from urllib.request import build_opener, install_opener

import pytest
from django.utils import timezone

from tests.client.lines import SITE, ToTheSite
from tests.docs.pages import ROOT
from tests.web.cases.conftest import stage
from wegwijzer.client import ChangedError, Wegwijzer
from wegwijzer.client.errors import NoKeyError, NotFoundError
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.api.keys import make_key, scopes_to_give
from wegwijzer.web.people import actions as people
from wegwijzer.web.people import queries
from wegwijzer.web.referral import queries as referral
from wegwijzer.web.referral.models import Firm

__all__ = ["stage"]
NOTEBOOK = ROOT / "examples" / "api.ipynb"


@pytest.fixture(autouse=True)
def site(db):
    """`urllib` reaches the website in this process."""
    install_opener(build_opener(ToTheSite()))
    yield
    install_opener(build_opener())


def key_of(stage, name: str, desk: str) -> str:
    """A key that somebody made at their desk, of which they are a manager."""
    people.add_member(stage.desks[desk], stage.people[name].email, Role.MANAGER, "", timezone.now())
    actor = queries.actor_for(stage.people[name])
    scopes = scopes_to_give(actor, stage.desks[desk].pk)
    made = make_key(stage.desks[desk], actor, name="koppeling", scopes=scopes, days=30, at=timezone.now())
    return made.secret


def test_an_adviser_takes_a_question_up_by_program_and_meets_who_was_faster(stage):
    stage.ask("bas", "college")
    college = Wegwijzer(SITE, key=key_of(stage, "tine", "college"))
    assert college.get_me()["desk"]["name"] == "Hogeschool Zee"
    (line,) = college.list_inbox("new")
    seen = college.get_question(line["id"])
    taken = college.take_step(seen, "taken_up")
    assert (taken["state"], list(college.list_inbox("new"))) == ("taken_up", [])
    with pytest.raises(ChangedError):
        college.take_step(seen, "done")
    told = college.answer_question(line["id"], "Wij kijken ernaar.")
    assert told[-1]["words"] == "Wij kijken ernaar."
    other = Wegwijzer(SITE, key=key_of(stage, "filip", "food"))
    with pytest.raises(NotFoundError):
        other.get_question(line["id"])
    with pytest.raises(NoKeyError):
        Wegwijzer(SITE, key="wgw_none_none").get_me()


def test_an_office_refers_a_client_and_reads_how_it_goes(stage):
    office = Wegwijzer(SITE, key=key_of(stage, "cas", "office"))
    firm = {"name": "Bakkerij Bas", "email": "bas@zaak.example"}
    college = str(stage.desks["college"].pk)
    passed = office.refer_firm(firm, "product", "Ons brood blijft niet vers.", desks=[college], consent=True)
    assert passed["outcome"] == "opened"
    (row,) = office.list_referrals()
    assert office.get_referral(row["id"])["needs"][0]["offers"][0]["desk"] == "Hogeschool Zee"


def firm_key_of(stage, name: str) -> str:
    """A key that somebody made for the firm that they speak for."""
    actor = referral.actor_for(stage.people[name])
    firm = Firm.objects.get(pk__in=actor.firms)
    scopes = scopes_to_give(actor, None, firm.pk)
    return make_key(None, actor, name="boekhouding", scopes=scopes, days=30, at=timezone.now(), firm=firm).secret


def test_a_firm_follows_its_question_by_program(stage):
    stage.ask("bas", "college")
    mine = Wegwijzer(SITE, key=firm_key_of(stage, "bas")).firm
    (line,) = mine.list_own_cases()
    case = mine.get_own_case(line["id"])
    need = case["needs"][0]
    assert need["offers"][0]["desk"] == "Hogeschool Zee"
    assert mine.write_in_own_case(case["id"], "Dinsdag past.", need=need["id"])[-1]["words"] == "Dinsdag past."
    assert mine.take_question_back(case["id"], need["id"])["needs"][0]["state"] == "withdrawn"
    assert "withdrawn" in [one["after"] for one in mine.get_own_story(case["id"])]
    assert list(mine.list_own_dossiers()) == []


def test_the_cells_of_the_notebook_run(stage, monkeypatch, capsys):
    stage.ask("bas", "college")
    monkeypatch.setenv("WEGWIJZER_SITE", SITE)
    monkeypatch.setenv("WEGWIJZER_FIRM_KEY", firm_key_of(stage, "bas"))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) >= 6
    found: dict[str, object] = {"__name__": "notebook"}
    for number, cell in enumerate(code, 1):
        exec(compile(cell, f"{NOTEBOOK.name}, cell {number}", "exec"), found)  # noqa: S102  # our own file
    assert found["advice"]["on"] == "2026-11-24"
    assert found["replayed"]["same"] is True
    assert found["story"][-1]["words"] == "Tuesday suits us."
    assert "fte" in capsys.readouterr().out.splitlines()[-1]  # the nearest known fact
    assert [cell for cell in cells if cell["cell_type"] == "code" and cell["outputs"]] == []
