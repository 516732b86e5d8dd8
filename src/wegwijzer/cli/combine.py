"""`wegwijzer combine`: the best combination of measures for a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import click

from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json, read_input
from wegwijzer.cli.plan_files import plan_of
from wegwijzer.cli.wrapping import wrapped
from wegwijzer.core.support.combination import Alternative, Combination, Goal, LeftOut, Why
from wegwijzer.core.support.combining import DEFAULT_SHARE
from wegwijzer.core.support.de_minimis import AidLedger
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.readers.aid_ledger import read_aid_ledger
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.combining import best_combination
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.wording.combination import CombinationWording
from wegwijzer.wording.combination_results import combination_data, combination_wording, not_options


@click.command("combine")
@click.argument("plan_file", metavar="PLAN")
@click.option("--ledger", "ledger_file", metavar="FILE", help="Aid that the firm and its linked firms had, as CSV.")
@click.option("--firm", "firm_file", metavar="FILE", help="The firm, in place of the one in the plan.")
@click.option(
    "--share",
    type=click.IntRange(1, 100),
    default=int(DEFAULT_SHARE),
    show_default=True,
    metavar="PERCENT",
    help="Of the most money, what the least paper keeps.",
)
@on_option
@language_option
@json_option
def command(
    plan_file: str,
    ledger_file: str | None,
    firm_file: str | None,
    share: int,
    on: date,
    language: str,
    as_json: bool,
) -> None:
    """The best combination of grants and tax measures for a plan: most money, least paper, fastest.

    PLAN is a YAML or JSON file with the firm and its actions; - reads standard input. What no source allows together is
    not assumed: it is a question, and what a yes would bring is told apart.

    \b
    wegwijzer combine plan.yaml --ledger received.csv --on 2026-11-30
    wegwijzer combine plan.yaml --share 50 --json
    """
    with plain_errors():
        catalogue, rules = shipped_catalogue(), shipped_support_rules()
        plan = plan_of(plan_file, firm_file, on=on)
        ledger = None
        if ledger_file is not None:
            text, name = read_input(ledger_file)
            ledger = read_aid_ledger(text, name=name, on=on, measures=catalogue.measures)
        value = value_plan(plan, rules, shipped_day, on=on)
        found = best_combination(value, plan, ledger, share_pct=Decimal(share))
        wording = combination_wording(plan, rules, catalogue.measures, language)
        unpriced, refused = not_options(value, language)
        if as_json:
            print_json(combination_data(found, wording, unpriced=unpriced, refused=refused))
        else:
            click.echo("\n".join(combination_lines(found, wording, ledger, unpriced=unpriced, refused=refused)))


def combination_lines(
    found: Combination,
    wording: CombinationWording,
    ledger: AidLedger | None,
    *,
    unpriced: Sequence[str] = (),
    refused: Sequence[str] = (),
) -> Iterator[str]:
    """A combination to read."""
    yield wording.told("title", day=wording.day(found.on))
    yield from _wrapped(wording.told("disclaimer"), "")
    yield ""
    for sentence in wording.headroom(found, ledger):
        yield from _wrapped(sentence, "")
    if not any(item.choices for item in found.alternatives):
        yield ""
        yield wording.told("nothing")
    best = found.alternatives[0]
    for place, alternative in enumerate(item for item in found.alternatives if item.choices):
        yield ""
        yield from _alternative(place + 1, alternative, best, found, wording)
    if not found.knows_speed and best.choices:
        yield ""
        yield from _wrapped(wording.told("speed_unknown"), "")
    yield from _late(found, wording)
    for key, names in (("unpriced", unpriced), ("refused", refused)):
        if names:
            yield ""
            yield from _wrapped(wording.told(key, measures=", ".join(names)), "")


def _alternative(
    number: int, alternative: Alternative, best: Alternative, found: Combination, wording: CombinationWording
) -> Iterator[str]:
    heading = wording.goal(alternative.goals[0], found.share_pct)
    yield f"{number}. {heading}: {wording.range(alternative.euro_low, alternative.euro_high)}"
    lead = [
        wording.certain(alternative),
        wording.also(alternative.goals, found.share_pct),
        wording.files(alternative),
    ]
    if alternative.first_decision is not None:
        lead.append(wording.told("first_decision", day=wording.day(alternative.first_decision)))
    if Goal.MOST_MONEY in alternative.goals:
        lead.append(wording.told("proven"))
    yield from _wrapped(" ".join(sentence for sentence in lead if sentence), "   ")
    if alternative.questions:
        yield f"   {wording.told('ask_first')}"
        for question in alternative.questions:
            yield from _wrapped(f"? {wording.question(question, found.on)}", "     ")
    yield f"   {wording.told('take')}"
    for choice in alternative.choices:
        yield from _wrapped(
            f"{'✓' if choice.option.is_sure else '?'} {wording.option(choice.option)}: "
            f"{wording.range(choice.euro_low, choice.euro_high)}",
            "     ",
        )
        details = [*wording.schedule(choice.timing, found.on), *wording.choice(choice)]
        yield from _wrapped(" ".join(details), "       ")
    possible = found.also_possible(alternative)
    if possible:
        yield f"   {wording.told('also_title')}"
        for item in possible:
            yield from _wrapped(f"? {wording.also_possible(item)}", "     ")
    yield from _left_out(alternative, best, found, wording)
    if alternative.small_aid_left is not None:
        left = wording.told("small_aid.after", left=wording.euro(alternative.small_aid_left))
        yield from _wrapped(" ".join(part for part in (left, wording.assumed_small(alternative)) if part), "   ")


def _left_out(
    alternative: Alternative, best: Alternative, found: Combination, wording: CombinationWording
) -> Iterator[str]:
    """All that the first leaves; of the others only what they drop from it."""
    kept = {choice.option.id for choice in best.choices}
    is_first = alternative is best
    shown: list[LeftOut] = [
        left for left in alternative.left_out if left.why is not Why.LATE and (is_first or left.option.id in kept)
    ]
    if shown:
        yield f"   {wording.told('leave' if is_first else 'dropped')}"
    together: dict[tuple[str, str], list[LeftOut]] = {}
    for left in shown:
        together.setdefault((left.option.action, wording.why(left, found.on)), []).append(left)
    for (_, why), lefts in together.items():
        for left in lefts:
            alone = wording.range(left.option.euro_low, left.option.euro_high)
            yield from _wrapped(f"✗ {wording.option(left.option)}: {alone}", "     ")
        yield from _wrapped(why, "       ")


def _late(found: Combination, wording: CombinationWording) -> Iterator[str]:
    if found.late:
        yield ""
        yield wording.told("late_title")
        for late in found.late:
            alone = wording.range(late.option.euro_low, late.option.euro_high)
            yield from _wrapped(f"✗ {wording.option(late.option)} ({alone}): {wording.late(late)}", "  ")
    if found.shifts:
        yield ""
        yield wording.told("shift_title")
        for shift in found.shifts:
            yield from _wrapped(f"→ {wording.shift(shift)}", "  ")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """Lines of a text; below a mark such as "✓ ", they stand a little further."""
    deeper = "  " if len(text) > 1 and text[1] == " " and not text[0].isalnum() else ""
    yield from wrapped(text, indent, deeper=deeper)
