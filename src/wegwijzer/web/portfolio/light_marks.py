"""The lights of a client side by side: a shape for each status, a name on pointing at it, all of it in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus
from wegwijzer.core.knipperlichten.reading import YearReading
from wegwijzer.wording.language import local, say

_STEP, _HEIGHT = 17, 18
_ORDER = (LightStatus.RED, LightStatus.AMBER, LightStatus.NOT_COMPUTABLE)
ICONS = {
    LightStatus.RED: "red",
    LightStatus.AMBER: "amber",
    LightStatus.GREEN: "green",
    LightStatus.NOT_COMPUTABLE: "none",
}
"""The shape of each status, as `_light_shapes.html` draws it."""


def light_strip(year: YearReading, board: LightBoard, language: str) -> SafeString:
    """One row of shapes in the order of the board."""
    return _strip(board, tuple(light.status for light in year.lights), language)


def counts_text(year: YearReading, language: str) -> str:
    """How many are red and amber, and how many could not be computed; or that nothing is lit."""
    parts = []
    for status in _ORDER:
        count = year.count(status)
        if count:
            parts.append(say(f"portfolio.count.{status.value}", language, count=str(count)))
    if year.count(LightStatus.RED) + year.count(LightStatus.AMBER) == 0:
        parts.insert(0, say("portfolio.count.none", language))
    return ", ".join(parts)


@lru_cache(maxsize=8192)
def _strip(board: LightBoard, statuses: tuple[LightStatus, ...], language: str) -> SafeString:
    shapes = []
    names: dict[LightStatus, list[str]] = {}
    for place, ((light, _), status) in enumerate(zip(board.lights, statuses, strict=True)):
        name = local(light.name, language)
        names.setdefault(status, []).append(name)
        shapes.append(
            format_html(
                '<g><title>{}</title><use href="#light-{}" x="{}"></use></g>',
                f"{name}: {say(f'signals.status.{status.value}', language)}",
                ICONS[status],
                place * _STEP,
            )
        )
    return format_html(
        '<svg class="lights" role="img" aria-label="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}">{3}</svg>',
        _told(names, language),
        _STEP * len(statuses),
        _HEIGHT,
        mark_safe("".join(conditional_escape(shape) for shape in shapes)),  # noqa: S308 - each is escaped above
    )


def _told(names: dict[LightStatus, list[str]], language: str) -> str:
    parts: Iterable[str] = (
        say(
            "portfolio.lights_told",
            language,
            status=say(f"signals.status.{status.value}", language),
            names=", ".join(found),
        )
        for status in _ORDER
        if (found := names.get(status))
    )
    return " ".join(parts) or say("portfolio.count.none", language)
