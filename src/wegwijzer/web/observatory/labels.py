"""The names of classes, measures, reasons and questions in the words of the page."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from wegwijzer.core.reach.crossing import OTHERS
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import local, say, texts

DIMENSIONS = ("size", "sector", "province", "layer")
_FACTS = {"size": "size_class", "sector": "sector", "province": "province"}


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return f"{text[:1].upper()}{text[1:]}"


def dimension_label(dimension: str, language: str) -> str:
    """What a dimension is called."""
    return say(f"observatory.dimension.{dimension}", language)


def class_label(dimension: str, id: str, language: str) -> str:
    """The name of a class; the id of one that nobody named."""
    if id == OTHERS:
        return say("observatory.others", language)
    if dimension == "layer":
        return capital(_said(f"pyramid.segment.{id}", language) or id)
    own = _said(f"observatory.class.{dimension}.{id}", language)
    if own:
        return own
    if dimension == "size" and id[:1].isdigit():
        return say("observatory.staff", language, number=id.replace("-", "\u2013"))
    fact = shipped_catalogue().facts.get(_FACTS.get(dimension, ""))
    for option in fact.options if fact is not None else ():
        if option.id == id:
            return capital(local(option.label, language))
    return id


def short_label(dimension: str, id: str, language: str) -> str:
    """The name of a class where the dimension stands beside it: numbers of employees without that word."""
    return (
        id.replace("-", "\u2013") if dimension == "size" and id[:1].isdigit() else class_label(dimension, id, language)
    )


def measure_label(id: str, language: str) -> str:
    """The name of a measure; the id of one that the catalogue does not have."""
    found = shipped_catalogue().measures.get(id)
    return id if found is None else local(found.plain_name or found.name, language)


def question_label(fact: str, language: str) -> str:
    """A question as visitors read it; the id of one that has gone."""
    found = shipped_catalogue().facts.get(fact)
    return fact if found is None or not found.askable else local(found.question, language)


def domain_label(domain: str, language: str) -> str:
    """A domain of business; where none was recognised, that."""
    found = shipped_catalogue().business_domains.get(domain)
    if found is None:
        return domain or say("observatory.no_domain", language)
    return capital(local(found.label, language))


def criterion_label(measure: str, criterion: str, language: str) -> str:
    """A measure with its criterion, in words as far as the catalogue of today has them."""
    return f"{capital(measure_label(measure, language))}: {_requirement(measure, criterion, language)}"


def requirement_label(measure: str, criterion: str, language: str, *, otherwise: str) -> str:
    """A criterion in words; `otherwise` where the catalogue of today does not have it."""
    found = _requirement(measure, criterion, language)
    return otherwise if found == criterion else found


def _requirement(measure: str, criterion: str, language: str) -> str:
    return _requirement_on(timezone.localdate(), measure, criterion, language)


@while_it_stands(maxsize=512)
def _requirement_on(on: date, measure: str, criterion: str, language: str) -> str:
    day = shipped_day(on)
    for item in day.measures:
        for known in item.version.criteria if item.measure.id == measure else ():
            if known.id == criterion:
                return CriterionWording(day.catalogue.facts, day.rules, language).requirement(known.test)
    return criterion


def _said(key: str, language: str) -> str:
    topic = key.partition(".")[0]
    return texts(topic, language).get(key, "")
