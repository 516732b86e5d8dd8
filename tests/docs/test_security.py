"""The pages on security name files and tests that are there, and ASVS is walked through without a gap."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from tests.docs.pages import ROOT

PAGES = ("asvs", "threat-model", "privacy-by-design", "attacks-tried")
EVIDENCE = re.compile(r"`((?:src|tests|docs|deploy|requirements|\.ci)/[\w./-]+|SECURITY\.md)(?:::(\w+))?`")
ITEM = re.compile(r"^\| (\d+)\.(\d+)\.(\d+) \| (.+) \| (met|\*\*not met\*\*|not applicable) \| (.+) \|$", re.MULTILINE)


def text_of(page: str) -> str:
    return (ROOT / "docs" / "security" / f"{page}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_what_is_named_as_evidence_is_there(page):
    gone = []
    named = EVIDENCE.findall(text_of(page))
    for path, test in named:
        place = ROOT / path
        if not place.exists() or (test and f"def {test}(" not in place.read_text(encoding="utf-8")):
            gone.append(f"{path}::{test}")
    assert named
    assert gone == []


def test_each_item_of_levels_one_and_two_has_a_line_with_its_reason():
    """ASVS 5.0 has 253 of them in 17 chapters; the numbers of level 3 are missing between them."""
    items = ITEM.findall(text_of("asvs"))
    numbers = [tuple(int(part) for part in item[:3]) for item in items]
    assert len(numbers) == 253
    assert numbers == sorted(set(numbers))
    assert [chapter for chapter, _ in groupby(number[0] for number in numbers)] == list(range(1, 18))


def test_the_numbers_at_the_top_are_those_of_the_table():
    text = text_of("asvs")
    counted = [status for *_, status, _ in ITEM.findall(text)]
    told = re.search(r"Of (\d+) items (\d+) are met, (\d+) are not and (\d+) do not apply", text)
    assert told is not None
    wanted = (len(counted), *(counted.count(status) for status in ("met", "**not met**", "not applicable")))
    assert tuple(int(number) for number in told.groups()) == wanted


def test_what_is_not_met_is_named_below_the_table_too():
    """Each is on the list to mend, or left with its reason."""
    text = text_of("asvs")
    below = text[text.index("## To mend first") :]
    for chapter, part, number, _, status, _ in ITEM.findall(text):
        if status == "**not met**":
            assert f"**{chapter}.{part}.{number}**" in below
