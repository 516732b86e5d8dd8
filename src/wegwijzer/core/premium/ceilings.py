"""Which ceilings the premiums of a firm keep to, in three values: what is not known decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import Enum

from wegwijzer.core.band import ANYTHING, Band, exactly
from wegwijzer.core.premium.rules import PremiumRules, rules_of
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict, all_of

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_NOTHING = Decimal(0)


class Ceiling(Enum):
    """The four ceilings, and whether there is a premium that year at all."""

    YEAR = "year"
    PERSONS_PER_INNOVATION = "persons_per_innovation"
    PERSONS_PER_YEAR = "persons_per_year"
    MONTH_PAY = "month_pay"
    WAGE_BILL = "wage_bill"


@dataclass(frozen=True, slots=True)
class Award:
    """A premium for one person and one idea. `year` is the calendar year of its payment; `amount_eur` is not negative.

    What is not known is a band: `Band(0, None)` for an amount, `ANYTHING` for the person's gross pay of a month.
    """

    innovation: str
    person: str
    year: int
    amount_eur: Band
    month_pay_eur: Band = ANYTHING


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What is known of the firm in a calendar year: employees, and the gross wages declared for it."""

    headcount: Band = ANYTHING
    wage_bill_eur: Band = ANYTHING


@dataclass(frozen=True, slots=True)
class Reading:
    """How one ceiling is kept. `subject` is the innovation or the person that it is about, "" for the whole year.

    `used` and `limit` count persons or euro; `rules` is None in a year without known rules.
    """

    ceiling: Ceiling
    year: int
    subject: str
    used: Band
    limit: Band
    verdict: Verdict
    rules: PremiumRules | None

    @property
    def room(self) -> Band:
        """What may still be added: never less than nothing."""
        low = _less(self.limit.low, self.used.high)
        high = _less(self.limit.high, self.used.low)
        return Band(low if low is not None else _NOTHING, high)


@dataclass(frozen=True, slots=True)
class Room:
    """Whether one more premium fits, and up to which amount: `surely_eur` in any case, rounded down to the cent.

    `perhaps_eur` is what it could be at most if the unknown turns out well; None without a limit.
    """

    person_fits: Verdict
    surely_eur: Decimal
    perhaps_eur: Decimal | None


def read_ceilings(
    awards: Iterable[Award], years: Mapping[int, YearFacts], versions: Sequence[PremiumRules]
) -> tuple[Reading, ...]:
    """Every ceiling of every year with a premium. The order of the premiums changes nothing."""
    given = tuple(awards)
    readings: list[Reading] = []
    for year in sorted({award.year for award in given}):
        rules = rules_of(year, versions)
        in_year = [award for award in given if award.year == year]
        if rules is None:
            readings.append(Reading(Ceiling.YEAR, year, "", ANYTHING, ANYTHING, UNKNOWN, None))
            continue
        readings += _of_innovations(given, in_year, year, rules)
        readings += _of_year(in_year, year, years.get(year, YearFacts()), rules)
    return tuple(readings)


def all_kept(readings: Iterable[Reading]) -> Verdict:
    """Whether every ceiling is kept."""
    return all_of(reading.verdict for reading in readings)


def room_for(
    award: Award, awards: Iterable[Award], years: Mapping[int, YearFacts], versions: Sequence[PremiumRules]
) -> Room:
    """How much `award.person` may get for `award.innovation` on top of what there is; its own amount plays no part."""
    rest = tuple(awards)
    empty = Award(award.innovation, award.person, award.year, exactly(0), award.month_pay_eur)
    readings = read_ceilings((*rest, empty), years, versions)
    ours = [reading for reading in readings if _concerns(reading, award)]
    counts = [reading for reading in ours if reading.ceiling not in (Ceiling.MONTH_PAY, Ceiling.WAGE_BILL)]
    money = [reading for reading in ours if reading.ceiling in (Ceiling.MONTH_PAY, Ceiling.WAGE_BILL)]
    fits = all_kept(counts)
    if fits is NOT_MET:
        return Room(NOT_MET, _NOTHING, _NOTHING)
    surely = min((reading.room.low or _NOTHING for reading in money), default=_NOTHING)
    highs = [reading.room.high for reading in money if reading.room.high is not None]
    perhaps = min(highs).quantize(_CENT, ROUND_DOWN) if highs else None
    return Room(fits, surely.quantize(_CENT, ROUND_DOWN) if fits is MET else _NOTHING, perhaps)


def _of_innovations(
    given: Sequence[Award], in_year: Sequence[Award], year: int, rules: PremiumRules
) -> Iterable[Reading]:
    """Persons per innovation count over all years: a source sets no time to it."""
    for innovation in sorted({award.innovation for award in in_year}):
        persons = {award.person for award in given if award.innovation == innovation and award.year <= year}
        used, limit = exactly(len(persons)), exactly(rules.most_persons_per_innovation)
        yield _reading(Ceiling.PERSONS_PER_INNOVATION, year, innovation, used, limit, rules)


def _of_year(in_year: Sequence[Award], year: int, facts: YearFacts, rules: PremiumRules) -> Iterable[Reading]:
    persons = sorted({award.person for award in in_year})
    limit = rules.most_persons(facts.headcount)
    yield _reading(Ceiling.PERSONS_PER_YEAR, year, "", exactly(len(persons)), limit, rules)
    for person in persons:
        theirs = [award for award in in_year if award.person == person]
        limit = _lowest(award.month_pay_eur for award in theirs)
        yield _reading(Ceiling.MONTH_PAY, year, person, _total(theirs), limit, rules)
    limit = facts.wage_bill_eur.times_share(rules.most_wage_bill_pct / _HUNDRED)
    yield _reading(Ceiling.WAGE_BILL, year, "", _total(in_year), limit, rules)


def _reading(ceiling: Ceiling, year: int, subject: str, used: Band, limit: Band, rules: PremiumRules) -> Reading:
    return Reading(ceiling, year, subject, used, limit, _at_most(used, limit), rules)


def _at_most(used: Band, limit: Band) -> Verdict:
    if used.high is not None and limit.low is not None and used.high <= limit.low:
        return MET
    if used.low is not None and limit.high is not None and used.low > limit.high:
        return NOT_MET
    return UNKNOWN


def _concerns(reading: Reading, award: Award) -> bool:
    """Whether one more premium changes a reading; persons of an innovation count on into the years after."""
    if reading.ceiling is Ceiling.PERSONS_PER_INNOVATION:
        return reading.subject == award.innovation and reading.year >= award.year
    return reading.year == award.year and (reading.ceiling is not Ceiling.MONTH_PAY or reading.subject == award.person)


def _total(awards: Iterable[Award]) -> Band:
    total = exactly(0)
    for award in awards:
        total = total.plus(award.amount_eur)
    return total


def _lowest(pays: Iterable[Band]) -> Band:
    """The month's pay of a person to be measured by: where two were given, the lower, so that no ceiling is passed."""
    known = [pay for pay in pays if pay != ANYTHING]
    if not known:
        return ANYTHING
    lows = [pay.low for pay in known]
    highs = [pay.high for pay in known if pay.high is not None]
    low = None if None in lows else min(low for low in lows if low is not None)
    return Band(low, min(highs) if highs else None)


def _less(limit: Decimal | None, used: Decimal | None) -> Decimal | None:
    return None if limit is None or used is None else max(_NOTHING, limit - used)
