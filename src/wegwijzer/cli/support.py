"""`wegwijzer support`: what a plan is worth, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.cli.plan_files import plan_of
from wegwijzer.cli.wrapping import wrapped
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.support.actions import PlannedAction
from wegwijzer.core.support.assumptions import Origin
from wegwijzer.core.support.values import PlanValue, SupportValue
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.core.truth import MET
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.wording.support import SupportWording
from wegwijzer.wording.support_results import plan_value_data

_MOST_REASONS = 3


@click.command("support")
@click.argument("plan_file", metavar="PLAN")
@click.option("--firm", "firm_file", metavar="FILE", help="The firm, in place of the one in the plan.")
@on_option
@language_option
@json_option
def command(plan_file: str, firm_file: str | None, on: date, language: str, as_json: bool) -> None:
    """What planned actions are worth in grants and tax measures, step by step, in euro.

    PLAN is a YAML or JSON file with the firm and its actions; - reads standard input.

    \b
    wegwijzer support plan.yaml --on 2026-11-30
    wegwijzer support plan.yaml --firm firm.yaml --json
    """
    with plain_errors():
        catalogue, rules = shipped_catalogue(), shipped_support_rules()
        plan = plan_of(plan_file, firm_file, on=on)
        value = value_plan(plan, rules, shipped_day, on=on)
        wording = SupportWording(catalogue.facts, language)
        if as_json:
            print_json(plan_value_data(value, wording))
        else:
            click.echo("\n".join(support_lines(value, wording)))


def support_lines(value: PlanValue, wording: SupportWording) -> Iterator[str]:
    """A value to read: per action what it can bring and how that was worked out, then what was assumed."""
    yield wording.told("title", day=wording.day(value.on))
    yield from wrapped(wording.told("disclaimer"), "")
    for action in value.actions:
        yield ""
        yield from _action_lines(action, value, wording)
    if value.assumptions:
        yield ""
        yield wording.told("assumptions")
        for assumption in value.assumptions:
            yield from wrapped(wording.assumption(assumption), "  ")
            if assumption.origin is Origin.OPEN:
                definition = assumption.definition
                yield from wrapped(definition.why[wording.language], "    ")
            if assumption.origin is not Origin.PLAN:
                yield from wrapped(wording.told("change_at", where=assumption.definition.where), "    ")


def _action_lines(action: PlannedAction, value: PlanValue, wording: SupportWording) -> Iterator[str]:
    days = {"start": wording.day(action.start), "end": wording.day(action.end)}
    name = wording.action_name(action)
    if action.costs:
        yield wording.told("action_costs", name=name, costs=wording.euro(action.cost()), **days)
    else:
        yield wording.told("action", name=name, **days)
    for notice in value.notices:
        if notice.action.id == action.id:
            yield from wrapped(f"! {wording.notice(notice, value.on)}", "  ")
    values = value.of(action.id)
    offered = [item for item in values if not item.is_refused]
    if not offered:
        yield f"  {wording.told('no_support')}"
    for item in offered:
        yield from _value_lines(item, values, wording)
    refused = [item for item in values if item.is_refused]
    if refused:
        yield f"  {wording.told('not_for')}"
        for item in refused:
            yield from wrapped(f"✗ {wording.name(item)} [{item.measure.id}]: {wording.reasons(item)[0]}", "    ")
    ended = wording.not_in_force(value, action.id)
    if ended:
        yield from wrapped(ended, "  ")


def _value_lines(item: SupportValue, beside: tuple[SupportValue, ...], wording: SupportWording) -> Iterator[str]:
    mark = "✓" if item.verdict is MET else "?"
    confidence = item.version.confidence
    doubt = "" if confidence is Confidence.HIGH else f", {wording.told(f'confidence.{confidence.value}')}"
    yield f"  {mark} {wording.name(item)} [{item.measure.id}{doubt}]"
    yield from wrapped(wording.worth(item), "    ")
    for line in wording.cash(item):
        yield from wrapped(line, "    ")
    for place, step in enumerate(item.steps, start=1):
        yield from wrapped(f"{place}. {wording.step(step)}", "      ")
    years = wording.years(item)
    if years:
        yield from wrapped(years, "      ")
    others = wording.others(item, beside)
    if others:
        yield from wrapped(wording.told("instead_of", others="; ".join(others)), "    ")
    reasons = wording.reasons(item)
    if reasons:
        yield f"    {wording.told('to_check')}"
        for reason in reasons[:_MOST_REASONS]:
            yield from wrapped(f"? {reason}", "      ")
        left = len(reasons) - _MOST_REASONS
        if left > 0:
            key = "reasons_more_one" if left == 1 else "reasons_more"
            yield f"      {wording.told(key, **({} if left == 1 else {'count': left}))}"
    caveat = item.version.caveat
    if caveat is not None:
        yield from wrapped(f"! {caveat[wording.language]}", "    ")
    yield from wrapped(wording.rules_of(item), "    ")
    yield from wrapped(wording.told("source", source=item.version.source), "    ")
