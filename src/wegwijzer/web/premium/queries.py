"""What the pages of the innovation premium read, as values of the core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from wegwijzer.core.band import ANYTHING, Band, exactly
from wegwijzer.core.premium.ceilings import Award, Reading, YearFacts, read_ceilings
from wegwijzer.core.premium.idea import IdeaFile, Step
from wegwijzer.core.premium.papers import ListLine
from wegwijzer.core.premium.rules import Condition
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN
from wegwijzer.readers.premium import shipped_premium
from wegwijzer.web.premium.models import Idea, Manager, Premium, Scheme
from wegwijzer.wording.language import LANGUAGES
from wegwijzer.wording.premium import CeilingWords, ceiling_words

_ANSWERS = {"yes": MET, "no": NOT_MET}
_SOME_AMOUNT = Band(Decimal(0), None)


@dataclass(frozen=True, slots=True)
class Ceilings:
    """How a firm keeps the ceilings, and the readings behind the words."""

    readings: Sequence[Reading]
    words: Sequence[CeilingWords]


def schemes_of(manager: Manager) -> QuerySet[Scheme]:
    """The firms of a manager, the oldest first."""
    return manager.schemes.all()


def scheme_of_form(token: str) -> Scheme | None:
    """Whose form an address leads to."""
    return Scheme.objects.filter(token=token).first() if token else None


def takes_ideas(scheme: Scheme, *, on: date) -> bool:
    """Whether employees can still send ideas in."""
    return scheme.is_open and (scheme.closes is None or on <= scheme.closes)


def premiums_of(scheme: Scheme) -> Sequence[Premium]:
    """Every premium of the ideas that were chosen."""
    found = Premium.objects.filter(idea__scheme=scheme, idea__state=Idea.State.KEPT).select_related("idea")
    return list(found.order_by("year", "idea__created", "pk"))


def award_of(premium: Premium) -> Award:
    """A premium as the core reads it; a person is known by their name, whatever its capitals and spaces."""
    return Award(
        str(premium.idea_id),
        person_key(premium.person),
        premium.year,
        _SOME_AMOUNT if premium.amount is None else exactly(premium.amount),
        ANYTHING if premium.month_pay is None else exactly(premium.month_pay),
    )


def person_key(name: str) -> str:
    """What two ways of writing one name have in common."""
    return " ".join(name.split()).casefold()


def year_facts(scheme: Scheme) -> dict[int, YearFacts]:
    """The figures of a firm by year."""
    return {
        int(year): YearFacts(_known(given.get("headcount", "")), _known(given.get("wage_bill", "")))
        for year, given in scheme.years.items()
    }


def ceilings_of(scheme: Scheme, language: str = LANGUAGES[0]) -> Ceilings:
    """Every ceiling, read and in words."""
    premiums = premiums_of(scheme)
    readings = read_ceilings([award_of(premium) for premium in premiums], year_facts(scheme), shipped_premium().rules)
    names: dict[str, str] = {}
    for premium in premiums:
        names.setdefault(person_key(premium.person), premium.person)
        names.setdefault(str(premium.idea_id), premium.idea.title)
    return Ceilings(readings, [ceiling_words(reading, names, language) for reading in readings])


def lines_of(premiums: Sequence[Premium]) -> list[ListLine]:
    """Premiums as rows of the list to keep."""
    return [ListLine(row.idea.title, row.person, row.year, row.paid, row.month_pay, row.amount) for row in premiums]


def file_of(idea: Idea) -> IdeaFile:
    """The file of an idea."""
    premiums = list(idea.premiums.all())
    days = {Step.INFORMED: idea.scheme.informed, Step.FILED: idea.filed, Step.TOLD: idea.told}
    return IdeaFile(
        what_is_new=idea.what_is_new,
        added_value=idea.added_value,
        thought_up_by=tuple(dict.fromkeys(premium.person for premium in premiums)),
        thought_up_on=idea.thought_up_on,
        has_amounts=bool(premiums) and all(premium.amount is not None for premium in premiums),
        answers={
            condition: _ANSWERS.get(str(idea.answers.get(condition.value, "")), UNKNOWN) for condition in Condition
        },
        steps={step: day for step, day in days.items() if day is not None},
    )


def _known(text: str) -> Band:
    return exactly(Decimal(text)) if text else ANYTHING
