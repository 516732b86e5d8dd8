"""Work out every figure of docs/what-the-lights-can-predict.md: see README.md beside this file.

python -m tests.reference.failure_data.evaluate DATA_FOLDER
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from tests.reference.failure_data import sources
from tests.reference.failure_data.lights import LIGHTS, limits, scores
from tests.reference.failure_data.measures import at_the_top, auc, auc_interval, gain_interval, portfolio
from tests.reference.failure_data.sources import Firms
from tests.reference.failure_data.weights import ARGUED, EQUAL, RECOMMENDED, as_array, learned, shaken

FIGURES = Path(__file__).parent / "figures.json"
SEED = 20261124
FOLDS = 5
TOPS = (0.05, 0.1, 0.2)
RATES = (0.01, 0.02)
BANDS = (0, 20, 40, 60, 100)
WEIGHTS = {"equal": EQUAL, "argued": as_array(ARGUED), "recommended": as_array(RECOMMENDED)}
BEST = WEIGHTS["recommended"]


def main() -> None:
    """Read the three data sets and write the figures beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with polish/, slovak/ and us/")
    data = parser.parse_args().data
    random = np.random.default_rng(SEED)
    slovak = {years: sources.slovakia(data / "slovak", years_before=years) for years in (1, 2, 3)}
    polish = {
        years: sources.poland(data / "polish", years_before=years, sample=years in (2, 3, 4)) for years in range(1, 6)
    }
    listed = sources.america(data / "us")
    sets = [*polish.values(), *slovak.values(), listed]
    samples = {years: sources.poland(data / "polish", years_before=years, sample=True) for years in (1, 5)}
    figures = {
        "seed": SEED,
        "limits": {light: limits(light) for light in LIGHTS},
        "weights": {"argued": ARGUED, "recommended": RECOMMENDED},
        "sets": {firms.name: _described(firms) for firms in sets},
        "lights": {firms.name: _single_lights(firms) for firms in sets},
        "scores": {firms.name: _compared(firms, random) for firms in sets},
        "top": {firms.name: _top(firms) for firms in sets},
        "bands": {firms.name: _bands(firms) for firms in sets},
        "portfolio": {firms.name: _portfolios(firms, random) for firms in sets},
        "shaken": {firms.name: _robustness(firms, random) for firms in sets},
        "learned_elsewhere": [
            _crossed(fitted, judged, random)
            for fitted in (slovak[1], polish[1], listed)
            for judged in (slovak[1], slovak[2], polish[1], polish[5], listed)
            if fitted.name.split(",")[0] != judged.name.split(",")[0]
        ],
        "learned_held_out": {firms.name: _held_out(firms, random) for firms in (slovak[1], polish[1], listed)},
        "missing": {firms.name: _missing(firms) for firms in polish.values()},
        "polish_samples": {firms.name: _sample_check(firms, polish[years]) for years, firms in samples.items()},
        "slovak_identities": sources.slovak_identities(data / "slovak"),
        "a_year_later": _a_year_later(slovak[2], slovak[1]),
    }
    FIGURES.write_text(json.dumps(_rounded(figures), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _described(firms: Firms) -> dict[str, Any]:
    return {
        "rows": len(firms.failed),
        "companies": len(np.unique(firms.company)),
        "failures": int(firms.failed.sum()),
        "failure_rate": firms.failed.mean(),
        "lights": int((~np.isnan(firms.statuses).all(axis=0)).sum()),
    }


def _single_lights(firms: Firms) -> dict[str, Any]:
    found = {}
    for light, status in zip(LIGHTS, firms.statuses.T, strict=True):
        known = ~np.isnan(status)
        if known.any():
            red_failed = (status[known & firms.failed] == 1).mean()
            red_survived = (status[known & ~firms.failed] == 1).mean()
            found[light] = {
                "auc": auc(status[known], firms.failed[known]),
                "red_failed": red_failed,
                "red_survived": red_survived,
                "lift": red_failed / red_survived,
                "missing_failed": (~known)[firms.failed].mean(),
                "missing_survived": (~known)[~firms.failed].mean(),
            }
    return found


def _compared(firms: Firms, random: np.random.Generator) -> dict[str, Any]:
    found: dict[str, Any] = {
        "count_of_reds": _area(np.nansum(firms.statuses == 1, axis=1), firms.failed, random),
        **{name: _area(scores(firms.statuses, weights), firms.failed, random) for name, weights in WEIGHTS.items()},
        "recommended_over_equal": _gain(firms.statuses, BEST, EQUAL, firms.failed, random),
    }
    if firms.z_score is not None:
        known = ~np.isnan(firms.z_score)
        found["altman"] = _area(-firms.z_score[known], firms.failed[known], random)
    return found


def _top(firms: Firms) -> list[dict[str, float]]:
    score = scores(firms.statuses, BEST)
    rows = []
    for share in TOPS:
        precision, recall = at_the_top(score, firms.failed, share)
        row = {"share": share, "precision_in_file": precision, "recall_in_file": recall}
        for rate in RATES:
            row[f"precision_at_{rate}"], row[f"recall_at_{rate}"] = at_the_top(
                score, firms.failed, share, prevalence=rate
            )
        rows.append(row)
    return rows


def _bands(firms: Firms) -> list[dict[str, float]]:
    """By band of the score: the share of firms in it and how many of those fail, where two in a hundred fail."""
    score, rate = scores(firms.statuses, BEST), 0.02
    rows = []
    for low, high in pairwise(BANDS):
        inside = (score >= low) & ((score < high) | (high == BANDS[-1]))
        failing, surviving = rate * inside[firms.failed].mean(), (1 - rate) * inside[~firms.failed].mean()
        rows.append({"from": low, "to": high, "share": failing + surviving, "fail": failing / (failing + surviving)})
    return rows


def _portfolios(firms: Firms, random: np.random.Generator) -> dict[str, Any]:
    score = scores(firms.statuses, BEST)
    return {str(rate): portfolio(score, firms.failed, clients=200, top=10, rate=rate, random=random) for rate in RATES}


def _robustness(firms: Firms, random: np.random.Generator) -> dict[str, Any]:
    """What a change of every weight by up to a third does to the area and to who is in the top twentieth."""
    lot = random.random(len(firms.failed)) * 1e-6
    top = len(lot) // 20
    usual = scores(firms.statuses, BEST)
    first = set(np.argsort(usual + lot)[-top:])
    areas, kept = [], []
    for _ in range(500):
        score = scores(firms.statuses, shaken(BEST, by=1 / 3, random=random))
        areas.append(auc(score, firms.failed))
        kept.append(len(first & set(np.argsort(score + lot)[-top:])) / top)
    without = {
        light: auc(scores(firms.statuses, np.where(np.array(LIGHTS) == light, 0, BEST)), firms.failed)
        for light, status in zip(LIGHTS, firms.statuses.T, strict=True)
        if not np.isnan(status).all()
    }
    return {
        "auc": auc(usual, firms.failed),
        "lowest": min(areas),
        "highest": max(areas),
        "kept_in_top": float(np.mean(kept)),
        "without_one_light": without,
    }


def _crossed(fitted: Firms, judged: Firms, random: np.random.Generator) -> dict[str, Any]:
    """Weights learned on one data set and judged on another, by the lights that both carry."""
    shared = ~np.isnan(fitted.statuses).all(axis=0) & ~np.isnan(judged.statuses).all(axis=0)
    weights = learned(np.where(shared, fitted.statuses, np.nan), fitted.failed)
    seen = np.where(shared, judged.statuses, np.nan)
    return {
        "fitted": fitted.name,
        "judged": judged.name,
        "weights": {light: int(weight) for light, weight in zip(LIGHTS, weights, strict=True) if weight},
        "learned": _area(scores(seen, weights), judged.failed, random),
        "equal": auc(scores(seen, EQUAL * shared), judged.failed),
        "recommended": auc(scores(seen, BEST * shared), judged.failed),
        "recommended_over_learned": _gain(seen, BEST * shared, weights, judged.failed, random),
    }


def _held_out(firms: Firms, random: np.random.Generator) -> dict[str, Any]:
    """Weights learned on four fifths of the companies and judged on the fifth kept apart, five times."""
    carried = ~np.isnan(firms.statuses).all(axis=0)
    companies = np.unique(firms.company)
    fold = dict(zip(companies, random.permutation(len(companies)) % FOLDS, strict=True))
    folds = np.array([fold[company] for company in firms.company])
    areas: dict[str, list[float]] = {"learned": [], "equal": [], "recommended": []}
    for held in range(FOLDS):
        fitted, judged = firms.only(folds != held), firms.only(folds == held)
        weights = {
            "learned": learned(fitted.statuses, fitted.failed),
            "equal": EQUAL * carried,
            "recommended": BEST * carried,
        }
        for name, values in weights.items():
            areas[name].append(auc(scores(judged.statuses, values), judged.failed))
    return {
        name: {"auc": float(np.mean(each)), "lowest": min(each), "highest": max(each)} for name, each in areas.items()
    }


def _missing(firms: Firms) -> dict[str, Any]:
    """How well mere absence of figures tells the failures, and the score on firms whose lights are all known."""
    carried = ~np.isnan(firms.statuses).all(axis=0)
    absent = np.isnan(firms.statuses[:, carried]).sum(axis=1)
    whole = firms.only(absent == 0)
    kept = np.array(LIGHTS) != "interest-cover"
    doubtful = np.isin(LIGHTS, ("falling-sales", "interest-cover"))
    return {
        "auc_of_missing_alone": auc(absent, firms.failed),
        "failures_with_all_lights": int(whole.failed.sum()),
        "auc_all_lights_known": auc(scores(whole.statuses, BEST), whole.failed),
        "gain_without_interest_cover": auc(scores(firms.statuses, BEST * kept), firms.failed)
        - auc(scores(firms.statuses, EQUAL * kept), firms.failed),
        "auc_without_the_two": auc(scores(firms.statuses, np.where(doubtful, 0, BEST)), firms.failed),
    }


def _sample_check(sample: Firms, whole: Firms) -> dict[str, float]:
    """The score on the public sample and on the whole file: they should agree."""
    return {
        "auc_sample": auc(scores(sample.statuses, BEST), sample.failed),
        "auc_whole": auc(scores(whole.statuses, BEST), whole.failed),
    }


def _a_year_later(before: Firms, after: Firms) -> dict[str, float]:
    """Of the firms that did not fail: how many show a loss, and negative equity, the year after a high score."""
    alive = ~before.failed
    score = scores(before.statuses, BEST)[alive]
    loss = after.statuses[alive, LIGHTS.index("operating-loss")] == 1
    negative = after.statuses[alive, LIGHTS.index("net-assets")] == 1
    negative_before = before.statuses[alive, LIGHTS.index("net-assets")] == 1
    top = score >= np.quantile(score, 0.95)
    return {
        "share_in_top": top.mean(),
        "loss_in_top": loss[top].mean(),
        "loss_in_all": loss.mean(),
        "negative_equity_in_top_before": negative_before[top].mean(),
        "negative_equity_in_top": negative[top].mean(),
        "negative_equity_in_all": negative.mean(),
    }


def _area(score: np.ndarray, failed: np.ndarray, random: np.random.Generator) -> dict[str, float]:
    return dict(zip(("auc", "low", "high"), auc_interval(score, failed, random=random), strict=True))


def _gain(
    statuses: np.ndarray, weights: np.ndarray, other: np.ndarray, failed: np.ndarray, random: np.random.Generator
) -> dict[str, float]:
    gain = gain_interval(scores(statuses, weights), scores(statuses, other), failed, random=random)
    return dict(zip(("gain", "low", "high"), gain, strict=True))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(float(value), 4) if isinstance(value, float | np.floating) else value


if __name__ == "__main__":
    main()
