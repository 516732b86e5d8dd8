"""What a referral reads from files: the clocks, which say why and cannot contradict each other; the next subjects."""

from __future__ import annotations

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.referral.next_steps import next_subjects
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.referral import read_clock_rules, shipped_clock_rules

SHIPPED = (shipped_folder() / "referral" / "clocks.yaml").read_text(encoding="utf-8")


def test_the_shipped_clocks_promise_a_week_follow_up_twice_and_keep_two_years():
    rules = shipped_clock_rules()
    assert rules.reply_days == 5
    assert (rules.follow_up_after_days, rules.second_follow_up_after_days) == (14, 182)
    assert rules.retention_days == 730
    assert rules.digest_weekday == 1


def test_a_changed_number_is_read(tmp_path):
    rules = read_clock_rules(written(tmp_path, SHIPPED.replace("days: 730", "days: 365")))
    assert rules.retention_days == 365


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("days: 5\n", "days: five\n", "reply_days.days"),
        ("days: 5\n", "days: 0\n", "0 is no number of days between 1 and 3660"),
        ("days: 5\n", "days: true\n", "reply_days.days"),
        ("reminder_after:", "reminder_afther:", 'Did you mean "reminder_after"'),
        ("  day: monday", "  day: maandag", "digest_weekday.day"),
        ("  why: Soon enough to remember, late enough to know whether it helped.\n", "", "follow_up_after_days.why"),
        ("days: 3\n  why: From the offer", "days: 5\n  why: From the offer", "reminder_after.days: is 5"),
        ("days: 1\n", "days: 3\n", "last_call_after.days: is 3"),
        ("days: 20", "days: 3", "less than lapse_after (3)"),
        ("days: 14", "days: 182", "follow_up_after_days.days: is 182"),
        ("days: 730", "days: 182", "less than retention_days (182)"),
        ("days: 30\n", "days: 800\n", "archive_after_days.days: is 800"),
    ],
)
def test_a_wrong_number_is_named_with_its_line(tmp_path, before, after, told):
    assert before in SHIPPED
    text = SHIPPED.replace(before, after, 1)
    with pytest.raises(InputError) as caught:
        read_clock_rules(written(tmp_path, text))
    assert told in str(caught.value)
    assert all(fault.where.partition("clocks.yaml:")[2].isdigit() for fault in caught.value.faults)


def test_all_wrong_numbers_are_told_at_once(tmp_path):
    text = SHIPPED.replace("days: 5\n", "days: 0\n").replace("days: 730", "days: -1")
    with pytest.raises(InputError) as caught:
        read_clock_rules(written(tmp_path, text))
    assert len(caught.value.faults) == 2


def test_every_subject_of_the_catalogue_opens_a_door_and_never_its_own():
    catalogue = shipped_catalogue()
    for subject in catalogue.business_domains:
        found = next_subjects(subject, frozenset(), catalogue)
        assert found
        assert len(set(found)) == len(found)
        assert set(found) <= set(catalogue.business_domains) - {subject}
    assert next_subjects("process", frozenset(), catalogue)[0] == "marketing"
    assert next_subjects("product", frozenset(), catalogue)[0] == "marketing"


def written(folder, text):
    path = folder / "clocks.yaml"
    path.write_text(text, encoding="utf-8")
    return path
