"""A light's formula and its conditions in words, made from the formula itself so that the two cannot differ."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from wegwijzer.core.knipperlichten.formula import Formula
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording

_SIGNS = {ast.Add: " + ", ast.Sub: " − ", ast.Mult: " × ", ast.Div: " / "}
_COMPARISONS = {ast.Lt: "below", ast.LtE: "at_most", ast.Gt: "above", ast.GtE: "at_least"}
_LOOSE = (ast.Add, ast.Sub)


class FormulaWords:
    """Words formulas in the language of a wording; `names` says what stands for the names in a condition."""

    def __init__(self, wording: LightWording, names: Mapping[str, str]) -> None:
        self._wording = wording
        self._names = names

    def text(self, formula: Formula) -> str:
        """The whole formula."""
        return self._words(formula.tree)

    def _words(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=value):
                return f"{value:g}" if isinstance(value, int | float) else ""
            case ast.Name(id=name):
                return self._name(name)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._say("not", part=self._words(operand))
            case ast.UnaryOp(operand=operand):
                return f"−{self._words(operand)}"
            case ast.BinOp(left=left, op=operator, right=right):
                is_tight = not isinstance(operator, _LOOSE)
                return f"{self._part(left, is_tight)}{_SIGNS[type(operator)]}{self._part(right, is_tight)}"
            case ast.BoolOp(op=operator, values=values):
                joint = self._say("and" if isinstance(operator, ast.And) else "or")
                return f" {joint} ".join(self._words(value) for value in values)
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self._say(_COMPARISONS[type(operator)], left=self._words(left), right=self._words(right))
            case ast.Call(func=ast.Name(id=function), args=arguments):
                return self._call(function, [self._words(argument) for argument in arguments])
        return ""

    def _part(self, node: ast.expr, is_tight: bool) -> str:
        """A part of a sum or a fraction, in brackets where it would otherwise read wrongly."""
        words = self._words(node)
        is_loose = isinstance(node, ast.BinOp) and isinstance(node.op, _LOOSE)
        return f"({words})" if is_tight and is_loose else words

    def _call(self, function: str, parts: list[str]) -> str:
        if function == "first":
            text = parts[0]
            for part in parts[1:]:
                text = self._say("first", first=text, then=part)
            return text
        if function == "least":
            return self._say("least", one=parts[0], other=parts[1])
        return self._say(function, part=parts[0])

    def _name(self, name: str) -> str:
        if name.startswith("rubric "):
            return self._wording.rubric(name.removeprefix("rubric "))
        return self._names.get(name) or self._say(f"name_{name}")

    def _say(self, key: str, **arguments: str) -> str:
        return say(f"portfolio.formula.{key}", self._wording.language, **arguments)
