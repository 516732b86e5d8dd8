"""Whatever bytes come in, filings and faults come out."""

import math

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.filing_files import as_bytes, csv_of, long_table, nbb_json, nbb_reference, wide_table, xbrl, xlsx_of, zip_of
from tests.filings import client
from tests.readers.accounts.batches import read
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault

DEPOSIT = client(seed=6, years=1)[0]
VALID = {
    "json": as_bytes(nbb_json(DEPOSIT) | nbb_reference(DEPOSIT)),
    "xbrl": xbrl(DEPOSIT),
    "wide": csv_of(wide_table([DEPOSIT])),
    "long": csv_of(long_table([DEPOSIT])),
    "zip": zip_of({"a.csv": csv_of(wide_table([DEPOSIT])), "b.zip": zip_of({"c.xbrl": xbrl(DEPOSIT)})}),
}
WORKBOOK = xlsx_of({"a": wide_table([DEPOSIT])})


def check(data, name="0403019261.x"):
    """Every amount is a number, every fault says where and what."""
    read_ = read({name: data})
    for filing in read_.filings:
        assert isinstance(filing, Filing)
        assert filing.entity
        for year in (filing.year, filing.previous):
            if year is not None:
                assert all(math.isfinite(amount) for amount in year.amounts.values())
    for fault in read_.faults:
        assert isinstance(fault, Fault)
        assert fault.where
        assert fault.problem
        assert "\n" not in fault.where
    assert read_.filings or read_.faults
    return read_


PUT_IN = (b"<", b"&x;", b'"', b"\x00", b";", b",", b"\n", b"NaN", b"\xff", b"]]>", b"{", b"9" * 30)
edits = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "remove", "double", "insert"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 199),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data, edits_):
    """A file cut off, with bytes changed, taken out, doubled or put in."""
    spoilt = bytearray(data)
    for kind, where, how in edits_:
        place = int(where * len(spoilt))
        if kind == "cut":
            del spoilt[place:]
        elif kind == "flip" and spoilt:
            spoilt[place] ^= how + 1
        elif kind == "remove":
            del spoilt[place : place + how + 1]
        elif kind == "double":
            spoilt[place:place] = spoilt[place : place + how + 1]
        else:
            spoilt[place:place] = PUT_IN[how % len(PUT_IN)]
    return bytes(spoilt)


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfe<")
@example(b"PK\x05\x06" + bytes(18))
@example(b"entity;70\n\r;\r\n")
@example(b'entity;70\n"')
@example(b"<" * 300)
@example(b"entity,rubric,n,rubric\nA,70,1,2\n")  # found by atheris: the column of rubrics given twice
@settings(max_examples=300, deadline=None)
def test_random_bytes(data):
    check(data)


@given(st.text(alphabet='entiyrubc70_nm15/;,\t"\n\r .-()€$éA', max_size=200))
@settings(max_examples=300, deadline=None)
def test_random_tables(text):
    check(f"entity;70;70_nm1;10/15;end\n{text}".encode())
    check(f"entity,rubric,n,nm1\n{text}".encode())


@pytest.mark.parametrize("kind", VALID)
@given(edits)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files(kind, edits_):
    check(damaged(VALID[kind], edits_))


@given(edits)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_workbooks(edits_):
    check(damaged(WORKBOOK, edits_))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["Rubrics", "Code", "Value", "Period", "EnterpriseNumber", "ExerciseDates", "endDate"])
            | st.sampled_from(["startDate", "ReferenceNumber", "ModelType", "LegalForm", "Currency", "reference"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(json_values)
@settings(max_examples=300, deadline=None)
def test_json_of_any_shape(document):
    check(as_bytes({"Rubrics": document}))
    check(as_bytes([document]))
