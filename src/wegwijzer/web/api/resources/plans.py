"""A plan that is told in the request: worth, combination with the aid that was had, and days of duties."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router

from wegwijzer.core.duties.dating import date_duties
from wegwijzer.core.errors import InputError
from wegwijzer.core.support.actions import Plan
from wegwijzer.core.support.de_minimis import AidLedger
from wegwijzer.core.support.programme import LONGEST_SECONDS, UnprovenError
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.readers.aid_ledger import COLUMNS, read_aid_ledger
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.combining import best_combination
from wegwijzer.readers.duties import shipped_duties
from wegwijzer.readers.duty_plan import read_duty_plan
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.readers.support_plan import read_plan
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.web.api.callers import shown_by
from wegwijzer.web.api.errors import BodyError, InvalidError
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.exact_numbers import exact
from wegwijzer.web.api.resources.speaking import day_of, language
from wegwijzer.web.api.schemas import plans as forms
from wegwijzer.wording.combination_results import combination_data, combination_wording, not_options
from wegwijzer.wording.duties_results import duties_data
from wegwijzer.wording.language import say
from wegwijzer.wording.support import SupportWording
from wegwijzer.wording.support_results import plan_value_data

router = Router(tags=["plans"])

_PLAN, _AID = "body.plan", "body.aid"
MOST_ACTIONS = 12
"""Actions that are combined at once: a proof takes seconds."""
MOST_WITHOUT_KEY = 4
"""The same for who shows no key."""
SECONDS_WITHOUT_KEY = 5.0
"""Seconds that a proof may take for who shows no key; with one `programme.LONGEST_SECONDS`."""


@router.post("/support", response=forms.PlanWorth)
def value_support(request: HttpRequest, given: forms.PlanGiven) -> Any:
    """Tell what planned actions are worth in grants and tax measures, step by step, in euro.

    The answer is the document that `wegwijzer support --json` prints. Nothing that is sent is kept.
    """
    on = day_of(given.on)
    try:
        value = value_plan(_plan(given, on), shipped_support_rules(), shipped_day, on=on)
    except InputError as error:
        raise BodyError(_PLAN, error) from None
    return _plain(plan_value_data(value, SupportWording(shipped_catalogue().facts, language(request))))


@router.post("/combine", response=forms.BestCombination)
def combine_support(request: HttpRequest, given: forms.CombinationGiven) -> Any:
    """Find what to take together: most money, least paper, fastest; with the room that is left under de minimis.

    The answer is the document that `wegwijzer combine --json` prints. What no source allows together is not assumed:
    it is a question. Nothing that is sent is kept. At most twelve actions at once; without a key at most four, and a
    proof may then take five seconds instead of thirty.
    """
    on, spoken = day_of(given.on), language(request)
    has_key = shown_by(request).caller is not None
    most, seconds = (MOST_ACTIONS, LONGEST_SECONDS) if has_key else (MOST_WITHOUT_KEY, SECONDS_WITHOUT_KEY)
    ledger = _ledger(given.aid, on)
    try:
        plan = _plan(given, on)
        if len(plan.actions) > most:
            raise InvalidError(_too_many(most, spoken))
        value = value_plan(plan, shipped_support_rules(), shipped_day, on=on)
        found = best_combination(value, plan, ledger, share_pct=Decimal(given.share_pct), seconds=seconds)
    except UnprovenError:
        more = "" if has_key else say("api.combine.with_key", spoken, most=str(MOST_ACTIONS))
        raise InvalidError(FaultText(_PLAN, say("money.combination.unproven", spoken), more)) from None
    except InputError as error:
        raise BodyError(_PLAN, error) from None
    wording = combination_wording(plan, shipped_support_rules(), shipped_catalogue().measures, spoken)
    unpriced, refused = not_options(value, spoken)
    return _plain(combination_data(found, wording, unpriced=unpriced, refused=refused))


@router.post("/duties", response=forms.DutyDays)
def date_plan_duties(request: HttpRequest, given: forms.DutyPlanGiven) -> Any:
    """Tell what must be done by when for measures that were asked for, and what to ask where no source says so.

    The answer is the document that `wegwijzer duties --json` prints. Nothing that is sent is kept.
    """
    on, duties = day_of(given.on), shipped_duties()
    try:
        plan = read_duty_plan(LocatedData(_PLAN, exact(given.plan), {}), duties)
    except InputError as error:
        raise BodyError(_PLAN, error) from None
    found = [
        (planned, date_duties(duties[planned.measure], planned.days, holidays=shipped_holidays()))
        for planned in plan.measures
    ]
    return _plain(duties_data(plan.name, found, duties, on, language(request)))


def _plan(given: forms.PlanGiven, on: date) -> Plan:
    located = LocatedData(_PLAN, exact(given.plan), {})
    return read_plan(located, shipped_support_rules(), shipped_catalogue().facts, on=on)


def _too_many(most: int, spoken: str) -> FaultText:
    key = "api.fault.too_many"
    expected = say(f"{key}.expected", spoken, value=str(most))
    if most < MOST_ACTIONS:
        expected = f"{expected}. {say('api.combine.with_key', spoken, most=str(MOST_ACTIONS))}"
    return FaultText(f"{_PLAN}.actions", say(f"{key}.what", spoken), expected)


def _ledger(aid: Sequence[forms.AidGiven], on: date) -> AidLedger | None:
    """The aid, read as the file of the command is. Raises BodyError."""
    if not aid:
        return None
    written = io.StringIO()
    rows = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(one.model_dump() for one in aid)
    try:
        return read_aid_ledger(written.getvalue(), name=_AID, on=on, measures=shipped_catalogue().measures)
    except InputError as error:
        raise BodyError(_AID, error) from None


def _plain(data: dict[str, object]) -> Any:
    """The document as the command prints it: exact numbers as numbers, days as text."""
    return json.loads(json.dumps(data, default=_in_json))


def _in_json(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
