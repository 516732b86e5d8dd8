"""Parse an XBRL instance into contexts, units and facts, with every name in full and the line of every fact.

Expat reads it in a stream. What an instance needs not is refused outright: a document type (and with it every
entity and everything external) and deep nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.xbrl_map import Name

XBRLI = "http://www.xbrl.org/2003/instance"
_ROOT = f"{XBRLI} xbrl"
_CONTEXT = f"{XBRLI} context"
_UNIT = f"{XBRLI} unit"
_MEASURE = f"{XBRLI} measure"
_MEMBER = "http://xbrl.org/2006/xbrldi explicitMember"
_TYPED = "http://xbrl.org/2006/xbrldi typedMember"
_HREF = "http://www.w3.org/1999/xlink href"
_NIL = "http://www.w3.org/2001/XMLSchema-instance nil"
_CONTEXT_TEXTS = {f"{XBRLI} identifier", f"{XBRLI} instant", f"{XBRLI} startDate", f"{XBRLI} endDate", _MEMBER}


class InstanceProblem(ValueError):
    """What makes a document unreadable as an instance, and on which line."""

    def __init__(self, line: int, problem: str, expected: str) -> None:
        self.line, self.problem, self.expected = line, problem, expected
        super().__init__(problem)


@dataclass(slots=True)
class Context:
    """Whom a fact is about, when, and in which dimensions. `is_typed`: with a dimension of free values too."""

    line: int
    entity: str = ""
    start: str = ""
    end: str = ""
    members: list[tuple[Name | None, Name | None]] = field(default_factory=list)
    is_typed: bool = False


@dataclass(slots=True)
class XbrlFact:
    """One fact as it stands there."""

    metric: Name
    context: str
    unit: str
    line: int
    value: str = ""


@dataclass(slots=True)
class Instance:
    """All of an instance that matters to accounts."""

    schema: str = ""
    contexts: dict[str, Context] = field(default_factory=dict)
    units: dict[str, list[Name | None]] = field(default_factory=dict)
    facts: list[XbrlFact] = field(default_factory=list)


def parse_instance(data: bytes, limits: Limits) -> Instance:
    """Parse a document. Raises InstanceProblem."""
    return _Parser(limits).parse(data)


class _Parser:
    """The handlers of expat, and what they need to remember."""

    def __init__(self, limits: Limits) -> None:
        self._instance = Instance()
        self._deepest = limits.depth
        self._depth = 0
        self._prefixes: dict[str | None, list[str]] = {}
        self._pairs: dict[tuple[str, str], tuple[Name | None, Name | None]] = {}
        self._context: Context | None = None
        self._fact: XbrlFact | None = None
        self._unit: list[Name | None] | None = None
        self._dimension = ""
        self._taker = ""
        self._text: list[str] = []
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text.append
        self._expat.StartNamespaceDeclHandler = self._declare
        self._expat.EndNamespaceDeclHandler = self._undeclare
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype

    def parse(self, data: bytes) -> Instance:
        """The instance. Raises InstanceProblem."""
        try:
            self._expat.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "no XML")
            raise InstanceProblem(error.lineno, f"is not valid XML ({reason}).", "a whole XBRL instance.") from error
        except (LookupError, ValueError) as error:
            if isinstance(error, InstanceProblem):
                raise
            raise InstanceProblem(1, f"is in an encoding that cannot be read ({error}).", "UTF-8.") from error
        return self._instance

    def _refuse_doctype(self, *_: object) -> None:
        raise InstanceProblem(
            self._expat.CurrentLineNumber, "has a document type (DOCTYPE).", "an instance without DOCTYPE or entities."
        )

    def _declare(self, prefix: str | None, uri: str) -> None:
        self._prefixes.setdefault(prefix, []).append(uri or "")
        self._pairs.clear()

    def _undeclare(self, prefix: str | None) -> None:
        self._prefixes[prefix].pop()
        self._pairs.clear()

    def _in_full(self, written: str) -> Name | None:
        """The name that a text states, by the declarations in force where it stands."""
        prefix, colon, local = written.strip().partition(":")
        uris = self._prefixes.get(prefix if colon else None)
        return f"{uris[-1]} {local if colon else prefix}" if uris else None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        if self._taker != "fact":
            self._text.clear()
        if self._context is not None and depth <= self._deepest:
            if name in _CONTEXT_TEXTS:
                self._taker = name
                if name == _MEMBER:
                    self._dimension = attributes.get("dimension", "")
            elif name == _TYPED:
                self._context.is_typed = True
        elif depth == 2:
            self._start_item(name, attributes)
        elif depth > self._deepest:
            raise InstanceProblem(self._expat.CurrentLineNumber, "is nested too deeply.", "an XBRL instance.")
        elif self._unit is not None:
            if name == _MEASURE:
                self._taker = name
        elif depth == 1 and name != _ROOT:
            namespace, _, local = name.rpartition(" ")
            raise InstanceProblem(
                self._expat.CurrentLineNumber,
                f'starts with <{local}> of namespace "{namespace}".',
                f'an XBRL instance: <xbrl> of namespace "{XBRLI}".',
            )

    def _start_item(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CONTEXT:
            self._context = Context(self._expat.CurrentLineNumber)
            identity = attributes.get("id", "")
            if identity in self._instance.contexts:
                raise InstanceProblem(self._context.line, f'has the context "{identity}" twice.', "each context once.")
            self._instance.contexts[identity] = self._context
        elif name == _UNIT:
            self._unit = self._instance.units.setdefault(attributes.get("id", ""), [])
        elif "contextRef" in attributes:
            if attributes.get(_NIL) not in ("true", "1"):
                context, unit = attributes["contextRef"], attributes.get("unitRef", "")
                self._fact = XbrlFact(name, context, unit, self._expat.CurrentLineNumber)
                self._instance.facts.append(self._fact)
                self._taker = "fact"
        elif name.endswith(" schemaRef") and not self._instance.schema:
            self._instance.schema = attributes.get(_HREF, "")

    def _end(self, name: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        taker = self._taker
        if taker:
            context = self._context
            if context is not None:
                self._taker = ""
                self._take_in_context(context, taker, "".join(self._text).strip())
            elif taker == _MEASURE and self._unit is not None:
                self._taker = ""
                self._unit.append(self._in_full("".join(self._text)))
            elif depth == 2 and self._fact is not None:  # markup inside a fact belongs to its text
                self._taker = ""
                self._fact.value = "".join(self._text).strip()
        if depth == 2:
            self._context = self._unit = self._fact = None
            self._taker = ""

    def _take_in_context(self, context: Context, taker: str, text: str) -> None:
        if taker == _MEMBER:
            written = (self._dimension, text)
            pair = self._pairs.get(written)
            if pair is None:
                pair = self._pairs[written] = (self._in_full(self._dimension), self._in_full(text))
            context.members.append(pair)
        elif taker.endswith("identifier"):
            context.entity = text
        elif taker.endswith("startDate"):
            context.start = text
        else:
            context.end = text
