"""The small language of the lights: a formula over rubrics, written as an accountant would.

`([29/58] - [29]) / ([42/48] + [492/3])` names rubrics in brackets. Beside `+ - * /` there are

- `previous(x)`: x in the year that the accounts compare themselves with;
- `first(x, y, ...)`: the first that is not missing;
- `positive(x)`: x where it is more than nil, else missing;
- `least(x, y)`: the smaller of the two;

and conditions: comparisons, `and`, `or`, `not`, and `possibly(c)`, which also holds where c cannot be told. A missing
rubric makes the formula missing, and a condition over it undecided (Kleene's strong logic); a division by nil is
missing too.

The text is parsed by Python's own parser and only these forms are let through: a formula is data, not code. It reads a
whole table of firm-years at once.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.accounts.columns import AccountsTable, Flags, Numbers

_RUBRIC = re.compile(r"\[([0-9A-Z/]{1,10})\]")
_LONGEST = 400
_DEEPEST = 100

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
}
_NUMBER_FUNCTIONS = {"previous": (1, 1), "first": (2, 9), "positive": (1, 1), "least": (2, 2)}
_CONDITION_FUNCTIONS = {"possibly": (1, 1)}


class FormulaError(ValueError):
    """A formula that cannot be read; one sentence on what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A condition over a table: where it is met and where it is not; neither, where it cannot be told."""

    met: Flags
    not_met: Flags


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read and found well-formed.

    `rubrics` are the codes it reads of this year, `previous_rubrics` those of the year before, in order of
    appearance. Equal texts make equal formulas.
    """

    text: str
    tree: ast.expr
    rubrics: tuple[str, ...]
    previous_rubrics: tuple[str, ...]
    is_condition: bool

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


def parse_formula(text: str, names: tuple[str, ...] = ()) -> Formula:
    """Read a formula; `names` are the other names it may use. Raises FormulaError.

    >>> parse_formula("[70] / previous([70]) - 1").previous_rubrics
    ('70',)
    """
    if len(text) > _LONGEST:
        raise FormulaError(f"the formula is {len(text)} characters long; write at most {_LONGEST}")
    codes: list[str] = []

    def named(match: re.Match[str]) -> str:
        codes.append(match[1])
        return f"rubric_{len(codes) - 1}"

    try:
        tree = ast.parse(_RUBRIC.sub(named, text).strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f'"{text}" is no formula; write for example ([29/58] - [29]) / [42/48]') from error
    if _depth(tree) > _DEEPEST:
        raise FormulaError("the formula is nested too deeply; write it in fewer steps")
    reading = _Checking(tuple(codes), names)
    is_condition = reading.check(tree, in_previous=False)
    return Formula(
        text,
        tree,
        tuple(dict.fromkeys(reading.current)),
        tuple(dict.fromkeys(reading.previous)),
        is_condition,
    )


def _depth(tree: ast.AST) -> int:
    """How many levels a formula has, counted level by level: what is read by recursion must not be too deep for it."""
    depth, level = 0, [tree]
    while level and depth <= _DEEPEST:
        depth, level = depth + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


class _Checking:
    """Walks a formula once: every form allowed, numbers and conditions where they belong, rubrics noted."""

    def __init__(self, codes: tuple[str, ...], names: tuple[str, ...]) -> None:
        self._codes = codes
        self._names = names
        self.current: list[str] = []
        self.previous: list[str] = []

    def check(self, node: ast.expr, *, in_previous: bool) -> bool:
        """Whether the node is a condition; raises FormulaError when it is neither that nor a number."""
        match node:
            case ast.Constant(value=bool()):
                raise FormulaError("true and false are no numbers")
            case ast.Constant(value=int() | float()):
                return False
            case ast.Name(id=name):
                return self._name(node, name, in_previous=in_previous)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div()):
                self._numbers(node.left, node.right, in_previous=in_previous)
                return False
            case ast.UnaryOp(op=ast.USub()):
                self._numbers(node.operand, in_previous=in_previous)
                return False
            case ast.UnaryOp(op=ast.Not()):
                self._conditions(node.operand, in_previous=in_previous)
                return True
            case ast.BoolOp():
                self._conditions(*node.values, in_previous=in_previous)
                return True
            case ast.Compare(ops=[operator]) if type(operator) in _COMPARISONS:
                self._numbers(node.left, *node.comparators, in_previous=in_previous)
                return True
            case ast.Call(func=ast.Name(id=function), keywords=[]):
                return self._call(function, node.args, in_previous=in_previous)
        raise FormulaError("only + - * /, comparisons, and, or, not, rubrics and the named functions can be used")

    def _name(self, node: ast.Name, name: str, *, in_previous: bool) -> bool:
        prefix, _, place = name.partition("_")
        if prefix == "rubric" and place.isdigit() and int(place) < len(self._codes):
            code = self._codes[int(place)]
            (self.previous if in_previous else self.current).append(code)
            node.id = f"rubric {code}"
            return False
        if name not in self._names:
            known = ", ".join(self._names) or "none"
            raise FormulaError(f'unknown name "{name}"; rubrics stand in brackets, other names here: {known}')
        return name == "nv"

    def _call(self, function: str, arguments: list[ast.expr], *, in_previous: bool) -> bool:
        is_condition = function in _CONDITION_FUNCTIONS
        limits = _CONDITION_FUNCTIONS.get(function) or _NUMBER_FUNCTIONS.get(function)
        if limits is None:
            known = ", ".join((*_NUMBER_FUNCTIONS, *_CONDITION_FUNCTIONS))
            raise FormulaError(f'unknown function "{function}"; there are {known}')
        if not limits[0] <= len(arguments) <= limits[1]:
            raise FormulaError(f"{function} takes {limits[0]} to {limits[1]} values")
        if function == "previous" and in_previous:
            raise FormulaError("previous stands inside previous; the accounts hold two years")
        below = self._conditions if is_condition else self._numbers
        below(*arguments, in_previous=in_previous or function == "previous")
        return is_condition

    def _numbers(self, *nodes: ast.expr, in_previous: bool) -> None:
        kinds = [self.check(node, in_previous=in_previous) for node in nodes]  # every one: rubrics are noted on the way
        if any(kinds):
            raise FormulaError("a condition stands where a number is needed")

    def _conditions(self, *nodes: ast.expr, in_previous: bool) -> None:
        kinds = [self.check(node, in_previous=in_previous) for node in nodes]
        if not all(kinds):
            raise FormulaError("a number stands where a condition is needed")


class Reading:
    """Reads formulas over one table; `names` gives the numbers that stand for other names."""

    def __init__(self, table: AccountsTable, names: Mapping[str, Numbers | float] | None = None) -> None:
        self._table = table
        self._names = dict(names or {})

    def number(self, formula: Formula) -> Numbers:
        """The formula's value in every row; NaN where it is missing."""
        with np.errstate(all="ignore"):
            found = self._number(formula.tree, is_previous=False)
        return np.where(np.isfinite(found), found, np.nan)

    def condition(self, formula: Formula) -> Decided:
        """Where the condition is met and where it is not."""
        with np.errstate(all="ignore"):
            return self._condition(formula.tree)

    def _number(self, node: ast.expr, *, is_previous: bool) -> Numbers:
        match node:
            case ast.Constant(value=int() | float() as value):
                return np.full(self._table.rows, float(value))
            case ast.Name(id=name):
                return self._named(name, is_previous=is_previous)
            case ast.UnaryOp(operand=operand):
                return -self._number(operand, is_previous=is_previous)
            case ast.BinOp(left=left, op=operator, right=right):
                one = self._number(left, is_previous=is_previous)
                other = self._number(right, is_previous=is_previous)
                if isinstance(operator, ast.Div):
                    return one / np.where(other == 0, np.nan, other)
                return _ARITHMETIC[type(operator)](one, other)
            case ast.Call(func=ast.Name(id=function), args=arguments):
                parts = [self._number(part, is_previous=is_previous or function == "previous") for part in arguments]
                return _CALLS[function](*parts)
        raise AssertionError(f"unchecked formula: {ast.dump(node)}")

    def _named(self, name: str, *, is_previous: bool) -> Numbers:
        if name.startswith("rubric "):
            columns = self._table.previous if is_previous else self._table.current
            return columns.of(name.removeprefix("rubric "))
        value = self._names[name]
        return value if isinstance(value, np.ndarray) else np.full(self._table.rows, value)

    def _condition(self, node: ast.expr) -> Decided:
        match node:
            case ast.Name(id="nv"):
                return Decided(self._table.is_nv == 1, self._table.is_nv == 0)
            case ast.UnaryOp(operand=operand):
                inner = self._condition(operand)
                return Decided(inner.not_met, inner.met)
            case ast.BoolOp(op=operator, values=values):
                parts = [self._condition(value) for value in values]
                is_and = isinstance(operator, ast.And)
                some, every = (np.logical_or.reduce, np.logical_and.reduce)
                return Decided(
                    (every if is_and else some)([part.met for part in parts]),
                    (some if is_and else every)([part.not_met for part in parts]),
                )
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                one, other = self._number(left, is_previous=False), self._number(right, is_previous=False)
                holds = _COMPARISONS[type(operator)](one, other)
                return Decided(holds, ~holds & ~np.isnan(one) & ~np.isnan(other))
            case ast.Call(args=[inner_node]):
                inner = self._condition(inner_node)
                return Decided(~inner.not_met, inner.not_met)
        raise AssertionError(f"unchecked condition: {ast.dump(node)}")


def _first(*parts: Numbers) -> Numbers:
    found = parts[0]
    for part in parts[1:]:
        found = np.where(np.isnan(found), part, found)
    return found


_CALLS: Mapping[str, Callable[..., Numbers]] = {
    "previous": lambda number: number,
    "first": _first,
    "positive": lambda number: np.where(number > 0, number, np.nan),
    "least": np.minimum,
}
