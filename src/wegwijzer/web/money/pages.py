"""What every page of a plan starts from: the day asked, the planner, their plan, and where to go next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from wegwijzer.web.day_choice import DayChoice, chosen_day
from wegwijzer.web.money.firm_form import DECISIVE
from wegwijzer.web.money.models import Planner
from wegwijzer.web.money.plan_reading import Known, known_of
from wegwijzer.web.money.visit import planner_tie


@dataclass(frozen=True, slots=True)
class Page:
    """A request to a page of a plan."""

    request: HttpRequest
    language: str
    day: DayChoice

    @property
    def planner(self) -> Planner | None:
        """Whose plan it is, if there is one."""
        return planner_tie.of(self.request)

    def known(self, planner: Planner | None = None) -> Known:
        """What the planner kept."""
        return known_of(self.request, planner or self.planner, self.language, on=self.day.day)

    def go(self, name: str, *arguments: object, anchor: str = "") -> HttpResponse:
        """On to another page, with the day kept."""
        response = redirect(f"money:{name}", self.language, *arguments)
        response["Location"] += f"{self.day.query}{f'#{anchor}' if anchor else ''}"
        return response

    def go_on(self, planner: Planner) -> HttpResponse:
        """On to what still lacks something, else to what it is worth."""
        known = self.known(planner)
        if known.open:
            return self.go("action", known.open[0].pk)
        if any(fact not in known.firm.facts for fact in DECISIVE) and "firm" not in planner.typed:
            return self.go("firm")
        return self.go("worth")


def page_of(request: HttpRequest, language: str) -> Page:
    """The page that is asked for; the day stands in the address."""
    return Page(request, language, chosen_day(request.GET, today=timezone.localdate(), language=language))
