"""What is known of a firm, as a graph that the shapes of the criteria read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, FactValue
from wegwijzer.linked.vocabulary import FIRM
from wegwijzer.linked.writing import Writer, day, decimal


def write_firm(writer: Writer, firm: Node, values: Mapping[str, FactValue], facts: FactDictionary) -> None:
    """The firm's facts, derived ones included; what is not known is left out."""
    writer.types(firm, writer.at.term(FIRM))
    for fact_id, value in values.items():
        fact = facts.get(fact_id)
        if fact is None:
            continue
        node = writer.at.fact(fact_id)
        if isinstance(value, Band):
            _write_band(writer, firm, fact, value)
        elif isinstance(value, bool):
            writer.add(firm, node, Literal(value))
        elif fact.type is FactType.CHOICE:
            writer.add(firm, node, writer.at.code(fact_id, value))
        else:
            writer.add(firm, node, Literal(value, datatype=XSD.string))


def number_literal(number: Decimal, *, is_day: bool) -> Literal:
    """A number as it is compared; days, which are counted, as days."""
    return day(date.fromordinal(int(number))) if is_day else decimal(number)


def _write_band(writer: Writer, firm: Node, fact: FactDefinition, band: Band) -> None:
    if fact.ordered:
        last = len(fact.options) - 1
        low, high = (end if end is not None else limit for end, limit in ((band.low, 0), (band.high, last)))
        for rank in range(max(int(low), 0), min(int(high), last) + 1):
            writer.add(firm, writer.at.fact(fact.id), writer.at.code(fact.id, fact.options[rank].id))
        return
    is_day, at = fact.type is FactType.DATE, writer.at
    if band.exact is not None:
        writer.add(firm, at.fact(fact.id), number_literal(band.exact, is_day=is_day))
        return
    for end, node in ((band.low, at.lowest(fact.id)), (band.high, at.highest(fact.id))):
        if end is not None:
            writer.add(firm, node, number_literal(end, is_day=is_day))
