"""Read one measure file: form, criteria, periods and amounts, with all its faults at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.measure import (
    Amount,
    AmountPart,
    Certainty,
    Condition,
    Confidence,
    EuroCase,
    Measure,
    NamedCriterion,
    PercentageCase,
    Provider,
    Status,
    Version,
)
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.facts import FactDictionary, FactType
from wegwijzer.core.period import Period, overlapping_pairs
from wegwijzer.readers.criteria import CriterionReader
from wegwijzer.readers.schema import (
    AmountForm,
    AmountPartForm,
    BandForm,
    EuroCaseForm,
    MeasureForm,
    PercentageCaseForm,
    VersionForm,
)
from wegwijzer.readers.texts import kin, optional_text, source, text, words
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_


class MeasureReader:
    """Reads one measure file; `faults` holds everything that is wrong with it."""

    def __init__(
        self,
        located: LocatedData,
        facts: FactDictionary,
        known_limits: Mapping[str, frozenset[str]],
        rules: frozenset[str],
    ) -> None:
        """`facts`, `known_limits` and `rules` are what its criteria may refer to."""
        self._located = located
        self._facts = facts
        self._criteria = CriterionReader(located, facts, known_limits, rules)
        self.faults: list[Fault] = []

    def read(self) -> Measure | None:
        """The measure, or None when it has faults."""
        form, self.faults = validate(self._located, MeasureForm)
        if form is None:
            self._read_criteria_of_raw_data(self._located.data, ())
            self.faults += self._criteria.faults
            return None
        versions = tuple(
            self._version(version, number, ("versions", number - 1))
            for number, version in enumerate(form.versions, start=1)
        )
        self._check_periods(form)
        self.faults += self._criteria.faults
        if self.faults:
            return None
        return Measure(
            id=form.id,
            name=text(form.name),
            plain_name=text(form.plain_name),
            summary=text(form.summary),
            level=form.level,
            kind=form.kind,
            documented_kind=form.documented_kind,
            list_number=form.seed_list_no,
            providers=tuple(
                Provider(item.name, item.organisation, item.valid_from, item.valid_until) for item in form.providers
            ),
            predecessors=kin(form.predecessors),
            successors=kin(form.successors),
            legal_basis=form.legal_basis,
            actions=tuple(form.actions),
            domains=dict(form.domains),
            keywords=words(form.keywords),
            effort=form.effort.level,
            effort_why=text(form.effort.why),
            alternative=optional_text(form.alternative),
            versions=versions,
        )

    def _version(self, form: VersionForm, number: int, path: Path_) -> Version:
        criteria: list[NamedCriterion] = []
        conditions: list[Condition] = []
        for place, condition in enumerate(form.conditions):
            here = (*path, "conditions", place)
            if not condition.criteria and condition.information is None:
                self._fault(here, "is neither read as criteria nor given as information.", "one of the two, or both.")
            for position, item in enumerate(condition.criteria):
                test = self._criteria.read(item.test, (*here, "criteria", position, "test"))
                if any(known.id == item.id for known in criteria):
                    self._fault((*here, "criteria", position, "id"), f'"{item.id}" is given twice.', "its own id.")
                if test is not None:
                    criteria.append(NamedCriterion(item.id, test, condition.documented))
            conditions.append(
                Condition(
                    condition.documented,
                    tuple(item.id for item in condition.criteria),
                    optional_text(condition.information),
                )
            )
        starts_after_end = _is_reversed(form)
        if starts_after_end:
            self._fault(
                (*path, "valid_until"),
                f'"valid_until" ({form.valid_until}) lies before "valid_from" ({form.valid_from}).',
                "a later day, or null while the version is in force.",
            )
        return Version(
            number=number,
            period=Period(form.valid_from, None if starts_after_end else form.valid_until),
            status=Status(form.status),
            confidence=Confidence(form.confidence),
            start_certainty=Certainty(form.valid_from_certainty),
            end_note=form.valid_until_certainty,
            is_transition=form.transition,
            criteria=tuple(criteria),
            conditions=tuple(conditions),
            amount=None if form.amount is None else self._amount(form.amount, (*path, "amount")),
            how_to_apply=optional_text(form.how_to_apply),
            odds=optional_text(form.odds),
            odds_pct=None if form.odds_pct is None else Band(form.odds_pct.min, form.odds_pct.max),
            caveat=optional_text(form.caveat),
            source=source(form.source),
            documented=form.documented,
            name=optional_text(form.name),
            plain_name=optional_text(form.plain_name),
            summary=optional_text(form.summary),
        )

    def _amount(self, form: AmountForm, path: Path_) -> Amount:
        return Amount(
            per=form.per,
            parts=tuple(self._part(part, (*path, "parts", place)) for place, part in enumerate(form.parts)),
            one_of=form.combine == "one_of",
            ceiling=self._euros(form.ceiling_eur, (*path, "ceiling_eur")),
            is_deduction=form.deduction,
            is_credit=form.credit,
            note=optional_text(form.note),
        )

    def _part(self, form: AmountPartForm, path: Path_) -> AmountPart:
        if form.fixed_eur is None and (form.base is None or form.rate_pct is None):
            self._fault(path, "has neither a rate on a cost nor a fixed sum.", "base with rate_pct, or fixed_eur.")
        if form.base is not None:
            fact = self._facts.get(form.base)
            if fact is None or fact.type is not FactType.MONEY:
                self._fault((*path, "base"), f'"{form.base}" is no amount of money.', "a money fact of facts.yaml.")
        return AmountPart(
            id=form.id,
            label=text(form.label),
            base=form.base,
            rate=self._percentages(form.rate_pct, (*path, "rate_pct")),
            surcharges=self._percentages(form.plus_pct or None, (*path, "plus_pct")),
            rate_ceiling=form.rate_ceiling_pct,
            minimum_base_eur=form.min_base_eur,
            floor_eur=form.floor_eur,
            ceiling=self._euros(form.ceiling_eur, (*path, "ceiling_eur")),
            fixed=self._euros(form.fixed_eur, (*path, "fixed_eur")),
            when=self._when(form.when, (*path, "when")),
        )

    def _percentages(
        self, form: Decimal | BandForm | Sequence[PercentageCaseForm] | None, path: Path_
    ) -> tuple[PercentageCase, ...]:
        if form is None:
            return ()
        if isinstance(form, Decimal | BandForm):
            band = self._band(form, path)
            if band.at_most(Decimal(100)).value == "not_met":
                self._fault(path, f"{form} is more than the whole.", "a percentage up to 100.")
            return (PercentageCase(band),)
        return tuple(
            PercentageCase(self._band(case.pct, (*path, place)), self._when(case.when, (*path, place, "when")))
            for place, case in enumerate(form)
        )

    def _euros(self, form: Decimal | BandForm | Sequence[EuroCaseForm] | None, path: Path_) -> tuple[EuroCase, ...]:
        if form is None:
            return ()
        if isinstance(form, Decimal | BandForm):
            return (EuroCase(self._band(form, path)),)
        return tuple(
            EuroCase(self._band(case.eur, (*path, place)), self._when(case.when, (*path, place, "when")))
            for place, case in enumerate(form)
        )

    def _band(self, form: Decimal | BandForm, path: Path_) -> Band:
        low, high = (form, form) if isinstance(form, Decimal) else (form.min, form.max)
        if (low is not None and low < 0) or (high is not None and high < 0):
            self._fault(path, f"{form} is negative.", "a number from 0.")
        if low is not None and high is not None and high < low:
            self._fault(path, f"max ({high}) is smaller than min ({low}).", "min up to max.")
            return exactly(low)
        return Band(low, high)

    def _when(self, data: dict[str, object] | None, path: Path_) -> Criterion | None:
        return None if data is None else self._criteria.read(data, path)

    def _check_periods(self, form: MeasureForm) -> None:
        periods = [Period(item.valid_from, item.valid_until) for item in form.versions if not _is_reversed(item)]
        for first, second in overlapping_pairs(periods):
            self._fault(
                ("versions", second, "valid_from"),
                f"the periods {periods[first]} and {periods[second]} overlap.",
                "at most one version on any day.",
            )
        starts = [period.valid_from for period in periods]
        if starts != sorted(starts):
            self._fault(("versions",), "the versions are not in order of time.", "oldest first.")

    def _read_criteria_of_raw_data(self, data: object, path: Path_) -> None:
        """Find the faults of criteria in a file whose form is wrong, so that all are reported at once."""
        if isinstance(data, dict):
            for key, value in data.items():
                if key in ("test", "when"):
                    self._criteria.read(value, (*path, key))
                elif key != "documented":
                    self._read_criteria_of_raw_data(value, (*path, key))
        elif isinstance(data, list):
            for place, value in enumerate(data):
                self._read_criteria_of_raw_data(value, (*path, place))

    def _fault(self, path: Path_, problem: str, expected: str) -> None:
        self.faults.append(self._located.fault(path, problem, expected))


def _is_reversed(form: VersionForm) -> bool:
    return form.valid_until is not None and form.valid_until < form.valid_from
