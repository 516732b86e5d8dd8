"""What there is to know of every light, in words."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.knipperlichten.light import Knipperlicht, LightBoard, LightVersion
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.portfolio.formula_words import FormulaWords
from wegwijzer.wording.language import local, say
from wegwijzer.wording.signals import LightWording
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class Limit:
    """When a light shows a status: its shape and word, and the condition."""

    icon: str
    word: str
    condition: str


@dataclass(frozen=True, slots=True)
class LightPage:
    """One light."""

    id: str
    name: str
    meaning: str
    question: str
    formula: str
    limits: tuple[Limit, ...]
    weight: int
    why_weight: str
    domains: str
    valid: str
    source: str
    source_url: str
    confidence: str


def light_pages(board: LightBoard, language: str) -> tuple[LightPage, ...]:
    """Every light of the board, in order."""
    wording = LightWording(board, language)
    return tuple(_page(light, version, wording) for light, version in board.lights)


def _page(light: Knipperlicht, version: LightVersion, wording: LightWording) -> LightPage:
    language = wording.language
    names = {name: wording.value(light.id, limit) for name, limit in version.limits.items()}
    words = FormulaWords(wording, names)
    domains = shipped_catalogue().business_domains
    return LightPage(
        id=light.id,
        name=wording.name(light.id),
        meaning=wording.meaning(light.id),
        question=wording.question(light.id),
        formula=words.text(version.formula),
        limits=tuple(_limits(version, words, language)),
        weight=version.weight,
        why_weight=local(version.why_weight, language),
        domains=", ".join(local(domains[domain].label, language) for domain in light.domains),
        valid=_valid(version, language),
        source=version.source.title,
        source_url=version.source.url or "",
        confidence=say(f"portfolio.confidence.{version.confidence.value}", language),
    )


def _limits(version: LightVersion, words: FormulaWords, language: str) -> list[Limit]:
    red = say("signals.status.red", language)
    found = [Limit("red", red, words.text(version.red))]
    if version.severe is not None:
        found.append(Limit("red", say("portfolio.severe", language), words.text(version.severe)))
    if version.amber is not None:
        found.append(Limit("amber", say("signals.status.amber", language), words.text(version.amber)))
    return found


def _valid(version: LightVersion, language: str) -> str:
    start = date_text(version.period.valid_from, language)
    end = version.period.valid_until
    if end is None:
        return say("portfolio.valid.from", language, start=start)
    return say("portfolio.valid.between", language, start=start, end=date_text(end, language))
