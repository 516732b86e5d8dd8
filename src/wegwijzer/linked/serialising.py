"""Graphs as text: Turtle and JSON-LD, the same text for the same graph."""

from __future__ import annotations

import json
from typing import Any

from rdflib import Graph

from wegwijzer.linked.addresses import PREFIXES

TURTLE, JSON_LD = "text/turtle", "application/ld+json"
MEDIA_TYPES = {"ttl": TURTLE, "jsonld": JSON_LD}
"""The media types by the ending of a file's name."""


def turtle(graph: Graph) -> str:
    """The graph in Turtle, subjects in order."""
    return graph.serialize(format="turtle")


def json_ld(graph: Graph) -> str:
    """The graph in JSON-LD. Its context stands in it, so that nobody has to fetch one."""
    context = {**PREFIXES, **{prefix: str(name) for prefix, name in graph.namespaces() if prefix}}
    told = json.loads(graph.serialize(format="json-ld", context=context))
    ordered = _ordered(told.get("@graph", [told]))
    return json.dumps({"@context": dict(sorted(context.items())), "@graph": ordered}, ensure_ascii=False, indent=1)


def as_text(graph: Graph, ending: str) -> str:
    """The graph in the form that a file's name ends with: `ttl` or `jsonld`."""
    return turtle(graph) if ending == "ttl" else json_ld(graph)


def _ordered(value: Any) -> Any:
    """The same value in one order; the order of an RDF list stays."""
    if isinstance(value, dict):
        ordered = {key: value[key] if key == "@list" else _ordered(value[key]) for key in sorted(value)}
        return {key: ordered[key] for key in sorted(ordered, key=_ids_first)} if "@id" in ordered else ordered
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=_sorting)
    return value


def _ids_first(key: str) -> tuple[bool, str]:
    return (key != "@id", key)


def _sorting(item: Any) -> str:
    if isinstance(item, dict) and "@id" in item:
        return str(item["@id"])
    return json.dumps(item, sort_keys=True, ensure_ascii=False)
