"""How many firms of Flanders there are of each kind: sector by size by layer by use of the kmo-portefeuille.

Table 3 gives the layers of firms of 10 to 100 staff by technology, table 6 the users by size; both are met exactly.
Within table 3 larger firms stand higher; that is fitted back to its shares (iterative proportional fitting: Deming &
Stephan 1940).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.population.drawing import Flags, Integers, Numbers
from wegwijzer.core.population.plan import LAYERS, PopulationPlan, Shares

_ROUNDS = 200
_TECHNOLOGIES = ("high", "low", "outside")
_MOST_DRAWN = 0.5
"""The largest part of a stratum that a sample takes."""


@dataclass(frozen=True, eq=False)
class Cells:
    """The kinds of firms, one a place: sector, size class and layer by place, use, and how many firms there are."""

    sector: Integers
    size: Integers
    layer: Integers
    uses: Flags
    firms: Numbers

    def share(self, drawn: Numbers) -> Numbers:
        """Where the part of each cell ends on the way from 0 to 1; `drawn` are the pulls of the size classes."""
        pull = self.firms * drawn[self.size]
        return np.asarray(np.cumsum(pull) / pull.sum())

    @cached_property
    def whole(self) -> float:
        """All firms."""
        return float(self.firms.sum())


def cells_of(plan: PopulationPlan) -> Cells:
    """Every kind of firm of the plan that there is. Raises InputError where table 6 has more users than firms."""
    firms = np.array([sector.firms for sector in plan.sectors], np.float64)
    by_layer = firms[:, :, np.newaxis] * layer_shares(plan)
    use = _use(plan, by_layer)
    joint = np.stack([by_layer * (1 - use), by_layer * use], axis=-1)
    sector, size, layer, uses = (place.ravel() for place in np.indices(joint.shape))
    there = joint.ravel() > 0
    return Cells(sector[there], size[there], layer[there], uses[there].astype(np.bool_), joint.ravel()[there])


def layer_shares(plan: PopulationPlan) -> Numbers:
    """The share of each layer (third axis) among firms of a sector (first) and a size class (second)."""
    firms = np.array([sector.firms for sector in plan.sectors], np.float64)
    inside = list(plan.sizes_between(*plan.layers.staff))
    targets = table_3_targets(plan)
    printed_total = np.array(plan.layers.printed["total"])
    found = np.zeros((*firms.shape, len(LAYERS)))
    for technology in _TECHNOLOGIES:
        rows = [place for place, sector in enumerate(plan.sectors) if sector.technology == technology]
        asked = [place for place in rows if plan.sectors[place].in_survey]
        counted = firms[asked][:, inside].sum(axis=0) if asked else np.ones(len(inside))
        target = np.array(targets[technology])
        tilted = _tilted(counted, target / target.sum(), plan.layers.tilt)
        for place, size in enumerate(plan.sizes):
            if place in inside:
                shares = tilted[inside.index(place)]
            else:
                pull = np.array(plan.layers.shares[size.id]) * target / printed_total
                shares = pull / pull.sum()
            found[rows, place] = shares
    return found


def table_3_targets(plan: PopulationPlan) -> dict[str, Shares]:
    """Table 3 for high and low technology as printed, and for services what makes its total come out."""
    inside = list(plan.sizes_between(*plan.layers.staff))
    masses = {
        technology: float(
            sum(
                sector.firms[place]
                for sector in plan.sectors
                if sector.technology == technology and sector.in_survey
                for place in inside
            )
        )
        for technology in _TECHNOLOGIES
    }
    printed = {name: np.array(shares) for name, shares in plan.layers.printed.items()}
    left = printed["total"] * sum(masses.values()) - printed["high"] * masses["high"] - printed["low"] * masses["low"]
    outside = np.clip(left, 0, None)
    return {
        "high": plan.layers.printed["high"],
        "low": plan.layers.printed["low"],
        "outside": tuple((outside / outside.sum() * 100).tolist()),
    }


def _tilted(firms: Numbers, target: Numbers, tilt: float) -> Numbers:
    """Shares of layers by size class that add up to the target over all, higher up for the larger classes."""
    rank = np.linspace(-1, 1, len(firms))[:, np.newaxis]
    height = np.linspace(1, -1, len(target))
    table = firms[:, np.newaxis] * target * np.exp(tilt * rank * height)
    for _ in range(_ROUNDS):
        table *= (firms / table.sum(axis=1))[:, np.newaxis]
        table *= target * firms.sum() / table.sum(axis=0)
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _use(plan: PopulationPlan, by_layer: Numbers) -> Numbers:
    """The chance that a firm of a kind uses the kmo-portefeuille: the users of table 6, by the pull of the layers."""
    pull = np.zeros(by_layer.shape)
    for place, sector in enumerate(plan.sectors):
        pull[place] = np.array(plan.use.pull) if sector.is_listed else 0
    found = np.zeros(by_layer.shape)
    faults = []
    for users in plan.use.users:
        inside = list(plan.sizes_between(users.low, users.high))
        reached = float((by_layer[:, inside] * pull[:, inside]).sum())
        found[:, inside] = pull[:, inside] * users.firms / reached if reached else 0
        if not reached or found[:, inside].max() > 1:
            problem = f"table 6 has {users.firms:,} users of {users.id} staff, which is too many for these firms."
            faults.append(Fault("flanders.yaml", problem, "more firms of that size in `sectors`, or pulls nearer 1."))
    if faults:
        raise InputError(faults)
    return found


def sample_pulls(plan: PopulationPlan, rows: int) -> Numbers:
    """How much more often than others firms of each size class are drawn into a sample of so many rows.

    Never more than half of a class. Raises InputError when the classes do not have so many firms.
    """
    firms = np.array([sector.firms for sector in plan.sectors], np.float64).sum(axis=0)
    most = firms * _MOST_DRAWN
    if rows > most.sum() / 2:
        problem = f"{rows:,} rows are too many for a sample of {int(firms.sum()):,} firms."
        raise InputError([Fault("--firms", problem, f"at most {int(most.sum() / 2):,} with --sample.")])
    drawn = firms**plan.sample_power
    drawn *= rows / drawn.sum()
    for _ in range(_ROUNDS):
        over = drawn > most
        drawn = np.minimum(drawn, most)
        room = rows - drawn.sum()
        if room <= 1e-9 or over.all():
            break
        free = drawn < most
        drawn[free] *= 1 + room / drawn[free].sum()
    return np.asarray(drawn / firms)
