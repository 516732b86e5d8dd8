"""Which subjects fit a need."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.roads.builders import a_subject
from wegwijzer.core.roads.choosing import (
    ENOUGH,
    LEAST_LIKENESS,
    MOST_CHOICES,
    SECOND_WITHIN,
    choose_subjects,
    suggest_subjects,
)

DOMAINS = ("product", "process", "marketing", "legal")
SUBJECTS = (
    a_subject("waste", "process", "finance"),
    a_subject("machine", "process"),
    a_subject("copied", "legal", "marketing"),
    a_subject("fresh", "product", "process", expertise_domains=("food",), sectors=("food",)),
)

scores = st.floats(0, 1)
likenesses = st.none() | st.dictionaries(st.sampled_from([subject.id for subject in SUBJECTS]), scores)


def chosen(**grounds: object) -> list[str]:
    found = {"business": {}, "expertise": {}, **grounds}
    return [choice.subject.id for choice in choose_subjects(SUBJECTS, **found)]  # type: ignore[arg-type]


def test_the_words_decide_between_subjects_of_one_domain():
    assert chosen(business={"process": 1.0}, likeness={"machine": 0.8, "waste": 0.2}) == ["machine"]


def test_the_domains_decide_between_subjects_that_the_words_like_alike():
    assert chosen(business={"legal": 1.0}, likeness={"machine": 0.6, "copied": 0.6})[0] == "copied"


def test_a_second_subject_is_named_only_when_it_fits_nearly_as_well():
    assert chosen(likeness={"machine": 0.8, "waste": 0.75, "copied": 0.74}) == ["machine", "waste"]
    assert chosen(likeness={"machine": 0.8, "waste": 0.6}) == ["machine"]


def test_what_another_clause_names_comes_second_however_much_stronger_it_is():
    (first, second) = choose_subjects(
        SUBJECTS, business={}, expertise={}, likeness={"machine": 0.5}, clauses=[{"machine": 0.6}, {"copied": 0.9}]
    )
    assert (first.subject.id, first.is_beside) == ("machine", False)
    assert (second.subject.id, second.is_beside) == ("copied", True)


def test_where_the_whole_is_like_nothing_the_strongest_clause_comes_first():
    assert chosen(likeness={"waste": 0.3}, clauses=[{"machine": 0.6}, {"copied": 0.7}]) == ["copied", "machine"]


def test_a_clause_that_is_hardly_like_anything_names_nothing():
    assert chosen(likeness={"machine": 0.5}, clauses=[{"machine": 0.5}, {"copied": 0.4}]) == ["machine"]


def test_a_need_that_is_like_nothing_has_no_subject_whatever_its_domains():
    assert chosen(business={"process": 1.0}, expertise={"management": 1.0}, likeness={"machine": 0.2}) == []


def test_without_words_a_tie_of_domains_is_no_choice():
    twins = (a_subject("one", "process"), a_subject("two", "process"))
    assert choose_subjects(twins, business={"process": 1.0}, expertise={}) == ()


def test_without_words_the_subject_that_leads_clearly_is_chosen_with_its_grounds():
    (choice,) = choose_subjects(SUBJECTS, business={"legal": 1.0, "marketing": 0.5}, expertise={})
    assert (choice.subject.id, choice.business, choice.likeness) == ("copied", ("legal", "marketing"), None)


def test_the_sector_of_a_subject_tips_the_scale():
    like = {"fresh": 0.5, "machine": 0.52}
    assert chosen(likeness=like, sector="food")[0] == "fresh"
    assert chosen(likeness=like, sector="textile")[0] == "machine"


def test_what_is_not_sure_enough_is_asked_about():
    like = {"machine": 0.3, "waste": 0.25, "copied": 0.22, "fresh": 0.1}
    assert chosen(likeness=like) == []
    asked = suggest_subjects(SUBJECTS, business={}, expertise={}, likeness=like)
    assert [choice.subject.id for choice in asked] == ["machine", "waste"]


def test_no_subjects_give_no_choice():
    assert choose_subjects((), business={"process": 1.0}, expertise={}) == ()


@given(
    business=st.dictionaries(st.sampled_from(DOMAINS), scores),
    expertise=st.dictionaries(st.sampled_from(("food", "management")), scores),
    likeness=likenesses,
    sector=st.none() | st.sampled_from(("food", "textile")),
)
def test_the_choice_is_short_ordered_certain_enough_and_always_the_same(business, expertise, likeness, sector):
    grounds = {"business": business, "expertise": expertise, "likeness": likeness, "sector": sector}
    found = choose_subjects(SUBJECTS, **grounds)
    assert found == choose_subjects(SUBJECTS, **grounds)
    assert len(found) <= MOST_CHOICES
    assert [choice.score for choice in found] == sorted((choice.score for choice in found), reverse=True)
    for choice in found:
        assert 0 <= choice.score <= 1
        assert found[0].score - choice.score <= SECOND_WITHIN
        if likeness is not None:
            assert choice.score >= ENOUGH
            assert choice.likeness >= LEAST_LIKENESS


@given(likeness=st.dictionaries(st.sampled_from([subject.id for subject in SUBJECTS]), scores), more=scores)
def test_being_more_like_a_chosen_subject_never_loses_it(likeness, more):
    found = choose_subjects(SUBJECTS, business={}, expertise={}, likeness=likeness)
    if found:
        first = found[0].subject.id
        likelier = {**likeness, first: max(likeness[first], more)}
        assert choose_subjects(SUBJECTS, business={}, expertise={}, likeness=likelier)[0].subject.id == first
