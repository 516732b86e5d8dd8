"""A simulation in bulk: equal to reading firm by firm, true to what is not known, and to the design of a sample."""

from __future__ import annotations

import numpy as np
import pytest

pl = pytest.importorskip("polars")

from tests.readers.simulating.changes import CHANGES, DAY, a_change, forgotten, known_firms  # noqa: E402
from wegwijzer.core.advice.assessing import assess, soft_facts  # noqa: E402
from wegwijzer.core.errors import InputError  # noqa: E402
from wegwijzer.core.firm.deriving import derive  # noqa: E402
from wegwijzer.core.simulating.effects import EUROS, FLAGS  # noqa: E402
from wegwijzer.core.simulating.tallying import WHOLE  # noqa: E402
from wegwijzer.core.survey.design import Design  # noqa: E402
from wegwijzer.core.survey.estimating import totals  # noqa: E402
from wegwijzer.core.survey.selecting import parse_condition  # noqa: E402
from wegwijzer.core.truth import MET, NOT_MET  # noqa: E402
from wegwijzer.readers.firm import read_firm  # noqa: E402
from wegwijzer.readers.simulating.running import simulate  # noqa: E402
from wegwijzer.readers.simulating.source import Drawn, Source  # noqa: E402
from wegwijzer.readers.yaml_file import LocatedData  # noqa: E402

ROWS = 150
BESIDE = ("id", "layer", "weight", "stratum")


@pytest.fixture(scope="module")
def firms():
    return known_firms(ROWS)


@pytest.fixture(scope="module")
def half_known(firms):
    return forgotten(firms, 0.4)


@pytest.fixture(scope="module")
def files(firms, half_known, tmp_path_factory):
    folder = tmp_path_factory.mktemp("firms")
    firms.write_parquet(folder / "known.parquet")
    half_known.write_parquet(folder / "half.parquet")
    half_known.write_csv(folder / "half.csv")
    return folder


def run(path, change, **source):
    days = change.before.on(DAY), change.after.on(DAY)
    return simulate(Source(path, **source), change.on(DAY), *days)


def whole(simulation, basis="all_facts"):
    (found,) = simulation.measures
    return found.by_basis[basis][WHOLE][0]


def picture_of(row, day):
    data = {}
    for name, value in row.items():
        fact = name.removesuffix("_min").removesuffix("_max")
        if name in BESIDE or value is None:
            continue
        if fact == name:
            data[fact] = value.isoformat() if hasattr(value, "isoformat") else value
        else:
            data.setdefault(fact, {})[name.removeprefix(f"{fact}_")] = value
    return derive(read_firm(LocatedData("row", data, {}), day.catalogue.facts, on=day.day), day.derivation)


def one_by_one(frame, day, measure="kmo-portefeuille"):
    soft = soft_facts(day.catalogue)
    on_day = next(item for item in day.measures if item.measure.id == measure)
    return [assess(on_day, picture_of(row, day), soft) for row in frame.iter_rows(named=True)]


@pytest.mark.parametrize("name", ["ceiling", "small only", "other door", "ceiling by size", "announced"])
def test_verdicts_and_amounts_are_those_of_each_firm_by_itself(name, half_known, files):
    change = a_change(CHANGES[name])
    found = whole(run(files / "half.parquet", change))
    for side, day in (("before", change.before.on(DAY)), ("after", change.after.on(DAY))):
        read = one_by_one(half_known, day)
        met = [item for item in read if item.verdict is MET]
        open_to = [item for item in read if item.verdict is not NOT_MET]
        assert found.flags[f"met_{side}_sure"].rows == len(met)
        assert found.flags[f"met_{side}_possible"].rows == len(open_to)
        assert found.euros[f"{side}_min"].euro == pytest.approx(sum(float(item.worth.total.low or 0) for item in met))
        highs = [item.worth.total.high for item in open_to]
        assert found.euros[f"{side}_max"].unlimited == highs.count(None)
        assert found.euros[f"{side}_max"].euro == pytest.approx(sum(float(high or 0) for high in highs))


@pytest.mark.parametrize("name", ["small only", "young"])
def test_the_firm_as_such_takes_open_plans_for_granted(name, half_known, files):
    change = a_change(CHANGES[name])
    found = whole(run(files / "half.parquet", change), "firm_facts")
    for side, day in (("before", change.before.on(DAY)), ("after", change.after.on(DAY))):
        read = one_by_one(half_known, day)
        assert found.flags[f"met_{side}_sure"].rows == sum(item.on_firm_facts is MET for item in read)
        assert found.flags[f"met_{side}_possible"].rows == sum(item.on_firm_facts is not NOT_MET for item in read)


@pytest.mark.parametrize("name", CHANGES)
def test_who_knows_less_says_less_and_nothing_that_knowing_more_would_belie(name, files):
    change = a_change(CHANGES[name])
    known, half = (run(files / f"{file}.parquet", change) for file in ("known", "half"))
    for basis in ("all_facts", "firm_facts"):
        more, less = whole(known, basis), whole(half, basis)
        for flag in FLAGS:
            if flag.endswith("_sure"):
                assert less.flags[flag].rows <= more.flags[flag].rows, flag
            elif flag.endswith("_possible"):
                assert less.flags[flag].rows >= more.flags[flag].rows, flag
        for euro in EUROS:
            a, b = less.euros[euro], more.euros[euro]
            assert a.unlimited >= b.unlimited, euro
            if a.unlimited == 0:
                assert a.euro <= b.euro + 0.01 if euro.endswith("_min") else a.euro >= b.euro - 0.01, euro


@pytest.mark.parametrize("name", [name for name in CHANGES if name not in ("announced", "other door")])
def test_of_firms_that_are_known_everything_is_sure(name, firms, files):
    change = a_change(CHANGES[name])
    found = whole(run(files / "known.parquet", change))
    before, after = (one_by_one(firms, day) for day in (change.before.on(DAY), change.after.on(DAY)))
    pairs = list(zip(before, after, strict=True))
    gained = sum(old.verdict is NOT_MET and new.verdict is MET for old, new in pairs)
    lost = sum(old.verdict is MET and new.verdict is NOT_MET for old, new in pairs)
    assert found.flags["gained_sure"].rows == found.flags["gained_possible"].rows == gained
    assert found.flags["lost_sure"].rows == found.flags["lost_possible"].rows == lost
    stay = [(old.worth.total, new.worth.total) for old, new in pairs if old.verdict is new.verdict is MET]
    less = sum(new.exact < old.exact for old, new in stay)
    assert found.flags["less_sure"].rows == found.flags["less_possible"].rows == less
    moved = sum(float((new.worth.total.exact if new.verdict is MET else 0) or 0) for new in after)
    moved -= sum(float((old.worth.total.exact if old.verdict is MET else 0) or 0) for old in before)
    assert found.euros["difference_min"].euro == pytest.approx(moved, abs=0.01)
    assert found.euros["difference_max"].euro == pytest.approx(moved, abs=0.01)


def test_a_lower_ceiling_takes_at_most_the_step_from_each_that_may_have_it(files):
    found = whole(run(files / "half.parquet", a_change(CHANGES["ceiling"])))
    may = found.flags["met_before_possible"].rows
    assert -2500 * may <= found.euros["difference_min"].euro < 0
    assert found.flags["gained_possible"].rows == found.flags["lost_possible"].rows == 0
    assert found.euros["difference_max"].euro <= 0


def test_a_limit_that_measures_share_moves_the_size_of_every_firm(half_known, files):
    limits = "{small_staff_lt: 240, small_turnover_max_eur: 45000000, small_balance_max_eur: 40000000}"
    change = a_change(limits, head="thresholds:\n  kmo-definitie-eu: ")
    changes = [item for item in change.on(DAY) if item.id == "kmo-portefeuille"]
    before, after = change.before.on(DAY), change.after.on(DAY)
    (found,) = simulate(Source(files / "half.parquet"), changes, before, after).measures
    result = found.by_basis["all_facts"][WHOLE][0]
    for side, day in (("before", before), ("after", after)):
        read = one_by_one(half_known, day)
        assert result.flags[f"met_{side}_sure"].rows == sum(item.verdict is MET for item in read)
        worths = [item.worth.total.high for item in read if item.verdict is not NOT_MET]
        assert result.euros[f"{side}_max"].euro == pytest.approx(sum(float(high or 0) for high in worths))
    assert result.euros["after_max"].euro != result.euros["before_max"].euro


@pytest.mark.parametrize("name", ["ceiling", "ceiling by size"])
def test_every_firm_twice_counts_twice(name, half_known, files, tmp_path):
    change = a_change(CHANGES[name])
    again = half_known.with_columns(id=pl.col("id") + "-again") if "id" in half_known.columns else half_known
    pl.concat([half_known, again]).write_parquet(tmp_path / "twice.parquet")
    (once,), (twice,) = (run(path, change).measures for path in (files / "half.parquet", tmp_path / "twice.parquet"))
    for basis, groupings in once.by_basis.items():
        for grouping, groups in groupings.items():
            for group, doubled in zip(groups, twice.by_basis[basis][grouping], strict=True):
                assert doubled.label == group.label
                assert [doubled.flags[flag].rows for flag in FLAGS] == [2 * group.flags[flag].rows for flag in FLAGS]
                for euro, figure in group.euros.items():
                    assert doubled.euros[euro].euro == pytest.approx(2 * figure.euro)
                    assert doubled.euros[euro].unlimited == 2 * figure.unlimited


def test_csv_gives_what_parquet_gives(files):
    change = a_change(CHANGES["small and paid more"])
    one, other = (whole(run(files / f"half.{form}", change)) for form in ("parquet", "csv"))
    assert one == other


def test_the_groups_of_each_grouping_add_up_to_the_whole(files):
    simulation = run(files / "half.parquet", a_change(CHANGES["small and paid more"]), drawn=Drawn("weight"))
    for groups in simulation.measures[0].by_basis.values():
        everybody = groups[WHOLE][0]
        assert set(groups) >= {"size", "layer"}
        for name, found in groups.items():
            for flag in FLAGS:
                assert sum(one.flags[flag].rows for one in found) == everybody.flags[flag].rows, (name, flag)
                weighted = sum(one.flags[flag].weighted for one in found)
                assert weighted == pytest.approx(everybody.flags[flag].weighted), (name, flag)
            for euro in ("difference_min", "difference_max"):
                total = sum(one.euros[euro].euro for one in found)
                assert total == pytest.approx(everybody.euros[euro].euro), (name, euro)


def test_a_condition_counts_only_its_firms(half_known, files):
    chosen = parse_condition('layer == "koploper" and fte < 50')
    simulation = run(files / "half.parquet", a_change(CHANGES["ceiling"]), where=chosen)
    exact = pl.col("fte_min") == pl.col("fte_max")
    met = (pl.col("layer") == "koploper") & exact & (pl.col("fte_min") < 50)
    assert simulation.counted.selected == half_known.filter(met).height
    assert (
        simulation.counted.undecided_rows
        == half_known.filter((pl.col("layer") == "koploper") & ~exact.fill_null(False)).height
    )
    assert whole(simulation).firms.rows == simulation.counted.selected


def test_a_sample_has_the_errors_of_its_design(half_known, files):
    drawn = Drawn("weight", "stratum")
    chosen = parse_condition('layer == "volger"')
    change = a_change(CHANGES["small only"])
    simulation = run(files / "half.parquet", change, drawn=drawn, where=chosen)
    days = change.before.on(DAY), change.after.on(DAY)
    read = [one_by_one(half_known, day) for day in days]
    flags = np.array([old.verdict is MET and new.verdict is NOT_MET for old, new in zip(*read, strict=True)])
    design = Design(ROWS, half_known["weight"].to_numpy(), np.array(half_known["stratum"].to_list(), object))
    within = (half_known["layer"] == "volger").to_numpy()
    expected = totals(design, {"lost": flags}, within=within)["lost"]
    found = whole(simulation).flags["lost_sure"]
    assert found.estimate == expected
    assert found.weighted == pytest.approx(expected.value)
    by_layer = simulation.measures[0].by_basis["all_facts"]["layer"]
    assert [one.label for one in by_layer] == ["volger"]
    assert by_layer[0].flags["lost_sure"].estimate == expected


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"drawn": Drawn("wieght")}, 'no column "wieght"'),
        ({"drawn": Drawn("layer")}, "is no number"),
        ({"drawn": Drawn("fte_min")}, "is a fact"),
        ({"where": parse_condition("fte > 1000000")}, "no row is selected"),
        ({"where": parse_condition("ftee > 1")}, 'no column "ftee"'),
        ({"where": parse_condition("theme > 1")}, "holds words"),
        ({"drawn": Drawn("weight", "stratum", "id", "weight")}, "population"),
    ],
)
def test_what_cannot_be_read_is_told(files, change, told):
    with pytest.raises(InputError, match=told):
        run(files / "half.parquet", a_change(CHANGES["ceiling"]), **change)


def test_faults_of_the_rows_are_told_and_no_figure_given(files, tmp_path):
    frame = pl.read_parquet(files / "half.parquet").with_columns(pl.lit("belfort").alias("legal_form"))
    frame.write_parquet(tmp_path / "bad.parquet")
    with pytest.raises(InputError, match="belfort"):
        run(tmp_path / "bad.parquet", a_change(CHANGES["ceiling"]))
    frame = pl.read_parquet(files / "half.parquet").with_columns(pl.lit("F1").alias("id"))
    frame.write_parquet(tmp_path / "twins.parquet")
    with pytest.raises(InputError, match="F1"):
        run(tmp_path / "twins.parquet", a_change(CHANGES["ceiling"]))


def test_a_day_before_the_change_is_refused():
    change = a_change(CHANGES["ceiling"])
    with pytest.raises(InputError, match="lies before the change"):
        change.on(DAY.replace(year=2026))
