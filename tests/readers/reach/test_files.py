"""Files of reach: what is read, and every fault with its file and line."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.readers.reach.events_file import read_needs, read_referrals
from wegwijzer.readers.reach.files import ReachPaths, read_files
from wegwijzer.readers.reach.firms_file import read_firms
from wegwijzer.readers.reach.use_file import read_uses
from wegwijzer.readers.simulating.source import Drawn

MEASURES = ("kmo-portefeuille", "innovatiepremie")
HEAD = "firm,measure,year,size,amount_eur\n"
ROWS = "a,kmo-portefeuille,2025,1-4,100\na,kmo-portefeuille,2026,5-9,\nb,innovatiepremie,2026,10-19,50\n"
FIRMS = "size,firms\n1-4,50\n5-9,20\n10-19,10\n"


@pytest.fixture
def written(tmp_path):
    """Writes a file and gives its path."""

    def write(name: str, content: str | bytes):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def faults(reading) -> str:
    with pytest.raises(InputError) as caught:
        reading()
    return "\n".join(str(fault) for fault in caught.value.faults)


def test_a_file_of_use_is_read_with_classes_in_their_own_order(written):
    found = read_uses([written("use.csv", HEAD + ROWS)], MEASURES)
    assert found.years == (2025, 2026)
    assert found.classes["size"].names == ("1-4", "5-9", "10-19")
    assert found.users(2026).tolist() == [0, 1]
    assert np.nansum(found.amount) == 150
    assert np.isnan(found.amount).sum() == 1
    assert not found.is_synthetic


def test_files_are_one_and_share_their_firms(written):
    one, other = written("one.csv", HEAD + ROWS), written("two.csv", "measure;year;firm\ninnovatiepremie;2025;b\n")
    found = read_uses([one, other], MEASURES)
    assert len(found.users(2025)) == 2
    assert set(found.users(2025)) == set(found.users(2026))
    assert found.classes["size"].places.tolist() == [0, 1, 2, -1]


def test_parquet_holds_the_same(tmp_path, written):
    polars = pytest.importorskip("polars")
    path = tmp_path / "use.parquet"
    polars.read_csv(written("use.csv", HEAD + ROWS)).with_columns(synthetic=1).write_parquet(path)
    found = read_uses([path], MEASURES)
    assert (found.years, found.is_synthetic) == ((2025, 2026), True)
    cut = written("cut.parquet", path.read_bytes()[:-200])
    assert "cut.parquet: cannot be read as Parquet" in faults(lambda: read_uses([cut], MEASURES))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("firm,measure\na,kmo-portefeuille\n", 'there is no column "year"'),
        (HEAD + ",kmo-portefeuille,2026,,\n", "firm: there is none (line 2)"),
        (HEAD + "a,kmo-portefeuile,2026,,\n", 'no measure of the catalogue (line 2). Nearest: "kmo-portefeuille"'),
        (HEAD + "a,kmo-portefeuille,26,,\n", "year: 26 is none (line 2)"),
        (HEAD + "a,kmo-portefeuille,NaN,,\n", "year: there is none (line 2)"),
        (HEAD + "a,kmo-portefeuille,soon,,\n", 'year: "soon" is no number (line 2)'),
        (HEAD + "a,kmo-portefeuille,2026,,-5\n", "amount_eur: is below nil or without end (line 2)"),
        (HEAD + "a,kmo-portefeuille,2026,,much\n", 'amount_eur: "much" is no number (line 2)'),
        (HEAD + ROWS + ROWS, "use.csv:5: the same firm, measure and year as"),
        (HEAD + "a,kmo-portefeuille,2026,1-4,\na,innovatiepremie,2026,5-9,\n", 'use.csv:3: size: "5-9"'),
        ("firm,measure,year,layer\na,kmo-portefeuille,2026,top\n", 'layer: "top" is no layer of the pyramid (line 2)'),
        (HEAD, "has a header and no rows"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_with_use_is_named_with_its_line(written, rows, told):
    assert told in faults(lambda: read_uses([written("use.csv", rows)], MEASURES))


def test_a_population_may_be_counts_or_firms(written):
    counted = read_firms(written("counts.csv", FIRMS))
    assert (counted.weight.tolist(), counted.classes["size"].names) == ([50, 20, 10], ("1-4", "5-9", "10-19"))
    firms = read_firms(written("firms.csv", "id,size,synthetic\n1,1-4,1\n2,5-9,1\n"))
    assert (firms.weight.tolist(), firms.is_synthetic, firms.design) == ([1, 1], True, None)
    drawn = read_firms(written("sample.csv", "size,w,s\n1-4,3,x\n5-9,2,x\n"), Drawn(weight="w", strata="s"))
    assert drawn.design is not None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nx\n", "has none of the columns size, sector"),
        ("size,firms\n1-4,many\n", 'firms: "many" is no number (line 2)'),
        ("size,firms\n1-4,-2\n", "firms: is no number of firms (line 2)"),
        ("size,firms\n1-4,NaN\n", "firms: is no number of firms (line 2)"),
        ("size,firms\n1-4,2\n1-4,3\n", "the same classes twice (lines 2, 3)"),
        ("id,size\n7,1-4\n7,5-9\n", "id: the same firm twice (lines 2, 3)"),
        ("size,year,firms\n1-4,,3\n", "year: there is none (line 2)"),
        ("id,size\n" + "".join(f"{number},class {number}\n" for number in range(70)), "70 different classes"),
    ],
)
def test_what_is_wrong_with_a_population_is_named(written, content, told):
    assert told in faults(lambda: read_firms(written("firms.csv", content)))


def test_users_of_a_class_that_the_population_does_not_have_are_a_fault(written):
    paths = ReachPaths((written("use.csv", HEAD + ROWS),), written("firms.csv", "size,firms\n1-4,50\n5-9,20\n"))
    assert 'has no firms of the size "10-19", which users have' in faults(lambda: read_files(paths, MEASURES))


def test_the_faults_of_all_files_come_together(written):
    paths = ReachPaths(
        (written("use.csv", "firm\na\n"),),
        written("firms.csv", "size,firms\n1-4,x\n"),
        written("needs.csv", "year,reason\n2026,bored\n"),
        written("sent.csv", "sent,first_reply,outcome\n2026-13-01,,helped\n2026-03-02,2026-03-01,helped\n"),
    )
    found = faults(lambda: read_files(paths, MEASURES))
    for told in ('no column "measure"', '"x" is no number', '"bored" is not known', "sent: is no day (line 2)"):
        assert told in found


def test_needs_and_referrals_are_counted_by_year(written):
    counts, is_synthetic = read_needs(
        written("needs.csv", "year,reason,detail,times\n2026,declined,,3\n2026,declined,,2\n2025,no_answer,x,1\n")
    )
    assert (counts[2026], counts[2025], is_synthetic) == ({("declined", ""): 5}, {("no_answer", "x"): 1}, False)
    found = read_referrals(
        written("sent.csv", "sent,first_reply,outcome\n2026-03-01,2026-03-03,helped\n2026-04-01,,open\n")
    )
    assert (found.replied - found.sent).tolist()[0] == 2
    assert found.replied.tolist()[1] == 0
