"""Events that share a subject and no word, and the list of subjects."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from wegwijzer.core.agenda.clashes import Clash, clash_of
from wegwijzer.core.agenda.likeness import have_something_in_common
from wegwijzer.core.errors import InputError
from wegwijzer.readers.agenda.announcing import announced, read_subjects, shipped_subjects
from wegwijzer.readers.agenda.drafting import Words, drafted
from wegwijzer.readers.agenda.ical_times import BRUSSELS
from wegwijzer.readers.agenda.rules import shipped_clash_rules


def an_event(title: str, organiser: str, *, days: int = 0):
    """An event in Gent, ready to compare."""
    begins = datetime(2027, 1, 12, 14, tzinfo=BRUSSELS) + timedelta(days=days)
    ends = begins + timedelta(hours=2)
    words = Words(title, "", "Kouter 1, 9000 Gent", categories=("innovatie",))
    drafts = drafted(words, uid=title, begins=begins, ends=ends, is_all_day=False, is_cancelled=False, sequence=0)
    return announced(drafts, organiser)


def test_a_subject_brings_events_together_that_share_no_word():
    one, other = an_event("Phishing herkennen", "Club Een"), an_event("NIS2 in mensentaal", "Club Twee", days=1)
    assert have_something_in_common(one, other)
    found = clash_of(one, other, shipped_clash_rules())
    assert found is not None
    assert found[0] is Clash.THEME
    assert clash_of(one, an_event("Brood bakken met zuurdesem", "Club Drie"), shipped_clash_rules()) is None


def test_one_subject_on_one_day_is_never_the_same_event_by_that_alone():
    one, other = an_event("Phishing herkennen", "Club Een"), an_event("NIS2 in mensentaal", "Club Twee")
    found = clash_of(one, other, shipped_clash_rules())
    assert found is not None
    assert found[0] is Clash.THEME


def test_the_list_that_ships_is_read_without_parts_of_compounds():
    assert shipped_subjects()["phishing"] == ("cyber_security",)
    assert "arbeid" not in shipped_subjects()


@pytest.mark.parametrize(
    ("text", "fault"), [("a: []", "a"), ("a: [12]", "a"), ("a: [twee woorden]", "a.0"), ("[]", "")]
)
def test_a_wrong_list_says_where(tmp_path, text, fault):
    path = tmp_path / "subjects.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_subjects(path)
    assert caught.value.faults[0].problem.startswith(fault)
