"""What a measure pays, made readable: one line, and the formula part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import AmountPart, EuroCase, Measure, Version
from wegwijzer.core.criteria.nodes import All, Criterion, Values
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.profile import Profile
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text, percent_text


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A rate, a sum or a limit, with the condition under which it counts (empty: always)."""

    value: str
    condition: str

    def __str__(self) -> str:
        return f"{self.value} {self.condition}".strip()


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the amount: what it is for, how much of it is paid, its limits, and when it exists at all."""

    label: str
    base: str
    how_much: tuple[AmountLine, ...]
    at_most: tuple[AmountLine, ...]
    at_least: tuple[str, ...]
    only_if: str


@dataclass(frozen=True, slots=True)
class AmountView:
    """The amount of a version: a line for a firm of which nothing is known, the parts, the common ceiling, the note."""

    line: str
    parts: tuple[PartView, ...]
    one_of: bool
    at_most: tuple[AmountLine, ...]
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
        """One part of the formula."""
        base = self._words.facts.get(part.base) if part.base else None
        at_least = []
        if part.minimum_base_eur is not None:
            at_least.append(self._say("amount.base_from", euro=euro_text(part.minimum_base_eur, self._language)))
        if part.floor_eur is not None:
            at_least.append(self._say("amount.support_from", euro=euro_text(part.floor_eur, self._language)))
        return PartView(
            label=_capital(local(part.label, self._language)),
            base=self._say("amount.of", base=local(base.subject, self._language)) if base and part.rate else "",
            how_much=(*self._rates(part), *self.euros(part.fixed)),
            at_most=tuple(self.euros(part.ceiling)),
            at_least=tuple(at_least),
            only_if="" if part.when is None else self._condition("amount.only_if", part.when),
        )

    def euros(self, cases: Sequence[EuroCase]) -> Iterator[AmountLine]:
        """Each case with its condition; the last of several counts "in all other cases"."""
        for case in cases:
            yield self._case(self._euro(case.euro), case.when, is_rest=len(cases) > 1)

    def _rates(self, part: AmountPart) -> Iterator[AmountLine]:
        for case in part.rate:
            rate = percent_text(case.percentage, self._language)
            yield self._case(rate, case.when, is_rest=len(part.rate) > 1)
        for case in part.surcharges:
            rate = self._say("amount.plus", value=percent_text(case.percentage, self._language))
            yield self._case(rate, case.when, is_rest=False)
        if part.rate_ceiling is not None:
            limit = percent_text(Band(part.rate_ceiling, part.rate_ceiling), self._language)
            yield AmountLine(self._say("amount.rate_at_most", rate=limit), "")

    def _case(self, value: str, when: Criterion | None, *, is_rest: bool) -> AmountLine:
        if when is None:
            return AmountLine(value, self._say("amount.otherwise") if is_rest else "")
        return AmountLine(value, self._condition("amount.when", when))

    def _condition(self, key: str, when: Criterion) -> str:
        """What must be so; the parts of an "all of these" simply one after the other."""
        parts = when.parts if isinstance(when, All) else (when,)
        clauses = [_clause(self._words.criteria.requirement(part)) for part in parts]
        return self._say(key, requirement=self._say("amount.and").join(clauses))

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
