"""The lists that say what labels of the register stand for."""

from __future__ import annotations

import pytest

from wegwijzer.core.firm.registered import value_of
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.kbo.labels import shipped_folder, shipped_vocabulary


def test_every_legal_form_is_an_option_of_the_fact():
    options = {option.id for option in shipped_catalogue().facts["legal_form"].options}
    assert {row.value for row in shipped_vocabulary().legal_forms} <= options


def test_no_label_stands_for_two_things():
    for rows in (shipped_vocabulary().legal_forms, shipped_vocabulary().situations):
        labels = [(language, label) for row in rows for language, labels in row.labels.items() for label in labels]
        assert len(labels) == len(set(labels))
        for row in rows:
            for language, own in row.labels.items():
                for label in own:
                    assert value_of({language: label.rstrip("*")}, rows) == row.value


@pytest.mark.parametrize(
    ("labels", "form"),
    [
        ({"nl": "Besloten Vennootschap"}, "bv"),
        ({"nl": "Besloten vennootschap met beperkte aansprakelijkheid"}, "bv"),
        ({"fr": "Société anonyme"}, "nv"),
        ({"nl": "Coöperatieve vennootschap (oud statuut)"}, "cv"),
        ({"nl": "VERENIGING ZONDER WINSTOOGMERK", "fr": "Association sans but lucratif"}, "vzw"),
        ({"nl": "Naamloze vennootschap van publiek recht"}, None),
        ({"nl": "Naamloze vennootschap", "fr": "Société coopérative"}, None),
        ({"de": "Aktiengesellschaft"}, None),
        ({}, None),
    ],
)
def test_a_label_gives_a_legal_form_only_where_it_is_certain(labels, form):
    assert value_of(labels, shipped_vocabulary().legal_forms) == form


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Normale toestand", False),
        ("Opening van faillissement", True),
        ("Sluiting van faillissement met verschoonbaarheid", None),
        ("Vervroegde ontbinding - Vereffening", None),
    ],
)
def test_a_situation_tells_of_proceedings_only_where_it_is_certain(label, value):
    assert value_of({"nl": label}, shipped_vocabulary().situations) is value


def test_the_words_behind_names_are_those_of_the_legal_forms():
    assert {"bv", "nv", "vzw", "srl"} <= shipped_folder().legal_words
