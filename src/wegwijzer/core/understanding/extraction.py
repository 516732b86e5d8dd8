"""What a sentence already tells becomes facts to confirm, so that nobody is asked what they just wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.understanding.extracting_deadlines import deadlines
from wegwijzer.core.understanding.extracting_firm import founded, legal_form, starter
from wegwijzer.core.understanding.extracting_money import money
from wegwijzer.core.understanding.extracting_numbers import quantities
from wegwijzer.core.understanding.extracting_partners import exports, partners
from wegwijzer.core.understanding.extracting_places import places
from wegwijzer.core.understanding.extracting_staff import staff
from wegwijzer.core.understanding.extracting_trades import trades
from wegwijzer.core.understanding.extraction_knowledge import ExtractionKnowledge
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, Extraction, ProposedFact, Remark

__all__ = ["LONGEST_READ", "Confidence", "Extraction", "ProposedFact", "Remark", "extract"]

LONGEST_READ = 4_000
"""Characters that are looked at; a need is at most half of that."""


def extract(text: str, *, on: date, facts: FactDictionary, knowledge: ExtractionKnowledge) -> Extraction:
    """Everything that the first part of a text tells of a firm and its project, in the order of the text.

    `on` is the day from which "tegen juni" and "binnen drie maanden" count. Facts that the dictionary does not have
    are left out; each fact is proposed at most once, the surest first.
    """
    passage = Passage(text[:LONGEST_READ], knowledge.lists)
    found: dict[str, ProposedFact] = {}
    remarks: list[Remark] = []
    for one in _everything(passage, on=on, knowledge=knowledge):
        if isinstance(one, Remark):
            remarks.append(one)
        elif one.fact in facts:
            found.setdefault(one.fact, one)
    return Extraction(
        tuple(sorted(found.values(), key=lambda fact: fact.start)),
        tuple(sorted(remarks, key=lambda remark: remark.start)),
    )


def _everything(passage: Passage, *, on: date, knowledge: ExtractionKnowledge) -> Iterator[ProposedFact | Remark]:
    counted = quantities(passage, knowledge.numbers)
    yield from staff(passage, counted)
    yield from money(passage, counted)
    for facts, remarks in (trades(passage, knowledge), places(passage, knowledge), partners(passage)):
        yield from facts
        yield from remarks
    yield from legal_form(passage)
    yield from founded(passage, counted, on=on)
    yield from starter(passage)
    yield from deadlines(passage, counted, on=on)
    yield from exports(passage)
