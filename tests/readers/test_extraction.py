"""The words of extraction are read from files, with every fault told."""

from __future__ import annotations

import shutil

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.understanding.passages import phrase_words
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.extraction import read_extraction_knowledge, shipped_extraction_knowledge
from wegwijzer.readers.yaml_file import read_yaml_file


@pytest.fixture
def folder(tmp_path):
    for name in ("understanding", "codelists"):
        shutil.copytree(shipped_folder() / name, tmp_path / name)
    return tmp_path


def mend(folder, name, old, new):
    path = folder / "understanding" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_knows_enough_trades_in_each_language():
    located = read_yaml_file(shipped_folder() / "understanding" / "trades.yaml")
    counts = dict.fromkeys(("nl", "en", "fr"), 0)
    for entry in located.data["trades"]:
        for kind in ("firms", "people", "fields"):
            for language, phrases in entry.get(kind, {}).items():
                counts[language] += len(phrases)
    assert counts["nl"] >= 250
    assert counts["en"] >= 80
    assert counts["fr"] >= 80


def test_every_trade_has_a_sector_of_the_dictionary():
    sectors = {option.id for option in shipped_catalogue().facts["sector"].options}
    assert {trade.sector for trade in shipped_extraction_knowledge().trades.values()} <= sectors


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("metaalbedrijf", "metal_machinery"),
        ("transportfirma", "logistics_transport"),
        ("construction company", "construction"),
        ("secteur du bois", "wood_furniture"),
    ],
)
def test_trades_are_also_made_of_a_head_and_a_tail(phrase, sector):
    assert shipped_extraction_knowledge().trades[phrase_words(phrase)].sector == sector


def test_a_name_of_two_municipalities_in_different_provinces_tells_nothing():
    places = shipped_extraction_knowledge().places
    assert places["gent",].province == "oost-vlaanderen"
    assert places["borgloon",].province == "limburg"
    assert places["mol",].needs_capital
    assert not places["gent",].needs_capital


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (25, "vijfentwintig"),
        (22, "tweeëntwintig"),
        (120, "honderdtwintig"),
        (250, "tweehonderdvijftig"),
        (25, "twenty-five"),
        (125, "one hundred and twenty-five"),
        (72, "soixante-douze"),
        (95, "quatre-vingt-quinze"),
        (200, "deux cents"),
    ],
)
def test_numbers_in_words_are_known_in_three_languages(number, words):
    assert shipped_extraction_knowledge().numbers[phrase_words(words)] == number


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("extraction.yaml", "  hiring:", "  hirring:", 'the list "hiring" is missing'),
        ("extraction.yaml", "  hiring:", "  hirring:", "no pattern looks at this list"),
        ("extraction.yaml", "numbers:", "nummers:", "Did you mean"),
        ("extraction.yaml", "almost: [bijna,", "almost: [ongeveer,", "stands for about as well"),
        ("trades.yaml", '- division: "03"', '- division: "3"', "is no division"),
        ("trades.yaml", "[viskwekerij]", "[bakkerij]", "belongs to division 03 as well"),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_place(folder, name, old, new, told):
    mend(folder, name, old, new)
    with pytest.raises(InputError) as caught:
        read_extraction_knowledge(folder)
    assert told in str(caught.value)
    assert f"{name}:" in str(caught.value)
