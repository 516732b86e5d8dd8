"""Laws that hold for any plan: ceilings, more cost, order of entry, ranges, exact money."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.support.plans import MEDIUM, SMALL, a_plan, an_action, valued
from wegwijzer.core.band import NOTHING, Band
from wegwijzer.core.support.values import Nature
from wegwijzer.core.truth import NOT_MET

COSTS = {
    "training": ("training_fees",),
    "advice": ("advice_fees", "technology_advice_fees", "coaching_fees"),
    "feasibility_study": ("staff", "outsourced"),
    "development": ("staff", "outsourced", "materials"),
    "research": ("staff", "other"),
    "hire_researcher": ("hire",),
    "buy_equipment": ("investment",),
    "file_patent": ("patent_fees",),
}
FIRMS = st.sampled_from([SMALL, MEDIUM, {key: value for key, value in SMALL.items() if key != "fte"}])
DIPLOMAS = st.sampled_from(["doctor_or_engineer_or_listed_master", "listed_bachelor", "other", None])
MONEY = st.integers(min_value=1, max_value=900_000)


@st.composite
def actions(draw, cost=MONEY):
    """An action with exact costs, anywhere in the years that the catalogue covers."""
    kind = draw(st.sampled_from(sorted(COSTS)))
    start = date(2013, 1, 1) + timedelta(days=draw(st.integers(0, 15 * 365)))
    kinds = draw(st.lists(st.sampled_from(COSTS[kind]), min_size=1, unique=True))
    action = an_action(kind, start.isoformat(), costs={name: draw(cost) for name in kinds})
    action["end"] = (start + timedelta(days=draw(st.integers(0, 900)))).isoformat()
    action["theme"] = draw(st.sampled_from(["innovation", "cybersecurity", "energy_efficiency", "other"]))
    if kind == "buy_equipment":
        action["investment_category"] = draw(st.sampled_from(["ordinary", "digital", "thematic", "technology_rd"]))
    if kind in ("hire_researcher", "research"):
        action["researchers"] = draw(
            st.lists(st.fixed_dictionaries({"diploma": DIPLOMAS, "withholding_tax_eur": cost}), min_size=1, max_size=3)
        )
    if kind == "development":
        action["partners"] = draw(st.sampled_from([[], [{"kind": "firm", "share_pct": 30, "sme": True}]]))
    return action


def named(found):
    """The actions with an id of their own, that does not depend on their place."""
    return [action | {"id": f"a{place}"} for place, action in enumerate(found)]


PLANS = st.lists(actions(), min_size=1, max_size=4).map(named)


def by_key(value):
    return {(item.action.id, item.measure.id, item.variant): item for item in value.values}


def totals(value):
    """The sum of what each grant gives, refused ones as nothing."""
    sums = defaultdict(lambda: NOTHING)
    for item in value.values:
        if item.nature is Nature.GRANT and item.verdict is not NOT_MET and item.if_granted.high is not None:
            sums[item.measure.id] = sums[item.measure.id].plus(item.if_granted)
    return sums


@settings(max_examples=60)
@given(PLANS, FIRMS)
def test_nothing_is_above_its_ceiling(plan, firm):
    value = valued(a_plan(*plan, firm=firm))
    used = defaultdict(lambda: NOTHING)
    limits = {}
    for item in value.values:
        if item.verdict is NOT_MET:
            continue
        worth = item.assessment.worth
        for ceiling in item.ceilings:
            if ceiling.name == "":
                key = item.measure.id, item.day.year
                used[key] = used[key].plus(item.if_granted)
                limits[key] = max(limits.get(key, Decimal(0)), ceiling.limit.high)
        if item.nature is Nature.GRANT and worth is not None and item.if_granted.high is not None:
            caps = [part.ceiling.high for part in worth.parts if part.ceiling is not None]
            if len(worth.parts) == 1 and caps:
                assert item.if_granted.high <= caps[0]
            if all(part.rate is not None for part in worth.parts):
                assert item.if_granted.high <= item.action.cost().high
    for key, total in used.items():
        assert total.low <= limits[key]


@settings(max_examples=60)
@given(PLANS, FIRMS, st.data())
def test_more_cost_never_means_less_support_from_a_grant_in_sum(plan, firm, data):
    raised = data.draw(st.sampled_from(range(len(plan))))
    cost = data.draw(st.sampled_from(sorted(plan[raised]["costs"])))
    others = [kind for kind in plan[raised]["costs"] if kind != cost]
    if "outsourced" in others or cost == "outsourced":
        return  # a smaller share for others lowers a ceiling: a rule says so
    more = [dict(action) for action in plan]
    extra = data.draw(MONEY)
    more[raised] = plan[raised] | {"costs": plan[raised]["costs"] | {cost: plan[raised]["costs"][cost] + extra}}
    before, after = totals(valued(a_plan(*plan, firm=firm))), totals(valued(a_plan(*more, firm=firm)))
    for measure, total in before.items():
        assert after[measure].low >= total.low
        assert after[measure].high >= total.high


@settings(max_examples=40)
@given(PLANS, FIRMS, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(plan, firm, random):
    shuffled = random.sample(plan, len(plan))
    one, other = valued(a_plan(*plan, firm=firm)), valued(a_plan(*shuffled, firm=firm))
    assert {key: (item.if_granted, item.verdict, item.by_year) for key, item in by_key(one).items()} == {
        key: (item.if_granted, item.verdict, item.by_year) for key, item in by_key(other).items()
    }
    assert [item.subject for item in one.assumptions] == [item.subject for item in other.assumptions]


@settings(max_examples=60)
@given(PLANS, FIRMS, st.data())
def test_a_range_holds_what_every_value_inside_it_gives(plan, firm, data):
    ranged = []
    for action in plan:
        costs = {}
        for kind, amount in action["costs"].items():
            width = data.draw(st.integers(0, 50_000))
            costs[kind] = {"min": max(amount - width, 0), "max": amount + width}
        ranged.append(action | {"costs": costs})
    exact, range_ = by_key(valued(a_plan(*plan, firm=firm))), by_key(valued(a_plan(*ranged, firm=firm)))
    for key, item in exact.items():
        if item.verdict is NOT_MET:
            continue
        wide = range_[key].if_granted
        assert wide.low <= item.if_granted.low
        assert wide.high is None or (item.if_granted.high is not None and item.if_granted.high <= wide.high)


@settings(max_examples=40)
@given(PLANS, FIRMS)
def test_money_is_exact_and_in_whole_cents(plan, firm):
    value = valued(a_plan(*plan, firm=firm, assumptions={"corporate_tax_rate_pct": 20, "support_taxed": True}))
    bands = [band for item in value.values for band in (item.if_granted, item.alone, item.cash, item.after_tax)]
    for band in bands:
        for end in band or Band(None, None):
            assert end is None or (isinstance(end, Decimal) and end == end.quantize(Decimal("0.01")))


@settings(max_examples=40)
@given(PLANS, FIRMS)
def test_years_add_up_to_the_whole(plan, firm):
    for item in valued(a_plan(*plan, firm=firm)).values:
        if item.by_year and item.if_granted.is_exact:
            assert sum(amount.low for amount in item.by_year.values()) == item.if_granted.low
