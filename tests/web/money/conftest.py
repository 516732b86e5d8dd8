"""An entrepreneur with a plan, as the tests drive one: through the front door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.web.visitor import words_of
from wegwijzer.web.money.models import Action

METAL = {
    "postal_code": "8800",
    "legal_form": "bv",
    "fte": "35",
    "turnover_eur": "6.200.000",
    "balance_sheet_total_eur": "4.100.000",
    "part_of_group": "no",
}
COSTS = {"cost_staff": "150.000", "cost_outsourced": "60.000", "cost_materials": "30.000"}
TODAY = date(2026, 11, 30)


@dataclass
class Planner:
    """Chooses actions, fills them in, looks at what they bring."""

    client: Client
    language: str = "nl"

    def page(self, path: str = "") -> str:
        """A page as it is sent."""
        return self.client.get(f"/{self.language}/steun-berekenen/{path}").content.decode()

    def see(self, path: str = "") -> str:
        """The text of a page, as a reader sees it."""
        return words_of(self.page(path))

    def send(self, path: str = "", **fields: object) -> HttpResponse:
        """Send a form; the answer is not followed."""
        return self.client.post(f"/{self.language}/steun-berekenen/{path}", fields)

    def plan(self, kind: str, *, query: str = "", **fields: str) -> Action:
        """Plan one action and fill it in."""
        assert self.send(query, wat=[kind]).status_code == 302
        action = Action.objects.latest("created")
        answer = self.send(f"actie/{action.pk}/{query}", **fields)
        assert answer.status_code == 302, words_of(answer.content.decode())
        action.refresh_from_db()
        return action

    def tell_firm(self, **facts: str) -> None:
        """Tell who the firm is."""
        answer = self.send("bedrijf/", **facts)
        assert answer.status_code == 302, words_of(answer.content.decode())


@pytest.fixture(autouse=True)
def on_a_known_day(monkeypatch):
    """The pages of these tests are seen on 30 November 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *rest: TODAY)


@pytest.fixture
def planner(db, client: Client, settings) -> Planner:
    """A Dutch-speaking visitor who was not here before."""
    settings.POSTS_PER_MINUTE = 10_000
    return Planner(client)


@pytest.fixture
def metal(planner) -> Planner:
    """The metal firm of 35 that develops a coating with a college, hires a researcher and trains its people."""
    planner.plan(
        "development", name="Een slijtvaste coating", start="1/1/2027", end="30/6/2028", partner_1="university_college",
        share_1="20", **COSTS,
    )  # fmt: skip
    planner.plan(
        "hire_researcher", name="Een onderzoeker", start="1/1/2027", end="30/6/2028", cost_hire="117.000",
        diploma="doctor_or_engineer_or_listed_master", withholding_tax_eur="14.000", notified_on="15/12/2026",
    )  # fmt: skip
    planner.plan(
        "training", name="De ploeg leren coaten", start="1/3/2027", end="12/3/2027", cost_training_fees="12.000",
        theme="innovation",
    )  # fmt: skip
    planner.tell_firm(**METAL)
    return planner
