"""What was wrong with a file in the language of the page: its kind, and what to do about it.

The readers tell every fault in full, in English, for people and programs alike. Here each is put under one of a few
kinds that a page can word; one that fits none is worded as such, and the reader's own line always stands below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wegwijzer.wording.language import say

_KINDS = (
    ("encrypted", r"\bencrypted\b"),
    ("nace", r"\bnace_version\b|version of NACE"),
    ("currency", r"\bcurrency\b|\bamounts in euro\b"),
    ("too_large", r"would expand|is larger than|would bring|columns, and is left out|too deeply|those after the first"),
    ("full", r"portfolio is full"),
    ("ours", r"on our side"),
    ("empty", r"\bis empty\b|\bis an empty\b|and no rows|\bno amounts\b|\bno sheet\b"),
    ("damaged", r"damaged|not valid|well-formed|breaks off|\bXML\b.*\bline\b|whole file|cannot be read"),
    ("whose", r"whose accounts|names no entity|column entity|enterprise number|check digits|holds accounts of"),
    ("twice", r"already on line|twice|each rubric once|one value an entity"),
    ("number", r"is no number|can be read as|before the decimals|is too large|is taken as missing|no amount"),
    ("day", r"closing day|more than 0 and at most 24 months|\ba day such as\b"),
    ("other_kind", r"and is skipped|holds no accounts|no rubric"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def fault_kind(problem: str, expected: str) -> str:
    """The kind of a fault, `other` where it fits none."""
    told = f"{problem} {expected}"
    return next((kind for kind, pattern in _PATTERNS if pattern.search(told)), "other")


def fault_sentences(faults: Iterable[tuple[str, str]], language: str) -> tuple[str, ...]:
    """What is wrong and what to do, each kind once, for faults as (problem, expected)."""
    kinds = dict.fromkeys(fault_kind(problem, expected) for problem, expected in faults)
    return tuple(say(f"portfolio.fault.{kind}", language) for kind in kinds)
