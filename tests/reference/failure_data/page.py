"""The tables and sentences of docs/what-the-lights-can-predict.md that hold figures, made from figures.json.

python -m tests.reference.failure_data.page prints them, to be put into the page after the figures changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures.json"
SHOWN = (
    "Slovakia, 1 years before",
    "Slovakia, 2 years before",
    "Poland, 1 years before",
    "Poland, 2 years before",
    "Poland, 5 years before",
    "United States, last year",
)
LAST_YEAR = (SHOWN[0], SHOWN[2], SHOWN[5])
COLUMNS = (*SHOWN[:3], SHOWN[4], SHOWN[5])
ARGUMENTS = {
    "falling-sales": "An early sign and one that no balance sheet shows, but a bad year happens to healthy firms too.",
    "shrinking-margin": "A later form of the same story; the weakest of the lights that Slovakia carries.",
    "operating-loss": (
        "A business that loses on its ordinary work cannot last; red for most firms in their last year before failure."
    ),
    "staff-cost-pressure": "No data set carries it, and it says much of what the operating loss says.",
    "liquidity": "Who cannot pay falls, also with a profit; half the same as the quick ratio, so the two share.",
    "quick-ratio": "The same without stock; the light most missed in Poland from two years ahead on.",
    "solvency": (
        "The cushion decides how many bad years a firm survives; most missed in America and furthest ahead in Slovakia."
    ),
    "net-assets": (
        "The law itself sounds the alarm here, and of all lights it burns least often for firms that survive."
    ),
    "losses-carried-forward": "Old losses, which already weigh on solvency and net assets, hence less than those.",
    "capacity-to-repay": "Cash earned against debt: the best or nearly the best single light in all three countries.",
    "interest-cover": (
        "With financial costs an operating loss turns it red anyway, and the data could not show that it adds anything."
    ),
    "overdue-debts": (
        "No sign of arrears but the arrears themselves, to creditors who report them to the court; no data set has it."
    ),
}


def fragments(figures: dict[str, Any]) -> dict[str, str]:
    """Every piece of the page that holds a figure, by name."""
    return {
        "data": _data(figures),
        "scores": _scores(figures),
        "lights": _lights(figures),
        "elsewhere": _elsewhere(figures),
        "held out": _held_out(figures),
        "shaken": _shaken(figures),
        "top": _top(figures),
        "portfolio": _portfolio(figures),
        "bands": _bands(figures),
        "missing": _missing(figures),
        "weights": _weights(figures),
        **_sentences(figures),
    }


def _sentences(figures: dict[str, Any]) -> dict[str, str]:
    scores, later, shaken = figures["scores"], figures["a_year_later"], figures["shaken"]
    gains = [found["recommended_over_equal"]["gain"] for found in scores.values()]
    lost = [found["auc"] - found["lowest"] for found in shaken.values()]
    kept = [found["kept_in_top"] for found in shaken.values()]
    learned = [pair["recommended_over_learned"]["gain"] for pair in figures["learned_elsewhere"]]
    samples = figures["polish_samples"].values()
    apart = max(abs(found["auc_sample"] - found["auc_whole"]) for found in samples)
    portfolios = [figures["portfolio"][name] for name in LAST_YEAR]
    found_at = {rate: [found[rate]["failures_at_the_top"] for found in portfolios] for rate in ("0.01", "0.02")}
    identities = list(figures["slovak_identities"].values())
    without = [found["gain_without_interest_cover"] for found in figures["missing"].values()]
    missing = [found["auc_of_missing_alone"] for found in figures["missing"].values()]
    return {
        "headline order": "the score ranks a failing firm above a surviving one in "
        f"{_range([scores[name]['recommended']['auc'] for name in LAST_YEAR], _percent)} of all pairs",
        "headline portfolio": f"Of the ten highest of 200 clients, {_range(found_at['0.01'], _one)} would fail "
        f"if one client in a hundred fails, and {_range(found_at['0.02'], _one)} if two in a hundred do",
        "gain over equal": f"between {min(gains):+.3f} and {max(gains):+.3f} of AUC over equal weights",
        "gain without interest cover": f"between {min(without):+.3f} and {max(without):+.3f}",
        "shaken loss": f"at most {max(lost):.3f} of AUC is lost, and on average at least {_percent(min(kept))} of the "
        "firms in the top twentieth stay there",
        "over learned": f"between {min(learned):+.3f} and {max(learned):+.3f} of AUC over the learned ones",
        "samples": f"differ by at most {apart:.3f} of AUC from those on the whole files",
        "identities": f"in {_range(identities, _percent)} of the rows",
        "missing alone": f"an AUC of {_range(missing, _two)}",
        "a year later": f"{_percent(later['negative_equity_in_top'])} show negative equity a year later "
        f"({_percent(later['negative_equity_in_top_before'])} had it already), against "
        f"{_percent(later['negative_equity_in_all'])} of all; {_percent(later['loss_in_top'])} show a loss, against "
        f"{_percent(later['loss_in_all'])}",
    }


def _data(figures: dict[str, Any]) -> str:
    head = ("Data set", "Firm-years", "Companies", "Failures", "Lights carried")
    rows = [
        (_name(name), found["rows"], found["companies"], found["failures"], found["lights"])
        for name, found in figures["sets"].items()
    ]
    return _table(head, rows)


def _scores(figures: dict[str, Any]) -> str:
    head = ("Data set", "Count of reds", "Equal weights", "Argued beforehand", "Recommended (95 %)", "Altman Z''")
    rows = [
        (
            _name(name),
            *(_two(found[scheme]["auc"]) for scheme in ("count_of_reds", "equal", "argued")),
            f"{_two(found['recommended']['auc'])} ({_two(found['recommended']['low'])} to "
            f"{_two(found['recommended']['high'])})",
            _two(found["altman"]["auc"]) if "altman" in found else "-",
        )
        for name, found in figures["scores"].items()
    ]
    return _table(head, rows)


def _lights(figures: dict[str, Any]) -> str:
    rows = []
    for light in figures["weights"]["recommended"]:
        cells = [_one_light(figures["lights"][name].get(light)) for name in COLUMNS]
        rows.append((f"`{light}`", *cells))
    return _table(("Light", *map(_name, COLUMNS)), rows)


def _one_light(found: dict[str, float] | None) -> str:
    if found is None:
        return "-"
    return f"{_two(found['auc'])}; {_percent(found['red_failed'])} / {_percent(found['red_survived'])}"


def _elsewhere(figures: dict[str, Any]) -> str:
    head = ("Learned on", "Judged on", "Learned (95 %)", "Equal", "Recommended")
    rows = [
        (
            _name(pair["fitted"]),
            _name(pair["judged"]),
            f"{_two(pair['learned']['auc'])} ({_two(pair['learned']['low'])} to {_two(pair['learned']['high'])})",
            _two(pair["equal"]),
            _two(pair["recommended"]),
        )
        for pair in figures["learned_elsewhere"]
    ]
    return _table(head, rows)


def _held_out(figures: dict[str, Any]) -> str:
    rows = [
        (
            _name(name),
            *(
                f"{_two(found[scheme]['auc'])} ({_two(found[scheme]['lowest'])} to {_two(found[scheme]['highest'])})"
                for scheme in ("learned", "equal", "recommended")
            ),
        )
        for name, found in figures["learned_held_out"].items()
    ]
    return _table(("Data set", "Learned", "Equal", "Recommended"), rows)


def _shaken(figures: dict[str, Any]) -> str:
    rows = []
    for name, found in figures["shaken"].items():
        least = max(found["without_one_light"].items(), key=lambda item: item[1])
        most = min(found["without_one_light"].items(), key=lambda item: item[1])
        rows.append(
            (
                _name(name),
                _three(found["auc"]),
                f"{_three(found['lowest'])} to {_three(found['highest'])}",
                _percent(found["kept_in_top"]),
                f"`{most[0]}`: {_three(most[1])}",
                f"`{least[0]}`: {_three(least[1])}",
            )
        )
    head = ("Data set", "AUC", "Weights changed by a third", "Stay in the top twentieth")
    return _table((*head, "Without the light most missed", "Without the light least missed"), rows)


def _top(figures: dict[str, Any]) -> str:
    head = ("Data set", "Top", "Precision in the file", "Precision at 1 %", "Precision at 2 %", "Recall at 2 %")
    rows = [
        (
            _name(name),
            _percent(row["share"]),
            _percent(row["precision_in_file"]),
            _percent(row["precision_at_0.01"]),
            _percent(row["precision_at_0.02"]),
            _percent(row["recall_at_0.02"]),
        )
        for name in SHOWN
        for row in figures["top"][name]
    ]
    return _table(head, rows)


def _portfolio(figures: dict[str, Any]) -> str:
    rows = []
    for name in SHOWN:
        for rate, label in (("0.01", "1 %"), ("0.02", "2 %")):
            found = figures["portfolio"][name][rate]
            rows.append(
                (
                    _name(name),
                    label,
                    _one(found["failures_among_all"]),
                    _one(found["failures_at_the_top"]),
                    f"{found['low']:.0f} to {found['high']:.0f}",
                    _percent(found["chance_of_none"]),
                )
            )
    head = (
        "Data set",
        "Failure rate",
        "Failing of 200",
        "Failing of the ten",
        "In nine of ten portfolios",
        "Chance of none",
    )
    return _table(head, rows)


def _bands(figures: dict[str, Any]) -> str:
    names = [f"{band['from']} to {band['to']}" for band in figures["bands"][SHOWN[0]]]
    rows = [
        (_name(name), *(f"{_percent(band['fail'], 1)} ({_percent(band['share'])})" for band in figures["bands"][name]))
        for name in SHOWN
    ]
    return _table(("Data set", *names), rows)


def _missing(figures: dict[str, Any]) -> str:
    head = (
        "Data set",
        "Missing lights alone",
        "Score",
        "Failures with all lights",
        "Score on these",
        "Score without the two",
    )
    rows = [
        (
            _name(name),
            _two(found["auc_of_missing_alone"]),
            _two(figures["scores"][name]["recommended"]["auc"]),
            found["failures_with_all_lights"],
            _two(found["auc_all_lights_known"]),
            _two(found["auc_without_the_two"]),
        )
        for name, found in figures["missing"].items()
    ]
    return _table(head, rows)


def _weights(figures: dict[str, Any]) -> str:
    rows = [(f"`{light}`", weight, ARGUMENTS[light]) for light, weight in figures["weights"]["recommended"].items()]
    return _table(("Light", "Weight", "Argument"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = tuple(head)
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _name(name: str) -> str:
    return name.replace("1 years", "1 year")


def _range(values: Iterable[float], write: Any) -> str:
    low, high = (write(value) for value in (min(values), max(values)))
    return low if low == high else f"{low} to {high}"


def _percent(value: float, digits: int = 0) -> str:
    return f"{100 * value:.{digits}f} %"


def _one(value: float) -> str:
    return f"{value:.1f}"


def _two(value: float) -> str:
    return f"{value:.2f}"


def _three(value: float) -> str:
    return f"{value:.3f}"


if __name__ == "__main__":
    for title, text in fragments(json.loads(FIGURES.read_text(encoding="utf-8"))).items():
        print(f"{title}:\n\n{text}\n")
