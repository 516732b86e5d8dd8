"""The plan that a command is given, with the firm of another file in place of its own where one is named."""

from __future__ import annotations

from datetime import date

from wegwijzer.cli.options import read_input
from wegwijzer.core.support.actions import Plan
from wegwijzer.readers.catalogue import checked_day, shipped_catalogue
from wegwijzer.readers.firm import read_firm, read_firm_text
from wegwijzer.readers.support_plan import read_plan
from wegwijzer.readers.support_rules import shipped_support_rules


def plan_of(plan_file: str, firm_file: str | None, *, on: date) -> Plan:
    """The plan, as read on a day the catalogue knows. Raises InputError with all faults of the first bad file."""
    facts = shipped_catalogue().facts
    checked_day(on)
    firm = None
    if firm_file is not None:
        text, name = read_input(firm_file)
        firm = read_firm(read_firm_text(text, name=name), facts, on=on)
    text, name = read_input(plan_file)
    return read_plan(read_firm_text(text, name=name), shipped_support_rules(), facts, on=on, firm=firm)
