"""What the figures of reach say, a sentence or two for each; nothing is said that the intervals leave open."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.core.reach.results import Concentration, Matthew, Reach, ReachBy, Standing, Unmet, Waiting, YearReach
from wegwijzer.wording.reach_names import ReachNames


def whole_finding(found: Reach, names: ReachNames, measure: str = "") -> str:
    """The reach of the year."""
    if found.whole is None:
        return names.say("too_few")
    if found.whole.share.value is None:
        return names.say("no_population", year=found.year)
    told = {"share": names.share(found.whole.share.value), "interval": names.between(found.whole.share)}
    if measure:
        return names.say("finding.reach_measure", measure=names.measure(measure), **told)
    return names.say("finding.reach", **told)


def by_findings(found: ReachBy, names: ReachNames) -> Iterator[str]:
    """From which class to which the reach goes, and which surely have less or more than the others."""
    dimension = names.say(f"axis.{found.dimension}")
    told = [
        (cell.rate.share.value, names.category(found.dimension, cell.category), cell.standing)
        for cell in found.cells
        if cell.rate is not None and cell.rate.share.value is not None
    ]
    if len(told) < 2:
        yield names.say("finding.too_few", dimension=dimension)
        return
    (low, low_class, _), (high, high_class, _) = min(told), max(told)
    yield names.say(
        "finding.by",
        dimension=dimension,
        low=names.share(low),
        low_class=low_class,
        high=names.share(high),
        high_class=high_class,
    )
    standings = (Standing.BELOW, Standing.ABOVE)
    for standing in standings:
        classes = [name for _, name, own in told if own is standing]
        if classes:
            yield names.say(f"finding.{standing.value}", classes=names.listed(classes))
    if not any(own in standings for _, _, own in told):
        yield names.say("finding.level", dimension=dimension)


def trend_finding(found: YearReach, names: ReachNames) -> str:
    """How many users of the year come for the first time, and how many again."""
    if found.first is None or found.again is None:
        return names.say("finding.trend_hidden")
    first, again = names.share(found.first.share.value), names.share(found.again.share.value)
    return names.say("finding.trend", year=found.year, first=first, again=again)


def measures_finding(found: Reach, names: ReachNames) -> str:
    """The measure with most users."""
    told = [(one.whole.count, one.measure) for one in found.measures if one.whole is not None]
    if not told:
        return names.say("too_few")
    users, measure = max(told)
    return names.say("finding.measures", measure=names.measure(measure), users=names.number(users))


def matthew_findings(found: Matthew | None, names: ReachNames) -> Iterator[str]:
    """How much likelier use is after earlier use."""
    if found is None or found.times is None or found.times.value is None:
        yield names.say("finding.trend_hidden")
        return
    times = names.number(found.times.value, 1)
    yield names.say("finding.times", times=times, interval=names.between(found.times, "times"))
    if found.times_alike is not None and found.times_alike.value is not None:
        alike = names.number(found.times_alike.value, 1)
        interval = names.between(found.times_alike, "times")
        yield names.say("finding.times_alike", alike=alike_in(found, names), times=alike, interval=interval)


def alike_in(found: Matthew, names: ReachNames) -> str:
    """What firms that are compared have in common."""
    return names.listed([names.say(f"axis.{name}") for name in found.alike]) if found.alike else ""


def concentration_findings(found: Concentration, names: ReachNames) -> Iterator[str]:
    """What the top tenth has, and the Gini."""
    if found.top_tenth is not None and found.top_tenth.value is not None:
        top, interval = names.share(found.top_tenth.value), names.between(found.top_tenth)
        yield names.say("finding.concentration", top=top, interval=interval)
    if found.gini is not None and found.gini.value is not None:
        interval = names.between(found.gini, "index")
        yield names.say("finding.gini", gini=names.index(found.gini.value), interval=interval)
    if found.gini is None:
        yield names.say("finding.concentration_hidden")


def unmet_finding(found: Unmet, names: ReachNames) -> str:
    """The most frequent reason."""
    told = [(one.count, one) for one in found.reasons if not one.detail and one.count is not None]
    if not told:
        return names.say("too_few")
    _, most = max(told, key=lambda pair: pair[0])
    share = names.share(None if most.share is None else most.share.value)
    return names.say("finding.unmet", reason=names.reason(most), share=share)


def waiting_finding(found: Waiting, names: ReachNames) -> str:
    """How long half of the referrals wait."""
    if found.median is None:
        return names.say("too_few")
    if found.median.value is None:
        return names.say("finding.waiting_open")
    days = names.days(found.median.value)
    return names.say("finding.waiting", days=days, interval=names.between(found.median, "days"))


def outcomes_finding(found: Waiting, names: ReachNames) -> str:
    """How most referrals ended."""
    told = [(one.count, one) for one in found.outcomes if one.count is not None]
    if not told:
        return names.say("too_few")
    _, most = max(told, key=lambda pair: pair[0])
    share = names.share(None if most.share is None else most.share.value)
    return names.say("finding.outcomes", outcome=names.say(f"outcome.{most.outcome}"), share=share)
