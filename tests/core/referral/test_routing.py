"""Whom a need is offered to: who fits, who does not and why, and that it always ends in a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wegwijzer.core.referral.routing import Absence, Asked, Desk, Why, WhyNot, route

DAY = date(2026, 9, 9)
ASKED = Asked("product", ("packaging",), "food", "west-vlaanderen", "small", "nl")
NOTHING_KNOWN = Asked("product")


def a_desk(desk_id: str = "desk", **changes: object) -> Desk:
    """A desk for everybody and everything, with room; sets may be given as words."""
    values: dict[str, object] = {
        "id": desk_id,
        "organisation": f"of-{desk_id}",
        "name": desk_id,
        **dict.fromkeys(("business_domains", "expertise", "sectors", "provinces", "sizes", "languages"), ""),
        "capacity": None,
        "open_offers": 0,
        "absences": (),
        "people": 1,
        "reply_days": 5,
        **changes,
    }
    return Desk(**{key: frozenset(value.split()) if _is_set(key) else value for key, value in values.items()})  # type: ignore


def _is_set(key: str) -> bool:
    return key in ("business_domains", "expertise", "sectors", "provinces", "sizes", "languages")


def chosen(asked: Asked, *desks: Desk, **options: object) -> list[str]:
    return [choice.desk.id for choice in route(asked, desks, on=DAY, **options).choices]  # type: ignore[arg-type]


def why_not(asked: Asked, *desks: Desk, **options: object) -> dict[str, tuple[WhyNot, ...]]:
    return {desk.id: reasons for desk, reasons in route(asked, desks, on=DAY, **options).left_out}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"people": 0}, WhyNot.NO_PEOPLE),
        ({"absences": (Absence(DAY, DAY),)}, WhyNot.ABSENT),
        ({"capacity": 3, "open_offers": 3}, WhyNot.FULL),
        ({"capacity": 0}, WhyNot.FULL),
        ({"business_domains": "legal finance"}, WhyNot.OTHER_SUBJECT),
        ({"sectors": "metal"}, WhyNot.OTHER_SECTOR),
        ({"provinces": "limburg"}, WhyNot.OTHER_REGION),
        ({"sizes": "large"}, WhyNot.OTHER_SIZE),
        ({"languages": "fr"}, WhyNot.OTHER_LANGUAGE),
    ],
)
def test_a_desk_that_cannot_help_this_firm_is_left_out_and_says_why(changes, reason):
    assert why_not(ASKED, a_desk(**changes)) == {"desk": (reason,)}


def test_fitting_expertise_does_not_open_a_desk_that_is_not_for_this_firm():
    desk = a_desk(expertise="packaging", sectors="metal", business_domains="legal")
    assert why_not(ASKED, desk) == {"desk": (WhyNot.OTHER_SUBJECT, WhyNot.OTHER_SECTOR)}


def test_who_was_asked_before_is_not_asked_again():
    assert why_not(ASKED, a_desk(), already=frozenset({"desk"})) == {"desk": (WhyNot.ALREADY_ASKED,)}


@pytest.mark.parametrize(
    ("first", "last", "is_away"),
    [("09-08", "09-10", True), ("09-09", "09-20", True), ("09-01", "09-09", True), ("09-10", "09-20", False)],
)
def test_an_absence_counts_from_its_first_day_to_its_last(first, last, is_away):
    absence = Absence(date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}"))
    assert chosen(ASKED, a_desk(absences=(absence,))) == ([] if is_away else ["desk"])


def test_a_choice_says_everything_that_speaks_for_it():
    desk = a_desk(
        business_domains="product",
        expertise="packaging",
        sectors="food",
        provinces="west-vlaanderen limburg",
        sizes="small micro",
        languages="nl fr",
        capacity=2,
    )
    (choice,) = route(ASKED, [desk], on=DAY).choices
    assert choice.reasons == (
        *(Why.EXPERTISE, Why.SECTOR, Why.SUBJECT, Why.NEAR, Why.SIZE, Why.LANGUAGE, Why.HAS_ROOM),
    )


def test_a_desk_for_everybody_has_no_reason_of_its_own():
    (choice,) = route(ASKED, [a_desk()], on=DAY).choices
    assert choice.reasons == ()


def test_what_is_not_known_of_the_firm_does_not_rule_a_desk_out_but_lowers_it_and_is_said():
    desk = a_desk("aimed", sectors="food", sizes="small", provinces="west-vlaanderen limburg")
    found = route(NOTHING_KNOWN, [desk, a_desk("open")], on=DAY).choices
    assert [choice.desk.id for choice in found] == ["open", "aimed"]
    assert found[1].reasons == (Why.SECTOR_UNKNOWN, Why.PROVINCE_UNKNOWN, Why.SIZE_UNKNOWN)


def test_a_desk_of_one_province_is_not_guessed_to_be_the_right_one():
    assert why_not(NOTHING_KNOWN, a_desk(provinces="limburg")) == {"desk": (WhyNot.REGION_UNKNOWN,)}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"expertise": "packaging"}, {"business_domains": "product"}),
        ({"expertise": "packaging"}, {"sectors": "food"}),
        ({"expertise": "packaging", "business_domains": "product"}, {"expertise": "packaging"}),
        ({"sectors": "food"}, {"business_domains": "product"}),
        ({"business_domains": "product"}, {"provinces": "west-vlaanderen"}),
        ({"provinces": "west-vlaanderen"}, {}),
        ({"sizes": "small"}, {}),
        ({"languages": "nl"}, {}),
    ],
)
def test_expertise_goes_before_sector_before_subject_before_nearness(better, worse):
    assert chosen(ASKED, a_desk("a-worse", **worse), a_desk("b-better", **better)) == ["b-better", "a-worse"]


def test_more_of_the_asked_expertise_is_better():
    asked = replace(ASKED, expertise=("packaging", "freezing"))
    desks = (a_desk("a-half", expertise="packaging"), a_desk("b-whole", expertise="packaging freezing law"))
    assert chosen(asked, *desks) == ["b-whole", "a-half"]


def test_of_an_organisation_the_nearest_branch_with_room_is_chosen():
    near = a_desk("near", organisation="college", provinces="west-vlaanderen")
    head = a_desk("head", organisation="college", expertise="packaging")
    far = a_desk("far", organisation="college", provinces="limburg")
    assert chosen(ASKED, head, near, far) == ["near"]
    assert why_not(ASKED, head, near, far) == {"head": (WhyNot.OTHER_BRANCH,), "far": (WhyNot.OTHER_REGION,)}
    assert chosen(ASKED, head, replace(near, capacity=1, open_offers=1), far) == ["head"]


@pytest.mark.parametrize(
    ("busy", "free"),
    [
        ({"capacity": 10, "open_offers": 5}, {"capacity": 20, "open_offers": 6}),
        ({"capacity": 20, "open_offers": 10}, {"capacity": 10, "open_offers": 5}),
        ({"open_offers": 3}, {"open_offers": 2}),
        ({"open_offers": 3, "people": 1}, {"open_offers": 3, "people": 2}),
    ],
)
def test_between_equals_the_least_loaded_goes_first(busy, free):
    assert chosen(ASKED, a_desk("a-busy", **busy), a_desk("b-free", **free)) == ["b-free", "a-busy"]


def test_work_is_spread_over_equals():
    desks = [a_desk(name, capacity=10) for name in "abc"]
    for _ in range(9):
        first = chosen(ASKED, *desks)[0]
        desks = [replace(desk, open_offers=desk.open_offers + (desk.id == first)) for desk in desks]
    assert [desk.open_offers for desk in desks] == [3, 3, 3]


def test_who_fits_but_comes_too_late_is_told_so():
    desks = [a_desk(name) for name in "abcd"]
    assert chosen(ASKED, *desks, most=2) == ["a", "b"]
    assert why_not(ASKED, *desks, most=2) == dict.fromkeys("cd", (WhyNot.OTHERS_FIT_BETTER,))
    assert chosen(ASKED, *desks, most=None) == ["a", "b", "c", "d"]


def test_nobody_can_be_asked_to_choose_nobody():
    with pytest.raises(ValueError, match="at least 1"):
        route(ASKED, [a_desk()], on=DAY, most=0)


def test_the_fallback_is_kept_for_when_nobody_else_fits():
    fallback = a_desk("last", is_fallback=True)
    found = route(ASKED, [a_desk(), fallback], on=DAY)
    assert [choice.desk.id for choice in found.choices] == ["desk"]
    assert found.fallback is not None
    assert found.fallback.desk.id == "last"
    assert found.left_out == ()
    assert chosen(ASKED, a_desk(sectors="metal"), fallback) == ["last"]


def test_a_fallback_that_is_there_with_room_goes_before_one_that_is_not():
    away = a_desk("a-away", is_fallback=True, expertise="packaging", absences=(Absence(DAY, DAY),))
    full = a_desk("b-full", is_fallback=True, expertise="packaging", capacity=0)
    there = a_desk("c-there", is_fallback=True)
    assert chosen(ASKED, away, full, there) == ["c-there"]
    assert why_not(ASKED, away, full, there) == {"a-away": (WhyNot.ABSENT,), "b-full": (WhyNot.FULL,)}
    assert chosen(ASKED, away) == ["a-away"]
    assert chosen(ASKED, replace(full, people=0)) == []


def test_a_fallback_that_was_asked_is_named_but_not_chosen_again():
    found = route(ASKED, [a_desk("last", is_fallback=True)], on=DAY, already=frozenset({"last"}))
    assert found.choices == ()
    assert found.fallback is not None


def some(*words: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words), max_size=2)


@st.composite
def some_desks(draw: st.DrawFn) -> list[Desk]:
    days = [date(2026, 9, 1), date(2026, 9, 9), date(2026, 9, 20)]
    found = []
    for place in range(draw(st.integers(0, 8))):
        first, last = sorted((draw(st.sampled_from(days)), draw(st.sampled_from(days))))
        found.append(
            Desk(
                id=f"desk-{place}",
                organisation=draw(st.sampled_from(("college", "centre", "federation"))),
                name="",
                business_domains=draw(some("product", "legal")),
                expertise=draw(some("packaging", "freezing")),
                sectors=draw(some("food", "metal")),
                provinces=draw(some("west-vlaanderen", "limburg")),
                sizes=draw(some("small", "large")),
                languages=draw(some("nl", "fr")),
                capacity=draw(st.none() | st.integers(0, 4)),
                open_offers=draw(st.integers(0, 4)),
                absences=draw(st.sampled_from(((), (), (Absence(first, last),)))),
                people=draw(st.integers(0, 3)),
                reply_days=5,
                is_fallback=draw(st.sampled_from((False, False, False, True))),
            )
        )
    return found


ASKS = st.builds(
    Asked,
    business_domain=st.sampled_from(("product", "legal")),
    expertise=st.lists(st.sampled_from(("packaging", "freezing")), max_size=2, unique=True).map(tuple),
    sector=st.sampled_from((None, "food", "metal")),
    province=st.sampled_from((None, "west-vlaanderen", "limburg")),
    size=st.sampled_from((None, "small", "large")),
    language=st.sampled_from(("nl", "fr")),
)
ASKED_BEFORE = st.frozensets(st.integers(0, 7).map("desk-{}".format), max_size=3)
AT_MOST = st.none() | st.integers(1, 4)


@given(ASKS, some_desks(), ASKED_BEFORE, AT_MOST, st.randoms())
def test_the_order_of_the_desks_does_not_matter(asked, desks, already, most, shuffler):
    shuffled = shuffler.sample(desks, len(desks))
    assert route(asked, shuffled, on=DAY, already=already, most=most) == route(
        asked, desks, on=DAY, already=already, most=most
    )


@given(ASKS, some_desks(), ASKED_BEFORE, AT_MOST)
def test_every_desk_is_chosen_left_out_with_a_reason_or_the_fallback(asked, desks, already, most):
    found = route(asked, desks, on=DAY, already=already, most=most)
    named = {choice.desk.id for choice in (*found.choices, *([found.fallback] if found.fallback else []))}
    left = [desk.id for desk, _ in found.left_out]
    assert named.isdisjoint(left)
    assert sorted([*named, *left]) == sorted(desk.id for desk in desks)
    assert all(reasons for _, reasons in found.left_out)


@given(ASKS, some_desks(), ASKED_BEFORE, AT_MOST)
def test_nobody_is_chosen_who_is_full_absent_asked_before_or_for_others(asked, desks, already, most):
    for choice in route(asked, desks, on=DAY, already=already, most=most).choices:
        desk = choice.desk
        assert desk.people > 0
        assert desk.id not in already
        if desk.is_fallback:
            continue
        assert desk.capacity is None or desk.open_offers < desk.capacity
        assert not any(absence.first <= DAY <= absence.last for absence in desk.absences)
        for known, wanted in (
            (asked.business_domain, desk.business_domains),
            (asked.sector, desk.sectors),
            (asked.province, desk.provinces),
            (asked.size, desk.sizes),
            (asked.language, desk.languages),
        ):
            assert known is None or not wanted or known in wanted


@given(ASKS, some_desks(), ASKED_BEFORE)
def test_an_organisation_is_asked_once_and_fewer_choices_are_the_best_of_more(asked, desks, already):
    found = route(asked, desks, on=DAY, already=already, most=None).choices
    names = [choice.desk.organisation for choice in found]
    assert len(names) == len(set(names))
    assert [choice.score for choice in found] == sorted((choice.score for choice in found), reverse=True)
    assert route(asked, desks, on=DAY, already=already, most=2).choices == found[:2]


@given(ASKS, some_desks(), ASKED_BEFORE)
def test_it_ends_in_a_person_wherever_a_fallback_has_one(asked, desks, already):
    found = route(asked, desks, on=DAY, already=already)
    staffed = {desk.id for desk in desks if desk.is_fallback and desk.people > 0}
    assert (found.fallback is not None) == bool(staffed)
    assert found.choices or staffed <= already
    chosen_fallbacks = [choice for choice in found.choices if choice.desk.is_fallback]
    assert not chosen_fallbacks or found.choices == (found.fallback,)


@given(ASKS, some_desks(), ASKED_BEFORE)
def test_more_work_never_brings_a_desk_forward(asked, desks, already):
    before = chosen(asked, *desks, already=already, most=None)
    assume(before)
    busier = [replace(desk, open_offers=desk.open_offers + (desk.id == before[-1])) for desk in desks]
    after = chosen(asked, *busier, already=already, most=None)
    assert before[-1] not in after or after.index(before[-1]) >= len(before) - 1
