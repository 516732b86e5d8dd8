"""The client sheet on one A4: a tagged PDF (PDF/UA-1 as far as Typst checks it), set by Typst from plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpResponse

from wegwijzer.publishing.typesetting import page_count, typeset
from wegwijzer.web.day_choice import DayChoice
from wegwijzer.web.portfolio.client_view import ClientSheet, LightLine
from wegwijzer.web.portfolio.figures import Figure
from wegwijzer.wording.language import say, texts

_TEMPLATE = Path(__file__).parent / "typst" / "client.typ"
_LONGEST_NAME = 70
_HALO = 'stroke="#ffffff" stroke-width="3" paint-order="stroke"'  # keeps a value legible across a line


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each part is printed; why a light matters is told of the first `meanings`."""

    lights: int
    meanings: int
    questions: int
    roads: int
    reach: int
    closed: int
    notes: int


ROOMS = (
    Room(lights=12, meanings=12, questions=5, roads=3, reach=5, closed=8, notes=6),
    Room(lights=8, meanings=4, questions=5, roads=3, reach=4, closed=6, notes=4),
    Room(lights=6, meanings=2, questions=5, roads=3, reach=4, closed=4, notes=3),
    Room(lights=5, meanings=1, questions=4, roads=2, reach=3, closed=3, notes=2),
    Room(lights=4, meanings=0, questions=3, roads=2, reach=2, closed=2, notes=1),
)
"""From generous to scarce: the first that fits on one page is printed. Screen and list hold everything."""


def pdf_response(sheet: ClientSheet, day: DayChoice, language: str) -> HttpResponse:
    """The PDF as a download, named after the client."""
    response = HttpResponse(sheet_pdf(sheet, day, language), content_type="application/pdf")
    client = re.sub(r"[^A-Za-z0-9]+", "-", sheet.number or sheet.name).strip("-") or "client"
    name = f"{say('portfolio.pdf.file_name', language)}-{client}-{day.day.isoformat()}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sheet_pdf(sheet: ClientSheet, day: DayChoice, language: str) -> bytes:
    """One page."""
    for room in ROOMS:
        data = _data(sheet, day, language, room)
        if room is ROOMS[-1] or page_count(_TEMPLATE, data) == 1:
            return typeset(_TEMPLATE, data)
    raise AssertionError("there is always a last room")


def _data(sheet: ClientSheet, day: DayChoice, language: str, room: Room) -> dict[str, object]:
    """What the template reads; every text is ready to print."""
    left = sheet.lights[room.lights :]
    names = "; ".join(f"{light.name} ({light.word})" for light in left)
    return {
        "language": language,
        "t": {
            key.removeprefix("portfolio.pdf."): text
            for key, text in texts("portfolio", language).items()
            if key.startswith("portfolio.pdf.")
        },
        "name": _shortened(sheet.name),
        "about": [sheet.number, *sheet.about] if sheet.number else list(sheet.about),
        "fictional": say("portfolio.fictional.sheet", language) if sheet.is_fictional else "",
        "score": sheet.score,
        "counts": sheet.counts,
        "lights": [
            _light(light, with_meaning=place < room.meanings) for place, light in enumerate(sheet.lights[: room.lights])
        ],
        "more": say("portfolio.pdf.more", language, names=names) if left else "",
        "questions": list(sheet.questions[: room.questions]),
        "figures": [_figure(figure) for figure in sheet.figures],
        "roads": [
            {"label": _capital(road.label), "question": road.question, "lights": road.lights}
            for road in sheet.roads[: room.roads]
        ],
        "reach": [
            {
                "name": line.name,
                "official": line.official_name,
                "amount": _capital(line.amount),
                "ask": say("portfolio.reach.ask", language, questions=line.to_ask[0]) if line.to_ask else "",
            }
            for line in sheet.reach[: room.reach]
        ],
        "closed": _closed(sheet, language, room.closed),
        "contacts": [f"{line.name} ({line.role})" if line.role else line.name for line in sheet.contacts],
        "referral": sheet.referral,
        "notes": list(sheet.notes[: room.notes]),
        "talk": say("portfolio.pdf.talk", language, day=sheet.last_talk) if sheet.last_talk else "",
        "made": say("portfolio.pdf.made", language, day=day.text),
        "advice_only": say("signals.advice_only", language),
    }


def _light(light: LightLine, *, with_meaning: bool) -> dict[str, str]:
    """One light, with why it matters where there is room."""
    return {
        "icon": light.icon,
        "word": light.word,
        "name": light.name,
        "sentence": " ".join(part for part in (light.sentence, light.trend, light.position) if part),
        "meaning": light.meaning if with_meaning else "",
    }


def _figure(figure: Figure) -> dict[str, object]:
    drawing = str(figure.drawing).replace("currentColor", "#131c2b").replace('class="value"', _HALO)
    return {"title": figure.title, "svg": drawing, "told": figure.told, "rows": [list(row) for row in figure.rows]}


def _closed(sheet: ClientSheet, language: str, most: int) -> dict[str, str] | None:
    """The measures that the accounts close, by name, with the reason once: it is mostly the same."""
    if not sheet.closed:
        return None
    shown = sheet.closed[:most]
    names = "; ".join(f"{line.name} ({line.official_name})" for line in shown)
    left = len(sheet.closed) - len(shown)
    if left:
        names = say("portfolio.pdf.and_more", language, names=names, count=str(left))
    return {"names": names, "why": " ".join(dict.fromkeys(line.why for line in shown))}


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
