"""Keys that are there twice are found in bounded memory, whatever their order."""

from __future__ import annotations

import polars as pl
import pytest

from wegwijzer.readers.firm_table.faults import FaultTally
from wegwijzer.readers.firm_table.keys import KeyCheck


def faults_of(batches, *, in_memory=1_000):
    tally = FaultTally("firms")
    check = KeyCheck("id", tally, in_memory=in_memory)
    row = 1
    for batch in batches:
        check.add(batch, first_row=row)
        row += len(batch)
    check.finish(lambda: iter(batches))
    check.close()
    return [str(fault) for fault in tally.faults()]


SHUFFLED = pl.Series(range(5_000)).shuffle(seed=1)


@pytest.mark.parametrize("in_memory", [10**6, 100], ids=["in memory", "in files"])
@pytest.mark.parametrize("kind", [pl.Int64, pl.String])
def test_a_key_in_two_batches_is_found_with_both_rows(in_memory, kind):
    again = SHUFFLED.to_list()[17]
    batches = [SHUFFLED[:3_000], SHUFFLED[3_000:], pl.Series([9_999, again])]
    (fault,) = faults_of([batch.cast(kind) for batch in batches], in_memory=in_memory)
    assert "row 5,002" in fault
    assert "row 18 already" in fault


@pytest.mark.parametrize("order", [SHUFFLED, SHUFFLED.sort(), SHUFFLED.sort(descending=True)])
def test_keys_that_are_there_once_are_no_fault_in_any_order(order):
    assert faults_of([order[:2_000], order[2_000:]], in_memory=100) == []


def test_a_double_beside_its_first_in_rising_keys_is_found():
    assert len(faults_of([pl.Series([1, 2]), pl.Series([2, 3])])) == 1


@pytest.mark.parametrize("blank", ["", " ", "\t \n", "\u00a0", "\u3000", None])
@pytest.mark.parametrize("others", [["a", "b"], ["é", "ø"], ["0", "~"]], ids=["letters", "not ASCII", "ends of ASCII"])
def test_a_key_of_white_space_only_is_no_key(blank, others):
    (fault,) = faults_of([pl.Series([others[0], blank, others[1]], dtype=pl.String)])
    assert "row 2" in fault
    assert "has no key" in fault


@pytest.mark.parametrize("keys", [["a b", " c"], ["\u00a0é", "x"]])
def test_white_space_in_a_key_is_no_fault(keys):
    assert faults_of([pl.Series(keys)]) == []
