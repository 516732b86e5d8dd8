"""What a measure pays, made readable: one line, and the formula part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import AmountPart, EuroCase, Measure, PercentageCase, Version
from wegwijzer.core.criteria.nodes import Criterion, Values
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.profile import Profile
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text, percent_text


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the amount: what it is for, how much of it is paid, its limits, and when it exists at all."""

    label: str
    how_much: tuple[str, ...]
    at_most: tuple[str, ...]
    at_least: tuple[str, ...]
    only_if: str


@dataclass(frozen=True, slots=True)
class AmountView:
    """The amount of a version: a line for a firm of which nothing is known, the parts, the common ceiling, the note."""

    line: str
    parts: tuple[PartView, ...]
    one_of: bool
    at_most: tuple[str, ...]
    note: str


def amount_line(measure: Measure, version: Version, day: DayCatalogue, language: str) -> str:
    """What the version is worth to a firm of which nothing is known."""
    found = None if version.amount is None else worth(version.amount, unknown_firm(day))
    return worth_text(found, language, is_service=measure.kind == "service")


def unknown_firm(day: DayCatalogue) -> Values:
    """What criteria can read of a firm of which nothing is known."""
    return derive(Profile({}), day.derivation).values


def amount_view(measure: Measure, version: Version, day: DayCatalogue, words: AdviceWording) -> AmountView:
    """The amount of a version, in words."""
    amount = version.amount
    writer = _AmountWriter(words)
    return AmountView(
        line=amount_line(measure, version, day, words.language),
        parts=tuple(writer.part(part) for part in amount.parts) if amount else (),
        one_of=bool(amount and amount.one_of and len(amount.parts) > 1),
        at_most=tuple(writer.euros(amount.ceiling)) if amount else (),
        note=local(amount.note, words.language) if amount else "",
    )


class _AmountWriter:
    def __init__(self, words: AdviceWording) -> None:
        self._words = words
        self._language = words.language

    def part(self, part: AmountPart) -> PartView:
        how_much = [*self._rates(part), *self.euros(part.fixed)]
        how_much += [
            self._when("amount.plus", percent_text(case.percentage, self._language), case.when)
            for case in part.surcharges
        ]
        if part.rate_ceiling is not None:
            limit = percent_text(Band(part.rate_ceiling, part.rate_ceiling), self._language)
            how_much.append(self._say("amount.rate_at_most", rate=limit))
        at_least = []
        if part.minimum_base_eur is not None:
            at_least.append(self._say("amount.base_from", euro=euro_text(part.minimum_base_eur, self._language)))
        if part.floor_eur is not None:
            at_least.append(self._say("amount.support_from", euro=euro_text(part.floor_eur, self._language)))
        return PartView(
            label=_capital(local(part.label, self._language)),
            how_much=tuple(how_much),
            at_most=tuple(self.euros(part.ceiling)),
            at_least=tuple(at_least),
            only_if="" if part.when is None else self._words.criteria.requirement(part.when),
        )

    def euros(self, cases: Sequence[EuroCase]) -> Iterator[str]:
        """Each case as "10.000 euro als ..."; the last one of several as "... in alle andere gevallen"."""
        for case in cases:
            yield self._case(self._euro(case.euro), case.when, is_rest=len(cases) > 1)

    def _rates(self, part: AmountPart) -> Iterator[str]:
        base = self._words.facts.get(part.base) if part.base else None
        for case in part.rate:
            yield self._case(
                self._rate(case, part, base and local(base.subject, self._language)),
                case.when,
                is_rest=len(part.rate) > 1,
            )

    def _rate(self, case: PercentageCase, part: AmountPart, base: str | None) -> str:
        rate = percent_text(case.percentage, self._language)
        return self._say("amount.rate_of", rate=rate, base=base) if base else rate

    def _case(self, value: str, when: Criterion | None, *, is_rest: bool) -> str:
        if when is None:
            return self._say("amount.otherwise", value=value) if is_rest else value
        return self._when("amount.when", value, when)

    def _when(self, key: str, value: str, when: Criterion | None) -> str:
        if when is None:
            return self._say(f"{key}_always", value=value)
        return self._say(key, value=value, requirement=_clause(self._words.criteria.requirement(when)))

    def _euro(self, band: Band) -> str:
        if band.low is not None and band.high is not None and band.low != band.high:
            return self._say(
                "amount.euro_between",
                low=euro_text(band.low, self._language),
                high=euro_text(band.high, self._language),
            )
        if band.high is not None:
            return euro_text(band.high, self._language)
        return "" if band.low is None else self._say("amount.euro_from", low=euro_text(band.low, self._language))

    def _say(self, key: str, **arguments: str) -> str:
        return say(f"catalogue.{key}", self._language, **arguments)


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _clause(sentence: str) -> str:
    """A sentence as part of a longer one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
