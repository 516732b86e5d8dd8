"""A simulation with linked enterprises: the size of each firm is that of its group, as when it is read by itself."""

from __future__ import annotations

import pytest

pl = pytest.importorskip("polars")

from tests.readers.scanning.one_by_one import picture_of  # noqa: E402
from tests.readers.scanning.random_firms import as_firm_file, random_relations  # noqa: E402
from tests.readers.simulating.changes import CHANGES, DAY, a_change, known_firms  # noqa: E402
from wegwijzer.core.advice.assessing import assess, soft_facts  # noqa: E402
from wegwijzer.core.simulating.tallying import WHOLE  # noqa: E402
from wegwijzer.core.truth import MET, NOT_MET  # noqa: E402
from wegwijzer.readers.simulating.running import simulate  # noqa: E402
from wegwijzer.readers.simulating.source import Source  # noqa: E402

ROWS = 80


@pytest.fixture(scope="module")
def related(tmp_path_factory):
    """The rows, their relations, and both as files."""
    folder = tmp_path_factory.mktemp("related")
    firms = known_firms(ROWS).with_columns(pl.int_range(ROWS).alias("id"), pl.format("firm {}", "id").alias("name"))
    rows = list(firms.iter_rows(named=True))
    relations = random_relations(11, rows)
    firms.drop("id").with_columns(pl.Series("id", [str(row["id"]) for row in rows])).write_parquet(folder / "f.parquet")
    pl.DataFrame(relations, infer_schema_length=None).write_csv(folder / "relations.csv")
    return rows, relations, folder


def verdicts(rows, relations, day):
    on_day = next(item for item in day.measures if item.measure.id == "kmo-portefeuille")
    found = []
    for row in rows:
        own = as_firm_file([relation for relation in relations if relation["firm"] == str(row["id"])])
        found.append(assess(on_day, picture_of(row, day, relations=own), soft_facts(day.catalogue)).verdict)
    return found


@pytest.mark.parametrize("name", ["small only", "all sizes"])
def test_who_is_met_with_relations_is_who_is_met_alone_with_its_group(name, related):
    rows, relations, folder = related
    change = a_change(CHANGES[name])
    days = change.before.on(DAY), change.after.on(DAY)

    def run(**source):
        (found,) = simulate(Source(folder / "f.parquet", **source), change.on(DAY), *days).measures
        return found.by_basis["all_facts"][WHOLE][0].flags

    with_group, without = run(relations=folder / "relations.csv"), run()
    for side, day in zip(("before", "after"), days, strict=True):
        read = verdicts(rows, relations, day)
        assert with_group[f"met_{side}_sure"].rows == sum(verdict is MET for verdict in read)
        assert with_group[f"met_{side}_possible"].rows == sum(verdict is not NOT_MET for verdict in read)
    assert {name: with_group[name].rows for name in with_group} != {name: without[name].rows for name in without}
