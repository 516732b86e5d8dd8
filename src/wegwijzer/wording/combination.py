"""The best combination of measures in words: what to take, by when, why, and what to ask first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import exactly
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.support.combination import (
    Alternative,
    Choice,
    Combination,
    Goal,
    LeftOut,
    Possible,
    Question,
    Shift,
    Why,
)
from wegwijzer.core.support.de_minimis import AidLedger, Release
from wegwijzer.core.support.judging import PAPERS
from wegwijzer.core.support.options import Option, OptionKind
from wegwijzer.core.support.problem import CeilingKind, SharedCeiling
from wegwijzer.core.support.scheduling import Late, LateReason, Timing
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, euro_text, number_text, percent_text


@dataclass(frozen=True, slots=True)
class CombinationWording:
    """Words a combination in one language; `actions` and `costs` name what the plan holds, by id."""

    measures: Mapping[str, Measure]
    actions: Mapping[str, str]
    costs: Mapping[str, str]
    language: str

    def told(self, key: str, **arguments: object) -> str:
        """A text about combinations."""
        return say(f"combination.{key}", self.language, **arguments)

    def day(self, day: date) -> str:
        """A day in words."""
        return date_text(day, self.language)

    def euro(self, amount: Decimal) -> str:
        """An amount."""
        return euro_text(amount, self.language)

    def range(self, low: Decimal, high: Decimal) -> str:
        """An amount, or what can be counted on and what is in reach."""
        if low == high:
            return self.euro(low)
        if low == 0:
            return self.told("up_to", high=self.euro(high))
        sign_first = self.euro(low).endswith(number_text(low, self.language))  # the sign stands once, at the outer end
        first = self.euro(low) if sign_first else number_text(low, self.language)
        last = number_text(high, self.language) if sign_first else self.euro(high)
        return self.told("between", low=first, high=last)

    def measure(self, id_: str) -> str:
        """The name that a firm understands."""
        known = self.measures.get(id_)
        return local(known.plain_name, self.language) if known is not None else id_

    def name(self, option: Option) -> str:
        """The measure of an option, named as people know it, with the way it is taken."""
        known = self.measures.get(option.measure)
        name = local(known.name, self.language) if known is not None else option.measure
        return f"{name} ({option.variant})" if option.variant else name

    def names(self, options: Iterable[Option]) -> str:
        """Several options, each measure once."""
        return self._listed(self.name(option) for option in options)

    def _listed(self, words: Iterable[str]) -> str:
        found = list(dict.fromkeys(words))
        return self.told("and").join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)

    def option(self, option: Option) -> str:
        """An option with its action."""
        action = self.actions.get(option.action) or option.action
        return self.told("option", action=action, measure=self.measure(option.measure), id=option.measure)

    def goal(self, goal: Goal, share_pct: Decimal) -> str:
        """The heading of an alternative."""
        return self.told(f"goal.{goal.value}", share=percent_text(exactly(share_pct), self.language))

    def also(self, goals: Sequence[Goal], share_pct: Decimal) -> str:
        """What else the same set is best in; empty where there is nothing else."""
        share = percent_text(exactly(share_pct), self.language)
        others = [self.told(f"goal_also.{goal.value}", share=share) for goal in goals[1:]]
        return self.told("also", goals=self.told("and").join(others)) if others else ""

    def certain(self, alternative: Alternative) -> str:
        """How much of it surely fits the firm; empty where nothing is taken."""
        sure = [choice.option.is_sure for choice in alternative.choices]
        if not sure:
            return ""
        key = "all" if all(sure) else "part" if alternative.euro_certain else "none"
        return self.told(f"certain.{key}", certain=self.euro(alternative.euro_certain))

    def also_possible(self, possible: Possible) -> str:
        """What may be had in place of something else, if the firm qualifies."""
        option = possible.choice.option
        return self.told(
            "also_possible" if possible.drops else "also_plain",
            measure=self.measure(option.measure),
            action=self.actions.get(option.action) or option.action,
            amount=self.range(possible.choice.euro_low, possible.choice.euro_high),
            options=self._listed(self.measure(option.measure) for option in possible.drops),
        )

    def files(self, alternative: Alternative) -> str:
        """How many files, and how much work."""
        kinds = [
            self.told(f"paper.{paper.value}", count=count)
            for paper, count in zip(PAPERS, alternative.files, strict=True)
            if count
        ]
        count = sum(alternative.files)
        return self.told("file_one" if count == 1 else "files", count=count, kinds=", ".join(kinds))

    def schedule(self, timing: Timing, on: date) -> list[str]:
        """What to do by when for one option."""
        found = []
        if timing.notice_by is not None:
            found.append(self.told("file.notice", by=self.day(timing.notice_by)))
        starts_now = timing.file_from <= on
        since = self.day(timing.file_from)
        if timing.file_by is not None:
            key = "today_by" if starts_now else "between"
            found.append(self.told(f"file.{key}", **{"from": since, "by": self.day(timing.file_by)}))
        elif timing.option.kind is OptionKind.TAX and starts_now:
            found.append(self.told("file.tax"))
        else:
            found.append(self.told("file.today" if starts_now else "file.from", **{"from": since}))
        if timing.decided_on is not None:
            found.append(self.told("file.decided", **{"day": self.day(timing.decided_on), "from": since}))
            if timing.decided_on > timing.option.start:
                found.append(self.told("before_answer"))
        elif timing.option.kind is OptionKind.GRANT:
            found.append(self.told("file.decided_unknown"))
        return found

    def choice(self, choice: Choice) -> list[str]:
        """Why it is chosen, and what there is to know of it beside its amount and its days."""
        option, rivals = choice.option, choice.instead_of
        if not rivals:
            found = [self.told("goes_along")]
        elif option.is_sure and not any(rival.is_sure for rival in rivals):
            found = [self.told("fits", options=self.names(rivals))]
        elif all(choice.euro_low > rival.euro_low for rival in rivals):
            found = [self.told("more_sure", options=self.names(rivals))]
        elif all(PAPERS.index(option.paper) > PAPERS.index(rival.paper) for rival in rivals):
            found = [self.told("lighter", options=self.names(rivals))]
        else:
            found = [self.told("instead_of", options=self.names(rivals))]
        if choice.cut_by:
            alone = self.range(option.euro_low, option.euro_high)
            found.append(self.told("cut", alone=alone, ceilings=self._ceilings(choice.cut_by)))
        return found if option.is_sure else [self.told("unsure"), *found]

    def why(self, left: LeftOut, on: date) -> str:
        """Why an option is left out."""
        beside = self.names(left.beside) if left.beside else ""
        if left.why is Why.EXCLUDED and left.relation is not None and left.relation.rule is not None:
            rule = left.relation.rule
            text = local(rule.text, self.language)
            return self.told("why.excluded", beside=beside, rule=text, source=rule.source)
        if left.why is Why.ASK:
            return self.told("why.ask", beside=beside, provider=self.provider(left.beside, on))
        if left.why is Why.FILES_FULL and left.files is not None:
            return self.told("why.files_full", count=left.files.limit_files, pool=self.pool(left.files.id))
        if left.why is Why.CEILING_FULL:
            if not left.ceilings:
                return self.told("why.ceiling_full_plain")
            return self.told("why.ceiling_full", ceilings=self._ceilings(left.ceilings))
        gain = self.range(left.gain_low, left.gain_high)
        return self.told(f"why.{left.why.value}", beside=beside, gain=gain)

    def question(self, question: Question, on: date) -> str:
        """What to ask, and whom."""
        one = self.name(question.one)
        if question.other is None:
            return self.told("question.small_aid", provider=self.provider([question.one], on), one=one)
        other, provider = question.other, self.provider([question.one, question.other], on)
        action = self.actions.get(question.one.action) or question.one.action
        costs = self._listed(self.costs.get(cost, cost) for cost in question.costs)
        key = "question.pair"
        return self.told(key, provider=provider, one=one, other=self.name(other), costs=costs, action=action)

    def late(self, late: Late) -> str:
        """Why an option is too late, and what would help."""
        deadline = "" if late.deadline is None else self.day(late.deadline)
        if late.reason is LateReason.WAITING and late.rule is not None:
            key = "late.waiting" if deadline else "late.waiting_unknown"
            text = local(late.rule.text, self.language)
            said = self.told(key, deadline=deadline, rule=text, source=late.rule.source)
        elif late.reason is LateReason.NO_WINDOW and not deadline:
            said = self.told("late.no_window_known")
        else:
            said = self.told(f"late.{late.reason.value}", deadline=deadline)
        if late.possible_start is None:
            return f"{said} {self.told('late.never')}"
        return f"{said} {self.told('late.possible', start=self.day(late.possible_start))}"

    def shift(self, shift: Shift) -> str:
        """What a later start wins."""
        key = "shift.wins" if shift.options else "shift.wins_plain"
        return self.told(
            key,
            action=self.actions.get(shift.action) or shift.action,
            days=shift.days,
            start=self.day(shift.start),
            options=self.names(shift.options) if shift.options else "",
            gain=self.range(shift.gain_low, shift.gain_high),
        )

    def headroom(self, combination: Combination, ledger: AidLedger | None) -> list[str]:
        """What small aid may still be had, and how that was counted."""
        room = combination.headroom
        if room.rule is None:
            return [self.told("unknown_rule", day=self.day(room.on))]
        low, high = room.left.low or Decimal(0), room.left.high or Decimal(0)
        found = [
            self.told(
                "small_aid.left",
                left=self.euro(low),
                ceiling=self.euro(room.rule.ceiling_eur),
                window=self.told(f"window.{room.rule.counting.value}"),
            )
        ]
        if ledger is None:
            found.append(self.told("small_aid.no_ledger"))
        elif room.counted.low:
            found.append(self.told("small_aid.counted", counted=self.euro(room.counted.low)))
        if room.unsure:
            count = len(room.unsure)
            key = "small_aid.unsure_one" if count == 1 else "small_aid.unsure"
            found.append(self.told(key, count=count, low=self.euro(low), high=self.euro(high)))
        return found + [self.release(release) for release in combination.releases]

    def release(self, release: Release) -> str:
        """When more small aid becomes possible."""
        return self.told("small_aid.release", day=self.day(release.on), euro=self.euro(release.euro))

    def assumed_small(self, alternative: Alternative) -> str:
        """The chosen grants that count as small aid for want of a source; empty where there are none."""
        options = [choice.option for choice in alternative.choices if choice.option.is_de_minimis is None]
        return self.told("small_aid.assumed", measures=self.names(options)) if options else ""

    def provider(self, options: Sequence[Option], on: date) -> str:
        """Whom to ask: who runs the first grant, else the first measure."""
        first = next((option for option in options if option.kind is OptionKind.GRANT), options[0])
        measure = self.measures.get(first.measure)
        return measure.providers_on(on)[0].name if measure is not None else first.measure

    def pool(self, id_: str) -> str:
        """A shared ceiling by the measure and the year it is of."""
        measure, _, rest = id_.partition(":")
        known = self.measures.get(measure)
        name = local(known.name, self.language) if known is not None else measure
        year = rest.partition(":")[0]
        return f"{name} {year}".strip()

    def _ceilings(self, ceilings: Iterable[SharedCeiling]) -> str:
        """What is full: each kind of ceiling once, with the costs that it is on."""
        grouped: dict[tuple[object, ...], list[SharedCeiling]] = {}
        for ceiling in ceilings:
            rule = ceiling.relation.rule if ceiling.relation is not None else None
            pool = ceiling.pool.id if ceiling.pool is not None else ""
            grouped.setdefault((ceiling.kind, pool, rule.id if rule is not None else ""), []).append(ceiling)
        return self._listed(self._ceiling(group) for group in grouped.values())

    def _ceiling(self, group: Sequence[SharedCeiling]) -> str:
        first = group[0]
        limit = min(ceiling.cents for ceiling in group) if not first.cost else sum(item.cents for item in group)
        share = ""
        if first.kind is CeilingKind.LIMITED and first.relation is not None and first.relation.rule is not None:
            share = percent_text(exactly(first.relation.rule.intensity_pct or 0), self.language)
        return self.told(
            f"ceiling.{first.kind.value}",
            limit=self.euro(Decimal(limit) / 100),
            pool="" if first.pool is None else self.pool(first.pool.id),
            cost=self._listed(self.costs.get(ceiling.cost, ceiling.cost) for ceiling in group),
            share=share,
        )
