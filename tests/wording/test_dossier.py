"""What checks found, in words."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wegwijzer.core.dossier as package
from wegwijzer.core.dossier.checking import check
from wegwijzer.core.truth import MET
from wegwijzer.readers.dossier import measure_rules, shipped_structure
from wegwijzer.readers.dossier_content import read_content
from wegwijzer.wording.dossier import DossierWording
from wegwijzer.wording.language import LANGUAGES, texts

ON = date(2026, 11, 30)
WORDS = ["", "A", "Jan", "2027", "0", "-1", "999999999999", "2027-03-01", "2020-01-01", "x", "firm", "staff", "10"]
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(
            ["name", "begins", "ends", "who", "budget", "kind", "package", "year", "euro", "cost", "number"]
        ),
        st.sampled_from(WORDS),
        min_size=1,
    ),
    max_size=3,
)
PARTS = st.fixed_dictionaries(
    {
        "firm": st.fixed_dictionaries({"firm_name": st.sampled_from(WORDS), "firm_number": st.sampled_from(WORDS)}),
        "plan": st.fixed_dictionaries({"applies_on": st.sampled_from(WORDS), "rows": ROWS}),
        "people": st.fixed_dictionaries({"rows": ROWS}),
        "costs": st.fixed_dictionaries(
            {"total": st.sampled_from(WORDS), "year-2027": st.sampled_from(WORDS), "rows": ROWS}
        ),
        "partners": st.fixed_dictionaries({"rows": ROWS}),
        "idea": st.fixed_dictionaries({"text": st.sampled_from(["", "kort", "lang " * 900])}),
    }
)


@given(PARTS, st.sampled_from(["ontwikkelingsproject", "icon", "oo-haalbaarheidsstudie"]), st.sampled_from(LANGUAGES))
def test_whatever_does_not_hold_says_what_where_and_what_to_do(parts, measure, language):
    content = read_content(parts)
    wording = DossierWording(shipped_structure(), language)
    for finding in check(content, shipped_structure(), measure_rules(measure, {}, on=ON), on=ON):
        if finding.verdict is not MET:
            words = wording.finding(finding, content)
            assert words.what
            assert words.where
            assert words.do
            assert "{" not in words.what + words.do


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_checks_has_its_sentences(language):
    codes = set()
    for path in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("not_met", "unknown") and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    codes.add(code.value)
    told = {key.split(".")[2] for key in texts("dossiers", language) if key.startswith("dossiers.check.")}
    assert len(codes) > 40
    assert codes - told == set()
