"""The accounts store: exact, idempotent, and whole after a load that was cut off."""

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.accounts.builders import a_filing, a_year
from tests.core.knipperlichten.builders import a_board, a_light
from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.size import SizeCeilings
from wegwijzer.readers.accounts_store import store as store_module
from wegwijzer.readers.accounts_store.store import (
    Activities,
    LoadCount,
    StoreCount,
    open_accounts,
    open_accounts_to_load,
)
from wegwijzer.readers.registers import ACCOUNTS_FILE

CEILINGS = SizeCeilings(
    *map(Decimal, (10, 2_000_000, 2_000_000, 50, 10_000_000, 10_000_000, 250, 50_000_000, 43_000_000))
)

texts = st.text(max_size=12)
days = st.one_of(st.none(), st.dates())
amounts = st.dictionaries(
    st.sampled_from(("10/15", "20/58", "70", "9904", "10P")),
    st.one_of(st.integers(-(10**9), 10**9).map(float), st.floats(allow_nan=False)),
)
years = st.builds(FinancialYear, amounts, days, st.one_of(st.none(), st.floats(0, 36)))
filings = st.builds(
    Filing,
    entity=st.one_of(st.sampled_from(("0403019261", "Bakkerij Peeters", "")), texts),
    year=years,
    previous=st.one_of(st.none(), years),
    model=st.sampled_from((None, *AccountsModel)),
    is_deposit=st.booleans(),
    deposited=days,
    reference=texts,
    name=texts,
    legal_form=texts,
    nace=texts,
    nace_version=texts,
    where=texts,
)


@pytest.fixture
def store(tmp_path):
    with open_accounts_to_load(tmp_path) as opened:
        yield opened


def of(entity, year, *, deposited=None, result=150_000.0, **more):
    accounts = a_year(r9904=result, end=date(year, 12, 31), months=12.0)
    return a_filing(accounts, entity=entity, deposited=deposited, **more)


def added(store, *given_filings):
    return store.add(given_filings)


folders = count()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(filings, max_size=12, unique_by=lambda filing: repr(replace(filing, where=""))))
def test_every_filing_comes_back_as_it_was_stored(tmp_path, given_filings):
    folder = tmp_path / str(next(folders))
    with open_accounts_to_load(folder) as store:
        assert added(store, *given_filings).unchanged == 0
        assert list(store.filings()) == sorted(given_filings, key=lambda filing: filing.entity)
        assert list(store.histories()) == sorted(join_filings(given_filings), key=lambda history: history.entity)
        assert added(store, *reversed(given_filings)).unchanged == len(given_filings)
    with open_accounts(folder) as again:
        assert list(again.histories()) == sorted(join_filings(given_filings), key=lambda history: history.entity)
        for history in join_filings(given_filings):
            assert again.history(history.entity) == history


def test_the_same_filing_from_another_file_changes_nothing(store):
    first = of("0403019261", 2024, where="a.xbrl")
    assert added(store, first, of("0403019261", 2023)) == LoadCount(new=2)
    assert added(store, replace(first, where="copy of a.xbrl")) == LoadCount(unchanged=1)
    assert store.history("0403019261").latest.where == "a.xbrl"
    assert store.count() == StoreCount(enterprises=1, filings=2)
    assert store.touched() == 1


def test_a_corrected_filing_stands_beside_the_first_and_wins(store):
    first = of("0403019261", 2024, deposited=date(2025, 6, 1), where="first")
    correction = of("0403019261", 2024, deposited=date(2025, 9, 1), result=-1.0, where="correction")
    assert added(store, correction) == LoadCount(new=1)
    assert added(store, first) == LoadCount(corrected=1)
    history = store.history("0403019261")
    assert (history.latest.where, history.replaced) == ("correction", ("first",))
    assert store.count().filings == 2


def test_a_batch_knows_its_own_filings(store):
    filing = of("0403019261", 2024)
    assert added(store, filing, filing, replace(filing, name="Other")) == LoadCount(1, 1, 1)


def test_an_enterprise_that_was_never_loaded_has_no_history(store):
    assert store.history("0403019261") is None
    assert list(store.histories()) == []
    assert store.count() == StoreCount(0, 0)


def test_a_load_that_is_cut_off_leaves_whole_batches_and_is_completed_by_the_next(store, monkeypatch):
    monkeypatch.setattr(store_module, "BATCH", 10)
    filings = [of(f"{number:010}", 2024) for number in range(35)]

    def cut_off():
        yield from filings[:27]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(store.load(cut_off()))
    assert store.count().filings == 20
    counts = list(store.load(filings))
    assert [count.filings for count in counts] == [10, 10, 10, 5]
    assert (sum(count.new for count in counts), sum(count.unchanged for count in counts)) == (15, 20)
    assert list(store.histories()) == join_filings(filings)


def test_a_batch_that_fails_leaves_nothing_of_itself(store):
    broken = replace(of("0403019261", 2024), name=object())
    with pytest.raises(AttributeError):
        added(store, a_filing(FinancialYear({"new rubric": 1.0})), broken)
    assert store.count().filings == 0
    filing = a_filing(FinancialYear({"other": 2.0, "new rubric": 1.0}))
    assert added(store, filing) == LoadCount(new=1)
    assert list(store.filings()) == [filing]


def test_reading_goes_on_block_by_block_while_another_load_writes(tmp_path, store, monkeypatch):
    monkeypatch.setattr(store_module, "_READ_AT_ONCE", 3)
    filings = [of(f"{number:010}", year) for number in range(10) for year in (2023, 2024)]
    list(store.load(filings))
    with open_accounts(tmp_path) as reader:
        histories = reader.histories()
        first = next(histories)
        added(store, of("9999999999", 2024))
        entities = [first.entity, *(history.entity for history in histories)]
    assert entities == [*(f"{number:010}" for number in range(10)), "9999999999"]


def test_two_loads_at_a_time_number_rubrics_alike(tmp_path, store):
    with open_accounts_to_load(tmp_path) as other:
        one, two = (
            a_filing(FinancialYear({"1": 1.0, "2": 2.0})),
            a_filing(FinancialYear({"3": 3.0, "1": 1.0}), entity="b"),
        )
        three = a_filing(FinancialYear({"4": 4.0, "3": 3.0}), entity="c")
        added(store, one)
        added(other, two)
        added(store, three)
        assert list(other.filings()) == sorted((one, two, three), key=lambda filing: filing.entity)


def test_half_a_character_does_not_stop_a_load(store):
    assert added(store, of("0403019261", 2024, name="half \ud800")) == LoadCount(new=1)
    assert store.history("0403019261").name == "half ?"


def test_there_is_no_store_before_the_first_load(tmp_path):
    assert open_accounts(tmp_path) is None
    assert open_accounts(tmp_path / "nowhere") is None


@pytest.mark.parametrize("content", [b"not a database at all, only text" * 40, b"SQLite format 3\x00" + bytes(2000)])
def test_a_file_that_is_no_store_is_told_and_left_alone(tmp_path, content):
    (tmp_path / ACCOUNTS_FILE).write_bytes(content)
    for opened in (open_accounts, open_accounts_to_load):
        with pytest.raises(InputError, match="accounts store"):
            opened(tmp_path)
    assert (tmp_path / ACCOUNTS_FILE).read_bytes() == content


def test_the_store_of_another_program_or_form_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / ACCOUNTS_FILE) as other:
        other.execute("CREATE TABLE something (id INTEGER)")
    other.close()
    with pytest.raises(InputError, match="is no accounts store"):
        open_accounts_to_load(tmp_path)
    (tmp_path / ACCOUNTS_FILE).unlink()
    open_accounts_to_load(tmp_path).close()
    later = sqlite3.connect(tmp_path / ACCOUNTS_FILE)
    later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(InputError, match="form 99"):
        open_accounts(tmp_path)


def test_the_sector_table_is_kept_until_lights_ceilings_or_filings_change(tmp_path, store):
    board = a_board(a_light())
    assert store.sector_table(board) is None
    assert store.needs_sector_table(board, CEILINGS)
    list(store.load(of(f"{number:010}", 2024, nace="62010", nace_version="2008") for number in range(30)))
    table = store.renew_sector_table(board, CEILINGS)
    assert table.position("62010", "2008", "micro", "solvency", 0.4).worse_off == 0
    assert not store.needs_sector_table(board, CEILINGS)
    with open_accounts(tmp_path) as reader:
        found = reader.sector_table(board)
        assert (found.distributions, found.ceilings, found.firms) == (table.distributions, CEILINGS, 30)
        assert reader.sector_table(board) is found
        other = a_board(a_light(formula="[10/15] / [10/49]"))
        assert reader.sector_table(other) is None
        assert store.needs_sector_table(other, CEILINGS)
        assert store.needs_sector_table(board, replace(CEILINGS, micro_balance_sheet_total_eur=Decimal(1)))
        added(store, of("0403019261", 2024))
        assert store.needs_sector_table(board, CEILINGS)
        assert reader.sector_table(board) is found
        store.renew_sector_table(other, CEILINGS)
        assert reader.sector_table(board) is None
        assert reader.sector_table(other).firms == 30


def test_a_sector_table_can_take_activities_from_elsewhere(store):
    board = a_board(a_light())
    list(store.load(of(f"{number:010}", 2024) for number in range(30)))
    elsewhere = Activities("register of May", lambda history: ("47110", "2025"))
    table = store.renew_sector_table(board, CEILINGS, elsewhere)
    assert table.position("47", "2025", "micro", "solvency", 0.4).count == 30
    assert not store.needs_sector_table(board, CEILINGS, elsewhere)
    assert store.needs_sector_table(board, CEILINGS, replace(elsewhere, source="register of June"))
    assert store.needs_sector_table(board, CEILINGS)


def test_a_sector_table_without_sectors_is_still_a_table(store):
    board = a_board(a_light())
    added(store, of("0403019261", 2024))
    store.renew_sector_table(board, CEILINGS)
    assert store.sector_table(board).distributions == {}
    assert not store.needs_sector_table(board, CEILINGS)
