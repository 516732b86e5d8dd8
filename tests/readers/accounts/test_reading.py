"""The front door: the same filings from every format, and a batch that always goes through."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.filing_files import as_bytes, csv_of, long_table, nbb_json, nbb_reference, wide_table, xbrl, xlsx_of, zip_of
from tests.filings import Trouble, client, clients, exported, portfolio_with_ten_in_trouble
from tests.readers.accounts.batches import read, told, upload, without_place
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.reading import iter_accounts, read_accounts

seeds = st.integers(min_value=0, max_value=2**32)


def deposits(seed):
    return [filing for filings in clients(3, seed=seed, years=2) for filing in filings]


def plain(filing):
    """What every format can hold."""
    previous = filing.previous and replace(filing.previous, end=None, months=None)
    return replace(filing, previous=previous, deposited=None, reference="", nace="", nace_version="", where="")


@given(seeds)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_deposits_are_read_back_from_json_and_xbrl(seed):
    made = deposits(seed)
    as_json = {f"{place}.json": as_bytes(nbb_json(filing)) for place, filing in enumerate(made)}
    read_json = read({**as_json, "references.json": as_bytes([nbb_reference(filing) for filing in made])})
    read_xbrl = read({f"{place}.xbrl": xbrl(filing) for place, filing in enumerate(made)})
    for read_ in (read_json, read_xbrl):
        assert (told(read_), read_.breaks) == ([], [])
        assert [plain(filing) for filing in read_.filings] == [plain(filing) for filing in made]


@given(seeds, st.sampled_from([(",", "."), (";", ","), ("\t", ","), (";", ".")]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_exports_are_read_back_from_csv_and_excel(seed, marks):
    made = exported(deposits(seed))
    delimiter, decimals = marks
    for table in (wide_table(made), long_table(made)):
        for data in (csv_of(table, delimiter=delimiter, decimals=decimals), xlsx_of({"Blad": table})):
            read_ = read({"f": data})
            assert (told(read_), read_.breaks) == ([], [])
            expected = [replace(filing, previous=replace(filing.previous, end=None)) for filing in made]
            assert [without_place(filing) for filing in read_.filings] == expected


def test_a_portfolio_with_three_broken_files_among_200_loses_nothing_but_those():
    portfolio = portfolio_with_ten_in_trouble(40, years=1)
    files = {f"klant{place}.xbrl": xbrl(filings[0]) for place, filings in enumerate(portfolio)}
    files["kapot1.xbrl"] = files["klant1.xbrl"][:5_000]
    files["kapot2.json"] = b'{"Rubrics": ['
    files["kapot3.pdf"] = b"%PDF-1.4"
    read_ = read({"portfolio.zip": zip_of(files)})
    assert len(read_.filings) == 40
    assert sorted(fault.where.split(":")[0] for fault in read_.faults) == [
        "portfolio.zip/kapot1.xbrl",
        "portfolio.zip/kapot2.json",
        "portfolio.zip/kapot3.pdf",
    ]
    assert read_.files == 43


def test_a_filing_of_another_enterprise_is_told_and_left_out():
    ours, theirs = (filings[0] for filings in clients(2, seed=4, years=1))
    read_ = read({"a.xbrl": xbrl(ours), "b.xbrl": xbrl(theirs)}, expect_entity=ours.entity)
    assert [filing.entity for filing in read_.filings] == [ours.entity]
    assert told(read_) == [
        f"b.xbrl: holds accounts of {theirs.name} ({theirs.entity}), which are left out. "
        f"Expected: accounts of {ours.entity}."
    ]


def test_the_expected_enterprise_may_be_written_in_any_way():
    read_ = read({"a.csv": "entity;70\n403019261;1\nB;2\n"}, expect_entity="BE 0403.019.261")
    assert [filing.entity for filing in read_.filings] == ["0403019261"]


def test_a_broken_sum_is_told_and_the_filing_kept_as_it_is():
    filing = client(seed=2, years=1)[0]
    amounts = dict(filing.year.amounts)
    amounts["20/58"] += 100
    read_ = read({"f.csv": csv_of(wide_table([replace(filing, year=replace(filing.year, amounts=amounts))]))})
    assert read_.filings[0].year.amounts == amounts
    assert read_.faults == []
    assert {kept.where for kept, _ in read_.breaks} == {"f.csv:2"}
    [parts] = [found for _, found in read_.breaks if found.identity.plus == ("20", "21/28", "29/58")]
    assert (parts.identity.total, parts.is_previous, parts.stated) == ("20/58", False, amounts["20/58"])
    assert parts.summed == pytest.approx(amounts["20/58"] - 100)


def test_progress_is_told_after_every_file_with_what_was_read_so_far():
    seen = []
    files = [upload(f"{place}.csv", f"entity;70\nK{place};1\n") for place in range(3)]
    read_accounts(files, progress=lambda read_: seen.append((read_.files, len(read_.filings))))
    assert seen == [(1, 1), (2, 2), (3, 3), (3, 3)]


def test_the_stream_gives_the_same_one_by_one():
    files = [upload("a.csv", "entity;70\nA;1\nB;x\n")]
    found = list(iter_accounts(files))
    assert [type(item) for item in found] == [Filing, Fault, Fault]


@pytest.mark.parametrize("trouble", Trouble)
def test_every_kind_of_trouble_gives_consistent_accounts(trouble):
    made = client(seed=11, years=3, trouble=trouble)
    read_ = read({f"{place}.xbrl": xbrl(filing) for place, filing in enumerate(made)})
    assert (len(read_.filings), read_.faults, read_.breaks) == (3, [], [])


def test_a_batch_of_everything_at_once():
    filing = client(seed=2, years=1)[0]
    whole = nbb_json(filing) | nbb_reference(filing)
    read_ = read(
        {
            "a.json": json.dumps(whole),
            "b.xbrl": xbrl(filing),
            "c.csv": csv_of(wide_table([filing])),
            "d.xlsx": xlsx_of({"x": long_table([filing])}),
            "e.zip": zip_of({"x.csv": csv_of(long_table([filing]))}),
        }
    )
    assert told(read_) == []
    assert {found.entity for found in read_.filings} == {filing.entity}
    assert all(found.year.amounts == filing.year.amounts for found in read_.filings)
