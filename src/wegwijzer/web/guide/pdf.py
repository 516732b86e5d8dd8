"""The roadmap on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it), set by Typst from plain data."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpResponse

from wegwijzer.publishing.typesetting import typeset
from wegwijzer.web.day_choice import DayChoice
from wegwijzer.web.guide.measure_lines import MeasureLine
from wegwijzer.web.guide.road_view import RoadView, StepView
from wegwijzer.web.guide.roadmap_view import ContactView, FactLine, RoadmapView
from wegwijzer.wording.language import say, texts

_TEMPLATE = Path(__file__).parent / "typst" / "roadmap.typ"
_LINES = {"fits": 4, "maybe": 3, "no": 0}
_FACTS = 10


def pdf_response(roadmap: RoadmapView, day: DayChoice, language: str) -> HttpResponse:
    """The PDF as a download."""
    response = HttpResponse(roadmap_pdf(roadmap, day, language), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{say("pdf.file_name", language)}.pdf"'
    return response


def roadmap_pdf(roadmap: RoadmapView, day: DayChoice, language: str) -> bytes:
    """One or two sheets."""
    return typeset(_TEMPLATE, _data(roadmap, day, language))


def _data(roadmap: RoadmapView, day: DayChoice, language: str) -> dict[str, object]:
    """What the template reads; every text is ready to print."""
    first = roadmap.first
    return {
        "language": language,
        "t": {key.removeprefix("pdf."): text for key, text in texts("pdf", language).items()},
        "made": say("pdf.made", language, day=day.text, hash=roadmap.receipt[:12]),
        "need": roadmap.need,
        "domains": _domains(roadmap, language),
        "facts": [_fact(line, language) for line in roadmap.facts[:_FACTS]],
        "assumptions": list(roadmap.assumptions),
        "first": None
        if first is None
        else {
            "do": roadmap.road.first.do if roadmap.road else "",
            "call": say("pdf.call", language, name=first.name),
            "role": "" if first.role == first.name else _capital(first.role),
            "what_to_say": first.what_to_say,
            "pays": _pays(roadmap.road.first, language) if roadmap.road else "",
        },
        "road": None if roadmap.road is None else _road(roadmap.road, language),
        "contacts": [
            {"name": contact.name, "about": _about_contact(contact, language)} for contact in roadmap.contacts
        ],
        "groups": [_group(group.id, (*group.shown, *group.folded), language) for group in roadmap.groups],
        "stops": [{"label": _capital(stop.label), "step": stop.step} for stop in roadmap.stops],
        "card": None
        if roadmap.card is None
        else {"title": roadmap.card.title, "text": roadmap.card.text, "source": roadmap.card.source},
    }


def _road(road: RoadView, language: str) -> dict[str, object]:
    """The steps after the first, and the doors; on paper all of them."""
    return {
        "steps": [{"do": step.do, "more": _about_step(step, language)} for step in road.steps],
        "doors": [{"name": door.name, "because": door.because} for door in (*road.doors, *road.more_doors)],
        "basis": road.basis,
    }


def _about_step(step: StepView, language: str) -> str:
    call = say("pdf.call", language, name=step.call.name) + "." if step.call else ""
    return " ".join(filter(None, [call, _pays(step, language)]))


def _pays(step: StepView, language: str) -> str:
    names = []
    for pay in step.pays:
        doubt = f" {say('guide.road.uncertain', language)}" if pay.is_uncertain else ""
        names.append(f"{pay.name}{doubt}")
    return say("pdf.pays", language, measures="; ".join(names)) if names else ""


def _domains(roadmap: RoadmapView, language: str) -> str:
    labels = ", ".join(chip.label for chip in roadmap.chips)
    return say("pdf.about", language, domains=labels) if labels else ""


def _fact(line: FactLine, language: str) -> str:
    if not line.value:
        return line.label.removesuffix(".")
    return say("pdf.fact", language, label=line.label, value=line.value)


def _about_contact(contact: ContactView, language: str) -> str:
    key = "pdf.contact" if contact.why else "pdf.contact_role"
    return say(key, language, role=_capital(contact.role), why=contact.why)


def _group(group: str, lines: tuple[MeasureLine, ...], language: str) -> dict[str, object]:
    most = _LINES[group]
    left = len(lines) - most
    return {
        "id": group,
        "lines": [_line(line, language) for line in lines[:most]],
        "names": [line.name for line in lines] if group == "no" else [],
        "more": say("pdf.more", language, count=str(left)) if left > 0 and group != "no" else "",
    }


def _line(line: MeasureLine, language: str) -> dict[str, object]:
    question = line.open_fact.question if line.open_fact else ""
    return {
        "name": line.name,
        "official_name": line.official_name,
        "amount": _capital(line.amount),
        "facts": [fact for fact in (line.odds, line.effort) if fact],
        "uncertain": line.is_uncertain,
        "depends": say("pdf.depends", language, question=question) if question else "",
        "check": [criterion.sentence for criterion in line.criteria if criterion.standing == "check"][:3],
        "source": line.source,
    }


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
