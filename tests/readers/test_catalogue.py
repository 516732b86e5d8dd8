"""The catalogue's files: all faults at once, and nothing lost of what was researched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from wegwijzer.core.catalogue.measure import AmountPart, Measure
from wegwijzer.readers.catalogue import load_catalogue, read_catalogue, shipped_catalogue, shipped_day, shipped_folder
from wegwijzer.readers.yaml_file import read_yaml_file

RESEARCHED = Path(__file__).parents[2].parent / "shared" / "facts"


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped data that a test may spoil."""
    return Path(shutil.copytree(shipped_folder(), tmp_path / "data"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder: Path) -> list[str]:
    catalogue, faults = read_catalogue(folder)
    assert (catalogue is None) == bool(faults)
    return [str(fault) for fault in faults]


MEASURE = "measures/kmo-portefeuille/measure.yaml"


class TestFaults:
    def test_the_shipped_files_have_none(self):
        assert faults_of(shipped_folder()) == []

    def test_overlapping_periods_name_both(self, folder):
        spoil(folder, MEASURE, 'valid_until: "2016-03-31"', 'valid_until: "2016-04-01"')
        [fault] = faults_of(folder)
        assert MEASURE in fault
        assert "overlap" in fault
        assert "2016-04-01" in fault

    def test_an_end_before_the_start_says_what_to_do(self, folder):
        spoil(folder, MEASURE, 'valid_until: "2016-03-31"', 'valid_until: "2014-03-31"')
        assert any('"valid_until" (2014-03-31) lies before "valid_from" (2015-01-01)' in f for f in faults_of(folder))

    def test_several_faults_of_several_files_are_all_reported(self, folder):
        spoil(folder, MEASURE, "level: flemish", "levl: flemish")
        spoil(folder, MEASURE, "confidence: high", "confidence: sure")
        spoil(folder, MEASURE, "fact: size_class", "fact: size_clas")
        (folder / "measures/led/measure.yaml").write_text("id: [broken", encoding="utf-8")
        found = faults_of(folder)
        assert any('levl: unknown key. Did you mean "level"?' in fault for fault in found)
        assert any("confidence" in fault and "'high'" in fault for fault in found)
        assert any('unknown fact "size_clas". Did you mean "size_class"?' in fault for fault in found)
        assert any("measures/led/measure.yaml" in fault and "not valid YAML" in fault for fault in found)

    def test_a_text_that_is_still_to_be_written_is_a_fault(self, folder):
        path = folder / MEASURE
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        data["plain_name"]["fr"] = "A ECRIRE"
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        assert any("plain_name.fr" in fault and "still to be written" in fault for fault in faults_of(folder))

    def test_a_missing_file_is_a_fault(self, folder):
        (folder / "facts.yaml").unlink()
        assert any("facts.yaml" in fault and "no such file" in fault for fault in faults_of(folder))

    def test_a_successor_that_is_nowhere_is_a_fault(self, folder):
        spoil(folder, "measures/kmo-innovatieproject/measure.yaml", "- id: onderzoeksproject", "- id: onderzoekproject")
        assert any('"onderzoekproject"' in fault for fault in faults_of(folder))

    def test_a_change_of_content_changes_the_digest_and_a_case_does_not(self, folder):
        before = load_catalogue(folder).digest
        path = folder / "measures/led/cases.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert load_catalogue(folder).digest == before
        (folder / "words").mkdir()
        (folder / "words" / "nl.yaml").write_text("frigo: koelkast\n", encoding="utf-8")
        assert load_catalogue(folder).digest == before, "what is no part of the catalogue is no change of it"
        path = folder / "measures/led/measure.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert load_catalogue(folder).digest != before


@pytest.mark.skipif(not RESEARCHED.exists(), reason="the researched facts are not beside this checkout")
class TestNothingLost:
    """The shipped data against the researched facts it was made from."""

    @staticmethod
    def researched(name: str):
        return read_yaml_file(RESEARCHED / name).data

    def test_all_measures_and_periods_are_there_with_their_dates_sources_and_certainty(self):
        shipped = {
            path.parent.name: read_yaml_file(path).data for path in shipped_folder().glob("measures/*/measure.yaml")
        }
        facts = self.researched("measures.yaml")["measures"]
        assert sorted(shipped) == sorted(item["id"] for item in facts)
        for item in facts:
            ours = shipped[item["id"]]
            assert ours["name"]["nl"] == item["name_nl"]
            assert ours["level"] == item["level"]
            assert ours["documented_kind"] == item["kind"]
            assert ours["seed_list_no"] == item["seed_list_no"]
            assert [provider["name"] for provider in ours["providers"]] == [p["name"] for p in item["provider"]]
            assert len(ours["versions"]) == len(item["periods"])
            for version, period in zip(ours["versions"], item["periods"], strict=True):
                self.compare_period(version, period)

    @staticmethod
    def compare_period(version, period):
        renamed = {"valid_to": "valid_until", "valid_to_certainty": "valid_until_certainty"}
        defaults = {"status": "open", "valid_from_certainty": "exact"}
        for key in (
            "valid_from",
            "valid_to",
            "valid_from_certainty",
            "valid_to_certainty",
            "status",
            "confidence",
            "source",
        ):
            ours = version.get(renamed.get(key, key), defaults.get(key))
            assert ours == period.get(key, defaults.get(key)), key
        lines = [condition["documented"] for condition in version["conditions"]]
        assert lines[: len(period["eligibility"])] == period["eligibility"]
        modelled = {"valid_from", "valid_to", "valid_from_certainty", "valid_to_certainty", "status", "confidence",
                    "source", "eligibility"}  # fmt: skip
        assert version["documented"] == {key: value for key, value in period.items() if key not in modelled}

    def test_all_organisations_are_there_word_for_word(self):
        shipped = {
            entry["id"]: entry
            for path in shipped_folder().glob("organisations/*.yaml")
            for entry in read_yaml_file(path).data["organisations"]
        }
        facts = self.researched("organisations.yaml")["organisations"]
        assert sorted(shipped) == sorted(item["id"] for item in facts)
        for item in facts:
            ours = shipped[item["id"]]
            kept = {**ours, **ours["documented"]}
            for key, value in item.items():
                found = (
                    kept["name"]["nl"]
                    if key == "name_nl"
                    else ours["documented_kind"]
                    if key == "kind"
                    else (kept.get({"valid_to": "valid_until"}.get(key, key)))
                )
                if key in ours["documented"]:
                    found = ours["documented"][key]
                assert found == value, (item["id"], key)

    def test_all_shared_rules_are_there(self):
        facts = self.researched("measures.yaml")["shared_rules"]
        topics = shipped_catalogue().topics
        assert sorted(topics) == sorted(item["id"] for item in facts)
        for item in facts:
            versions = topics[item["id"]].versions
            assert [(v.period.valid_from.isoformat(), v.source.url) for v in versions] == [
                (period["valid_from"], period["source"]["url"]) for period in item["periods"]
            ]


def figures(data: object) -> Iterator[Decimal]:
    """Every number in a documented amount."""
    if isinstance(data, bool) or data is None:
        return
    if isinstance(data, int | Decimal):
        yield Decimal(data)
    elif isinstance(data, dict):
        for value in data.values():
            yield from figures(value)
    elif isinstance(data, list):
        for value in data:
            yield from figures(value)


def formula_numbers(part: AmountPart) -> Iterator[Decimal]:
    """Every number in a part of a formula."""
    for cases in (part.rate, part.surcharges):
        for case in cases:
            yield from (end for end in (case.percentage.low, case.percentage.high) if end is not None)
    for cases in (part.ceiling, part.fixed):
        for case in cases:
            yield from (end for end in (case.euro.low, case.euro.high) if end is not None)
    yield from (n for n in (part.rate_ceiling, part.minimum_base_eur, part.floor_eur) if n is not None)


DERIVED_FIGURES = {
    # Large firms' patent deduction in 2016-2022: the researched facts give it beside the periods, not in them.
    "investeringsaftrek": {Decimal("13.5")},
}


@pytest.mark.parametrize("measure", shipped_catalogue().measures.values(), ids=lambda measure: measure.id)
def test_no_figure_of_a_formula_is_invented(measure: Measure):
    """Every number in a formula stands in what was documented for that period (0 and sums of percentages apart)."""
    for version in measure.versions:
        if version.amount is None:
            continue
        documented = set(figures(version.documented)) | {Decimal(0), Decimal(100)}
        documented |= {one + two for one in documented for two in documented if one + two <= 100}
        documented |= DERIVED_FIGURES.get(measure.id, set())
        used = {number for part in version.amount.parts for number in formula_numbers(part)}
        used |= {end for case in version.amount.ceiling for end in (case.euro.low, case.euro.high) if end is not None}
        text = str(version.documented)
        invented = {
            n for n in used - documented if format(n, "f") not in text and format(n, "f").replace(".", ",") not in text
        }
        assert invented == set(), (version.period, invented)


@pytest.mark.parametrize(
    "on", [date(2012, 1, 1), date(2015, 10, 1), date(2016, 4, 1), date(2020, 3, 12), date(2026, 11, 24)]
)
def test_every_day_since_2012_has_its_catalogue(on):
    day = shipped_day(on)
    assert day.measures
    assert all(item.version.period.covers(on) for item in day.measures)
