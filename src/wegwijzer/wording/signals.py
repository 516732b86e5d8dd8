"""Warning lights in words: values, limits, sentences and what is missing, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from wegwijzer.core.accounts.checking import Break
from wegwijzer.core.accounts.filing import TWELVE_MONTHS
from wegwijzer.core.knipperlichten.light import Knipperlicht, LightBoard, LightStatus, LightUnit, LightVersion
from wegwijzer.core.knipperlichten.reading import AccountsReading, LightReading, YearReading
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text, number_text

_MINUS = "\u2212"


class LightWording:
    """Words for the lights of one board in one language."""

    def __init__(self, board: LightBoard, language: str) -> None:
        self.language = language
        self.board = board
        self._lights = {light.id: (light, version) for light, version in board.lights}

    def light(self, light_id: str) -> Knipperlicht:
        """The light itself."""
        return self._lights[light_id][0]

    def version(self, light_id: str) -> LightVersion:
        """The rule of the light on the board's day."""
        return self._lights[light_id][1]

    def name(self, light_id: str) -> str:
        """What the light is called."""
        return local(self.light(light_id).name, self.language)

    def meaning(self, light_id: str) -> str:
        """Why it matters."""
        return local(self.light(light_id).meaning, self.language)

    def question(self, light_id: str) -> str:
        """What to ask the client."""
        return local(self.light(light_id).question, self.language)

    def referral(self, light_id: str) -> str:
        """What to say when sending the client on; names no figures."""
        return local(self.light(light_id).referral, self.language)

    def value(self, light_id: str, value: float | None) -> str:
        """A value of the light as people write it; empty when there is none."""
        return "" if value is None else value_text(value, self.version(light_id).unit, self.language)

    def sentence(self, reading: LightReading) -> str:
        """What the light shows, in one or two sentences."""
        if reading.status is LightStatus.NOT_COMPUTABLE:
            return self._not_computable(reading)
        light, version = self._lights[reading.light]
        key = "severe" if reading.is_severe and "severe" in light.sentences else reading.status.value
        if reading.value is None and "without_value" in light.sentences:
            key = "without_value"
        size = abs(reading.value or 0.0)
        return local(light.sentences[key], self.language).format(
            value=self.value(reading.light, reading.value),
            size=value_text(size, version.unit, self.language),
            limit=value_text(_shown_limit(version), version.unit, self.language),
        )

    def rubric(self, code: str) -> str:
        """A rubric by its name and code."""
        rubric = self.board.chart.rubrics.get(code)
        if rubric is None:
            return code
        return say("signals.rubric", self.language, label=local(rubric.label, self.language), code=code)

    def notes(self, reading: AccountsReading) -> tuple[str, ...]:
        """What there is to know of how the newest year was read: scaling and replaced filings."""
        found = []
        latest = reading.latest.year
        if latest.months != TWELVE_MONTHS:
            found.append(say("signals.scaled", self.language, months=self._months(latest.months)))
        before = latest.previous.months if latest.previous is not None else None
        if before is not None and before != TWELVE_MONTHS:
            found.append(say("signals.scaled_previous", self.language, months=self._months(before)))
        if reading.history.replaced:
            found.append(say("signals.replaced", self.language, filings=", ".join(reading.history.replaced)))
        return tuple(found)

    def broken_sum(self, broken: Break) -> str:
        """A sum that does not hold."""
        parts = _joined("signals.plus", [self.rubric(code) for code in broken.identity.plus], self.language)
        for code in broken.identity.minus:
            parts = say("signals.minus", self.language, first=parts, last=self.rubric(code))
        return say(
            "signals.break_previous" if broken.is_previous else "signals.break",
            self.language,
            total=self.rubric(broken.identity.total),
            stated=value_text(broken.stated, LightUnit.EUR, self.language),
            parts=parts,
            summed=value_text(broken.summed, LightUnit.EUR, self.language),
        )

    def _months(self, months: float) -> str:
        return number_text(_rounded(months, "0.1"), self.language)

    def _not_computable(self, reading: LightReading) -> str:
        missing, previous = self._rubrics(reading.missing), self._rubrics(reading.missing_previous)
        if missing and previous:
            if set(reading.missing_previous) <= set(reading.missing):
                return say("signals.missing", self.language, rubrics=missing)
            return say("signals.missing_both", self.language, rubrics=missing, previous=previous)
        if missing:
            return say("signals.missing", self.language, rubrics=missing)
        if previous:
            return say("signals.missing_previous", self.language, rubrics=previous)
        return say("signals.nil", self.language)

    def _rubrics(self, codes: Sequence[str]) -> str:
        return _joined("signals.and", [self.rubric(code) for code in codes], self.language)


def value_text(value: float, unit: LightUnit, language: str) -> str:
    """A value in its unit: a share as a percentage, points, a number with two decimals, or whole euro.

    >>> value_text(-0.1234, LightUnit.SHARE, "nl"), value_text(-0.041, LightUnit.POINTS, "nl")
    ('\u221212,3 %', '\u22124,1 punten')
    """
    if unit is LightUnit.EUR:
        return _signed(euro_text(_rounded(value, "1"), language))
    if unit is LightUnit.RATIO:
        return _signed(number_text(_rounded(value, "0.01"), language))
    number = _rounded(100 * value, "0.1")
    text = _signed(number_text(number, language))
    if unit is LightUnit.SHARE:
        return say("signals.share", language, number=text)
    return say("signals.points_one" if abs(number) == 1 else "signals.points", language, number=text)


def most_worrying(year: YearReading, board: LightBoard) -> list[LightReading]:
    """The lights that are lit, heaviest first: severe, red, amber; then by weight."""
    weight = {light.id: version.weight for light, version in board.lights}
    rank = {LightStatus.RED: 1, LightStatus.AMBER: 2}
    lit = [light for light in year.lights if light.status in rank]
    return sorted(lit, key=lambda light: (not light.is_severe, rank[light.status], -weight[light.light]))


def _shown_limit(version: LightVersion) -> float:
    """A limit on a fall is worded as a fall, so without its sign."""
    return abs(version.threshold) if version.unit in (LightUnit.SHARE, LightUnit.POINTS) else version.threshold


def _rounded(value: float, step: str) -> Decimal:
    number = Decimal(repr(value)).quantize(Decimal(step), ROUND_HALF_EVEN)
    return number + 0 if number else Decimal(0)


def _signed(text: str) -> str:
    """The text with a minus sign in place of its hyphen: "EUR -4,500" has it inside."""
    return text.replace("-", _MINUS, 1)


def _joined(key: str, parts: Iterable[str], language: str) -> str:
    items = list(parts)
    if not items:
        return ""
    text = items[0] if key == "signals.plus" else ", ".join(items[:-1])
    if key == "signals.plus":
        for item in items[1:]:
            text = say(key, language, first=text, last=item)
        return text
    return say(key, language, first=text, last=items[-1]) if len(items) > 1 else items[-1]
