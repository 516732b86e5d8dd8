"""Firms are found by the name that people type."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.kbo_dumps import FIRST, Dump, enterprise_number, establishment_number
from wegwijzer.readers.kbo.labels import shipped_folder
from wegwijzer.readers.kbo.lookup import open_register
from wegwijzer.readers.kbo.names import NameFolder
from wegwijzer.readers.kbo.search import is_one_slip

NAMES = (
    "Bakkerij De Korst BV",
    "Bakkerij De Korstjes",
    "De Korst Bakkerij & Zonen",
    "Électricité D'Hondt S.A.",
    "A.S. Avontuur",
    "Janssens & Peeters NV",
    "Müller GmbH",
    "bv",
    "Koffie- en Theehuis 't Zonnetje",
    "Strømsø Import",
)


@pytest.fixture
def find(load_files, folder):
    """The names found for a text."""
    dump = Dump()
    for place, name in enumerate(NAMES):
        dump.firm(enterprise_number(FIRST + place), names=[("2", "001", name)], seat=("9000", "Gent"))
    load_files(dump.texts())
    with open_register(folder) as register:
        yield lambda text, **options: [hit.name for hit in register.by_name(text, **options)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BAKKERIJ DE KORST", NAMES[0]),
        ("bakkerij de korst bvba", NAMES[0]),
        ("b.v. bakkerij de korst", NAMES[0]),
        ("de korst, bakkerij", NAMES[0]),
        ("bakkerij de korstj", NAMES[1]),
        ("zonen korst", NAMES[2]),
        ("electricite dhondt", NAMES[3]),
        ("d'hondt", NAMES[3]),
        ("d’hondt sa", NAMES[3]),
        ("as avontuur", NAMES[4]),
        ("A.S. Avontuur", NAMES[4]),
        ("janssens en peeters", NAMES[5]),
        ("peeters janssens", NAMES[5]),
        ("muller", NAMES[6]),
        ("MÜLLER GMBH", NAMES[6]),
        ("theehuis zonne", NAMES[8]),
        ("zonnetje", NAMES[8]),
        ("stromso", NAMES[9]),
    ],
)
def test_case_accents_punctuation_legal_forms_and_the_order_of_words_do_not_matter(find, text, name):
    assert find(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bakkrij korst", NAMES[0]),
        ("bakkerij kosrt", NAMES[0]),
        ("jansens peeters", NAMES[5]),
        ("avontuuur", NAMES[4]),
        ("elektricite dhondt", NAMES[3]),
        ("theeuhis", NAMES[8]),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(find, text, name):
    assert name in find(text)


def test_an_exact_name_comes_before_the_same_words_and_those_before_the_rest(find):
    assert find("bakkerij de korst") == [NAMES[0], NAMES[1], NAMES[2]]


def test_a_name_that_is_only_a_legal_form_is_found_by_it(find):
    assert find("bv") == ["bv"]


def test_at_most_the_limit_is_given(find):
    assert len(find("korst", limit=2)) == 2


@pytest.mark.parametrize("text", ["", "   ", "&", "...", '"', "xyzzyplugh", "x" * 10_000])
def test_nothing_is_found_for_nothing(find, text):
    assert find(text) == []


def test_active_firms_come_before_stopped_ones_of_the_same_name(load_files, folder):
    first, second = enterprise_number(FIRST), enterprise_number(FIRST + 1)
    dump = Dump()
    dump.firm(first, status="ST", names=[("2", "001", "Garage Jan")])
    dump.firm(second, names=[("2", "001", "Garage Jan")])
    load_files(dump.texts())
    with open_register(folder) as register:
        assert [(hit.number, hit.is_active) for hit in register.by_name("garage jan")] == [
            ("0200000142", True),
            ("0200000043", False),
        ]


def test_a_firm_is_found_by_the_name_of_its_shop_and_comes_once(load_files, folder):
    dump = Dump().firm(
        enterprise_number(FIRST),
        names=[("2", "001", "Zoete Zaken"), ("1", "001", "Zoete Zaken")],
        seat=("9000", "Gent"),
        establishments=[(establishment_number(0), "9000", "Gent")],
    )
    dump.rows["denomination"].append((establishment_number(0), "2", "003", "Chocolaterie Cacao"))
    load_files(dump.texts())
    with open_register(folder) as register:
        (hit,) = register.by_name("cacao")
        assert (hit.number, hit.name, hit.municipality) == ("0200000043", "Chocolaterie Cacao", "Gent")
        assert len(register.by_name("zoete zaken")) == 1


@given(text=st.text(max_size=60))
@example(text="𝑨")  # a letter that only its plain form gives a lower case
def test_no_text_breaks_the_folding_of_names(text):
    words = shipped_folder().words(text)
    assert all(words)
    assert shipped_folder().words(" ".join(words)) == words


@given(st.text("abcdef", min_size=1, max_size=8), st.text("abcdef", min_size=1, max_size=8))
def test_a_slip_is_the_same_both_ways_and_is_what_one_change_makes(a, b):
    changed = {
        *(a[:place] + a[place + 1 :] for place in range(len(a))),
        *(a[:place] + letter + a[place:] for place in range(len(a) + 1) for letter in "abcdef"),
        *(a[:place] + letter + a[place + 1 :] for place in range(len(a)) for letter in "abcdef"),
        *(a[:place] + a[place + 1] + a[place] + a[place + 2 :] for place in range(len(a) - 1)),
    } - {a}
    assert is_one_slip(a, b) == is_one_slip(b, a) == (b in changed)
    assert all(is_one_slip(a, other) for other in changed)


def test_words_for_a_legal_form_are_only_left_out_as_whole_words():
    assert NameFolder({"nv"}).words("NV Invest N.V. nvidia") == ["invest", "nvidia"]


def test_any_text_can_be_searched(load_files, folder):
    load_files(Dump().firm(enterprise_number(FIRST), names=[("2", "001", "Garage")]).texts())
    with open_register(folder) as register:

        @given(st.text(max_size=40))
        def search(text):
            assert isinstance(register.by_name(text), list)

        search()
