"""Which criterion keeps whom out, as data and as text."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.core.advice.assessing import soft_facts
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Measure, NamedCriterion
from wegwijzer.core.simulating.excluding import Exclusion, MeasureExclusion, size_of
from wegwijzer.core.simulating.results import Excluded
from wegwijzer.core.simulating.tallying import Figure
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.population_groups import figure_data, number_shown, rows_sentences
from wegwijzer.wording.simulation import counted_data

_MOST_CRITERIA = 5
_MOST_PAIRS = 3
_MOST_OVERALL = 5


class ExcludedWording:
    """Words the exclusions of one day in one language."""

    def __init__(self, day: DayCatalogue, language: str) -> None:
        self._day, self._language = day, language
        self._criteria = CriterionWording(day.catalogue.facts, day.rules, language)
        self._named: dict[tuple[str, str], NamedCriterion] = {
            (item.measure.id, criterion.id): criterion for item in day.measures for criterion in item.version.criteria
        }
        self._measures: dict[str, Measure] = {item.measure.id: item.measure for item in day.measures}
        self._soft = soft_facts(day.catalogue)

    def data(self, found: Excluded) -> dict[str, object]:
        """The whole for machines."""
        return {
            "on": self._day.day,
            "population": counted_data(found.counted),
            "measures": [self._measure_data(measure) for measure in found.measures],
        }

    def _measure_data(self, found: MeasureExclusion) -> dict[str, object]:
        return {
            "id": found.measure,
            "name": local(self._measures[found.measure].name, self._language),
            "firms": figure_data(found.firms),
            "met": figure_data(found.met),
            "refused": figure_data(found.refused),
            "criteria": [self._criterion_data(found.measure, item) for item in found.criteria],
            "pairs": [{"criteria": list(pair.criteria), "blocks": figure_data(pair.blocks)} for pair in found.pairs],
        }

    def _criterion_data(self, measure: str, item: Exclusion) -> dict[str, object]:
        figures: dict[str, Figure | None] = {
            "blocks": item.blocks,
            "may_block": item.may_block,
            "alone": item.alone,
            "alone_sure": item.alone_sure,
            "alone_sure_as_firm": item.alone_sure_as_firm,
            "alone_possible": item.alone_possible,
            "near": item.near,
            "near_alone": item.near_alone,
        }
        return {
            "id": item.criterion,
            "sentence": self._sentence(measure, item.criterion),
            "about_the_plan": self._is_about_the_plan(measure, item.criterion),
            **{name: None if figure is None else figure_data(figure) for name, figure in figures.items()},
        }

    def lines(self, found: Excluded) -> Iterator[str]:
        """The whole for people: over all measures first, then measure by measure."""
        yield from rows_sentences(found.counted, self._language)
        if len(found.measures) > 1:
            yield ""
            yield from self._overall(found)
        for measure in found.measures:
            yield ""
            yield from self._measure_lines(measure)
        yield ""
        yield self._say("legend")

    def _overall(self, found: Excluded) -> Iterator[str]:
        """The criteria about the firm that keep most firms out alone, and the measures that are for none of them."""
        ranked = [
            (measure.measure, item)
            for measure in found.measures
            for item in measure.criteria
            if item.alone.rows and item.blocks.rows < measure.firms.rows
            if not self._is_about_the_plan(measure.measure, item.criterion)
        ]
        for_nobody = [
            measure.measure
            for measure in found.measures
            if any(item.blocks.rows == measure.firms.rows for item in measure.criteria)
        ]
        ranked.sort(key=lambda pair: -size_of(pair[1].alone))
        yield self._say("overall") if ranked else self._say("overall_nobody")
        for measure, item in ranked[:_MOST_OVERALL]:
            yield f"  {self._alone(item)}: {measure}, {self._sentence(measure, item.criterion)}"
        if for_nobody:
            yield self._say("for_nobody", measures=", ".join(for_nobody))

    def _measure_lines(self, found: MeasureExclusion) -> Iterator[str]:
        yield f"{local(self._measures[found.measure].name, self._language)} [{found.measure}]"
        figures = {name: number_shown(getattr(found, name), self._language) for name in ("firms", "met", "refused")}
        yield f"  {self._say('standing', **figures)}"
        shown = [item for item in found.criteria if item.blocks.rows][:_MOST_CRITERIA]
        if not shown:
            yield f"  {self._say('nobody')}"
        for item in shown:
            kind = "plan" if self._is_about_the_plan(found.measure, item.criterion) else "firm"
            yield f"  {self._sentence(found.measure, item.criterion)} [{item.criterion}, {self._say(kind)}]"
            yield f"    {self._say('blocks', blocks=self._shown(item.blocks), may_block=self._shown(item.may_block))}"
            yield f"    {self._say('alone', alone=self._alone(item))}"
            if item.near is not None and item.near.rows and item.near_alone is not None:
                near, alone = self._shown(item.near), self._shown(item.near_alone)
                yield f"    {self._say('near', near=near, alone=alone)}"
        for pair in found.pairs[:_MOST_PAIRS]:
            both = say("simulation.excluded.and", self._language).join(pair.criteria)
            yield f"  {self._say('pair', pair=both, firms=self._shown(pair.blocks))}"

    def _alone(self, item: Exclusion) -> str:
        """From who would surely get in without it to who perhaps would."""
        return self._say(
            "alone_span",
            sure=self._shown(item.alone_sure_as_firm),
            known=self._shown(item.alone),
            possible=self._shown(item.alone_possible),
        )

    def _sentence(self, measure: str, criterion: str) -> str:
        return self._criteria.requirement(self._named[measure, criterion].test)

    def _is_about_the_plan(self, measure: str, criterion: str) -> bool:
        facts = set(self._named[measure, criterion].test.facts())
        return bool(facts) and facts <= self._soft

    def _shown(self, figure: Figure) -> str:
        return number_shown(figure, self._language)

    def _say(self, key: str, **arguments: object) -> str:
        return say(f"simulation.excluded.{key}", self._language, **arguments)
