"""The list of what is on offer, with its filters in the address and the words searched for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from wegwijzer.core.language.analysis import Term
from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.merging import Shown
from wegwijzer.core.offers.offering import Offering
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.web.catalogue.queries import Facet, Filtered, TypedText, filtered
from wegwijzer.web.offers.words import label, labels, options, price_text, term_text, who_text
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

PAGE = 30
_TITLE_WEIGHT = 3.0
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One line of the list."""

    id: str
    shown: Shown
    title: str
    kind: str
    who: str
    how: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferList:
    """The page of lines, and what the form and the links around it need."""

    found: Filtered[OfferLine]
    lines: tuple[OfferLine, ...]
    count: int
    page: int
    pages: int
    previous: str
    next: str


_FACETS: tuple[tuple[str, str, Callable[[Offering], Sequence[str]], bool], ...] = (
    ("soort", "kind", lambda one: (one.kind.value,), False),
    ("stap", "steps", lambda one: [step.value for step in one.steps], False),
    ("domein", "business_domains", lambda one: one.business_domains, False),
    ("kennis", "expertise", lambda one: one.expertise, False),
    ("sector", "sectors", lambda one: one.sectors, True),
    ("provincie", "provinces", lambda one: one.provinces, True),
    ("taal", "languages", lambda one: one.languages, False),
)
"""Parameter of the address, field, what an offering has there, and whether nothing means everything."""


def offer_list(
    shown: Sequence[Shown], asked: Mapping[str, str], text: TypedText, *, on: date, language: str
) -> OfferList:
    """The offerings that fit the filters; with words, the best first, else those that end last first."""
    lines = [offer_line(one, language) for one in shown]
    if text.is_searched:
        lines = _searched(lines, text.text)
    else:
        lines.sort(key=lambda line: (line.shown.head.last, line.title.casefold()), reverse=True)
    facets = [_facet(*facet, language) for facet in _FACETS]
    found = filtered(lines, facets, asked, kept={"q": text.text}, language=language)
    pages = max(1, -(-len(found.rows) // PAGE))
    typed = str(asked.get("blad", ""))
    page = min(pages, max(1, int(typed))) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    kept = {"q": text.text, **{one.name: one.chosen for one in found.filters}}
    return OfferList(
        found,
        found.rows[(page - 1) * PAGE : page * PAGE],
        len(found.rows),
        page,
        pages,
        _address(kept, page - 1) if page > 1 else "",
        _address(kept, page + 1) if page < pages else "",
    )


def offer_line(shown: Shown, language: str) -> OfferLine:
    """One line."""
    head = shown.head
    facts = (
        labels("provinces", head.provinces, language) or say("offers.everywhere", language),
        price_text(head, language),
        label("level", head.term.level, language) if head.term else "",
        term_text(head, language) if head.term else say("offers.until", language, day=date_text(head.last, language)),
    )
    return OfferLine(
        head.id,
        shown,
        head.title,
        label("kind", head.kind.value, language),
        names_text(shown, language),
        how_text(shown, language),
        head.text if len(head.text) <= _LONGEST_TEXT else f"{head.text[:_LONGEST_TEXT].rsplit(' ', 1)[0]} …",
        tuple(fact for fact in facts if fact),
    )


def names_text(shown: Shown, language: str) -> str:
    """Everybody who offers it."""
    names = shown.structures
    if not names:
        return who_text(shown.head, language)
    return say("offers.and", language, first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]


def how_text(shown: Shown, language: str) -> str:
    """How several belong together, "" for one that stands alone."""
    if shown.how is None or len(shown.structures) < 2:
        return ""
    return say(f"offers.how.{Answer(shown.how).value}", language)


def _facet(
    name: str, field: str, values: Callable[[Offering], Sequence[str]], empty_is_all: bool, language: str
) -> Facet[OfferLine]:
    def fits(line: OfferLine, value: str) -> bool:
        has = values(line.shown.head)
        return value in has or (empty_is_all and not has)

    return Facet(name, say(f"offers.filter.{name}", language), options(field, language), fits)


def _searched(lines: Sequence[OfferLine], text: str) -> list[OfferLine]:
    """The lines that share a term with the search, in either title, the best first."""
    analyser = shipped_analyser()
    asked = {term.stem: term.weight for term in analyser.query_terms(text)}
    scored = []
    for line in lines:
        score = 0.0
        for one in line.shown.all:
            score = max(score, _score(one, asked, analyser.document_terms))
        if score:
            scored.append((score, line))
    return [line for _, line in sorted(scored, key=lambda entry: -entry[0])]


def _score(one: Offering, asked: Mapping[str, float], terms: Callable[[str, str], tuple[Term, ...]]) -> float:
    language = one.languages[0] if one.languages else "nl"
    title = {term.stem for term in terms(one.title, language)}
    text = {term.stem for term in terms(one.text, language)}
    return sum(
        weight * (_TITLE_WEIGHT if stem in title else 1.0) for stem, weight in asked.items() if stem in title | text
    )


def _address(kept: Mapping[str, str], page: int) -> str:
    asked = {name: value for name, value in kept.items() if value}
    return "?" + urlencode({**asked, **({"blad": str(page)} if page > 1 else {})})
