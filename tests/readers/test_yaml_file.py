"""YAML read strictly, with the line of everything."""

from decimal import Decimal

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.readers.yaml_file import read_yaml, read_yaml_file


def faults(text):
    with pytest.raises(InputError) as caught:
        read_yaml(text, name="f.yaml")
    return [str(fault) for fault in caught.value.faults]


def test_only_true_and_false_are_booleans_and_numbers_are_exact():
    located = read_yaml("a: on\nb: true\nc: 13.50\nd: 2016-04-01\ne: null\nf: '12'\ng: 12\n", name="f.yaml")
    assert located.data == {
        "a": "on",
        "b": True,
        "c": Decimal("13.50"),
        "d": "2016-04-01",
        "e": None,
        "f": "12",
        "g": 12,
    }


def test_every_path_knows_its_line_and_an_absent_one_that_of_its_parent():
    located = read_yaml("a:\n  - b: 1\n    c: 2\n", name="f.yaml")
    assert located.where(("a", 0, "c")) == "f.yaml:3"
    assert located.where(("a", 0, "nowhere")) == "f.yaml:2"


def test_a_key_given_twice_is_a_fault_on_its_line():
    assert faults("a: 1\nb: 2\na: 3\n") == ['f.yaml:3: "a" is given twice. Expected: each key once.']


@pytest.mark.parametrize(
    "text", ["a: [1, 2", "a: 'b", "\ta: 1", "a: b: c", "@x", "a: !!python/object:os.system x\n- b"]
)
def test_text_that_is_no_yaml_is_one_fault_with_its_place(text):
    [fault] = faults(text)
    assert fault.startswith("f.yaml")
    assert "is not valid YAML" in fault


def test_an_anchor_that_holds_itself_is_a_fault():
    assert any("refers to itself" in fault for fault in faults("a: &x\n  - *x\n"))


def test_a_tag_runs_nothing():
    assert read_yaml("a: !!python/object/apply:os.system ['x']\n", name="f").data == {"a": ["x"]}


def test_a_huge_file_and_a_deep_one_are_refused():
    assert "characters long" in faults("a" * 2_000_001)[0]
    assert faults("[" * 100_000)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_yaml_file(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: caf\xe9")
    with pytest.raises(InputError, match="cannot be read"):
        read_yaml_file(tmp_path / "latin.yaml")
