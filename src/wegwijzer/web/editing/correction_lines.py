"""Sentences to review as plain values, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.corrections.models import Correction
from wegwijzer.wording.language import local
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One sentence: what was proposed with its share in per cent, and what was chosen. `agrees`: the likeliest was."""

    id: str
    text: str
    day: str
    proposed: tuple[tuple[str, int], ...]
    chosen: tuple[str, ...]
    agrees: bool


def correction_lines(rows: Iterable[Correction], language: str) -> tuple[CorrectionLine, ...]:
    """The rows in words; a domain that is no longer known keeps its id."""
    domains = shipped_catalogue().business_domains

    def label(domain: str) -> str:
        return local(domains[domain].label, language) if domain in domains else domain

    return tuple(
        CorrectionLine(
            str(row.pk),
            row.text,
            date_text(row.day, language),
            tuple((label(one["id"]), round(100 * one["score"])) for one in row.proposed),
            tuple(label(domain) for domain in row.chosen),
            bool(row.proposed) and row.proposed[0]["id"] in row.chosen,
        )
        for row in rows
    )
