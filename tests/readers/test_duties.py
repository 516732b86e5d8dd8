"""The duties of data/duties, and the faults that a file can have."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from wegwijzer.core.duties.dating import date_duties
from wegwijzer.core.duties.terms import Anchor
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.duties import read_duties, shipped_duties, shipped_reminder_rules
from wegwijzer.readers.holidays import shipped_holidays


def day_of(measure: str, duty: str, **days: date) -> date:
    found = date_duties(
        shipped_duties()[measure], {Anchor(name): day for name, day in days.items()}, holidays=shipped_holidays()
    )
    return next(item.day for item in found.dated if item.duty.id == duty)


@pytest.mark.parametrize(
    ("measure", "duty", "days", "day"),
    [
        ("kmo-portefeuille", "request", {"start": date(2026, 3, 2)}, date(2026, 3, 16)),
        ("kmo-portefeuille", "request", {"start": date(2016, 1, 4)}, date(2016, 2, 13)),
        ("kmo-portefeuille", "deposit", {"decision": date(2026, 3, 5)}, date(2026, 4, 4)),
        ("kmo-groeisubsidie", "claim", {"decision": date(2024, 5, 14)}, date(2026, 5, 14)),
        ("ontwikkelingsproject", "earliest-start", {"request": date(2026, 1, 15)}, date(2026, 2, 1)),
        ("ontwikkelingsproject", "longest", {"start": date(2026, 2, 1)}, date(2028, 1, 31)),
        ("bv-vrijstelling-onderzoekers", "notice", {"start": date(2026, 2, 1)}, date(2026, 1, 31)),
        ("investeringsaftrek", "certificate", {"year_end": date(2019, 12, 31)}, date(2020, 3, 31)),
        ("investeringsaftrek", "certificate", {"year_end": date(2025, 12, 31)}, date(2026, 6, 30)),
        # 30 working days from Monday 2 March 2026: Easter Monday (6 April) is none of them
        ("onderzoeksproject", "review", {"decision": date(2026, 3, 2)}, date(2026, 4, 14)),
    ],
)
def test_a_documented_term_gives_its_day(measure, duty, days, day):
    assert day_of(measure, duty, **days) == day


def test_every_measure_has_an_entry_and_every_term_a_public_source():
    assert set(shipped_duties()) == set(shipped_catalogue().measures)
    for duties in shipped_duties().values():
        for duty in duties.duties:
            assert all(period.source.url for period in duty.periods), f"{duties.measure}: {duty.id}"


def test_what_is_not_documented_is_asked():
    for measure, duties in shipped_duties().items():
        if shipped_catalogue().measure(measure).kind == "service":
            continue
        asked = [question.id for question in duties.questions] + [duty.id for duty in duties.duties if duty.ask]
        assert asked, measure
        assert all(duty.ask or all(period.term for period in duty.periods) for duty in duties.duties)


def test_a_question_goes_where_a_duty_of_that_kind_is_documented():
    development = shipped_duties()["ontwikkelingsproject"]
    assert {question.id for question in development.questions} == {"invoices", "payment", "papers"}


def test_we_remind_twice_before_the_day():
    assert shipped_reminder_rules().days_before == (14, 2)


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    folder = tmp_path / "duties"
    shutil.copytree(shipped_folder() / "duties", folder)
    path = folder / "kmo-portefeuille.yaml"
    text = path.read_text(encoding="utf-8").replace("{from: start, days: 40}", "{from: start, days: -3}")
    text = text.replace('valid_until: "2016-01-31"', 'valid_until: "2016-03-31"')
    path.write_text(text.replace("id: deposit", "id: request"), encoding="utf-8")
    other = folder / "kmo-groeisubsidie.yaml"
    other.write_text(
        other.read_text(encoding="utf-8")
        .replace("measure: kmo-groeisubsidie", "measure: kmo-groeisubsidies")
        .replace("next_month: true", "next_month: true, days: 3"),
        encoding="utf-8",
    )
    found, faults = read_duties(folder, shipped_catalogue().measures)
    told = "\n".join(map(str, faults))
    assert found is None
    for expected in (
        'is "kmo-groeisubsidies"',
        "does not give one length",
        "is -3. Expected: a whole number from 1 to 3660",
        "overlap",
        '"request" is there twice',
    ):
        assert expected in told


def test_a_duty_without_a_term_and_without_a_question_is_refused(tmp_path):
    folder = tmp_path / "duties"
    shutil.copytree(shipped_folder() / "duties", folder)
    path = folder / "kmo-innovatieproject.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("    term: {from: request, next_month: true}\n", ""), encoding="utf-8"
    )
    _, faults = read_duties(folder, shipped_catalogue().measures)
    assert "has no term, and the duty no question" in str(faults[0])
