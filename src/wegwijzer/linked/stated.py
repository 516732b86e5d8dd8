"""What a graph of somebody else states of one thing: texts by language, days, codes of ours, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, SDO, SKOS, TIME
from rdflib.term import Node

PLACEHOLDERS = {"nl": "TE SCHRIJVEN", "en": "TO WRITE", "fr": "A ECRIRE"}
"""What stands where a text is still to be written; `readers.schema` refuses it."""
TO_CHOOSE = "TO CHOOSE"
_OWN_CODE = re.compile(r"/id/code/([a-z_]+)/([A-Za-z0-9_.-]+)\Z")
_OWN_TERM = re.compile(r"/id/term/(\w+)\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STARTS = (DCAT.startDate, SDO.startDate, TIME.inXSDDate)
_ENDS = (DCAT.endDate, SDO.endDate, TIME.inXSDDate)
_LONGEST_ID = 60

Texts = dict[str, str]


class Stated:
    """Asks one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def nodes(self, subject: Node, *predicates: URIRef) -> list[Node]:
        """The things that it points at, in a fixed order."""
        found = {item for predicate in predicates for item in self.graph.objects(subject, predicate)}
        return sorted((item for item in found if not isinstance(item, Literal)), key=str)

    def own(self, subject: Node, term: str) -> list[Node]:
        """What it states by a term of ours, whichever site it is from."""
        found = [
            item
            for predicate, item in self.graph.predicate_objects(subject)
            if (match := _OWN_TERM.search(str(predicate))) and match[1] == term
        ]
        return sorted(found, key=str)

    def literals(self, subject: Node, *predicates: URIRef) -> list[Literal]:
        """The texts and numbers that it states, in a fixed order."""
        found = [item for predicate in predicates for item in self.graph.objects(subject, predicate)]
        return sorted((item for item in found if isinstance(item, Literal)), key=lambda one: (one.language or "", one))

    def texts(self, subject: Node, *predicates: URIRef) -> Texts:
        """A text by language; of a language without a name (`""`) what is stated in none."""
        found: Texts = {}
        for predicate in predicates:
            for literal in self.literals(subject, predicate):
                words = " ".join(str(literal).split())
                language = (literal.language or "").lower().partition("-")[0]
                if words:
                    found.setdefault(language, words)
            if found:
                break
        return found

    def label(self, subject: Node) -> str:
        """What it is called, in Dutch if it can be."""
        return one_text(self.texts(subject, SKOS.prefLabel, DCTERMS.title))

    def codes(self, subject: Node, *predicates: URIRef, scheme: str) -> list[str]:
        """The codes of one list of ours that it points at."""
        found = (own_code(item) for item in self.nodes(subject, *predicates))
        return [code for kind, code in (pair for pair in found if pair) if kind == scheme]

    def own_codes(self, subject: Node, term: str, *, scheme: str) -> list[str]:
        """The same for a term of ours."""
        found = (own_code(item) for item in self.own(subject, term))
        return [code for kind, code in (pair for pair in found if pair) if kind == scheme]

    def period(self, subject: Node) -> tuple[str | None, str | None]:
        """From and until when it holds, as written down: a day, a month or a year."""
        places = [subject, *self.nodes(subject, DCTERMS.temporal)]
        starts = [*places, *(item for place in places for item in self.nodes(place, TIME.hasBeginning))]
        ends = [*places, *(item for place in places for item in self.nodes(place, TIME.hasEnd))]
        return self._first_day(starts, _STARTS), self._first_day(ends, _ENDS)

    def _first_day(self, places: list[Node], predicates: tuple[URIRef, ...]) -> str | None:
        for place in places:
            for literal in self.literals(place, *predicates):
                text = str(literal).strip()
                return text[:10] if _DAY.match(text) else text
        return None


def own_code(node: Node) -> tuple[str, str] | None:
    """The list and the code, of a code of ours."""
    found = _OWN_CODE.search(str(node))
    return (found[1], unquote(found[2])) if found else None


def one_text(texts: Texts) -> str:
    """The Dutch text, else any."""
    return next((texts[language] for language in ("nl", "en", "fr", "") if language in texts), "") or next(
        iter(texts.values()), ""
    )


def is_day(text: str | None) -> bool:
    """Whether it is a whole day that there is."""
    try:
        return text is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_web_address(node: Node) -> bool:
    """Whether it is an address that somebody can open."""
    parts = urlsplit(str(node))
    return isinstance(node, URIRef) and parts.scheme in ("http", "https") and not parts.netloc.endswith(".invalid")


def slug_of(text: str) -> str:
    """A name as an id: lower-case letters and digits with dashes between; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_ID].strip("-")


def tail_of(node: Node) -> str:
    """The last part of an address."""
    return unquote(re.split(r"[/#:]", str(node).rstrip("/#"))[-1])


def parent_of(node: Node) -> str:
    """An address without its last part."""
    return str(node).rpartition("/")[0]


def unique(slugs: Iterator[str]) -> list[str]:
    """The same ids, with a number behind those that were there already."""
    seen: dict[str, int] = {}
    found = []
    for slug in slugs:
        seen[slug] = seen.get(slug, 0) + 1
        found.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return found
