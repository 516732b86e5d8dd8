"""What a change of rules does, as data and as text: who gains, loses or gets another amount, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Amount, Version
from wegwijzer.core.simulating.changing import ChangedMeasure
from wegwijzer.core.simulating.results import BASES, Counted, MeasureEffects, Simulation
from wegwijzer.core.simulating.tallying import WHOLE, EuroFigure, GroupResult
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.population_groups import figure_data, group_label, number_shown, rows_sentences
from wegwijzer.wording.values import date_text, number_text

_SPANS = {
    "met_before": "met_before",
    "met_after": "met_after",
    "gained": "gained",
    "lost": "lost",
    "paid_less": "less",
    "paid_more": "more",
}
"""The spans of the output, from sure to possible, and the flags that they are made of."""
_COUNTS = ("became_undecided", "became_decided")
_EUROS = {"before": "before", "after": "after", "difference": "difference"}
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class SimulationWording:
    """What it takes to word a simulation: the change's name and days, and the catalogue without and with it."""

    name: str
    starts: date
    before: DayCatalogue
    after: DayCatalogue
    language: str

    def _criteria(self, day: DayCatalogue) -> CriterionWording:
        return CriterionWording(day.catalogue.facts, day.rules, self.language)

    def data(self, simulation: Simulation) -> dict[str, object]:
        """The whole for machines."""
        return {
            "change": {"name": self.name, "from": self.starts, "on": self.before.day},
            "population": counted_data(simulation.counted),
            "measures": [self._measure_data(found) for found in simulation.measures],
        }

    def _measure_data(self, found: MeasureEffects) -> dict[str, object]:
        changed = found.changed
        amount = next((one for one in changed.amounts[::-1] if one is not None), None)
        return {
            "id": changed.id,
            "name": local(changed.measure.name, self.language),
            "changes": self.changes(changed),
            "nobody_gains": changed.nobody_gains,
            "nobody_loses": changed.nobody_loses,
            "amount_per": amount.per if amount is not None else None,
            "amount_is": _kind_of(amount),
            **{basis: self._groups_data(found.by_basis[basis]) for basis in BASES},
        }

    def _groups_data(self, groups: Mapping[str, list[GroupResult]]) -> dict[str, object]:
        return {
            **_group_data(groups[WHOLE][0]),
            "by": {
                name: [{"value": one.label, **_group_data(one)} for one in found]
                for name, found in groups.items()
                if name != WHOLE
            },
        }

    def changes(self, changed: ChangedMeasure) -> list[dict[str, object]]:
        """What changes, line by line: what it is, and how it was and will be in words."""
        old = {item.id: item for item in changed.before_only}
        new = {item.id: item for item in changed.after_only}
        found: list[dict[str, object]] = []
        words = self._criteria(self.before), self._criteria(self.after)
        for name in dict.fromkeys((*old, *new)):
            sentences = [
                wording.requirement(side[name].test) if name in side else None
                for wording, side in zip(words, (old, new), strict=True)
            ]
            found.append({"what": "criterion", "id": name, "before": sentences[0], "after": sentences[1]})
        amounts = [self._amount(amount, changed) for amount in changed.amounts]
        if amounts[0] != amounts[1]:
            found.append({"what": "amount", "id": None, "before": amounts[0], "after": amounts[1]})
        statuses = [None if one is None else one.status.value for one in (changed.before, changed.after)]
        if statuses[0] != statuses[1]:
            found.append({"what": "status", "id": None, "before": statuses[0], "after": statuses[1]})
        periods = [_end_of(one) for one in (changed.before, changed.after)]
        if periods[0] != periods[1]:
            found.append({"what": "valid_until", "id": None, "before": periods[0], "after": periods[1]})
        return found

    def _amount(self, amount: Amount | None, changed: ChangedMeasure) -> str | None:
        if amount is None:
            return None
        return worth_text(
            worth(amount, {}),
            self.language,
            facts=self.before.catalogue.facts,
            is_service=changed.measure.kind == "service",
        )

    def lines(self, simulation: Simulation) -> Iterator[str]:
        """The whole for people."""
        yield self._say("title", name=self.name or self._say("change"), day=date_text(self.before.day, self.language))
        yield from rows_sentences(simulation.counted, self.language)
        if not simulation.measures:
            yield self._say("nothing")
        for found in simulation.measures:
            yield ""
            yield from self._measure_lines(found, simulation.counted)

    def _measure_lines(self, found: MeasureEffects, counted: Counted) -> Iterator[str]:
        changed = found.changed
        yield f"{local(changed.measure.name, self.language)} [{changed.id}]"
        for line in self.changes(changed):
            before, after = (line[side] if line[side] is not None else "–" for side in ("before", "after"))
            yield f"  {self._say('what.' + str(line['what']))}: {before} -> {after}"
        for shut, key in ((changed.nobody_gains, "nobody_gains"), (changed.nobody_loses, "nobody_loses")):
            if shut:
                yield f"  {self._say(key)}"
        wholes = {basis: found.by_basis[basis][WHOLE][0] for basis in BASES}
        heading = "".join(f"{self._say(f'column.{name}'):>30}" for name in BASES)
        yield f"  {self._say('firms'):<34}{heading}"
        for name, flag in _SPANS.items():
            spans = [self._span(whole, flag) for whole in wholes.values()]
            if name.startswith("met") or any(whole.flags[f"{flag}_possible"].rows for whole in wholes.values()):
                yield f"  {self._say(f'row.{name}'):<34}" + "".join(f"{span:>30}" for span in spans)
        for name in _COUNTS:
            if any(whole.flags[name].rows for whole in wholes.values()):
                cells = "".join(f"{number_shown(whole.flags[name], self.language):>30}" for whole in wholes.values())
                yield f"  {self._say(f'row.{name}'):<34}{cells}"
        yield from self._money_lines(changed, wholes)
        yield from self._group_lines(found.by_basis[BASES[1]])
        if counted.is_survey:
            yield f"  {self._say('survey')}"

    def _span(self, whole: GroupResult, flag: str) -> str:
        sure, possible = (whole.flags[f"{flag}_{end}"] for end in ("sure", "possible"))
        if sure.rows == possible.rows:
            return number_shown(sure, self.language)
        return f"{number_shown(sure, self.language)} – {number_shown(possible, self.language)}"

    def _money_lines(self, changed: ChangedMeasure, wholes: Mapping[str, GroupResult]) -> Iterator[str]:
        euros = {basis: whole.euros for basis, whole in wholes.items() if whole.euros is not None}
        if not euros:
            return
        kind = _kind_of(next(one for one in changed.amounts[::-1] if one is not None))
        for name in _EUROS:
            cells = [self._euro_span(found[f"{name}_min"], found[f"{name}_max"]) for found in euros.values()]
            yield f"  {self._say(f'euro.{name}'):<34}" + "".join(f"{cell:>30}" for cell in cells)
        yield f"  {self._say(f'assumption.{kind}')}"

    def _euro_span(self, low: EuroFigure, high: EuroFigure) -> str:
        ends = [
            self._say("no_end") if figure.unlimited else _millions(figure.euro, self.language) for figure in (low, high)
        ]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"

    def _group_lines(self, groups: Mapping[str, list[GroupResult]]) -> Iterator[str]:
        """By group what moves somebody, of those basis that looks at the firm itself."""
        whole = groups[WHOLE][0]
        shown = [name for name in ("gained", "lost", "paid_less", "paid_more") if _moves(whole, _SPANS[name])]
        if not shown:
            return
        for name, found in groups.items():
            if name == WHOLE:
                continue
            yield f"  {self._say(f'by.{name}')}"
            for one in found:
                cells = [f"{self._say(f'row.{key}')} {self._span(one, _SPANS[key])}" for key in shown]
                if one.euros is not None:
                    cells.append(self._euro_span(one.euros["difference_min"], one.euros["difference_max"]))
                label = group_label(name, one.label, self.before.catalogue.facts, self.language)
                yield f"    {label:<32}{'; '.join(cells)}"

    def _say(self, key: str, **arguments: object) -> str:
        return say(f"simulation.{key}", self.language, **arguments)


def counted_data(counted: Counted) -> dict[str, object]:
    """The rows for machines."""
    return {
        "file": counted.file,
        "synthetic": counted.is_synthetic,
        "rows": counted.rows,
        "where": counted.where or None,
        "firms": counted.selected,
        "where_open": counted.undecided_rows,
        "sum_of_weights": counted.sum_of_weights,
        "is_survey": counted.is_survey,
    }


def _group_data(group: GroupResult) -> dict[str, object]:
    data: dict[str, object] = {"firms": figure_data(group.firms)}
    for name, flag in _SPANS.items():
        data[name] = {
            "at_least": figure_data(group.flags[f"{flag}_sure"]),
            "at_most": figure_data(group.flags[f"{flag}_possible"]),
        }
    data |= {name: figure_data(group.flags[name]) for name in _COUNTS}
    if group.euros is not None:
        data["euro"] = {
            name: {"min": _euro_data(group.euros[f"{name}_min"]), "max": _euro_data(group.euros[f"{name}_max"])}
            for name in _EUROS
            if f"{name}_min" in group.euros
        }
    return data


def _euro_data(figure: EuroFigure) -> dict[str, object]:
    estimate = figure.estimate
    return {
        "eur": None if figure.unlimited else round(figure.euro, 2),
        "without_end": figure.unlimited,
        "se": estimate.se if estimate is not None else None,
    }


def _kind_of(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    return "deduction" if amount.is_deduction else "credit" if amount.is_credit else "support"


def _end_of(version: Version | None) -> str | None:
    until = version.period.valid_until if version is not None else None
    return until.isoformat() if until is not None else None


def _moves(group: GroupResult, flag: str) -> bool:
    return bool(group.flags[f"{flag}_possible"].rows)


def _millions(euro: float, language: str) -> str:
    number = number_text(Decimal(f"{euro / _MILLION + 0.0:.1f}"), language)
    return say("simulation.million", language, number="0" if number in ("-0", "−0") else number)
