"""docs/accessibility.md names every criterion of WCAG 2.2, levels A and AA, and checks that exist."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT
from tests.web.html_laws import LAWS
from wegwijzer.web.guide.views_statement import GAPS

PAGE = ROOT / "docs" / "accessibility.md"
_A = """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2
    2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"""
_AA = """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8
    3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"""
CRITERIA = {"A": _A.split(), "AA": _AA.split()}
"""https://www.w3.org/TR/WCAG22/ (4.1.1 was taken out of version 2.2)."""
ROWS = re.findall(
    r"^\| (\d\.\d+\.\d+ [^|]+) \| (A+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
)


def test_all_fifty_five_criteria_are_there_in_order_with_their_level():
    told = [(criterion.split()[0], level) for criterion, level, _, _ in ROWS]
    wanted = [(number, level) for level, numbers in CRITERIA.items() for number in numbers]
    assert len(told) == len(wanted) == 55
    assert sorted(told) == sorted(wanted)
    assert [number for number, _ in told] == sorted(
        (n for n, _ in told), key=lambda n: [int(part) for part in n.split(".")]
    )


def test_every_row_says_how_and_names_checks_that_exist():
    probes = (ROOT / "tests" / "web" / "browser" / "probes.py").read_text(encoding="utf-8")
    for criterion, _, how, checks in ROWS:
        named = re.findall(r"`([^`]+)`", checks)
        assert how, criterion
        assert named or "by hand" in checks, criterion
        for name in named:
            assert _exists(name, probes), f"{criterion}: {name}"


def _exists(name: str, probes: str) -> bool:
    if name.startswith("law."):
        return name.removeprefix("law.") in LAWS
    if name.startswith("audit."):
        return f"\ndef {name.removeprefix('audit.')}(" in probes
    path, _, test = name.partition("::")
    return (ROOT / path).is_file() and f"\ndef {test}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_law_checks_a_criterion_that_the_table_names_it_for():
    named = set(re.findall(r"`law\.(\w+)`", PAGE.read_text(encoding="utf-8")))
    assert set(LAWS) - named <= {"folded_parts_say_what_they_hold", "new_windows_are_told"}  # practice, beyond AA


def test_what_the_statement_admits_is_among_the_gaps():
    gaps = PAGE.read_text(encoding="utf-8").partition("## Known gaps")[2]
    assert len(GAPS) <= gaps.count("\n- ")
