"""House rules that a machine can see."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.imports import PACKAGE, modules

FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "misc"}
LONGEST_MODULE = 400

ALL_MODULES = [pytest.param(path, id=name) for name, path in modules("wegwijzer") if "migrations" not in path.parts]


@pytest.mark.parametrize("path", ALL_MODULES)
def test_a_module_is_named_after_its_idea_and_stays_readable(path):
    assert path.stem not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", ALL_MODULES)
def test_public_things_say_what_they_are(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [
        f"{node.name} (line {node.lineno})"
        for owner in (tree, *(node for node in tree.body if isinstance(node, ast.ClassDef)))
        for node in owner.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
        and not _is_told_elsewhere(node, path)
    ]
    assert silent == []


def _is_told_elsewhere(node: ast.AST, path) -> bool:
    """Overrides are told by what they override; forms and Django's inner Meta by the how-to pages."""
    name = getattr(node, "name", "")
    body = getattr(node, "body", [])
    if len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return True  # a member of a protocol
    overrides = {"read", "facts", "open_facts", "convert", "load", "load_config", "list_commands", "get_command"}
    return name in overrides | {"Meta", "Migration"} or path.name == "schema.py"


@pytest.mark.parametrize("path", ALL_MODULES)
def test_no_generator_says_that_it_is_one_transaction(path):
    """Its body runs after the decorator is through: without a transaction, and without the locks that it asks for."""
    found = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
        and any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))
    ]
    assert found == []


def test_every_source_file_has_a_docstring():
    silent = [
        str(path.relative_to(PACKAGE))
        for _, path in modules("wegwijzer")
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []
