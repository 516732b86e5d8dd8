"""What a version asks: its documented lines as rules (CPSV-AP), its criteria as requirements (CCCEV)."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Condition, NamedCriterion, Version
from wegwijzer.core.criteria.nodes import Criterion, Group, Named, Not
from wegwijzer.linked.addresses import CPSV, CV, below
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer


def write_conditions(
    writer: Writer, version: Version, *, node: URIRef, prefix: str, day: DayCatalogue, words: Words
) -> tuple[list[URIRef], list[URIRef]]:
    """Write them below the version's node; returns the rules and the requirements, in the order of the file."""
    rules, requirements = [], []
    by_id = {criterion.id: criterion for criterion in version.criteria}
    for place, condition in enumerate(version.conditions, start=1):
        rule = _rule(writer, condition, below(node, "rule", place), f"{prefix}-rule-{place}")
        rules.append(rule)
        for criterion_id in condition.criteria:
            name = f"{prefix}-{criterion_id}"
            requirement = below(node, "criterion", criterion_id)
            _criterion(writer, by_id[criterion_id], requirement, name, day=day, words=words)
            writer.add(requirement, CV.fulfils, rule)
            requirements.append(requirement)
    return rules, requirements


def _rule(writer: Writer, condition: Condition, node: URIRef, name: str) -> URIRef:
    writer.types(node, CPSV.Rule)
    writer.plain(node, DCTERMS.identifier, name)
    writer.dutch(node, DCTERMS.title, condition.documented)
    writer.texts(node, DCTERMS.description, condition.information or {"nl": condition.documented})
    return node


def _criterion(
    writer: Writer, criterion: NamedCriterion, node: URIRef, name: str, *, day: DayCatalogue, words: Words
) -> None:
    parts = list(_parts(criterion.test))
    is_single = len(parts) == 1
    writer.types(node, CV.Requirement, CV.Criterion, *([CV.Constraint] if is_single else []))
    writer.plain(node, DCTERMS.identifier, name)
    writer.texts(node, DCTERMS.title, words.requirement(criterion.test, day))
    # CCCEV's shape takes a plain text here: the line that the criterion reads, word for word.
    writer.plain(node, DCTERMS.description, criterion.documented)
    writer.add(node, RDFS.seeAlso, below(node, "shape"))
    for fact in dict.fromkeys(criterion.test.facts()):
        writer.add(node, CV.hasConcept, writer.at.fact(fact))
        if is_single:
            writer.add(node, CV.constrains, writer.at.fact(fact))
    for place, part in enumerate([] if is_single else parts, start=1):
        constraint = below(node, "part", place)
        writer.add(node, CV.hasRequirement, constraint)
        writer.types(constraint, CV.Requirement, CV.Constraint)
        writer.plain(constraint, DCTERMS.identifier, f"{name}-{place}")
        sentence = words.requirement(part, day)
        writer.texts(constraint, DCTERMS.title, sentence)
        writer.plain(constraint, SKOS.prefLabel, sentence.get("nl"))
        for fact in dict.fromkeys(part.facts()):
            writer.add(constraint, CV.constrains, writer.at.fact(fact))


def _parts(criterion: Criterion, *, holds: bool = True) -> Iterator[Criterion]:
    """The single tests in a criterion, each as it counts: negated where the criterion negates it."""
    if isinstance(criterion, Not):
        yield from _parts(criterion.part, holds=not holds)
    elif isinstance(criterion, Group) and not isinstance(criterion, Named):
        for part in criterion.parts:
            yield from _parts(part, holds=holds)
    else:
        yield criterion if holds else Not(criterion)
