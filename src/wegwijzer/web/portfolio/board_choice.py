"""The day whose lights a page shows. Before the first lights there is nothing to show, and the page says so."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.cache import cache_control

from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.day_choice import DayChoice, chosen_day
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

personal = cache_control(private=True, no_store=True)
"""For pages about one owner's clients: nothing between us and them may keep a copy."""


def chosen_board(request: HttpRequest, language: str) -> tuple[DayChoice, LightBoard]:
    """The day asked for, with its lights; today's, and an error, where that day has none."""
    today = timezone.localdate()
    day = chosen_day(request.GET, today=today, language=language)
    board = shipped_board(day.day)
    if board.lights:
        return day, board
    error = say("portfolio.no_lights", language, day=day.text)
    return replace(day, day=today, text=date_text(today, language), error=error), shipped_board(today)
