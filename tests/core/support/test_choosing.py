"""The laws of choosing: nothing beats the optimum, and no ceiling is passed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.support.options_builders import (
    EVERY_RULE,
    ON,
    TIGHT,
    TIGHT_LEDGER,
    a_cost,
    a_problem,
    a_rule,
    an_option,
    chosen,
    every_outcome,
    rules,
    small_options,
)
from wegwijzer.core.support.choosing import IN_REACH, SURE, Aim, Chooser
from wegwijzer.core.support.cumulation import RuleKind, Scope
from wegwijzer.core.support.judging import certain_filled_first, judge, paper_of
from wegwijzer.core.support.laying_out import build
from wegwijzer.core.support.options import Cost, OptionKind, Paper, Pool, checked
from wegwijzer.core.support.problem import CeilingKind
from wegwijzer.core.support.scheduling import Timing, timing

LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHORT = settings(LAW, max_examples=30)


def problem_of(options, asking_allowed=False):
    timings = [timing(option, on=ON, rules=EVERY_RULE, ledger=TIGHT_LEDGER) for option in checked(options)]
    in_time = [item for item in timings if isinstance(item, Timing)]
    return build(in_time, EVERY_RULE, TIGHT, TIGHT_LEDGER, on=ON, asking_allowed=asking_allowed)


@LAW
@given(small_options(), st.booleans())
def test_the_most_money_equals_brute_force(options, asking_allowed):
    problem = problem_of(options, asking_allowed)
    assert Chooser(problem).most().worth == max(outcome.worth for outcome in every_outcome(problem))


@SHORT
@given(small_options(), st.booleans())
def test_what_surely_fits_first_equals_brute_force(options, asking_allowed):
    problem = problem_of(options, asking_allowed)
    found = Chooser(problem).certain_first()
    sure = {place for place, option in enumerate(problem.options) if option.is_sure}
    possible = list(every_outcome(problem))
    most = max(outcome.worth[SURE] for outcome in possible if set(outcome.chosen) <= sure)
    if found is None:
        assert not most or len(sure) == len(problem.options)
        return
    kept = sure & set(found.chosen)
    assert judge(problem, kept).worth[SURE] == most
    assert found.worth[SURE] == max(outcome.worth[SURE] for outcome in possible if kept <= set(outcome.chosen))


@SHORT
@given(small_options(), st.booleans())
def test_a_shared_ceiling_is_filled_by_what_surely_fits_first_for_the_same_money(options, asking_allowed):
    problem = problem_of(options, asking_allowed)
    found = Chooser(problem).most()
    first = certain_filled_first(problem, found)
    assert (first.chosen, first.worth) == (found.chosen, found.worth)
    for row in range(len(problem.reach)):
        assert sum(cents[row] for cents in first.cents) == sum(cents[row] for cents in found.cents)
    assert sum(map(min, first.cents)) >= sum(map(min, found.cents))


@LAW
@given(small_options(), st.sampled_from((50, 75, 100)))
def test_the_least_paper_equals_brute_force(options, share):
    problem = problem_of(options)
    chooser = Chooser(problem)
    least = chooser.most().worth[SURE] * share // 100
    found = chooser.least_paper(SURE, Aim({SURE: least}))
    possible = [outcome for outcome in every_outcome(problem) if outcome.worth[SURE] >= least]
    best = min((paper_of(problem, item.chosen), -item.worth[SURE]) for item in possible)
    assert (paper_of(problem, found.chosen), -found.worth[SURE]) == best


@LAW
@given(small_options(5), st.lists(st.integers(1, 20), min_size=5, max_size=5))
def test_the_most_by_weight_equals_brute_force(options, drawn):
    problem = problem_of(options)
    weights = drawn[: len(problem.timings)]
    found = Chooser(problem).most_of(SURE, weights=weights)
    assert found.worth[SURE] == max(outcome.worth[SURE] for outcome in every_outcome(problem, weights))


@LAW
@given(small_options(), st.randoms())
def test_the_order_of_entry_does_not_matter(options, random):
    first = problem_of(options)
    shuffled = list(options)
    random.shuffle(shuffled)
    second = problem_of(shuffled)
    one, other = Chooser(first).most(), Chooser(second).most()
    assert (chosen(first, one), one) == (chosen(second, other), other)


@LAW
@given(small_options(5), small_options(1))
def test_one_option_more_never_brings_less(options, extra):
    more = [*options, an_option_like(extra[0])]
    fewer, larger = problem_of(options), problem_of(more)
    least = Chooser(fewer).most().worth[SURE]
    assert Chooser(larger).most().worth[SURE] >= least


def an_option_like(option):
    return checked([option])[0].__class__(**{**_fields(option), "variant": "extra"})


def _fields(option):
    return {name: getattr(option, name) for name in option.__dataclass_fields__}


@LAW
@given(small_options(), st.booleans())
def test_no_ceiling_pool_or_headroom_is_passed(options, asking_allowed):
    problem = problem_of(options, asking_allowed)
    found = Chooser(problem).most()
    for ceiling in problem.ceilings:
        if ceiling.kind is CeilingKind.LIMITED and not set(ceiling.pair) <= set(found.chosen):
            continue
        assert sum(found.of_part.get(part, 0) for part in ceiling.parts) <= ceiling.cents
    for limit in problem.file_limits:
        assert len(set(limit.options) & set(found.chosen)) <= limit.most
    for place in found.chosen:
        option = problem.options[place]
        assert found.low(place) <= option.euro_low
        assert found.low(place) <= found.high(place) <= option.euro_high


def test_who_is_lowered_by_what_may_come_counts_on_what_is_left_then():
    """b brings 0 to 2 cents and takes one off d, which brings one: d then counts on nothing, and no range runs back."""
    cost = (Cost("x:p", Decimal("0.02")),)
    lowering = an_option("x", "b", "0", euro_high=Decimal("0.02"), costs=cost)
    lowered = an_option("x", "d", "0.01", costs=cost)
    problem = problem_of([lowering, lowered])
    found = judge(problem, (0, 1))
    place = next(number for number, option in enumerate(problem.options) if option.measure == "d")
    assert (found.low(place), found.high(place)) == (Decimal(0), Decimal("0.01"))


@LAW
@given(small_options())
def test_no_file_of_the_most_money_could_be_spared(options):
    problem = problem_of(options)
    found = Chooser(problem).most()
    for place in found.chosen:
        fewer = judge(problem, set(found.chosen) - {place})
        assert fewer is None or fewer.worth < found.worth or fewer.worth[IN_REACH] < found.worth[IN_REACH]


def test_a_shared_ceiling_is_filled_once():
    wallet = (Pool("wallet:2026", Decimal(7500)),)
    problem = a_problem(
        an_option("course", eur=5000, pools=wallet), an_option("advice", measure="a", eur=4000, pools=wallet)
    )
    found = Chooser(problem).most()
    assert found.worth == (750_000,)


def test_of_equal_money_the_lighter_file_is_kept():
    heavy = an_option(measure="a", paper=Paper.HEAVY, pools=(Pool("p", Decimal(1000)),))
    light = an_option(measure="b", paper=Paper.LIGHT, pools=(Pool("p", Decimal(1000)),))
    problem = a_problem(heavy, light)
    assert chosen(problem, Chooser(problem).most()) == {light.id}


def test_what_can_be_counted_on_goes_before_what_is_perhaps():
    perhaps = an_option(measure="a", euro_low=Decimal(0), euro_high=Decimal(240_000), costs=(a_cost(eligible=240_000),))
    sure = an_option(measure="b", eur=108_000, costs=(a_cost(eligible=240_000),))
    problem = a_problem(perhaps, sure)
    assert chosen(problem, Chooser(problem).most()) == {sure.id}


def test_two_grants_on_a_cost_stay_below_the_highest_intensity():
    cost = (a_cost(eligible=10_000),)
    one = an_option(measure="a", eur=4500, costs=cost, max_intensity_pct=Decimal(50))
    other = an_option(measure="b", eur=2000, costs=cost, max_intensity_pct=Decimal(30))
    problem = a_problem(one, other, found=rules(a_rule(RuleKind.ALLOWED, "a", "b")))
    assert Chooser(problem).most().worth == (500_000,)


def test_what_brings_nothing_sure_lifts_no_ceiling_of_what_is_sure():
    cost = (a_cost(eligible=10_000),)
    sure = [an_option(measure=name, eur=4000, costs=cost, max_intensity_pct=Decimal(45)) for name in "ab"]
    perhaps = an_option(
        measure="c", euro_low=Decimal(0), euro_high=Decimal(6600), costs=cost, max_intensity_pct=Decimal(66)
    )
    together = rules(*(a_rule(RuleKind.ALLOWED, one, other) for one, other in ("ab", "ac", "bc")))
    assert Chooser(a_problem(*sure, perhaps, found=together)).most().worth[SURE] == 450_000


def test_a_limited_pair_keeps_all_support_on_the_cost_within_the_share():
    cost = (a_cost(eligible=10_000),)
    one, other = an_option(measure="a", eur=5000, costs=cost), an_option(measure="b", eur=4000, costs=cost)
    limited = rules(a_rule(RuleKind.LIMITED, "a", "b", intensity_pct=Decimal(60)), intensity=False)
    assert Chooser(a_problem(one, other, found=limited)).most().worth == (600_000,)


def test_a_reducing_rule_takes_the_first_out_of_the_base_of_the_second():
    cost = (a_cost(eligible=10_000),)
    exemption = an_option(measure="a", eur=2000, costs=cost, kind=OptionKind.TAX)
    credit = an_option(measure="b", eur=1000, costs=cost, kind=OptionKind.TAX)
    problem = a_problem(exemption, credit, found=rules(a_rule(RuleKind.REDUCES, "a", "b")))
    assert Chooser(problem).most().worth == (280_000,)  # 2,000 + 10 % of 10,000 - 2,000


def test_a_ceiling_cuts_what_is_left_after_a_reduction():
    """b brings 9,000 less 18 %, cut to 5,000; with a that is 7,000, more than the 6,500 of b with c."""
    cost, wallet = (a_cost(eligible=10_000),), (Pool("wallet:2026", Decimal(5000)),)
    reducing = an_option(measure="a", eur=2000, costs=cost, kind=OptionKind.TAX)
    reduced = an_option(measure="b", eur=9000, costs=cost, kind=OptionKind.TAX, pools=wallet)
    rival = an_option("y", measure="c", eur=1500)
    never = a_rule(RuleKind.EXCLUDED, "a", "c", scope=Scope.ALWAYS)
    problem = a_problem(reducing, reduced, rival, found=rules(a_rule(RuleKind.REDUCES, "a", "b"), never))
    assert Chooser(problem).most().worth == (700_000,)
