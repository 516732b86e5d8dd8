"""Laws of the size class on random trees of relations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.firm.sized import (
    CEILINGS,
    MILLION,
    Year,
    assess,
)
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.firm.size import (
    SIZE_CLASSES,
    Figures,
    Relation,
    undecided_by,
)

# Properties on random trees. Values lie around the ceilings, where classes change.

amounts = st.sampled_from(
    [Decimal(n) for n in (0, 1, 9, 10, 11, 49, 50, 120, 249, 250, 400, 2 * MILLION, 11 * MILLION, 60 * MILLION)]
)
shares = st.sampled_from([Decimal(n) for n in ("0", "10", "24.9", "25", "30", "50", "50.1", "60", "100")])


@st.composite
def bands(draw):
    low, high = sorted((draw(amounts), draw(amounts)))
    return draw(st.sampled_from([None, Band(low, high), Band(low, low), Band(low, None), Band(None, high)]))


all_figures = st.builds(Figures, bands(), bands(), bands())
investors = st.sampled_from([None, None, None, "venture_capital", "university", "natural_person", "public_body"])


@st.composite
def trees(draw, depth=2, prefix="", *, unique=True):
    found = []
    for place in range(draw(st.integers(0, 3))):
        name = f"{prefix}{place}" if unique else draw(st.sampled_from("abcd"))
        children = draw(trees(depth - 1, f"{name}.", unique=unique)) if depth > 1 else ()
        found.append(
            Relation(
                name,
                draw(shares),
                draw(st.sampled_from(["firm", "other"])),
                draw(all_figures),
                draw(investors),
                draw(st.sampled_from([None, None, True, False])),
                draw(st.booleans()),
                children,
            )
        )
    return tuple(found)


def narrowed(draw, band):
    """A band inside the given one."""
    low = Decimal(0) if band is None or band.low is None else band.low
    high = None if band is None else band.high
    ceiling = low + 70 * MILLION if high is None else high
    first, second = sorted((draw(st.decimals(low, ceiling, places=1)), draw(st.decimals(low, ceiling, places=1))))
    return draw(st.sampled_from([band, Band(first, second), exactly(first)]))


def narrowed_figures(draw, wide):
    return Figures(
        narrowed(draw, wide.fte), narrowed(draw, wide.turnover_eur), narrowed(draw, wide.balance_sheet_total_eur)
    )


def narrowed_tree(draw, relations):
    return tuple(
        replace(item, figures=narrowed_figures(draw, item.figures), relations=narrowed_tree(draw, item.relations))
        for item in relations
    )


@settings(deadline=None, max_examples=60)
@given(st.data(), all_figures, trees(), st.lists(st.tuples(all_figures, trees()), max_size=2))
def test_more_precise_figures_never_contradict_coarser_ones(data, own, relations, earlier):
    coarse = assess(own, *relations, previous=[Year(*year) for year in earlier])
    fine = assess(
        narrowed_figures(data.draw, own),
        *narrowed_tree(data.draw, relations),
        previous=[Year(narrowed_figures(data.draw, f), narrowed_tree(data.draw, r)) for f, r in earlier],
    )
    assert coarse.lowest <= fine.lowest <= fine.highest <= coarse.highest


@settings(deadline=None, max_examples=60)
@given(all_figures, trees(unique=False))
def test_order_of_relations_does_not_matter(own, relations):
    def essence(order):
        found = assess(own, *order, name="a")
        weights = {(e.name.casefold(), e.weight_pct, e.why, e.share_pct) for e in found.counted}
        return replace(found, counted=()), weights

    expected = essence(relations)
    for order in permutations(relations):
        assert essence(order) == expected


@settings(deadline=None, max_examples=60)
@given(all_figures, trees(), shares, st.sampled_from(["firm", "other"]))
def test_unknown_relation_never_decides_more(own, relations, share, holder):
    before = assess(own, *relations)
    after = assess(own, *relations, Relation("newcomer", share, holder))
    if "public_body_25" not in before.notes:
        assert after.lowest <= before.lowest
        assert after.highest >= before.highest


@settings(deadline=None, max_examples=60)
@given(all_figures, trees(unique=False))
def test_class_lies_between_its_ends_and_names_what_is_left(own, relations):
    found = assess(own, *relations)
    left = undecided_by(own, relations, ceilings=CEILINGS)
    assert 0 <= found.lowest <= found.highest <= 3
    if found.size_class != "unknown":
        assert left == ()
    for fact in left:
        figure = getattr(own, fact)
        assert figure is None or not figure.is_exact
    assert all(0 <= entry.weight_pct <= 100 for entry in found.counted)


def samples(fact, band):
    """A value of the band for each side of every ceiling that it crosses."""
    low = Decimal(0) if band is None or band.low is None else band.low
    high = None if band is None else band.high
    top = Decimal(99 * MILLION) if high is None else high
    step = Decimal("-0.1") if fact == "fte" else Decimal("0.1")
    limits = [getattr(CEILINGS, f"{name}_{'staff' if fact == 'fte' else fact}") for name in SIZE_CLASSES[:3]]
    return sorted({low, top, *(value for limit in limits for value in (limit, limit + step) if low < value < top)})


@settings(deadline=None, max_examples=40)
@given(all_figures)
def test_undecided_facts_are_exactly_those_that_can_change_the_class_of_an_autonomous_firm(own):
    facts = ("fte", "turnover_eur", "balance_sheet_total_eur")
    choices = [samples(fact, getattr(own, fact)) for fact in facts]
    of = {combo: assess(Figures(*map(exactly, combo))).lowest for combo in product(*choices)}
    expected = []
    for place, fact in enumerate(facts):
        outcomes = {}
        for combo, rank in of.items():
            outcomes.setdefault(combo[:place] + combo[place + 1 :], set()).add(rank)
        if any(len(ranks) > 1 for ranks in outcomes.values()):
            expected.append(fact)
    found = assess(own)
    assert undecided_by(own, ceilings=CEILINGS) == tuple(expected)
    assert (found.lowest, found.highest) == (min(of.values()), max(of.values()))
