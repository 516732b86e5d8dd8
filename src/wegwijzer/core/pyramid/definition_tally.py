"""How the same firms fall under each definition beside the pyramid, whole and by layer, with intervals and bounds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Cell
from wegwijzer.core.pyramid.definition_disclosure import LAYERS, HiddenDefinitions, hide_definitions
from wegwijzer.core.pyramid.definitions import DEFINITIONS, PYRAMID, Decided, lacking
from wegwijzer.core.pyramid.segments import UNDECIDED, Placed, Segment
from wegwijzer.core.survey.design import Design, Flags
from wegwijzer.core.survey.estimating import Estimate, shares
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu


@dataclass(frozen=True, slots=True)
class Standing:
    """Firms under a definition: rows that meet it, that do not, and that it leaves undecided.

    `estimate` is the share that meets it of the firms it decides. All is None where it is suppressed; the share alone
    where the sample cannot tell it.
    """

    met: int | None
    not_met: int | None
    open: int | None
    estimate: Estimate | None
    is_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionTally:
    """A definition over all firms, and by layer of the pyramid; `undecided` is a layer too.

    `lacks` are the answers without which the survey cannot decide it: then there are no figures. `share_min` and
    `share_max` are its share of all firms if none, and if all, of those it leaves undecided meet it.
    """

    id: str
    whole: Standing
    share_min: float | None = None
    share_max: float | None = None
    layers: Mapping[str, Standing] | None = None
    lacks: tuple[str, ...] = ()


_NOTHING = Standing(None, None, None, None)
_HIDDEN = Standing(None, None, None, None, is_suppressed=True)


def tally_definitions(
    design: Design,
    placed: Placed,
    decided: Mapping[str, Decided],
    given: Collection[str],
    *,
    within: Flags,
    hidden: frozenset[Cell],
    rules: DisclosureRules,
    single_psu: SinglePsu = DEFAULT_RULE,
) -> tuple[DefinitionTally, ...]:
    """The tally of every definition, of the rows `within`; the design stays that of all rows.

    `given` are the answers that the survey holds. `hidden` are the cells of the pyramid that are not shown.
    """
    lacks = {name: lacking(name, given) for name in DEFINITIONS if name in decided}
    told = {name: decided[name] for name, missing in lacks.items() if not missing}
    gone = hide_definitions(told, placed, within=within, weights=design.row_weights, hidden=hidden, rules=rules)
    work = _Work(design, within, single_psu, _layer_rows(placed, within), gone)
    return tuple(
        work.tally(name, told[name]) if name in told else DefinitionTally(name, _NOTHING, lacks=missing)
        for name, missing in lacks.items()
    )


def _layer_rows(placed: Placed, within: Flags) -> dict[str, Flags]:
    rows = {segment.id: within & placed.of(segment) for segment in Segment}
    return rows | {UNDECIDED: within & ~placed.is_decided}


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    design: Design
    within: Flags
    single_psu: SinglePsu
    layers: Mapping[str, Flags]
    hidden: HiddenDefinitions

    def tally(self, name: str, decided: Decided) -> DefinitionTally:
        """The tally of one definition, without what is hidden."""
        if self.hidden.hides(name):
            return DefinitionTally(name, _HIDDEN)
        weights = self.design.row_weights
        total = float(weights[self.within].sum())

        def part(rows: Flags) -> float | None:
            return float(weights[rows & self.within].sum()) / total if total else None

        layers = None
        if name != PYRAMID:  # the pyramid by its own layers says nothing new
            layers = {
                layer: _HIDDEN if self.hidden.hides(name, layer) else self._standing(decided, self.layers[layer])
                for layer in LAYERS
            }
        whole = self._standing(decided, self.within)
        if not whole.not_met and whole.open:
            whole = replace(whole, estimate=None)  # a yes can be told and a no never: the share would be everybody
        return DefinitionTally(name, whole, part(decided.met), part(~decided.not_met), layers)

    def _standing(self, decided: Decided, rows: Flags) -> Standing:
        met, not_met = (int((flags & rows).sum()) for flags in (decided.met, decided.not_met))
        known = rows & (decided.met | decided.not_met)
        estimate = None
        if met + not_met:
            estimate = shares(self.design, {"met": decided.met}, within=known, single_psu=self.single_psu)["met"]
        return Standing(met, not_met, int(rows.sum()) - met - not_met, estimate)
