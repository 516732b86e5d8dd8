"""What a client wants to read: a page for people, Turtle or JSON-LD (RFC 9110, section 12.5.1)."""

from __future__ import annotations

PAGE, TURTLE, JSON_LD = "page", "ttl", "jsonld"
_OFFERED = (
    (PAGE, ("text/html", "application/xhtml+xml")),
    (TURTLE, ("text/turtle", "application/x-turtle", "application/n-triples", "text/n3")),
    (JSON_LD, ("application/ld+json", "application/json")),
)
_MOST = 30
"""Kinds of content that are looked at in one header."""


def wanted(accept: str, *, first: str = PAGE) -> str:
    """The best of what is offered; `first` where the client has no preference or wants nothing of it.

    >>> wanted("text/turtle;q=0.9, application/ld+json;q=0.3"), wanted("*/*"), wanted("text/html, text/turtle")
    ('ttl', 'page', 'page')
    """
    asked = [_asked(part) for part in accept.split(",")[:_MOST] if part.strip()]
    best, best_quality = first, _quality(asked, dict(_OFFERED)[first])
    for form, kinds in _OFFERED:
        quality = _quality(asked, kinds)
        if quality > best_quality:
            best, best_quality = form, quality
    return best


def _asked(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                quality = min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return kind, quality if quality == quality else 0.0  # not a number is no wish


def _quality(asked: list[tuple[str, float]], kinds: tuple[str, ...]) -> float:
    """The highest wish for one of the kinds: a named kind goes before a whole family, and that before anything."""
    best = 0.0
    for kind in kinds:
        wishes = {name: quality for name, quality in asked if name in (kind, f"{kind.partition('/')[0]}/*", "*/*")}
        named = next((wishes[name] for name in (kind, f"{kind.partition('/')[0]}/*", "*/*") if name in wishes), 0.0)
        best = max(best, named)
    return best
