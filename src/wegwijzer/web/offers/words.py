"""The words of an offering: the answers of every field, and what is told of one beside its own text."""

from __future__ import annotations

from functools import lru_cache

from wegwijzer.core.offers.draft import FieldFault
from wegwijzer.core.offers.offering import Kind, Offering, Side
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.offer_rules import shipped_studies
from wegwijzer.readers.offerings import options_of
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, euro_text

_FACTS = {"sectors": "sector", "provinces": "province", "theme": "theme"}


@lru_cache(maxsize=64)
def options(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """Every answer of a field, as (id, words)."""
    catalogue, studies = shipped_catalogue(), shipped_studies()
    if name in _FACTS:
        labels = {option.id: local(option.label, language) for option in catalogue.facts[_FACTS[name]].options}
    elif name in ("business_domains", "expertise"):
        domains = catalogue.business_domains if name == "business_domains" else catalogue.expertise_domains
        labels = {domain.id: local(domain.label, language) for domain in domains.values()}
    elif name in ("level", "field"):
        known = studies.levels if name == "level" else studies.fields
        labels = {id: local(label, language) for id, label in known.items()}
    elif name == "languages":
        labels = {code: say("site.languages.own_name", code) for code in options_of(name)}
    else:
        labels = {id: say(f"offers.{name}.{id}", language) for id in options_of(name)}
    return tuple((id, labels[id]) for id in options_of(name))


def label(name: str, value: str, language: str) -> str:
    """One answer in words."""
    return dict(options(name, language)).get(value, value)


def labels(name: str, values: tuple[str, ...], language: str) -> str:
    """Several answers in words, one after the other."""
    known = dict(options(name, language))
    return ", ".join(known.get(value, value) for value in values)


def who_text(offering: Offering, language: str) -> str:
    """Who offers it: the structure, or for a firm what may be told of it while its name stays hidden."""
    if offering.side is Side.STRUCTURE:
        return offering.structure
    sector = labels("sectors", offering.sectors[:1], language)
    key = "firm_of" if sector else "firm"
    return say(f"offers.who.{key}", language, sector=sector) if sector else say("offers.who.firm", language)


def price_text(offering: Offering, language: str) -> str:
    """What it costs, "" where that was not told."""
    if offering.kind is Kind.HALF_DAY:
        return say("offers.price.free", language)
    if offering.price is None:
        return ""
    if offering.price.euro == 0:
        return say("offers.price.free", language)
    per = label("price_per", offering.price.per.value, language)
    return say("offers.price.euro", language, euro=euro_text(offering.price.euro, language), per=per)


def term_text(offering: Offering, language: str) -> str:
    """From when to when a topic runs, "" for what is no topic."""
    if offering.term is None:
        return ""
    return say(
        "offers.term",
        language,
        first=date_text(offering.term.first, language),
        last=date_text(offering.term.last, language),
    )


def fault_text(fault: FieldFault, language: str) -> str:
    """What is wrong with a field, and what would be right."""
    return say(f"offers.fault.{fault.code}", language, **fault.values)


def line_fault_text(fault: FieldFault, language: str) -> str:
    """The same for a line of a file: where, what, what to do."""
    key = "file_field" if fault.name else "file_line"
    said = {"line": str(fault.line), "problem": fault_text(fault, language)}
    if fault.name:
        said["column"] = fault.name
    return say(f"offers.fault.{key}", language, **said)
