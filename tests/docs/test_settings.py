"""docs/settings.md names every environment variable that the website reads, and no other."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, table_after
from wegwijzer.web.environment import VARIABLES

PAGE = ROOT / "docs" / "settings.md"
CODE = sorted((ROOT / "src").rglob("*.py"))


def test_the_table_holds_every_variable_with_its_default():
    documented = {name: default for name, _, default in table_after(PAGE, "Environment variables")}
    assert documented == {variable.name: variable.default for variable in VARIABLES}


def test_the_code_reads_no_other_variable():
    read = {
        name for path in CODE for name in re.findall(r"\bWEGWIJZER_[A-Z][A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert read == {variable.name for variable in VARIABLES}
