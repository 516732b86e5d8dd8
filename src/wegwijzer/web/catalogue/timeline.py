"""What changed: every version of a measure with what is different from the one before, generated from the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Certainty, Measure, Status, Version
from wegwijzer.core.period import Period
from wegwijzer.readers.catalogue import FIRST_DAY, shipped_catalogue, shipped_day
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.web.catalogue.amount_view import PartView, amount_line, amount_view
from wegwijzer.web.catalogue.sources_view import SourceView, source_views
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was, and what it became."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of the amount: the lines of its formula that went, and those that came."""

    label: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One period on the timeline. `op` is its first day that the catalogue answers for, for a link."""

    number: int
    period: str
    certainty: str
    status: str
    confidence: str
    op: str
    gap: str
    is_first: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]
    amount_change: Change | None
    parts: tuple[PartChange, ...]
    amount: str
    sources: tuple[SourceView, ...]

    @property
    def count(self) -> int:
        """How many conditions and parts of the amount differ from the version before."""
        return len(self.added) + len(self.removed) + len(self.changed) + len(self.parts)

    @property
    def has_changes(self) -> bool:
        """Whether anything that decides differs from the version before."""
        return bool(self.count or self.amount_change)


@while_it_stands(maxsize=256)
def timeline(measure_id: str, language: str) -> tuple[VersionView, ...]:
    """All versions of a measure, newest first. Kept for as long as the catalogue stands."""
    measure = shipped_catalogue().measure(measure_id)
    readings = [_Reading(measure, version, language) for version in measure.versions]
    views = [_view(reading, readings[place - 1] if place else None, language) for place, reading in enumerate(readings)]
    return tuple(reversed(views))


def period_text(period: Period, language: str) -> str:
    """The period in words, with "no end found" where none is documented."""
    start = date_text(period.valid_from, language)
    if period.valid_until is None:
        return say("catalogue.timeline.open_period", language, start=start)
    return say("catalogue.timeline.period", language, start=start, end=date_text(period.valid_until, language))


def first_day_to_ask(period: Period) -> str:
    """The first day of the period for which the catalogue answers, as an address needs it."""
    return max(period.valid_from, FIRST_DAY).isoformat()


class _Reading:
    """A version with its limits and rules filled in for the first day that it can be asked on."""

    def __init__(self, measure: Measure, version: Version, language: str) -> None:
        self.day: DayCatalogue = shipped_day(max(version.period.valid_from, FIRST_DAY))
        self.version = next((item.version for item in self.day.measures if item.measure.id == measure.id), version)
        self.words = advice_wording(self.day, language)
        self.sentences = {
            criterion.id: self.words.criteria.requirement(criterion.test) for criterion in self.version.criteria
        }
        self.line = amount_line(measure, self.version, self.day, language)
        self.parts = {
            part.id: view
            for part, view in zip(
                self.version.amount.parts if self.version.amount else (),
                amount_view(measure, self.version, self.day, self.words).parts,
                strict=True,
            )
        }


def _view(reading: _Reading, before: _Reading | None, language: str) -> VersionView:
    version = reading.version
    known = before.sentences if before else {}
    status = reading.words.status(version) or ""
    return VersionView(
        number=version.number,
        period=period_text(version.period, language),
        certainty=_certainty(version, language),
        status=status if version.status is not Status.OPEN else "",
        confidence=say(f"advice.confidence.{version.confidence.value}", language),
        op=first_day_to_ask(version.period),
        gap=_gap(before.version.period if before else None, version.period, language),
        is_first=before is None,
        added=tuple(text for key, text in reading.sentences.items() if before and key not in known),
        removed=tuple(text for key, text in known.items() if key not in reading.sentences),
        changed=tuple(
            Change(known[key], text) for key, text in reading.sentences.items() if key in known and known[key] != text
        ),
        amount_change=Change(before.line, reading.line) if before and before.line != reading.line else None,
        parts=tuple(_part_changes(before, reading, language)) if before else (),
        amount=reading.line,
        sources=source_views(version.source),
    )


def _part_changes(before: _Reading, after: _Reading, language: str) -> Iterable[PartChange]:
    """Part by part, the lines of the formula that went and those that came."""
    for part_id in dict.fromkeys([*before.parts, *after.parts]):
        old, new = before.parts.get(part_id), after.parts.get(part_id)
        were, are = _lines(old, language), _lines(new, language)
        if were != are:
            label = new.label if new else old.label if old else ""
            yield PartChange(
                label,
                tuple(line for line in were if line not in are),
                tuple(line for line in are if line not in were),
            )


def _lines(part: PartView | None, language: str) -> tuple[str, ...]:
    """The formula line by line, each line complete in itself."""
    if part is None:
        return ()
    limits = (say("catalogue.amount.at_most", language, value=line) for line in part.at_most)
    return (*(str(line) for line in part.how_much), *limits, *part.at_least)


def _certainty(version: Version, language: str) -> str:
    found = []
    if version.start_certainty is not Certainty.EXACT:
        found.append(say(f"catalogue.timeline.start_{version.start_certainty.value}", language))
    if version.end_note:
        found.append(say("catalogue.timeline.end_uncertain", language))
    return " ".join(found)


def _gap(before: Period | None, after: Period, language: str) -> str:
    """The days between two versions for which nothing is documented."""
    if before is None or before.valid_until is None:
        return ""
    first = before.valid_until + timedelta(days=1)
    if first >= after.valid_from:
        return ""
    last = after.valid_from - timedelta(days=1)
    return say("catalogue.timeline.gap", language, start=date_text(first, language), end=date_text(last, language))
