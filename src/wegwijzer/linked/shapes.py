"""The criteria of a day's measures as SHACL shapes over a firm's graph."""

from __future__ import annotations

from collections.abc import Collection

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, SH

from wegwijzer.core.advice.assessing import verdict_of_status
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import Status
from wegwijzer.core.truth import MET
from wegwijzer.linked.addresses import Addresses, below
from wegwijzer.linked.shape_logic import ShapeLogic
from wegwijzer.linked.vocabulary import FIRM
from wegwijzer.linked.words import Words
from wegwijzer.linked.writing import Writer


def shape_of(at: Addresses, on_day: MeasureOnDay) -> URIRef:
    """The shape to which those firms conform that meet a measure's criteria."""
    return below(at.version(on_day.measure.id, on_day.version.number), "shape")


def shapes_of(day: DayCatalogue, words: Words, at: Addresses, *, measures: Collection[str] | None = None) -> Graph:
    """The shapes of the measures that a period covers on the day; of the named ones alone, if any are named.

    Every shape looks at every firm. A firm conforms to a measure's shape exactly when its verdict is "met": not where
    it is not met, nor while something is unknown.
    """
    writer = Writer(at)
    logic = ShapeLogic(writer, day.catalogue.facts)
    for on_day in day.measures:
        if measures is None or on_day.measure.id in measures:
            _write(writer, logic, on_day, day, words)
    return writer.graph


def _write(writer: Writer, logic: ShapeLogic, on_day: MeasureOnDay, day: DayCatalogue, words: Words) -> None:
    measure, version = on_day.measure, on_day.version
    node, shape = writer.at.version(measure.id, version.number), shape_of(writer.at, on_day)
    writer.types(shape, SH.NodeShape)
    writer.texts(shape, SH.name, measure.name)
    writer.add(shape, SH.targetClass, writer.at.term(FIRM))
    writer.add(shape, DCTERMS.subject, node)
    for criterion in version.criteria:
        part = below(node, "criterion", criterion.id, "shape")
        writer.add(shape, SH.node, part)
        writer.types(part, SH.NodeShape)
        logic.constrain(part, criterion.test)
        sentence = words.requirement(criterion.test, day)
        # A test of one fact reports in its own name, so the sentence stands with it too.
        for told in (part, *writer.graph.objects(part, SH.property)):
            writer.texts(told, SH.message, sentence)
    if verdict_of_status(version) is not MET:
        part = below(node, "status", "shape")
        writer.add(shape, SH.node, part)
        writer.types(part, SH.NodeShape)
        key = "closed" if version.status is Status.CLOSED else "unsure"
        writer.texts(part, SH.message, words.told(f"shape.{key}"))
        logic.refuse(part)
