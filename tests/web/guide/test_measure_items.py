"""A measure on the roadmap is put into HTML once for the same words, and never shown as it stands elsewhere."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from wegwijzer.web.guide.measure_lines import CriterionLine, MeasureLine, OpenFact
from wegwijzer.web.guide.templatetags.roadmap import measure_item

LINE = MeasureLine(
    id="kmo-portefeuille", name="Opleiding & advies", official_name="Kmo-portefeuille", amount="tot 7.500 euro",
    odds="", odds_detail="", effort="een uur", effort_why="Online.", reasons="", near_miss="", alternative="",
    criteria=(CriterionLine("met", "in orde", "U bent een kmo."),), refusal="", notes=(), is_uncertain=False,
    source="Besluit", source_url="", open_fact=OpenFact("fte", "Hoeveel mensen?"), own_checks=0,
    can_be_worked_out=True,
)  # fmt: skip


def item(line: MeasureLine = LINE, group: str = "maybe", **changes: object) -> str:
    context = {"day": SimpleNamespace(query=""), "is_own": True, "language": "nl"} | changes
    return measure_item(context, line, group)


def test_the_same_words_are_put_into_html_once():
    assert "Opleiding &amp; advies" in item()
    assert item(replace(LINE)) is item()


def test_whatever_is_said_otherwise_is_shown_otherwise():
    shown = [
        item(),
        item(replace(LINE, amount="tot 5.000 euro")),
        item(replace(LINE, criteria=(CriterionLine("no", "niet in orde", "U bent een kmo."),))),
        item(group="fits"),
        item(is_own=False),
        item(day=SimpleNamespace(query="?op=2026-01-01")),
        item(language="fr"),
    ]
    assert len(set(shown)) == len(shown)
    assert 'href="/nl/maatregelen/kmo-portefeuille/?op=2026-01-01"' in shown[5]
