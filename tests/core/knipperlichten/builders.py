"""Lights for tests: the rules a test is about, the rest plain."""

from __future__ import annotations

from datetime import date

from tests.builders import A_SOURCE, in_all
from tests.core.accounts.builders import a_chart
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.knipperlichten.formula import parse_formula
from wegwijzer.core.knipperlichten.light import Knipperlicht, LightBoard, LightUnit, LightVersion
from wegwijzer.core.period import Period

DAY = date(2026, 11, 24)


def a_light(
    light_id: str = "solvency",
    formula: str = "[10/15] / [20/58]",
    *,
    red: str = "value < red",
    amber: str | None = None,
    severe: str | None = None,
    limits: dict[str, float] | None = None,
    weight: int = 1,
    domains: tuple[str, ...] = ("finance",),
) -> Knipperlicht:
    """A light in force since 2016 that turns red below 0.15."""
    limits = limits or {"red": 0.15}
    names = ("value", "nv", *limits)
    version = LightVersion(
        period=Period(date(2016, 1, 1)),
        formula=parse_formula(formula),
        unit=LightUnit.SHARE,
        limits=limits,
        red=parse_formula(red, names),
        amber=parse_formula(amber, names) if amber else None,
        severe=parse_formula(severe, names) if severe else None,
        weight=weight,
        why_weight=in_all("because"),
        source=A_SOURCE,
        confidence=Confidence.LOW,
    )
    texts = in_all(light_id)
    sentences = {status: in_all(f"{status} {{value}} {{limit}}") for status in ("red", "amber", "green", "severe")}
    return Knipperlicht(light_id, texts, texts, texts, sentences, texts, domains, True, (version,))


def a_board(*lights: Knipperlicht) -> LightBoard:
    """A board of these lights."""
    versions = ((light, light.on(DAY)) for light in lights)
    return LightBoard(DAY, tuple((light, version) for light, version in versions if version), a_chart())
