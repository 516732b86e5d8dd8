"""The plan of the invented survey, and the files that are written of it."""

from __future__ import annotations

import builtins

import numpy as np
import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.pyramid.synthetic import make_survey, random_from
from wegwijzer.core.pyramid.synthetic_answers import ANSWERS
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.pyramid_shares import printed_shares
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.readers.survey_writing import LABEL, write_synthetic
from wegwijzer.readers.synthetic_survey import read_synthetic_plan, shipped_synthetic_plan
from wegwijzer.readers.yaml_file import read_yaml

FORMS = (".csv", ".parquet", ".sav")


@pytest.fixture(scope="module")
def survey():
    return make_survey(shipped_synthetic_plan(), 700, random_from(11))


def test_the_shares_are_those_of_table_3():
    assert printed_shares() == {"high": (28, 13, 8, 13, 38), "low": (9, 12, 10, 11, 58), "total": (12, 12, 10, 11, 55)}


def test_all_faults_of_a_plan_are_told_at_once():
    text = (shipped_folder() / "synthetic_survey.yaml").read_text("utf-8")
    for old, new in (("larger: [30", "larger: [31"), ("10-49: 620", "1-49: 620"), ("{q8a: 0.75", "{q8z: 0.75")):
        text = text.replace(old, new, 1)
    plan, faults = read_synthetic_plan(read_yaml(text, name="plan.yaml"))
    told = "\n".join(map(str, faults))
    assert plan is None
    assert "does not add up to 100 %" in told
    assert "does not hold the size classes" in told
    assert "q8z: is no question" in told


def test_a_chance_above_one_is_refused():
    text = (shipped_folder() / "synthetic_survey.yaml").read_text("utf-8").replace("missing: 0.02", "missing: 2")
    _, (fault,) = read_synthetic_plan(read_yaml(text, name="plan.yaml"))
    assert "no chance from 0 to 1" in str(fault)


@pytest.mark.parametrize("form", FORMS)
def test_every_file_reads_back_as_it_was(survey, tmp_path, form):
    path = tmp_path / f"firms{form}"
    write_synthetic(survey, path)
    data = read_survey(path)
    assert data.rows == 700
    assert data.numbers("weight").tolist() == pytest.approx(survey.weight.tolist())
    assert data.texts("stratum").tolist() == survey.stratum.tolist()
    assert set(data.numbers("synthetic")) == {1}
    for name in ANSWERS:
        numbers = data.numbers(name)
        assert np.where(np.isnan(numbers), 2, numbers).tolist() == survey.answers[name].tolist()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_survey_gives_the_same_bytes(survey, tmp_path, form):
    for name in ("one", "two"):
        write_synthetic(survey, tmp_path / f"{name}{form}")
    assert (tmp_path / f"one{form}").read_bytes() == (tmp_path / f"two{form}").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"one{form}", f"two{form}"]


def test_a_file_of_spss_says_what_it_is_and_not_when_it_was_written(survey, tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    path = tmp_path / "firms.sav"
    write_synthetic(survey, path)
    _, about = pyreadstat.read_sav(str(path), metadataonly=True, output_format="dict")
    assert about.file_label == LABEL
    assert all(label.endswith("(synthetic)") for label in about.column_labels)
    assert about.variable_value_labels["q8a"] == {0.0: "no", 1.0: "yes"}
    assert about.creation_time.year == 1970


def test_a_file_of_parquet_says_what_it_is(survey, tmp_path):
    polars = pytest.importorskip("polars")
    path = tmp_path / "firms.parquet"
    write_synthetic(survey, path)
    about = polars.read_parquet_metadata(path)
    assert about["synthetic"] == "true"
    assert about["description"] == LABEL
    assert about["label:q21a"] == "own research and development"


@pytest.mark.parametrize(("name", "told"), [("a.xls", "asks for no form"), ("nowhere/a.csv", "folder is not there")])
def test_a_name_that_will_not_do_is_refused_and_nothing_written(survey, tmp_path, name, told):
    with pytest.raises(InputError, match=told):
        write_synthetic(survey, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", [".parquet", ".sav"])
def test_without_the_extra_one_sentence_names_it(survey, tmp_path, form, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name in ("polars", "pyreadstat"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"wegwijzer\[survey\]"):
        write_synthetic(survey, tmp_path / f"firms{form}")
    assert list(tmp_path.iterdir()) == []
    write_synthetic(survey, tmp_path / "firms.csv")


def test_the_habits_are_those_of_all_segments():
    assert set(shipped_synthetic_plan().habits) == set(Segment)
