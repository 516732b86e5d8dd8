"""The small language of `--where`: a condition over the columns of a survey.

`emp >= 10 and emp <= 100`, `nace in ("62", "63") and not group == 1`. Columns stand by name, in square brackets where
the name is no plain word. There are numbers, texts in quotes, `+ - * /`, comparisons (also `10 <= emp <= 100`), `in`,
`and`, `or`, `not` and brackets. Logic is three-valued (Kleene): a row whose missing values leave the condition open is
not selected, and is counted.

The text is parsed by Python's own parser and only these forms are let through: a condition is data, not code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from wegwijzer.core.survey.design import Flags, Labels, Numbers

_BRACKETED = re.compile(r"\[(?![-+0-9.,\s]*\])([^\[\]\"']{1,80})\]")
"""A column in brackets; brackets around numbers only are a list of them."""
_LONGEST, _DEEPEST = 1_000, 60

_ARITHMETIC: Mapping[type[ast.operator], Callable[[Numbers, Numbers], Numbers]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
}
_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Numbers, Numbers], Flags]] = {
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}
_FORMS = "columns, numbers, texts in quotes, + - * /, comparisons, in, and, or, not"


class ConditionError(ValueError):
    """A condition that cannot be read; one sentence on what is wrong with it."""


class Columns(Protocol):
    """The columns that a condition reads."""

    @property
    def rows(self) -> int:
        """How many rows there are."""

    def numbers(self, column: str, /) -> Numbers:
        """A column as numbers."""

    def texts(self, column: str, /) -> Labels:
        """A column as text."""


@dataclass(frozen=True, slots=True)
class Selected:
    """Where a condition is met, and where it is not; neither, where missing values leave it open."""

    met: Flags
    not_met: Flags

    @property
    def open(self) -> Flags:
        """The rows that missing values leave open: they are not selected."""
        return ~self.met & ~self.not_met


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read and found well-formed, with the columns that it reads in order of appearance."""

    text: str
    tree: ast.expr
    columns: tuple[str, ...]

    def over(self, data: Columns) -> Selected:
        """Where it is met in these rows. Raises InputError for a column that is not there or holds no numbers."""
        with np.errstate(all="ignore"):
            return _Reading(data).condition(self.tree)


@cache
def parse_condition(text: str) -> Condition:
    """Read a condition. Raises ConditionError.

    >>> parse_condition("emp >= 10 and [main nace] in ('62', '63')").columns
    ('emp', 'main nace')
    """
    if len(text) > _LONGEST:
        raise ConditionError(f"is {len(text):,} characters long; write at most {_LONGEST:,}")
    names: list[str] = []

    def named(match: re.Match[str]) -> str:
        names.append(match[1])
        return f" _column_{len(names) - 1} "

    try:
        tree = ast.parse(_BRACKETED.sub(named, text).strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ConditionError('is no condition; write for example "emp >= 10 and emp <= 100"') from error
    columns: dict[str, None] = {}
    for node in _named_nodes(tree, names):
        columns.setdefault(node.id)
    _check(tree, 0)
    return Condition(text, tree, tuple(columns))


def _named_nodes(tree: ast.expr, names: list[str]) -> Iterator[ast.Name]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            prefix, _, place = node.id.rpartition("_")
            if prefix == "_column" and place.isdigit() and int(place) < len(names):
                node.id = names[int(place)]
            yield node


def _check(node: ast.expr, depth: int) -> None:
    """Raise ConditionError unless the node is a condition of the forms that are let through."""
    if depth > _DEEPEST:
        raise ConditionError("is nested too deeply")
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                _check(value, depth + 1)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            _check(operand, depth + 1)
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[ast.Tuple() | ast.List() as listed]):
            if not isinstance(left, ast.Name):
                raise ConditionError("only a column can be in a list")
            if not listed.elts or len({_is_text(item) for item in listed.elts}) != 1:
                raise ConditionError("a list holds numbers only or texts only, one at least")
        case ast.Compare(left=left, ops=operators, comparators=comparators):
            sides = [left, *comparators]
            is_text = any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides)
            for operator in operators:
                if type(operator) not in _COMPARISONS or (is_text and not isinstance(operator, ast.Eq | ast.NotEq)):
                    raise ConditionError("a text is compared by == or != or in; numbers by < <= > >= == != or in")
            for side in sides:
                if is_text and not isinstance(side, ast.Name) and not _is_text(side):
                    raise ConditionError("a text is compared with a column")
                if not is_text:
                    _check_number(side, depth + 1)
        case _:
            raise ConditionError(f"holds something that is no comparison; there are {_FORMS}")


def _check_number(node: ast.expr, depth: int) -> None:
    if depth > _DEEPEST:
        raise ConditionError("is nested too deeply")
    match node:
        case ast.Constant(value=bool()):
            raise ConditionError("True and False are no numbers; write 1 and 0")
        case ast.Constant(value=int() | float() as value):
            if abs(value) > 1e300:
                raise ConditionError("holds a number that is too large")
        case ast.Name():
            pass
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check_number(left, depth + 1)
            _check_number(right, depth + 1)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check_number(operand, depth + 1)
        case _:
            raise ConditionError(f"holds something that is no number; there are {_FORMS}")


def _is_text(node: ast.expr) -> bool:
    """Whether a constant is a text; raises ConditionError where it is neither text nor number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return True
    _check_number(node, 0)
    if not isinstance(node, ast.Constant | ast.UnaryOp):
        raise ConditionError("a list holds plain numbers or texts")
    return False


class _Reading:
    def __init__(self, data: Columns) -> None:
        self._data = data

    def condition(self, node: ast.expr) -> Selected:
        """Where a node that was checked is met, and where it is not."""
        match node:
            case ast.UnaryOp(operand=operand):
                inner = self.condition(operand)
                return Selected(inner.not_met, inner.met)
            case ast.BoolOp(op=operator, values=values):
                return _joined([self.condition(value) for value in values], is_and=isinstance(operator, ast.And))
            case ast.Compare(left=ast.Name(id=name), ops=[ast.In() | ast.NotIn() as operator], comparators=[listed]):
                found = self._is_in(name, listed)
                return Selected(found.not_met, found.met) if isinstance(operator, ast.NotIn) else found
            case ast.Compare(left=left, ops=operators, comparators=comparators):
                sides = [left, *comparators]
                return _joined(
                    [
                        self._compared(one, operator, other)
                        for one, operator, other in zip(sides, operators, comparators, strict=False)
                    ],
                    is_and=True,
                )
        raise AssertionError(f"unchecked condition: {ast.dump(node)}")

    def _compared(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Selected:
        if any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (left, right)):
            one, other = self._text(left), self._text(right)
            known = _present(one) & _present(other)
            holds = np.asarray(one == other if isinstance(operator, ast.Eq) else one != other, np.bool_)
            return Selected(holds & known, ~holds & known)
        one_number, other_number = self._number(left), self._number(right)
        holds = _COMPARISONS[type(operator)](one_number, other_number)
        known = ~np.isnan(one_number) & ~np.isnan(other_number)
        return Selected(holds & known, ~holds & known)

    def _is_in(self, name: str, listed: ast.expr) -> Selected:
        if not isinstance(listed, ast.Tuple | ast.List):
            raise AssertionError("unchecked list")
        parts = [self._compared(ast.Name(name), ast.Eq(), item) for item in listed.elts]
        return _joined(parts, is_and=False)

    def _number(self, node: ast.expr) -> Numbers:
        match node:
            case ast.Constant(value=int() | float() as value):
                return np.full(self._data.rows, float(value))
            case ast.Name(id=name):
                return self._data.numbers(name)
            case ast.UnaryOp(op=operator, operand=operand):
                inner = self._number(operand)
                return -inner if isinstance(operator, ast.USub) else inner
            case ast.BinOp(left=left, op=binary, right=right):
                one, other = self._number(left), self._number(right)
                if isinstance(binary, ast.Div):
                    return one / np.where(other == 0, np.nan, other)
                return _ARITHMETIC[type(binary)](one, other)
        raise AssertionError(f"unchecked number: {ast.dump(node)}")

    def _text(self, node: ast.expr) -> Labels:
        match node:
            case ast.Constant(value=str() as value):
                return np.full(self._data.rows, value, object)
            case ast.Name(id=name):
                return np.array([None if text is None else text.strip() for text in self._data.texts(name)], object)
        raise AssertionError(f"unchecked text: {ast.dump(node)}")


def _joined(parts: list[Selected], *, is_and: bool) -> Selected:
    some, every = np.logical_or.reduce, np.logical_and.reduce
    met, not_met = [part.met for part in parts], [part.not_met for part in parts]
    return Selected(every(met), some(not_met)) if is_and else Selected(some(met), every(not_met))


def _present(texts: Labels) -> Flags:
    return np.array([text is not None and text != "" for text in texts], np.bool_)
