"""The names of classes, measures, reasons and figures of reach in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.firm.facts import FactDictionary, Text
from wegwijzer.core.reach.results import Concentration, Interval, ReasonCount
from wegwijzer.wording.language import local, say
from wegwijzer.wording.survey_numbers import share_text
from wegwijzer.wording.values import number_text


def widest(found: Interval) -> float | None:
    """The end, or the figure itself, that lies farthest from nil."""
    ends = [abs(value) for value in (found.value, found.low, found.high) if value is not None]
    return max(ends, default=None)


def _decimals(percentage: float) -> int:
    """How many decimals leave two figures that count."""
    size = abs(percentage)
    return 1 if size >= 1 else 2 if size >= 0.1 else 3 if size >= 0.01 else 4


@dataclass(frozen=True)
class ReachNames:
    """What things are called; `measures` are the names of the catalogue's measures, `facts` its facts."""

    language: str
    facts: FactDictionary
    measures: Mapping[str, Text]

    def say(self, key: str, **arguments: object) -> str:
        """A text of this topic."""
        return say(f"reach.{key}", self.language, **arguments)

    def measure(self, name: str) -> str:
        """A measure, by its id."""
        return local(self.measures.get(name), self.language) or name

    def category(self, dimension: str, name: str) -> str:
        """A class of firms."""
        if dimension == "layer":
            return say(f"pyramid.segment.{name}", self.language)
        if dimension == "size" and name[:1].isdigit():
            return self.say("staff", number=name)
        fact = self.facts.get(dimension)
        option = next((option for option in fact.options if option.id == name), None) if fact is not None else None
        return local(option.label, self.language) if option is not None else name

    def reason(self, found: ReasonCount) -> str:
        """A reason, or its detail with what it is about."""
        if not found.detail:
            return self.say(f"reason.{found.reason}")
        if found.detail == "unspecified":
            return self.say("reason.unspecified")
        name, slash, criterion = found.detail.partition("/")
        if slash:
            return f"{self.measure(name)}: {self._fact(criterion)}"
        return self._fact(found.detail)

    def spread(self, found: Concentration) -> str:
        """What is spread, and over which years."""
        if found.first_year == found.last_year and found.what == "amount":
            return self.say("spread.amount", year=found.last_year)
        years = self.years(found.first_year, found.last_year)
        return self.say("spread.uses" if found.what == "uses" else "spread.amount_all", years=years)

    def days(self, number: float) -> str:
        """A number of days."""
        return self.say("day") if number == 1 else self.say("days", number=self.number(number))

    def years(self, first: int, last: int) -> str:
        """A span of years."""
        return str(first) if first == last else self.say("since", first=first, last=last)

    def _fact(self, name: str) -> str:
        fact = self.facts.get(name)
        if fact is None:
            return name
        return local(fact.subject, self.language) or local(fact.question, self.language) or name

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A number with at most so many decimals."""
        if value is None:
            return self.say("nothing")
        return number_text(Decimal(f"{value:.{decimals}f}"), self.language)

    def share(self, value: float | None) -> str:
        """A share of 0 to 1 as a percentage; a small one with as many decimals as tell."""
        if value is None:
            return self.say("nothing")
        if not 0 < value < 0.01:
            return share_text(value, self.language)
        text = f"{100 * value:.{_decimals(100 * value)}f}"
        return f"{text if self.language == 'en' else text.replace('.', ',')} %"

    def index(self, value: float | None) -> str:
        """A figure between 0 and 1 that is no share, with two decimals; a third where it would seem to be 1."""
        if value is None:
            return self.say("nothing")
        text = f"{value:.3f}" if 0.995 <= value < 1 else f"{value:.2f}"
        return text if self.language == "en" else text.replace(".", ",")

    def points(self, value: float | None, widest: float | None = None) -> str:
        """A difference of shares, in percentage points, with the decimals of the widest number beside it."""
        if value is None:
            return self.say("nothing")
        decimals = _decimals(100 * (value if widest is None else widest))
        text = f"{round(100 * value, decimals) + 0.0:+.{decimals}f}"
        text = text[1:] if not text.strip("+-0.") else text
        return text if self.language == "en" else text.replace(".", ",")

    def shown(self, value: float | None, kind: str, widest: float | None = None) -> str:
        """A figure of a kind: share, points, index, times or days."""
        match kind:
            case "points":
                return self.points(value, widest)
            case "index":
                return self.index(value)
            case "times":
                return self.number(value, 1)
            case "days":
                return self.number(value)
        return self.share(value)

    def between(self, found: Interval, kind: str = "share") -> str:
        """An interval in words: of shares, of an index, of times or of days."""
        if found.low is None and found.high is None:
            return self.say("nothing")
        far = widest(found)
        return self.say("interval", low=self.shown(found.low, kind, far), high=self.shown(found.high, kind, far))

    def listed(self, names: list[str], most: int = 6) -> str:
        """Names in a sentence, the first of many."""
        shown = names[:most]
        more = len(names) - len(shown)
        if more > 0:
            return ", ".join(shown) + self.say("and") + self.say("and_more", count=more)
        return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + self.say("and") + shown[-1]
