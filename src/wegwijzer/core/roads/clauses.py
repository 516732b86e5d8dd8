"""The clauses of a sentence that may each name a problem: *our packaging tears, and a customer abroad complains*."""

from __future__ import annotations

import re

from wegwijzer.core.language.words import words_of

LEAST_WORDS = 3
"""A shorter clause says too little by itself."""
MOST_CLAUSES = 4
"""A story has many clauses; the first say what it is about."""

_LINKS = "en|terwijl|ondertussen|intussen|bovendien|daarnaast|and|but|while|also|et|mais|aussi"
_ONLY = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|half|halve|weinig|\\d"
"""What follows *maar* where it means *only* and not *but*: *blijft maar twee dagen vers*."""
_JOINTS = re.compile(
    rf"[.;:!?,\n]+|\b(?:{_LINKS})\b|(?<!alleen )(?<!nog )(?<!blijft )(?<!blijven )\bmaar\b(?!\s+(?:{_ONLY}))", re.I
)


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a text, where at least two say enough; shorter ones are left out.

    >>> clauses_of("onze verpakking scheurt in de diepvries en een klant in Duitsland klaagt")
    ('onze verpakking scheurt in de diepvries', 'een klant in Duitsland klaagt')
    >>> clauses_of("ons brood blijft maar twee dagen vers")
    ()
    """
    clauses: list[str] = []
    begun = 0
    joints = [joint.span() for joint in _JOINTS.finditer(text)]
    for end, following in [*joints, (len(text), len(text))]:
        clause = text[begun:end].strip()
        if len(words_of(clause)) >= LEAST_WORDS and len(clauses) < MOST_CLAUSES:
            clauses.append(clause)
        begun = following
    return tuple(clauses) if len(clauses) > 1 else ()
