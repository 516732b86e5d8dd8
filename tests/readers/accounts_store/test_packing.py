"""Amounts come out of their packed form as they went in, to the last bit."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.readers.accounts_store.packing import AmountsPacker, AmountsUnpacker

CODES = ("10/15", "20/58", "70", "9904", "42/48", "630", "10P", "9")
amounts = st.one_of(
    st.integers(-(2**33), 2**33).map(float),
    st.integers(-(10**12), 10**12).map(lambda cents: cents / 100),
    st.floats(allow_nan=False),
    st.just(-0.0),
)
years = st.dictionaries(st.sampled_from(CODES), amounts)


class Numbers:
    """Rubrics numbered as they appear, from a start."""

    def __init__(self, first=0):
        self.codes = [""] * first

    def of(self, codes):
        for code in codes:
            if code not in self.codes:
                self.codes.append(code)
        return [self.codes.index(code) for code in codes]

    def codes_of(self, numbers):
        return [self.codes[number] for number in numbers]


def bits(amounts):
    return {code: struct.pack("<d", amount) for code, amount in amounts.items()}


@given(st.lists(years, max_size=6))
def test_amounts_come_back_to_the_last_bit(given_years):
    numbers = Numbers()
    packed = AmountsPacker(numbers.of).pack(given_years)
    unpacker = AmountsUnpacker(numbers.codes_of)
    assert [bits(unpacker.unpack(one)) for one in packed] == [bits(year) for year in given_years]


@given(years, st.randoms())
def test_the_order_in_which_amounts_were_given_leaves_no_trace(year, random):
    numbers = Numbers()
    numbers.of(CODES)
    shuffled = dict(random.sample(sorted(year.items()), len(year)))
    one, other = AmountsPacker(numbers.of).pack([year, shuffled])
    assert one == other


def test_whole_euro_and_cents_take_six_bytes_an_amount():
    packer = AmountsPacker(Numbers().of)
    whole, cents, doubles = packer.pack(
        [{"70": 2e9, "9904": -5.0}, {"70": 0.01, "9904": 1e6}, {"70": 1 / 3, "9904": 1.0}]
    )
    assert [len(whole), len(cents), len(doubles)] == [13, 13, 21]


def test_more_rubrics_than_two_bytes_can_number():
    numbers = Numbers(first=70_000)
    packed = AmountsPacker(numbers.of).pack([{"70": 1.5}])
    assert AmountsUnpacker(numbers.codes_of).unpack(packed[0]) == {"70": 1.5}


def test_years_without_amounts():
    packer = AmountsPacker(Numbers().of)
    assert packer.pack([]) == []
    unpacker = AmountsUnpacker(Numbers().codes_of)
    assert [unpacker.unpack(packed) for packed in packer.pack([{}, {}])] == [{}, {}]
