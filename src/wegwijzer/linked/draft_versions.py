"""The periods of a draft: days, conditions as texts, how to apply, sources."""

from __future__ import annotations

import re

from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from wegwijzer.linked.addresses import ADMS, CPSV, CV, web_address
from wegwijzer.linked.codes import CONFIDENCE, START_CERTAINTY, STATUS
from wegwijzer.linked.stated import PLACEHOLDERS, Stated, Texts, is_day, is_web_address, one_text, parent_of, tail_of

Data = dict[str, object]
_CITATION = re.compile(r"(.*\S) <([^<>]+)>")
_NO_DAY = PLACEHOLDERS["en"]


class Notes:
    """What a person must look at in a draft, beside what is marked in it."""

    def __init__(self) -> None:
        self._told: dict[str, None] = {}

    def add(self, note: str) -> None:
        """Note it, once."""
        self._told[note] = None

    def told(self) -> tuple[str, ...]:
        """What was noted, in order."""
        return tuple(self._told)

    def text(self, key: str, stated: Texts) -> Texts:
        """The text in our three languages; what is not stated in one of them is marked, what is in none is noted."""
        found = {language: stated.get(language) or mark for language, mark in PLACEHOLDERS.items()}
        if "" in stated and "nl" not in stated:
            found["nl"] = stated[""]
            self.add(f"{key}: its language is not stated; it was put under nl.")
        for language in sorted(set(stated) - set(PLACEHOLDERS) - {""}):
            self.add(f"{key}: stated in {language} too, which our files do not hold: {stated[language][:200]}")
        return found


class VersionDrafts:
    """Drafts the versions of one measure."""

    def __init__(self, stated: Stated, notes: Notes) -> None:
        self._stated = stated
        self._notes = notes

    def drafts(self, service: Node, versions: list[Node]) -> list[Data]:
        """One draft a version, oldest first; without versions what the service itself says."""
        found = [self._version(service, node) for node in versions or [service]]
        return sorted(found, key=lambda version: (version["valid_from"] == _NO_DAY, str(version["valid_from"])))

    def _version(self, service: Node, node: Node) -> Data:
        stated = self._stated
        first, last = (self._day(day, end) for day, end in zip(stated.period(node), ("first", "last"), strict=True))
        certainty = stated.own_codes(node, "startCertainty", scheme=START_CERTAINTY)
        status = stated.codes(node, ADMS.status, scheme=STATUS)
        label = first or "without a day"
        return {
            "valid_from": first or _NO_DAY,
            "valid_until": last,
            **({"valid_from_certainty": certainty[0]} if certainty else {}),
            **self._one("valid_until_certainty", one_text(self.own_texts(node, "endNote"))),
            **self._called_otherwise(service, node, label),
            "status": status[0] if status else "unknown",
            **({"transition": True} if "true" in map(str, stated.own(node, "isTransition")) else {}),
            "confidence": self.confidence(node),
            "conditions": self._conditions(node, label),
            "amount": None,
            "how_to_apply": self._or_none(f"{label} how_to_apply", self._channels(node)),
            "odds": self._or_none(f"{label} odds", self.own_texts(node, "odds")),
            "caveat": self._or_none(f"{label} caveat", stated.texts(node, SKOS.note)),
            "source": self.source(node, stated.label(service)),
            "documented": self._documented(node, label),
        }

    def own_texts(self, node: Node, term: str) -> Texts:
        """A text by a term of ours."""
        found: Texts = {}
        for literal in self._stated.own(node, term):
            language = str(getattr(literal, "language", None) or "")
            found.setdefault(language, " ".join(str(literal).split()))
        return found

    def optional(self, key: str, found: Texts) -> Data:
        """A text that may be left out."""
        return {key: self._notes.text(key, found)} if found else {}

    def legal_basis(self, node: Node) -> str | None:
        """The names of the rules of law that it leans on."""
        resources = self._stated.nodes(node, CV.hasLegalResource)
        names = [one_text(self._stated.texts(item, DCTERMS.title)) or str(item) for item in resources]
        own = [name for name, item in zip(names, resources, strict=True) if parent_of(item) == str(node)]
        return "; ".join(own or names) or None

    def confidence(self, node: Node) -> str:
        """How well it is documented where we said so; else low: nobody here has confirmed it."""
        found = self._stated.own_codes(node, "confidence", scheme=CONFIDENCE)
        return found[0] if found else "low"

    def source(self, node: Node, name: str) -> Data:
        """The sources that it names, else the description that was imported."""
        found = self._stated.nodes(node, DCTERMS.source)
        first = set(self._stated.own(node, "mainSource"))
        found.sort(key=lambda item: (item not in first, str(item)))
        cited = self._cited(node)
        told = [self._told_source(item, cited) for item in found]
        if not told:
            told = [{"title": name or tail_of(node), "url": str(node) if is_web_address(node) else None}]
        sections = one_text(self.own_texts(node, "reportSections"))
        main: Data = {**told[0], **({"seed_section": sections} if sections else {})}
        return {**main, "also": told[1:]} if told[1:] else main

    def _cited(self, node: Node) -> dict[str, str]:
        """The titles under which its sources are cited, by their address."""
        citations = (str(one) for one in self._stated.literals(node, DCTERMS.bibliographicCitation))
        found = (_CITATION.fullmatch(citation) for citation in citations)
        return {str(web_address(one[2]) or one[2]): one[1] for one in found if one}

    def _told_source(self, item: Node, cited: dict[str, str]) -> Data:
        title = cited.get(str(item)) or one_text(self._stated.texts(item, DCTERMS.title, SKOS.prefLabel)) or str(item)
        is_ours = f"/source/{tail_of(item)}" in str(item) and "/id/" in str(item)
        return {"title": title, "url": str(item) if is_web_address(item) and not is_ours else None}

    def _day(self, stated: str | None, which: str) -> str | None:
        if stated is None or is_day(stated):
            return stated
        self._notes.add(f"the {which} day is stated as {stated!r}, which is no whole day: give one.")
        return None

    def _called_otherwise(self, service: Node, node: Node, label: str) -> Data:
        found: Data = {}
        for key, predicate in (
            ("name", DCTERMS.title),
            ("plain_name", DCTERMS.alternative),
            ("summary", DCTERMS.description),
        ):
            own = self._stated.texts(node, predicate)
            if own and own != self._stated.texts(service, predicate):
                found[key] = self._notes.text(f"{label} {key}", own)
        return found

    def _conditions(self, node: Node, label: str) -> list[Data]:
        """Every rule and requirement as a text."""
        stated = self._stated
        requirements = stated.nodes(node, CV.holdsRequirement)
        rules = stated.nodes(node, CPSV.follows)
        by_rule: dict[Node, list[Node]] = {}
        alone = []
        for requirement in requirements:
            fulfilled = [rule for rule in stated.nodes(requirement, CV.fulfils) if rule in rules]
            by_rule.setdefault(fulfilled[0], []).append(requirement) if fulfilled else alone.append(requirement)
        found = []
        for rule in rules:
            title, description = stated.texts(rule, DCTERMS.title), stated.texts(rule, DCTERMS.description)
            if description != title or rule not in by_rule:
                found.append(self._condition(title, description or title, label))
            for requirement in by_rule.get(rule, ()):
                found.append(self._condition(title, stated.texts(requirement, DCTERMS.title), label))
        for requirement in alone:
            title = stated.texts(requirement, DCTERMS.title, DCTERMS.description)
            found.append(self._condition(title, stated.texts(requirement, DCTERMS.description) or title, label))
        if requirements:
            self._notes.add(f"{label}: {len(requirements)} requirements stand as texts: turn them into criteria.")
        if not found:
            found.append(self._condition({}, {}, label))
        return found

    def _condition(self, documented: Texts, told: Texts, label: str) -> Data:
        text = one_text(documented) or one_text(told) or PLACEHOLDERS["nl"]
        return {"documented": text, "information": self._notes.text(f"{label} condition", told)}

    def _channels(self, node: Node) -> Texts:
        found: Texts = {}
        for channel in self._stated.nodes(node, CV.hasChannel):
            for language, words in self._stated.texts(channel, DCTERMS.description).items():
                found[language] = f"{found[language]} {words}" if language in found else words
        return found

    def _documented(self, node: Node, label: str) -> Data:
        """What it states for which our files have no key yet: word for word."""
        support = [
            text
            for output in self._stated.nodes(node, CPSV.produces)
            for predicate in (DCTERMS.title, DCTERMS.description)
            if (text := one_text(self._stated.texts(output, predicate)))
        ]
        if support:
            self._notes.add(f"{label}: what it is worth stands as a text under documented: turn it into an amount.")
        basis = self.legal_basis(node)
        return {
            "imported_from": str(node),
            **({"support": support} if support else {}),
            **({"legal_basis": basis} if basis else {}),
        }

    def _or_none(self, key: str, found: Texts) -> Texts | None:
        return self._notes.text(key, found) if found else None

    def _one(self, key: str, text: str) -> Data:
        return {key: text} if text else {}
