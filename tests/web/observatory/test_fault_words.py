"""Faults of files that analysts send are told in the language of the page: each that a reader can tell, in three."""

from __future__ import annotations

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.observatory.building import read_sent
from wegwijzer.web.observatory.excluded_file import read_kept_out
from wegwijzer.web.observatory.fault_words import _KINDS, shown_fault, shown_faults
from wegwijzer.wording.language import LANGUAGES, texts

HEAD = "firm,measure,year,size\n"
ROW = "f1,kmo-portefeuille,2025,1-9\n"
MANY = "".join(f"f{number},kmo-portefeuille,2025,1-9\n" for number in range(30))
FAULTY = {
    "no_column": ("firm,measure\nf1,kmo-portefeuille\n", ""),
    "column_twice": (f"firm,firm,measure,year\nf1,{ROW}", ""),
    "year": (f"{HEAD}f1,kmo-portefeuille,25,1-9\n", ""),
    "year_empty": (f"{HEAD}f1,kmo-portefeuille,,1-9\n", ""),
    "measure": (f"{HEAD}f1,kmo-portefuille,2025,1-9\n", ""),
    "none": (f"{HEAD},kmo-portefeuille,2025,1-9\n", ""),
    "layer": ("firm,measure,year,layer\nf1,kmo-portefeuille,2025,spits\n", ""),
    "classes": (HEAD + "".join(f"f{n},kmo-portefeuille,2025,{n}\n" for n in range(1500)), ""),
    "amount": ("firm,measure,year,amount_eur\nf1,kmo-portefeuille,2025,-5\n", ""),
    "firms": (HEAD + ROW, "size,firms\n1-9,-3\n"),
    "number": (f"{HEAD}f1,kmo-portefeuille,twee,1-9\n", ""),
    "more_numbers": (HEAD + "".join(f"f{n},kmo-portefeuille,jaar{n},1-9\n" for n in range(30)), ""),
    "use_twice": (HEAD + ROW + ROW, ""),
    "more_twice": (HEAD + MANY + MANY, ""),
    "two_classes": (f"{HEAD}{ROW}f1,baekeland-mandaat,2025,10-49\n", ""),
    "more_classes": (HEAD + MANY + MANY.replace("kmo-portefeuille", "baekeland-mandaat").replace("1-9", "10-49"), ""),
    "unlike": (HEAD + ROW, "size,firms\n10-49,80\n"),
    "firm_twice": (HEAD + ROW, "enterprise_number,size\na,1-9\na,1-9\n"),
    "class_twice": (HEAD + ROW, "size,firms\n1-9,3\n1-9,4\n"),
    "no_firms": (HEAD + ROW, "kleur\nrood\n"),
    "cells": (f"{HEAD}f1,kmo-portefeuille,2025,1-9,x\n", ""),
    "more_cells": (HEAD + ROW.replace("\n", ",x\n") * 60, ""),
    "no_rows": (HEAD, ""),
    "format": ("PK geen tabel\x00\x01\x02", ""),
}
KEPT_OUT = {
    "no_json": "{",
    "no_measures": "{}",
    "no_criteria": '{"measures": [{"firms": {"n": 1}}]}',
    "no_id": '{"measures": [{"firms": {"n": 1}, "criteria": [{}]}]}',
    "no_figure": '{"measures": [{"criteria": []}]}',
}


def _lines(kind: str) -> list[str]:
    with pytest.raises(InputError) as told:
        _read(kind)
    return [str(fault) for fault in told.value.faults]


def _read(kind: str) -> None:
    if kind in KEPT_OUT:
        read_kept_out(KEPT_OUT[kind].encode())
    else:
        use, population = FAULTY[kind]
        read_sent(use.encode(), population.encode(), "gebruik.csv")


@pytest.mark.parametrize("kind", [*FAULTY, *KEPT_OUT])
def test_each_fault_of_a_reader_is_told_in_every_language(kind: str):
    lines = _lines(kind)
    for language in LANGUAGES:
        found = [shown_fault(line, language) for line in lines]
        assert [fault.english for fault in found] == [""] * len(lines), lines
        assert not any("{" in fault.text for fault in found)
        start = texts("observatory", language)[f"observatory.file_fault.{kind}"].split("{")[0]
        assert any(start.casefold() in fault.text.casefold() for fault in found), (start, found)


def test_places_and_rows_are_told_in_words():
    twice = shown_fault(_lines("use_twice")[0], "nl").text
    assert twice.startswith(
        "gebruik.csv, regel 3: dezelfde onderneming, maatregel en jaar als in gebruik.csv, regel 2."
    )
    assert shown_fault(_lines("unlike")[0], "fr").text.startswith("fichier de la population: il n’y a pas")
    assert "(regels 2, 3" in shown_fault(_lines("class_twice")[0], "nl").text
    many = "gebruik.csv: firm: there is none (lines 2, 3, 4 and 1,200 more). Expected: a pseudonym in every row."
    assert "(regels 2, 3, 4 en nog 1.200)" in shown_fault(many, "nl").text.replace("\u00a0", " ")


def test_a_fault_that_we_do_not_know_is_shown_as_the_reader_tells_it():
    found = shown_fault("gebruik.csv: has a new kind of fault. Expected: something.", "nl")
    assert found.text.startswith("Er klopt iets niet")
    assert found.english == "gebruik.csv: has a new kind of fault. Expected: something."


def test_what_stands_in_a_file_cannot_fill_in_a_text():
    found = shown_fault('x.csv: measure: "{rows}" is no measure of the catalogue (line 2).', "nl")
    assert "“{rows}” is geen maatregel" in found.text


def test_faults_that_were_kept_with_a_file_are_told_as_well():
    assert [fault.text[:9] for fault in shown_faults("a.csv: is empty.\n\nb.csv: has no header.", "nl")] == [
        "a.csv: he",
        "b.csv: de",
    ]


def test_every_kind_has_its_words():
    for language in LANGUAGES:
        words = texts("observatory", language)
        assert [kind for kind, _ in _KINDS if f"observatory.file_fault.{kind}" not in words] == []


def test_the_measures_of_these_files_are_there():
    assert {"kmo-portefeuille", "baekeland-mandaat"} <= set(shipped_catalogue().measures)
