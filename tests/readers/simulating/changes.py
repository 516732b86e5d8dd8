"""Changes and populations for tests."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.simulating.change_file import Change, read_change
from wegwijzer.readers.yaml_file import read_yaml

DAY = date(2027, 1, 1)

CHANGES = {
    "ceiling": "amount: {ceiling_eur: 5000}",
    "higher ceiling": "amount: {ceiling_eur: 9000}",
    "no ceiling": "amount: {ceiling_eur: null}",
    "ceiling by size": "amount: {ceiling_eur: [{when: {fact: size_class, at_most: small}, eur: 6000}, {eur: 4000}]}",
    "rate": "amount: {parts: {training: {rate_pct: 25}}}",
    "rate and ceiling": "amount: {ceiling_eur: 9000, parts: {training: {rate_pct: 15}}}",
    "small only": "criteria: {sme: {fact: size_class, at_most: small}}",
    "all sizes": "drop: [sme]",
    "young": "add: {young: {fact: age_years, below: 10}}",
    "small and paid more": "criteria: {sme: {fact: size_class, at_most: small}}\n  amount: {ceiling_eur: 9000}",
    "other door": "drop: [theme_accepted]\n  add: {few: {fact: fte, below: 20}}",
    "closed": "status: closed",
    "announced": "status: announced",
}
"""Changes of the kmo-portefeuille."""


def a_change(text: str, *, head: str = "measures:\n- measure: kmo-portefeuille\n  ") -> Change:
    """A change from the first of January 2027 on."""
    return read_change(read_yaml(f"from: {DAY}\n{head}{text}\n", name="change.yaml"), shipped_catalogue())


def known_firms(rows: int, seed: int = 3) -> pl.DataFrame:
    """Firms of which all that the kmo-portefeuille asks is known."""
    random = np.random.Generator(np.random.PCG64(seed))

    def one_of(*values):
        return random.choice(np.array(values, object), rows).tolist()

    fte = np.round(random.lognormal(2.5, 1.6, rows), 1)
    turnover = np.round(fte * 150_000 * random.lognormal(0, 0.7, rows))
    balance = np.round(turnover * random.lognormal(-0.3, 0.6, rows))
    action = np.array(one_of("training", "training", "advice"), object)
    return pl.DataFrame(
        {
            "id": [f"F{place}" for place in range(rows)],
            "legal_form": one_of("bv", "nv", "eenmanszaak", "vzw"),
            "establishment_in_flanders": one_of(True, True, True, False),
            "kmop_activity_listed": one_of(True, True, True, False),
            "part_of_group": [False] * rows,
            "founded": random.integers(8_000, 20_800, rows).astype(np.int32),
            "public_ownership_pct": one_of(0.0, 0.0, 0.0, 30.0),
            "planned_action": action.tolist(),
            "theme": one_of("cybersecurity", "digitalisation", "professional_skills", "other", "energy_efficiency"),
            "theme_approved_professional": one_of(True, False),
            "training_cost_eur": np.where(action == "training", np.round(random.lognormal(9, 1.5, rows)), 0.0),
            "advice_cost_eur": np.where(action == "advice", np.round(random.lognormal(9, 1.5, rows)), 0.0),
            **{
                f"{fact}_{end}": values
                for fact, values in (
                    ("fte", fte),
                    ("turnover_eur", turnover),
                    ("balance_sheet_total_eur", balance),
                )
                for end in ("min", "max")
            },
            "layer": one_of("koploper", "volger", "niet_innovatief"),
            "weight": np.round(random.uniform(1, 9, rows), 2),
            "stratum": one_of("a", "b", "c"),
        }
    ).with_columns(pl.col("founded").cast(pl.Date))


SURELY_KNOWN = ("id", "part_of_group", "layer", "weight", "stratum")
"""What forgetting leaves alone: a firm of which it is not known whether it is in a group counts as alone."""


def forgotten(firms: pl.DataFrame, share: float, seed: int = 8) -> pl.DataFrame:
    """The firms with a share of the cells empty, and a share of the numbers as bands."""
    random = np.random.Generator(np.random.PCG64(seed))
    rows = firms.height
    columns = []
    for name in firms.columns:
        column = firms[name]
        if name in SURELY_KNOWN:
            columns.append(column)
        elif name.endswith(("_min", "_max")):
            factor = 1 - random.uniform(0, 1, rows) if name.endswith("_min") else 1 + 3 * random.uniform(0, 1, rows)
            loose = random.random(rows) < share
            gone = random.random(rows) < share / 2
            values = np.where(loose, column.to_numpy() * factor, column.to_numpy())
            columns.append(pl.Series(name, np.where(gone, np.nan, values)).fill_nan(None))
        else:
            columns.append(column.set(pl.Series(random.random(rows) < share), None))
    return pl.DataFrame(columns)
