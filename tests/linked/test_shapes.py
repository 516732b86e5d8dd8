"""pySHACL, an engine that knows nothing of us, and our own reading agree on every firm: met = conforms."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pyshacl
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from tests.builders import FACTS
from tests.core.criteria.test_readings import criteria, firms
from tests.linked.conftest import AT
from wegwijzer.core.advice.assessing import assess, soft_facts
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.criteria.nodes import All, AnyOf, Comparison, IsTrue, Named, Not, OneOf, StartsWith
from wegwijzer.core.firm.facts import FactType
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.firm.size import SizeAssessment
from wegwijzer.core.truth import MET
from wegwijzer.linked.firm_graph import write_firm
from wegwijzer.linked.shape_logic import ShapeLogic
from wegwijzer.linked.shapes import shape_of, shapes_of
from wegwijzer.linked.writing import Writer
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.linked import LinkedWords

NUMBERS = [Decimal(number) for number in ("0", "1", "9", "10", "24.99", "25", "49", "50", "249", "250", "3000000")]
FIRMS_A_VERSION = 4


def refused(firms_graph: Graph, shapes: Graph) -> set[tuple[URIRef, URIRef]]:
    """The firm and the shape of every refusal."""
    _, results, _ = pyshacl.validate(firms_graph, shacl_graph=shapes, inference="none")
    found = results.subjects(RDF.type, SH.ValidationResult)
    return {(results.value(one, SH.focusNode), results.value(one, SH.sourceShape)) for one in found}


# One criterion, any firm: bands, open ends, codes too short to decide, unknown facts.


def bounded(firm):
    """An ordered choice has a last option; only a number is without end."""
    size = firm.get("size_class")
    if isinstance(size, Band):
        low, high = (min(int(end), 3) if end is not None else None for end in size)
        firm = {**firm, "size_class": Band(Decimal(low or 0), Decimal(3 if high is None else high))}
    whole_days = firm.get("founded")
    if isinstance(whole_days, Band):
        low, high = (None if end is None else Decimal(int(end) + 1) for end in whole_days)
        firm = {**firm, "founded": Band(low, high)}
    return firm


@settings(max_examples=25)
@given(st.lists(criteria, min_size=3, max_size=3), st.lists(firms.map(bounded), min_size=4, max_size=4))
def test_a_firm_conforms_exactly_when_the_criterion_is_met(tests, some_firms):
    writer, told = Writer(AT), Writer(AT)
    logic = ShapeLogic(writer, FACTS)
    shapes = [URIRef(f"{AT.root}/shape/{place}") for place in range(len(tests))]
    nodes = [URIRef(f"{AT.root}/firm/{place}") for place in range(len(some_firms))]
    for shape, test in zip(shapes, tests, strict=True):
        part = URIRef(f"{shape}/part")
        writer.types(shape, SH.NodeShape)
        writer.types(part, SH.NodeShape)
        writer.add(shape, SH.node, part)
        writer.add(shape, SH.targetClass, AT.term("Firm"))
        logic.constrain(part, test)
    for node, values in zip(nodes, some_firms, strict=True):
        write_firm(told, node, values, FACTS)
    found = refused(told.graph, writer.graph)
    for shape, test in zip(shapes, tests, strict=True):
        for node, values in zip(nodes, some_firms, strict=True):
            assert ((node, shape) not in found) is (test.read(values) is MET), (test, values)


# Every version of every measure, complete firms: some that meet it, some a single fact away, some at random.


def a_value(fact, chance):
    """A value at random that decides everything."""
    if fact.type is FactType.BOOLEAN:
        return chance.random() < 0.5
    if fact.ordered:
        return exactly(chance.randrange(len(fact.options)))
    if fact.type is FactType.CHOICE:
        return chance.choice(fact.options).id
    if fact.type is FactType.DATE:
        return exactly(date(2000, 1, 1).toordinal() + chance.randrange(10_000))
    if fact.type in (FactType.NUMBER, FactType.MONEY):
        return exactly(chance.choice(NUMBERS))
    return "25620" if fact.type is FactType.CODE else "9000"


def wishes(criterion, facts, chance, *, holds=True):
    """Values that let a criterion hold, as far as single facts can be chosen apart from each other."""
    match criterion:
        case Not(part):
            return wishes(part, facts, chance, holds=not holds)
        case Named(_, inner):
            return wishes(inner, facts, chance, holds=holds)
        case All(parts) | AnyOf(parts):
            chosen = parts if isinstance(criterion, All) is holds else [chance.choice(parts)]
            return {key: value for part in chosen for key, value in wishes(part, facts, chance, holds=holds).items()}
        case IsTrue(fact):
            return {fact: holds}
        case OneOf(fact, options):
            fitting = [option.id for option in facts[fact].options if (option.id in options) is holds]
            return {fact: chance.choice(fitting)} if fitting else {}
        case Comparison(fact, limit):
            near = [limit, limit + 1, limit - 1] if facts[fact].ordered or chance.random() < 0.8 else NUMBERS
            fitting = [
                value for value in near if value >= 0 and (criterion.read({fact: exactly(value)}) is MET) is holds
            ]
            if facts[fact].ordered:
                fitting = [value for value in fitting if value < len(facts[fact].options)]
            return {fact: exactly(chance.choice(fitting))} if fitting else {}
        case StartsWith(fact, prefixes):
            return {fact: f"{chance.choice(prefixes)}0"} if holds else {}
    return {}


def complete_firms(version, facts, chance):
    """Firms of which everything is known: three made to meet the criteria, one of them then changed, one at random."""
    for kind in range(FIRMS_A_VERSION):
        values = {fact.id: a_value(fact, chance) for fact in facts.values()}
        for criterion in version.criteria if kind < FIRMS_A_VERSION - 1 else ():
            values |= wishes(criterion.test, facts, chance)
        tested = [fact for criterion in version.criteria for fact in criterion.test.facts()]
        if kind == 1 and tested:
            changed = chance.choice(tested)
            values[changed] = a_value(facts[changed], chance)
        yield values


def test_an_independent_engine_agrees_on_complete_firms_for_every_version_of_every_measure():
    catalogue, words, chance = shipped_catalogue(), LinkedWords(), random.Random(20261130)
    soft = soft_facts(catalogue)
    told, shapes, expected = Writer(AT), Graph(), {}
    for measure in catalogue.measures.values():
        for version in measure.versions:
            day = catalogue.on(version.period.valid_from)
            on_day = next(found for found in day.measures if found.measure.id == measure.id)
            shape = shape_of(AT, on_day)
            for triple in shapes_of(day, words, AT, measures=[measure.id]):
                shapes.add(tuple(_apart(node, shape) for node in triple))
            shapes.remove((shape, SH.targetClass, None))
            for place, values in enumerate(complete_firms(on_day.version, catalogue.facts, chance)):
                firm = URIRef(f"{AT.root}/firm/{measure.id}/{version.number}/{place}")
                write_firm(told, firm, values, catalogue.facts)
                shapes.add((shape, SH.targetNode, firm))
                picture = FirmPicture(Profile({}), values, {}, {}, SizeAssessment(0, 3))
                expected[firm, shape] = assess(on_day, picture, soft).verdict
    found = refused(told.graph, shapes)
    assert {pair for pair, verdict in expected.items() if verdict is not MET} == found & set(expected)
    met = {shape for (_, shape), verdict in expected.items() if verdict is MET}
    assert len(met) >= 50, "the firms were meant to meet most versions, or agreement says little"


def _apart(node, shape):
    """Unnamed nodes of two graphs are two nodes."""
    from rdflib import BNode

    return BNode(f"{abs(hash(str(shape)))}{node}") if isinstance(node, BNode) else node


def test_a_refusal_says_in_three_languages_what_the_criterion_asks():
    day = shipped_catalogue().on(date(2026, 11, 24))
    told = Writer(AT)
    firm = URIRef(f"{AT.root}/firm/1")
    write_firm(told, firm, {"size_class": exactly(3), "establishment_in_flanders": True}, shipped_catalogue().facts)
    shapes = shapes_of(day, LinkedWords(), AT, measures=["kmo-portefeuille"])
    _, results, _ = pyshacl.validate(told.graph, shacl_graph=shapes, inference="none")
    messages = {str(message) for message in results.objects(None, SH.resultMessage)}
    assert "De grootte van uw onderneming is hoogstens middelgroot." in messages
    assert "The size of your firm is at most medium-sized." in messages
    assert "U hebt een vestiging in Vlaanderen." not in messages
