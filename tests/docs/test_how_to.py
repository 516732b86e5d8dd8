"""The how-to pages name every key that a file may have, and the glossary every Dutch word in the code."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT
from wegwijzer.readers import schema

HOW_TO = ROOT / "docs" / "how-to"
PAGES_OF_FORMS = {
    "add-a-measure.md": (
        schema.MeasureForm,
        schema.ProviderForm,
        schema.KinForm,
        schema.EffortForm,
        schema.VersionForm,
        schema.ConditionForm,
        schema.CriterionForm,
        schema.AmountForm,
        schema.AmountPartForm,
        schema.PercentageCaseForm,
        schema.EuroCaseForm,
        schema.SourceForm,
        schema.CasesForm,
        schema.CaseForm,
    ),
    "add-a-fact.md": (schema.FactForm, schema.OptionForm),
    "add-an-organisation.md": (schema.OrganisationForm, schema.KinForm, schema.SourceForm),
}
FORMS = [
    pytest.param(page, form, id=f"{form.__name__} in {page}")
    for page, forms in PAGES_OF_FORMS.items()
    for form in forms
]
OLD_KEYS = {"seed_section"}
"""Keys of the 2016 report's paragraphs, which a new organisation does not have."""

KEPT = ("kmo", "knipperlicht", "koploper", "kbo", "nbb", "rsz", "nacebel", "nis", "wvv", "vlaio", "de_minimis")
"""The Dutch words that code may keep; legal forms are data."""


@pytest.mark.parametrize(("page", "form"), FORMS)
def test_every_key_of_a_file_is_on_its_page(page, form):
    text = (HOW_TO / page).read_text(encoding="utf-8")
    named = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[a-z_]+", code)}
    keys = {field.alias or name for name, field in form.model_fields.items()}
    assert keys - named - (OLD_KEYS if page == "add-an-organisation.md" else set()) == set()


def test_every_literal_of_a_measure_is_on_its_page():
    text = (HOW_TO / "add-a-measure.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`\n]+)`", text))
    for form, key in (
        (schema.MeasureForm, "level"),
        (schema.MeasureForm, "kind"),
        (schema.VersionForm, "status"),
        (schema.VersionForm, "confidence"),
        (schema.AmountForm, "per"),
        (schema.AmountForm, "combine"),
        (schema.CaseForm, "expect"),
    ):
        options = form.model_fields[key].annotation.__args__
        assert set(options) - named == set(), key


def test_every_dutch_word_that_the_code_keeps_is_in_the_glossary():
    code = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
    used = {word for word in KEPT if re.search(rf"(?<![a-z]){word}(?![a-z])", code.lower())}
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    explained = {word.strip() for row in rows for word in row.split(",")}
    assert used - explained == set()
