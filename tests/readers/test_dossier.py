"""The structure of dossiers and what measures ask: every quote and limit comes from data/measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from wegwijzer.core.band import exactly
from wegwijzer.core.dossier.completeness import check_completeness, part_verdict
from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.limits import LimitKind
from wegwijzer.core.dossier.reusing import reuse
from wegwijzer.core.errors import InputError
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.dossier import measure_rules, read_structure, shipped_structure
from wegwijzer.readers.dossier_content import read_content
from wegwijzer.readers.yaml_file import read_yaml

FILES = {name: (shipped_folder() / "dossier" / f"{name}.yaml").read_text() for name in ("structure", "requests")}


def read(structure: str = FILES["structure"], requests: str = FILES["requests"]):
    files = (read_yaml(structure, name="structure.yaml"), read_yaml(requests, name="requests.yaml"))
    return read_structure(*files, shipped_catalogue())


def test_the_structure_has_every_part_in_order_with_editorial_questions_marked():
    parts = shipped_structure().parts
    assert [part.id for part in parts] == list(PartId)
    aspects = [aspect for part in parts for aspect in part.aspects]
    assert any(aspect.is_editorial for aspect in aspects)
    assert any(not aspect.is_editorial for aspect in aspects)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hefboom van minstens 10\n  limits", "hefboom van minstens 11\n  limits", "stands in no version"),
        ("- measure: icon", "- measure: iconn", "no measure"),
        ("value: 70", "value: -70", "value"),
    ],
)
def test_a_request_that_its_measure_does_not_bear_out_is_refused_with_its_line(old, new, told):
    assert old in FILES["requests"]
    with pytest.raises(InputError) as caught:
        read(requests=FILES["requests"].replace(old, new, 1))
    assert told in str(caught.value)
    assert "requests.yaml" in str(caught.value)


def test_a_part_that_is_missing_is_refused():
    with pytest.raises(InputError, match="in their order"):
        read(structure=FILES["structure"].replace("- id: problem", "- id: risks", 1))


@pytest.mark.parametrize(
    ("measure", "day", "kind", "value"),
    [
        ("kmo-innovatieproject", date(2017, 6, 1), LimitKind.LEAST_COST, 50_000),
        ("kmo-innovatieproject", date(2017, 6, 1), LimitKind.MOST_SHARE, 70),
        ("ontwikkelingsproject", date(2026, 11, 30), LimitKind.LEAST_SUPPORT, 25_000),
        ("ontwikkelingsproject", date(2026, 11, 30), LimitKind.MOST_MONTHS, 24),
        ("onderzoeksproject", date(2026, 11, 30), LimitKind.MOST_MONTHS, 36),
        ("oo-haalbaarheidsstudie", date(2026, 11, 30), LimitKind.LEAST_MONTHS, 3),
        ("icon", date(2026, 11, 30), LimitKind.LEAST_FIRMS, 3),
    ],
)
def test_limits_are_those_of_the_measures_own_file(measure, day, kind, value):
    limit = measure_rules(measure, {}, on=day).limit(kind)
    assert limit.value == Decimal(value)
    assert limit.source


def test_a_question_of_a_later_version_is_not_asked_before():
    climate = {
        day: measure_rules("ontwikkelingsproject", {}, on=day).extras for day in (date(2019, 1, 1), date(2026, 1, 1))
    }
    ids = {day: {extra.id for extra in extras} for day, extras in climate.items()}
    assert ids[date(2026, 1, 1)] - ids[date(2019, 1, 1)] == {"x-climate"}


def test_a_measure_that_ended_asks_nothing_any_more():
    assert measure_rules("kmo-innovatieproject", {}, on=date(2018, 1, 1)) is None
    assert measure_rules("led", {}, on=date(2017, 1, 1)) is None


def test_the_rate_narrows_with_what_is_known_of_the_firm():
    day = date(2026, 11, 30)
    assert measure_rules("ontwikkelingsproject", {}, on=day).rate.low == 25
    known = {"size_class": exactly(1), "collaboration": False}
    assert measure_rules("ontwikkelingsproject", known, on=day).rate.is_exact


def test_reuse_tells_what_stays_what_is_asked_and_which_limits_differ():
    day = date(2026, 11, 30)
    before, after = (measure_rules(one, {}, on=day) for one in ("ontwikkelingsproject", "onderzoeksproject"))
    content = read_content(
        {"idea": {"text": "Een laag"}, "effects": {"x-leverage": "Tien keer"}, "new": {"x-knowledge": "Hechting"}}
    )
    found = reuse(content, before, after)
    assert found.stays == (PartId.IDEA,)
    assert found.asked == ()
    assert [extra.id for extra in found.answered] == ["x-knowledge"]
    assert [extra.id for extra in found.resting] == ["x-leverage"]
    limits = {change.kind: (change.before, change.after) for change in found.limits}
    assert limits[LimitKind.LEAST_SUPPORT] == (25_000, 100_000)
    assert limits[LimitKind.MONTH_AFTER] == (1, None)
    assert LimitKind.MOST_SUPPORT not in limits
    assert reuse(content, before, before).limits == ()


@pytest.mark.parametrize(("words", "verdict"), [(0, NOT_MET), (3, UNKNOWN), (100, MET), (5000, MET)])
def test_a_part_is_empty_short_or_filled_and_long_is_no_fault(words, verdict):
    content = read_content({"idea": {"text": "woord " * words}})
    found = tuple(check_completeness(content, shipped_structure(), None))
    assert part_verdict(found, PartId.IDEA) is verdict
