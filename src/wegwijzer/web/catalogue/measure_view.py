"""Everything that the page of one measure shows for one day, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Confidence, Measure, Provider, Status, Version
from wegwijzer.core.language.words import words_of
from wegwijzer.web.catalogue.amount_view import AmountView, amount_view
from wegwijzer.web.catalogue.requirements_view import Requirements, requirements
from wegwijzer.web.catalogue.sources_view import KinView, SourceView, kin_views, source_views
from wegwijzer.web.catalogue.timeline import VersionView, first_day_to_ask, period_text, timeline
from wegwijzer.wording.advice import AdviceWording, advice_wording
from wegwijzer.wording.language import local, say


@dataclass(frozen=True, slots=True)
class Notice:
    """What must be read before the rest. `tone` is `closed`, `unsure` or `note`."""

    tone: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProviderView:
    """Who decides or provides, with a link when the catalogue knows it.

    The note is what is documented, in Dutch, where it says more than the name ("attesten: gewesten").
    """

    name: str
    slug: str
    note: str


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A documented period with a link to its first day."""

    text: str
    op: str


@dataclass(frozen=True, slots=True)
class RulesView:
    """What held on the day."""

    period: str
    notice: Notice | None
    requirements: Requirements
    amount: AmountView
    how_to_apply: str
    odds: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class MeasureView:
    """The whole page. `rules` is None on a day that no period covers."""

    slug: str
    plain_name: str
    name: str
    summary: str
    level: str
    kind: str
    effort: str
    effort_why: str
    alternative: str
    legal_basis: str
    rules: RulesView | None
    periods: tuple[PeriodView, ...]
    providers: tuple[ProviderView, ...]
    predecessors: tuple[KinView, ...]
    successors: tuple[KinView, ...]
    versions: tuple[VersionView, ...]
    shown_version: int


def measure_view(measure: Measure, day: DayCatalogue, language: str) -> MeasureView:
    """Put the page together."""
    measure = measure.in_words_of(day.day)
    version = next((item.version for item in day.measures if item.measure.id == measure.id), None)
    return MeasureView(
        slug=measure.id,
        plain_name=local(measure.plain_name, language),
        name=local(measure.name, language),
        summary=local(measure.summary, language),
        level=say(f"catalogue.level.{measure.level}", language),
        kind=say(f"catalogue.kind.{measure.kind}", language),
        effort=say(f"catalogue.effort.{measure.effort}", language),
        effort_why=local(measure.effort_why, language),
        alternative=local(measure.alternative, language),
        legal_basis=measure.legal_basis or "",
        rules=None if version is None else _rules(measure, version, day, language),
        periods=tuple(
            PeriodView(period_text(known.period, language), first_day_to_ask(known.period))
            for known in measure.versions
        ),
        providers=tuple(_provider(provider, day, language) for provider in measure.providers_on(day.day)),
        predecessors=kin_views(measure.predecessors, day.catalogue.measures, language),
        successors=kin_views(measure.successors, day.catalogue.measures, language),
        versions=timeline(measure.id, language),
        shown_version=version.number if version else 0,
    )


def _rules(measure: Measure, version: Version, day: DayCatalogue, language: str) -> RulesView:
    words = advice_wording(day, language)
    return RulesView(
        period=period_text(version.period, language),
        notice=_notice(version, words),
        requirements=requirements(version, words),
        amount=amount_view(measure, version, day, words),
        how_to_apply=local(version.how_to_apply, language),
        odds=local(version.odds, language),
        sources=source_views(version.source),
    )


def _notice(version: Version, words: AdviceWording) -> Notice | None:
    status, caveats = words.status(version), words.caveats(version)
    if status is None and not caveats:
        return None
    if version.status is Status.CLOSED:
        tone = "note" if version.is_transition else "closed"
    elif version.status is not Status.OPEN or version.confidence is Confidence.LOW:
        tone = "unsure"
    else:
        tone = "note"
    title = say(f"catalogue.notice.{tone}", words.language)
    return Notice(tone, title, tuple(([status] if status else []) + caveats))


def _provider(provider: Provider, day: DayCatalogue, language: str) -> ProviderView:
    known = day.catalogue.organisations.get(provider.organisation or "")
    if known is None:
        return ProviderView(provider.name, "", "")
    says_more = set(words_of(provider.name)) - set(words_of(f"{local(known.name, 'nl')} {known.id}"))
    return ProviderView(local(known.name, language), known.id, provider.name if says_more else "")
