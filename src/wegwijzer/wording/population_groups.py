"""Groups of firms and numbers of them, as text and as data: shared by simulations and the search for blockers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.simulating.results import Counted
from wegwijzer.core.simulating.tallying import Figure
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import number_text


def group_label(grouping: str, label: str, facts: FactDictionary, language: str) -> str:
    """A group in words."""
    if label == "unknown":
        return say("simulation.group.unknown", language)
    if grouping == "size":
        return say(f"advice.size.{label}", language)
    if grouping in ("technology", "layer"):
        return say(f"simulation.group.{label}", language)
    fact = facts.get(grouping)
    option = next((option for option in fact.options if option.id == label), None) if fact is not None else None
    return local(option.label, language) if option is not None else label


def figure_data(figure: Figure) -> dict[str, object]:
    """A number of firms for machines; the error is that of the weighted number."""
    estimate = figure.estimate
    return {
        "n": figure.rows,
        "weighted": None if figure.weighted is None else round(figure.weighted, 4),
        "se": estimate.se if estimate is not None else None,
        "ci_low": estimate.ci_low if estimate is not None else None,
        "ci_high": estimate.ci_high if estimate is not None else None,
    }


def number_shown(figure: Figure, language: str) -> str:
    """A number of firms, of the population where rows have weights, with its sampling error if it has one."""
    shown = whole_text(figure.rows if figure.weighted is None else figure.weighted, language)
    estimate = figure.estimate
    if estimate is None or estimate.se is None or not figure.rows:
        return shown
    return f"{shown} (±{whole_text(estimate.se, language)})"


def whole_text(number: float, language: str) -> str:
    """A number without decimals."""
    return number_text(Decimal(round(number)), language)


def rows_sentences(counted: Counted, language: str) -> Iterator[str]:
    """Which rows were counted, and what that leaves open."""

    def told(key: str, **arguments: object) -> str:
        return say(f"simulation.{key}", language, **arguments)

    yield told("rows", file=counted.file, firms=whole_text(counted.selected, language))
    if counted.is_synthetic:
        yield told("synthetic")
    if counted.where:
        left = counted.rows - counted.selected
        yield told("where", where=counted.where, left=whole_text(left, language))
        if counted.undecided_rows:
            yield told("where_open", firms=whole_text(counted.undecided_rows, language))
    if counted.sum_of_weights is not None:
        yield told("weights", firms=whole_text(counted.sum_of_weights, language))
