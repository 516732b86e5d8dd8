"""Words in a neutral text that would tell which firm is behind it: copied from one need, or personal by their form.

The generalisation of a problem (report §2.6.4) is written by a person who has read the needs, and words slip through.
What is found is shown to the writer, who decides: a trade term that one firm happened to use is no secret.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.language.masking import mask
from wegwijzer.core.language.naming import NameSigns, names_in
from wegwijzer.core.language.words import plain

COPIED_WORDS = 5
"""From so many words in a row, all found in the needs of one firm alone, a passage counts as copied: shorter ones are
ordinary turns of phrase. Our own choice."""
_WORD = re.compile(r"[^\W_]+")


class RevealingKind(Enum):
    """`COPIED` stands in one firm's need; `NAME` looks like a name; `PERSONAL` is an address, number or account."""

    COPIED = "copied"
    NAME = "name"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, order=True)
class Revealing:
    """Characters `start` to `end` of the text, the last not included."""

    start: int
    end: int
    kind: RevealingKind


def revealing_words(
    text: str, needs: Mapping[str, Iterable[str]], signs: NameSigns, *, known_names: Iterable[str] = ()
) -> tuple[Revealing, ...]:
    """What could tell a firm, in the order of the text, overlapping finds of one kind joined.

    `needs` are the texts of each firm, by any key that tells firms apart; `known_names` those of the firms behind them.
    """
    found = [Revealing(one.start, one.end, RevealingKind.PERSONAL) for one in mask(text).found]
    found += [Revealing(start, end, RevealingKind.NAME) for start, end in names_in(text, signs, known=known_names)]
    found += _copied(text, needs)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind.value)))


def _copied(text: str, needs: Mapping[str, Iterable[str]]) -> list[Revealing]:
    words = [(match.start(), match.end(), plain(match.group())) for match in _WORD.finditer(text)]
    firms_with: Counter[tuple[str, ...]] = Counter()
    for texts in needs.values():
        firms_with.update({run for need in texts for run in _runs([plain(word) for word in _WORD.findall(need)])})
    spans: list[Revealing] = []
    for place, run in enumerate(_runs([word for _, _, word in words])):
        if firms_with[run] != 1:
            continue
        start, end = words[place][0], words[place + COPIED_WORDS - 1][1]
        if spans and start <= spans[-1].end:
            start, end = spans[-1].start, end
            spans.pop()
        spans.append(Revealing(start, end, RevealingKind.COPIED))
    return spans


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)]
