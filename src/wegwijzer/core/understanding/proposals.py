"""What a text already tells: facts and remarks, each with the words that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.understanding.passages import Passage


class Confidence(Enum):
    """SURE: the words say it. LIKELY: they are usually meant so, or leave a margin."""

    SURE = "sure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A fact to confirm: its id, its value as a form would give it, the words of the text and their place."""

    fact: str
    value: object
    words: str
    start: int
    end: int
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Remark:
    """Something told that is no fact of the dictionary.

    By `kind`: `deadline` (an ISO day, month as 2027-06, or year), `partner` (research, competitor, customer, supplier
    or firm), `export` (an ISO country code), `starter`, `activity` (a division of NACE-BEL 2008), `municipality` (the
    name as written).
    """

    kind: str
    value: str
    words: str
    start: int
    end: int
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found, in the order of the text; a fact at most once."""

    facts: tuple[ProposedFact, ...] = ()
    remarks: tuple[Remark, ...] = ()


def fact_at(
    passage: Passage, fact: str, value: object, *, tokens: tuple[int, int], confidence: Confidence
) -> ProposedFact:
    """A fact that the tokens from the first number up to the second tell."""
    start, end = passage.span(*tokens)
    return ProposedFact(fact, value, passage.text[start:end], start, end, confidence)


def remark_at(passage: Passage, kind: str, value: str, *, tokens: tuple[int, int], confidence: Confidence) -> Remark:
    """A remark that the tokens from the first number up to the second tell."""
    start, end = passage.span(*tokens)
    return Remark(kind, value, passage.text[start:end], start, end, confidence)
