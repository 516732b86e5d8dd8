"""Near-duplicates on labelled announcements, and the data that the comparison rests on."""

from __future__ import annotations

import pytest

from wegwijzer.core.agenda.clashes import Clash, clash_of
from wegwijzer.core.errors import InputError
from wegwijzer.readers.agenda.labelled_events import TUNING, UNTOUCHED, labelled_pairs
from wegwijzer.readers.agenda.points import middle_of, municipality_points, point_of_code
from wegwijzer.readers.agenda.rules import read_agenda_rules, shipped_agenda_rules, shipped_clash_rules
from wegwijzer.readers.agenda.scoring import score_clashes
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.wording.language import local


@pytest.fixture(scope="module")
def tuning():
    return labelled_pairs(TUNING)


def test_there_are_six_hundred_pairs_and_some_of_them_are_kept_apart(tuning):
    untouched = labelled_pairs(UNTOUCHED)
    assert len(tuning) + len(untouched) >= 600
    assert len(untouched) >= 150
    scenes = [{pair.one.event.uid.split("-")[0] for pair in pairs} for pairs in (tuning, untouched)]
    assert not scenes[0] & scenes[1]


def test_the_weights_that_ship_do_what_was_asked_on_the_half_they_were_found_on(tuning):
    found = score_clashes(tuning, shipped_clash_rules())
    assert found.same.precision >= 0.95
    assert found.same.recall >= 0.85


def test_comparing_does_not_depend_on_who_is_first(tuning):
    for pair in tuning:
        one = clash_of(pair.one, pair.other, shipped_clash_rules())
        other = clash_of(pair.other, pair.one, shipped_clash_rules())
        assert (one is None) == (other is None)
        if one and other:
            assert one[0] is other[0]
            assert one[1] == pytest.approx(other[1])


def test_an_announcement_is_the_same_as_itself(tuning):
    for pair in tuning[:30]:
        found = clash_of(pair.one, pair.one, shipped_clash_rules())
        assert found is not None
        assert found[0] is Clash.SAME


def test_who_pays_at_an_organisation_stands_in_its_own_entry_of_the_catalogue():
    catalogue = shipped_catalogue()
    for measure, organisations in shipped_agenda_rules().payers.items():
        name = local(catalogue.measure(measure).name, "nl").lower()
        for organisation in organisations:
            assert name in local(catalogue.organisation(organisation).what_it_does, "nl").lower()


def test_a_wrong_file_of_rules_tells_every_fault(tmp_path):
    text = (shipped_folder() / "agenda" / "rules.yaml").read_text(encoding="utf-8")
    path = tmp_path / "rules.yaml"
    path.write_text(
        text.replace("digest_weekday: {value: 1", "digest_weekday: {value: 9").replace("  product: [", "  produkt: ["),
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_agenda_rules(path)
    assert len(caught.value.faults) == 2


def test_every_municipality_has_a_point_and_the_middle_of_a_square_is_its_middle():
    square = [[4.0, 50.0], [5.0, 50.0], [5.0, 51.0], [4.0, 51.0], [4.0, 50.0]]
    assert (middle_of([square]).north, middle_of([square]).east) == (50.5, 4.5)
    assert len(municipality_points()) >= 565
    assert point_of_code("9000") is not None
    assert point_of_code("9999x") is None
