"""Read YAML as plain data that remembers its lines.

Stricter and plainer than YAML 1.1: only `true` and `false` are booleans, numbers are exact decimals, dates stay
text, and a key given twice is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml

from wegwijzer.core.errors import Fault, InputError

Path_ = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_LARGEST_FILE = 2_000_000
_QUOTED = ("'", '"', "|", ">")


@dataclass(frozen=True, slots=True)
class LocatedData:
    """Plain data (dict, list, str, int, Decimal, bool, None) with the line of every path in it."""

    name: str
    data: object
    lines: Mapping[Path_, int] = field(repr=False)

    def where(self, path: Path_) -> str:
        """The file and line of a path; of the nearest enclosing one where the path itself is absent."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return f"{self.name}:{self.lines.get(known, 1)}"

    def fault(self, path: Path_, problem: str, expected: str = "") -> Fault:
        """A fault at a path, named in full."""
        label = ".".join(str(part) for part in path)
        return Fault(self.where(path), f"{label}: {problem}" if label else problem, expected)


def read_yaml(text: str, *, name: str) -> LocatedData:
    """Parse one YAML document; `name` is how its faults are located.

    Raises InputError with the line where the text stops being YAML, or where a key is given twice.
    """
    if len(text) > _LARGEST_FILE:
        raise InputError([Fault(name, f"is {len(text):,} characters long.", f"at most {_LARGEST_FILE:,} characters.")])
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise InputError([_syntax_fault(error, name)]) from error
    except RecursionError as error:
        raise InputError([Fault(name, "is nested too deeply.", "a few levels.")]) from error
    lines: dict[Path_, int] = {}
    faults: list[Fault] = []
    if node is None:
        return LocatedData(name, None, lines)
    data = _plain(node, (), lines, faults, name, set())
    if faults:
        raise InputError(faults)
    return LocatedData(name, data, lines)


def read_yaml_file(path: Path, *, name: str | None = None) -> LocatedData:
    """Read a YAML file in UTF-8. Raises InputError when it cannot be read or parsed."""
    shown = name or str(path)
    return read_yaml(text_of_file(path, name=shown), name=shown)


def text_of_file(path: Path, *, name: str | None = None) -> str:
    """The text of a file in UTF-8. Raises InputError when it cannot be read."""
    shown = name or str(path)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputError([Fault(shown, "there is no such file.", "the path of a YAML file.")]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Fault(shown, f"cannot be read ({error}).", "a YAML file in UTF-8.")]) from error


def _syntax_fault(error: yaml.YAMLError, name: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    where = f"{name}:{mark.line + 1}" if mark else name
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Fault(where, f"is not valid YAML ({problem}).", "a mapping of keys to values, evenly indented.")


def _plain(
    node: yaml.Node,
    path: Path_,
    lines: dict[Path_, int],
    faults: list[Fault],
    name: str,
    open_nodes: set[int],
) -> object:
    lines[path] = node.start_mark.line + 1
    if id(node) in open_nodes:
        faults.append(Fault(f"{name}:{lines[path]}", "refers to itself.", "plain values without anchors."))
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    open_nodes.add(id(node))
    try:
        if isinstance(node, yaml.SequenceNode):
            return [
                _plain(item, (*path, place), lines, faults, name, open_nodes) for place, item in enumerate(node.value)
            ]
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            line = key_node.start_mark.line + 1
            if key is None:
                faults.append(Fault(f"{name}:{line}", "a key is not plain text.", "a word before the colon."))
                continue
            if key in result:
                faults.append(Fault(f"{name}:{line}", f'"{key}" is given twice.', "each key once."))
                continue
            result[key] = _plain(value_node, (*path, key), lines, faults, name, open_nodes)
            lines[(*path, key)] = line
        return result
    finally:
        open_nodes.discard(id(node))


def _scalar(node: yaml.ScalarNode) -> object:
    text = str(node.value)
    if node.style in _QUOTED:
        return text
    if text in ("", "~", "null"):
        return None
    if text == "true":
        return True
    if text == "false":
        return False
    if _INTEGER.match(text):
        return int(text) if len(text) <= 40 else text
    if _DECIMAL.match(text):
        return Decimal(text)
    return text
