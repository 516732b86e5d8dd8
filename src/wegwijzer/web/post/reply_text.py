"""What somebody wrote in an answer by e-mail: without the quoted history and the signature.

Mail programs mark the history in many ways. Where a mark could also be somebody's own sentence it must come with more
that only a program writes; when in doubt the text stays. Works line by line, in time that grows with the text.
"""

from __future__ import annotations

import re

_LONGEST_ATTRIBUTION = 3
"""Lines over which "On ... wrote:" can be broken."""
_LOOKED_AT = 400
"""Characters of a line in which marks are sought; longer ones are nobody's header."""

_ATTRIBUTIONS = tuple(
    re.compile(begin, re.IGNORECASE)
    for begin in (
        r"(op|on|le|am|den|el) .*\d.*\b(schreef|geschreven|wrote|a écrit|schrieb)\b[^:]*:$",
        r".*\b(schreef op|wrote on|a écrit le|schrieb am) .*\d.*:$",
    )
)
_YEAR_AND_TIME = re.compile(r"\b(19|20)\d\d\b.*\b\d{1,2}[:.h]\s?\d{2}\b")
_SENDER = re.compile(r"\*?(van|from|de|von|expéditeur|afzender)\s?:\*?\s", re.IGNORECASE)
_OTHER_HEADERS = re.compile(
    r"\*?(verzonden|datum|aan|onderwerp|cc|sent|date|to|subject|envoyé|à|a|objet|gesendet|an|betreff)\s?:\*?\s",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"[-_\s]{2,}(oorspronkelijk(e)? bericht|doorgestuurd bericht|original message|forwarded message|message d.origine|"
    r"message original|message transféré|ursprüngliche nachricht)[-_\s]{2,}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_-]{8,}$")
_DEVICE = re.compile(
    r"(verstuurd|verzonden|sent|envoyé|get|download|télécharg\w+|obtenez|obtenir|provenance|gesendet)\b.{0,20}\b"
    r"(iphone|ipad|android|samsung|galaxy|outlook|mail (voor|for|pour)|courrier pour|proton|mobiel|telefoon|gsm|"
    r"smartphone|mobile|téléphone)\b.{0,60}$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """The words themselves; "" when there are none.

    >>> own_words("Dat past.\\n\\nOp di 24 nov. 2026 om 09:12 schreef Wegwijzer <post@wegwijzer.example>:\\n> Dag,")
    'Dat past.'
    """
    lines = [line.rstrip() for line in text.replace("\xa0", " ").replace("\u202f", " ").splitlines()]
    kept = _without_history(lines)
    return "\n".join(_without_signature(kept)).strip()


def _without_history(lines: list[str]) -> list[str]:
    """Leave out quoted lines, and everything after a mark that is not followed by quoted lines.

    Answers between or under quoted lines stay.
    """
    kept: list[str] = []
    place = 0
    while place < len(lines):
        length = _attribution_at(lines, place)
        if length:
            after = _next_filled(lines, place + length)
            if after is None or not _is_quoted(lines[after]):
                break
            place = after
        elif _is_quoted(lines[place]):
            place += 1
        elif _begins_history(lines, place):
            break
        else:
            kept.append(lines[place])
            place += 1
    return kept


def _attribution_at(lines: list[str], place: int) -> int:
    """Over how many lines somebody is said to have written what follows; 0 where that is not so."""
    first = lines[place].strip()[:_LOOKED_AT].lstrip("> ")
    if not first:
        return 0
    said = ""
    for length, line in enumerate(lines[place : place + _LONGEST_ATTRIBUTION], start=1):
        if length > 1 and not line.strip():
            return 0
        said = f"{said} {line.strip()[:_LOOKED_AT].lstrip('> ')}".strip()
        if said.endswith(":"):
            return length if _is_attribution(said, lines, place + length) else 0
    return 0


def _is_attribution(said: str, lines: list[str], after: int) -> bool:
    if not any(pattern.match(said) for pattern in _ATTRIBUTIONS):
        return False
    following = _next_filled(lines, after)
    is_quoted = following is not None and _is_quoted(lines[following])
    return is_quoted or "@" in said or _YEAR_AND_TIME.search(said) is not None


def _begins_history(lines: list[str], place: int) -> bool:
    line = lines[place].strip()[:_LOOKED_AT]
    if _DIVIDER.match(line):
        return True
    if _RULE.match(line):
        following = _next_filled(lines, place + 1)
        return following is not None and _is_header_block(lines, following)
    return _is_header_block(lines, place)


def _is_header_block(lines: list[str], place: int) -> bool:
    """A sender and at least two more headers right under it: what Outlook puts above the history."""
    if not _SENDER.match(f"{lines[place].strip()[:_LOOKED_AT]} "):
        return False
    below = [line.strip()[:_LOOKED_AT] for line in lines[place + 1 : place + 8] if line.strip()][:5]
    return sum(1 for line in below if _OTHER_HEADERS.match(f"{line} ")) >= 2


def _without_signature(lines: list[str]) -> list[str]:
    kept = []
    for line in lines:
        if line.strip() == "--":
            break
        if not _DEVICE.match(line.strip()[:_LOOKED_AT]):
            kept.append(line)
    return kept


def _next_filled(lines: list[str], place: int) -> int | None:
    while place < len(lines):
        if lines[place].strip():
            return place
        place += 1
    return None


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")
