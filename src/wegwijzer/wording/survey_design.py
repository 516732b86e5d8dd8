"""What was done to the weights and where the errors come from, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from wegwijzer.core.survey.refining import Refined
from wegwijzer.wording.language import say
from wegwijzer.wording.survey_numbers import count_text, rounded
from wegwijzer.wording.values import number_text


def design_sentences(refined: Refined, language: str) -> Iterator[tuple[str, str]]:
    """What fitting and replicate weights did, as an id and a sentence; nothing where there were none."""
    fit, refinement = refined.fit, refined.refinement
    if fit is not None:
        kind = "raking" if len(refinement.margins) > 1 else "post_stratification"
        columns = ", ".join(f"{margin.column} ({len(margin.totals)})" for margin in refinement.margins)
        told = {
            "columns": columns,
            "firms": number_text(Decimal(str(round(sum(refinement.margins[0].totals.values()), 1))), language),
            "rounds": count_text(fit.rounds, language),
            "smallest": _factor(fit.smallest_factor, language),
            "largest": _factor(fit.largest_factor, language),
        }
        yield "fit", say(f"design.{kind}", language, **told)
        if refinement.bounds is not None:
            low, high = (_factor(end, language) for end in refinement.bounds)
            yield "fit_bounds", say("design.bounds", language, low=low, high=high)
    if refined.replicates:
        count = count_text(refined.replicates, language)
        if refinement.weight_columns:
            yield "replicates", say("design.given", language, count=count, columns=_columns(refined))
        elif refinement.method is not None:
            key = f"design.{refinement.method.value}"
            yield "replicates", say(key, language, count=count, seed=refinement.seed)


def design_data(refined: Refined) -> dict[str, object]:
    """The keys `fit` and `replicates`; None where there was no fitting, and no replicates."""
    fit, refinement, replicates = refined.fit, refined.refinement, refined.design.replicates
    return {
        "fit": None
        if fit is None
        else {
            "method": "raking" if len(refinement.margins) > 1 else "post_stratification",
            "margins": [
                {"column": margin.column, "categories": len(margin.totals), "total": sum(margin.totals.values())}
                for margin in refinement.margins
            ],
            "bounds": None if refinement.bounds is None else list(refinement.bounds),
            "rounds": fit.rounds,
            "smallest_factor": rounded(fit.smallest_factor),
            "largest_factor": rounded(fit.largest_factor),
        },
        "replicates": None
        if replicates is None
        else {
            "method": "given" if refinement.weight_columns else refinement.method and refinement.method.value,
            "count": refined.replicates,
            "scale": replicates.scale,
            "seed": refinement.seed if not refinement.weight_columns and _is_drawn(refined) else None,
        },
    }


def _is_drawn(refined: Refined) -> bool:
    method = refined.refinement.method
    return method is not None and method.value == "bootstrap"


def _columns(refined: Refined) -> str:
    names = refined.refinement.weight_columns
    return f"{names[0]} … {names[-1]}"


def _factor(number: float, language: str) -> str:
    return number_text(Decimal(f"{number:.3f}").normalize() + Decimal(0), language)
