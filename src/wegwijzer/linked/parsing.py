"""Linked data read from a file of somebody else, without ever fetching anything.

A JSON-LD context that stands elsewhere is not looked up: those that ship are filled in, others are refused. RDF/XML
with a DOCTYPE is refused before anything in it is expanded.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any
from xml.parsers import expat
from xml.sax import SAXParseException

from rdflib import Dataset, Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from wegwijzer.core.errors import Fault, InputError

LARGEST = 10_000_000
"""Bytes of a file: six times the whole catalogue."""
DEEPEST = 100
"""Levels of brackets in JSON."""
FORMS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
"""The forms that are read, by name, as rdflib calls them."""
_ENDINGS = {
    ".ttl": "ttl",
    ".turtle": "ttl",
    ".nt": "ttl",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdf",
    ".xml": "rdf",
}
_LINE = re.compile(r"[^:]*:(\d+):\d+: ")
_NEW_LINE = b"\n"
_NOWHERE = "https://example.invalid/"
"""What relative addresses stand under: a file does not say where it is from."""

Contexts = Mapping[str, object]
"""JSON-LD contexts by the address under which they are published."""


def form_of(name: str) -> str:
    """The form of a file by its name. Raises InputError where the ending tells nothing."""
    form = _ENDINGS.get(PurePath(name).suffix.lower())
    if form is None:
        raise InputError([Fault(name, "does not say what form it has.", ".ttl, .jsonld or .rdf, or --format.")])
    return form


def read_graph(data: bytes, *, name: str, form: str, contexts: Contexts) -> Graph:
    """The statements of a file. Raises InputError with the line where it stops being what it should be."""
    if len(data) > LARGEST:
        raise InputError([Fault(name, "is too large.", f"at most {LARGEST:,} bytes.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError([Fault(name, "is not text in UTF-8.", "a text file in UTF-8.")]) from error
    if form == "jsonld":
        text = _closed_json(text, name, contexts)
    elif form == "rdf":
        _refuse_doctype(text, name)
    graph = Graph(bind_namespaces="none")
    read = Dataset(default_union=True)  # JSON-LD may hold several graphs: what all of them say counts
    try:
        with _quietly():
            read.parse(data=text, format=FORMS[form], publicID=_NOWHERE)
            for statement in read.triples((None, None, None)):
                graph.add(statement)
    except BadSyntax as error:
        where = f"{name}:{error._str[: error._i].count(_NEW_LINE) + 1}"
        raise InputError([Fault(where, f"is not valid Turtle ({error._why}).", "Turtle.")]) from error
    except (SAXParseException, ParserError) as error:
        raise InputError([_xml_fault(error, name)]) from error
    except RecursionError as error:
        raise InputError([Fault(name, "is nested too deeply.", "a few levels.")]) from error
    except Exception as error:  # whatever the parser of a form trips over lies in the file
        problem = f"cannot be read as {FORMS[form]} ({_first_line(error)})."
        raise InputError([Fault(name, problem, "a file that another program reads too.")]) from error
    return graph


def _closed_json(text: str, name: str, contexts: Contexts) -> str:
    """The same JSON with known contexts filled in, so that nothing in it points elsewhere."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError([Fault(f"{name}:{error.lineno}", f"is not valid JSON ({error.msg}).", "JSON-LD.")]) from error
    except RecursionError as error:
        raise InputError([Fault(name, "is nested too deeply.", f"at most {DEEPEST} levels.")]) from error
    faults: list[Fault] = []
    closed = json.dumps(_closed(data, name, contexts, faults, 0))
    if faults:
        raise InputError(faults[:20])
    return closed


def _closed(value: Any, name: str, contexts: Contexts, faults: list[Fault], depth: int) -> Any:
    if depth > DEEPEST:
        raise InputError([Fault(name, "is nested too deeply.", f"at most {DEEPEST} levels.")])
    if isinstance(value, list):
        return [_closed(item, name, contexts, faults, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    closed = {}
    for key, inner in value.items():
        if key == "@import":
            faults.append(Fault(name, f'"@import" of {inner!r} is not fetched.', "a context that stands in the file."))
        elif key == "@context":
            found = _known_context(inner, name, contexts, faults)
            closed[key] = _closed(found, name, contexts, faults, depth + 1)
        else:
            closed[key] = _closed(inner, name, contexts, faults, depth + 1)
    return closed


def _known_context(context: Any, name: str, contexts: Contexts, faults: list[Fault]) -> Any:
    if isinstance(context, list):
        return [_known_context(item, name, contexts, faults) for item in context]
    if not isinstance(context, str):
        return context
    known = contexts.get(context)
    if known is None:
        problem = f'the context "{context[:200]}" stands elsewhere, and nothing is fetched.'
        faults.append(Fault(name, problem, "the context itself in its place."))
        return {}
    return known


def _refuse_doctype(text: str, name: str) -> None:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        problem = "declares a DOCTYPE, and entities are not expanded."
        raise InputError([Fault(f"{name}:{parser.CurrentLineNumber}", problem, "RDF/XML without one.")])

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        problem = f"is not valid XML ({expat.errors.messages[error.code]})."
        raise InputError([Fault(f"{name}:{error.lineno}", problem, "RDF/XML.")]) from error


def _xml_fault(error: SAXParseException | ParserError, name: str) -> Fault:
    line: object = error.getLineNumber() if isinstance(error, SAXParseException) else None
    if line is None and (found := _LINE.match(str(error))):
        line = found[1]
    return Fault(f"{name}:{line}" if line else name, f"is not valid RDF/XML ({_first_line(error)}).", "RDF/XML.")


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]


@contextmanager
def _quietly() -> Iterator[None]:
    """Without what the library remarks of itself, and of literals that are no dates: drafts tell what matters."""
    log = logging.getLogger("rdflib")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.setLevel(before)
