"""Kleene's strong logic, by its laws."""

from itertools import product

import pytest

from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict, all_of, any_of, negation

ALL_VERDICTS = tuple(Verdict)


def completions(verdict: Verdict) -> tuple[Verdict, ...]:
    return (MET, NOT_MET) if verdict is UNKNOWN else (verdict,)


@pytest.mark.parametrize("pair", list(product(ALL_VERDICTS, repeat=2)))
@pytest.mark.parametrize("combine", [all_of, any_of])
def test_a_result_is_decided_exactly_when_every_completion_agrees(combine, pair):
    possible = {combine(completed) for completed in product(*(completions(verdict) for verdict in pair))}
    expected = possible.pop() if len(possible) == 1 else UNKNOWN
    assert combine(pair) is expected


@pytest.mark.parametrize("pair", list(product(ALL_VERDICTS, repeat=2)))
def test_de_morgan_holds(pair):
    assert negation(all_of(pair)) is any_of([negation(verdict) for verdict in pair])


def test_unknown_is_not_no():
    assert negation(UNKNOWN) is UNKNOWN
    assert all_of([MET, UNKNOWN]) is UNKNOWN
