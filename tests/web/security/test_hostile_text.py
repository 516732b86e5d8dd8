"""Text made to keep us busy (ReDoS): at the length that a page lets through, each door answers within a second or so.

Below them, every regular expression of the package is tried with short text of the kind that makes one explode, so
that a new one is tried as soon as it is there.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping

import pytest

import wegwijzer
from wegwijzer.core.interviews.mask_patterns import MaskKind, Vocabulary
from wegwijzer.core.interviews.masking import propose_masks
from wegwijzer.core.interviews.sentences import sentences
from wegwijzer.core.understanding.learnable import _ADDRESS, _WEB
from wegwijzer.readers.accounts.amounts import evidence
from wegwijzer.web.interviews.models import LONGEST_NOTE
from wegwijzer.web.post.html_text import html_text
from wegwijzer.web.post.reply_text import own_words
from wegwijzer.web.referral.written import kept_words

PATIENCE = 3.0
"""Seconds of this process: generous, for the machine may be slow; what explodes takes minutes or years."""
HOSTILE = ("0", "1 ", "a.", "A-", " ", "a@")
SHORT = 400
QUICK = 0.2
ON_ONES_OWN_COMMAND_LINE = {"wegwijzer.cli.design_options"}
LABELS = {kind: kind.value for kind in MaskKind}
DOORS: dict[str, tuple[Callable[[str], object], int, tuple[str, ...]]] = {
    "names and numbers in notes of a talk": (
        lambda text: propose_masks(text, Vocabulary(), labels=LABELS),
        LONGEST_NOTE,
        ("0", "1 ", "a.", "AA1-"),
    ),
    "sentences of a talk": (sentences, LONGEST_NOTE, (".", "o.a. ")),
    "national numbers in a message": (kept_words, 64 * 1024, ("1 ", "0")),
    "an amount in a cell": (evidence, 1024 * 1024, ("0,", " ")),
    "web addresses in a need": (lambda text: [*_WEB.finditer(text), *_ADDRESS.finditer(text)], 2_000, ("-", "a")),
    "an answer by e-mail": (own_words, 50_000, ("- \n", "schreef op 1 ")),
}


def seconds_of(door: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    door(text)
    return time.process_time() - began


@pytest.mark.parametrize("name", DOORS)
def test_no_text_keeps_a_door_busy(name):
    door, longest, pieces = DOORS[name]
    for piece in pieces:
        text = (piece * longest)[: longest - 1] + "\ue000"
        assert seconds_of(door, text) < PATIENCE, piece


@pytest.mark.parametrize("piece", ["<a", "<!", "</", "<a b='"])
def test_tags_that_never_end_keep_nobody_busy(piece):
    assert seconds_of(html_text, piece * 50_000) < PATIENCE


def test_what_looks_like_a_tag_is_read_as_words():
    assert html_text("<p>5 < 6 en <b>vet</b></p>") == "5 < 6 en vet"


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern that a module keeps, by the module's name."""
    seen: set[tuple[str, int]] = set()
    for found in pkgutil.walk_packages(wegwijzer.__path__, "wegwijzer."):
        if (
            "migrations" in found.name
            or "management" in found.name
            or found.name.endswith(("sheet_process", "__main__"))
        ):
            continue
        try:
            module = importlib.import_module(found.name)
        except ModuleNotFoundError as missing:  # of an extra that is not installed
            if str(missing.name).startswith("wegwijzer"):
                raise
            continue
        for pattern in _kept(list(vars(module).values())):
            if isinstance(pattern.pattern, str) and (pattern.pattern, pattern.flags) not in seen:
                seen.add((pattern.pattern, pattern.flags))
                yield found.name, pattern


def _kept(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, Mapping):
        yield from _kept(list(value.values()), depth)
    elif depth < 3 and isinstance(value, list | tuple) and len(value) < 2_000:
        for one in value:
            yield from _kept(one, depth + 1)


def test_no_regular_expression_explodes():
    found = [(name, pattern) for name, pattern in patterns() if name not in ON_ONES_OWN_COMMAND_LINE]
    assert len(found) > 100
    for name, pattern in found:
        for piece in HOSTILE:
            text = (piece * SHORT)[:SHORT] + "\x00"
            spent = seconds_of(lambda it, pattern=pattern: [*pattern.finditer(it), pattern.fullmatch(it)], text)
            assert spent < QUICK, (name, pattern.pattern, piece)
