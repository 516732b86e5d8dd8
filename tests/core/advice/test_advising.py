"""Advice as a whole: order, questions, near misses, contacts, road and receipt."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import (
    DAY,
    a_catalogue,
    a_day,
    a_domain,
    a_measure,
    a_profile,
    a_role,
    a_version,
    an_organisation,
    in_all,
)
from wegwijzer.core.advice.advising import advise
from wegwijzer.core.advice.receipt import differences
from wegwijzer.core.band import exactly
from wegwijzer.core.catalogue.measure import Amount, AmountPart, EuroCase, PercentageCase, Status
from wegwijzer.core.criteria.nodes import AtMost, IsTrue, Not, OneOf
from wegwijzer.core.matching.need import NeedReader
from wegwijzer.core.period import Period

SMALL = AtMost("size_class", Decimal(1))
SME = AtMost("size_class", Decimal(2))


def euros(number, *, when=None):
    return Amount("year", (AmountPart("p", in_all("p"), fixed=(EuroCase(exactly(number)),), when=when),))


def by_size():
    rate = (PercentageCase(exactly(40), SMALL), PercentageCase(exactly(30)))
    return Amount("year", (AmountPart("p", in_all("p"), base="project_budget_eur", rate=rate),))


def order(advice):
    return [(item.group, item.assessment.measure.id) for item in advice.measures]


class TestOrder:
    def test_what_fits_comes_before_what_may_when_alike_and_what_does_not_comes_last(self):
        measures = (
            a_measure(a_version(OneOf("legal_form", ("bv",)), IsTrue("collaboration")), id="project-open"),
            a_measure(a_version(IsTrue("collaboration")), id="all-open"),
            a_measure(a_version(IsTrue("part_of_group")), id="firm-open"),
            a_measure(a_version(OneOf("legal_form", ("vzw",))), id="refused"),
        )
        advice = advise(a_profile(legal_form="bv"), a_day(*measures))
        assert order(advice) == [
            ("fits", "project-open"), ("maybe", "all-open"), ("maybe", "firm-open"), ("no", "refused"),
        ]  # fmt: skip
        assert [item.rank for item in advice.measures] == [1, 2, 3, 4]

    def test_the_words_of_the_need_lift_a_measure(self):
        plain = a_measure(id="a", keywords={"nl": ("octrooi",), "en": (), "fr": ()}, domains={"marketing": 1})
        fitting = a_measure(id="b", keywords={"nl": ("verpakking",), "en": (), "fr": ()}, domains={"product": 3})
        catalogue = a_catalogue(plain, fitting)
        need = NeedReader(catalogue).read("onze verpakking scheurt in de diepvries")
        advice = advise(a_profile(), catalogue.on(DAY), need=need)
        assert [name for _, name in order(advice)] == ["b", "a"]
        assert advice.measures[0].reasons.words == ("verpakking",)

    def test_more_money_lifts_a_measure_that_is_alike_otherwise(self):
        measures = (
            a_measure(a_version(amount=euros(100)), id="a"),
            a_measure(a_version(amount=euros(100_000)), id="b"),
        )
        assert [name for _, name in order(advise(a_profile(), a_day(*measures)))] == ["b", "a"]


class TestQuestions:
    def test_the_fact_that_settles_most_money_comes_first(self):
        measures = (
            a_measure(a_version(IsTrue("part_of_group"), amount=euros(100)), id="a"),
            a_measure(a_version(OneOf("region", ("brussel",)), amount=euros(1_000_000)), id="b"),
        )
        advice = advise(a_profile(planned_action="training"), a_day(*measures))
        assert [question.fact.id for question in advice.questions] == ["region", "part_of_group"]

    def test_a_question_says_how_many_open_measures_wait_for_it(self):
        measures = tuple(a_measure(a_version(OneOf("region", ("brussel",))), id=name) for name in "abc")
        questions = advise(a_profile(planned_action="training"), a_day(*measures)).questions
        assert [(question.fact.id, question.decides) for question in questions] == [("region", 3)]

    def test_decided_measures_ask_nothing(self):
        measure = a_measure(a_version(OneOf("legal_form", ("vzw",)), IsTrue("part_of_group")))
        assert advise(a_profile(legal_form="bv", planned_action="training"), a_day(measure)).questions == ()

    def test_answering_every_question_decides_every_measure(self):
        answers = {"region": "vlaanderen", "fte": 12, "turnover_eur": 100, "insolvent": False, "new_for_firm": True}
        measures = (
            a_measure(a_version(SME, IsTrue("establishment_in_flanders")), id="a"),
            a_measure(a_version(Not(IsTrue("insolvent")), IsTrue("new_for_firm")), id="b"),
        )
        known: dict[str, object] = {"planned_action": "training"}
        for _ in range(len(answers) + 1):
            questions = advise(a_profile(**known), a_day(*measures)).questions
            if not questions:
                break
            fact = questions[0].fact.id
            known[fact] = answers.get(fact, 100)
        assert {item.assessment.verdict.value for item in advise(a_profile(**known), a_day(*measures)).measures} == {
            "met"
        }

    def test_what_the_firm_plans_is_worth_asking_while_anything_is_open_as_it_orders_all_measures(self):
        measures = tuple(
            a_measure(a_version(IsTrue(fact)), id=fact) for fact in ("insolvent", "new_for_firm", "part_of_group")
        )
        assert "planned_action" in [q.fact.id for q in advise(a_profile(), a_day(*measures)).questions]
        assert advise(a_profile(), a_day(a_measure())).questions == ()


class TestNearMisses:
    def near_miss(self, version, **facts):
        return advise(a_profile(**facts), a_day(a_measure(version))).near_misses.get("a-measure")

    def test_a_few_staff_too_many_for_a_small_firm(self):
        miss = self.near_miss(a_version(SMALL), fte=52, turnover_eur=5_000_000, balance_sheet_total_eur=1)
        assert (miss.kind, miss.fact.id, miss.limit, miss.side) == ("eligible", "fte", 50, "below")

    def test_far_from_the_limit_there_is_no_near_miss(self):
        assert self.near_miss(a_version(SMALL), fte=120, turnover_eur=5_000_000, balance_sheet_total_eur=1) is None

    def test_a_legal_form_that_can_be_chosen(self):
        miss = self.near_miss(a_version(OneOf("legal_kind", ("company",))), legal_form="eenmanszaak")
        assert (miss.kind, miss.fact.id, miss.value) == ("eligible", "legal_form", "bv")

    def test_two_obstacles_are_no_near_miss(self):
        version = a_version(OneOf("legal_kind", ("company",)), IsTrue("collaboration"))
        assert self.near_miss(version, legal_form="eenmanszaak", collaboration=False) is None

    def test_the_rate_drops_from_fifty_staff(self):
        version = a_version(SME, amount=by_size())
        miss = self.near_miss(
            version, fte=45, turnover_eur=5_000_000, balance_sheet_total_eur=1, project_budget_eur=1000
        )
        assert (miss.kind, miss.fact.id, miss.limit, miss.side) == ("amount", "fte", 50, "from")
        assert (miss.before.total.high, miss.after.total.high) == (400, 300)

    def test_a_closed_measure_has_no_near_miss(self):
        version = a_version(SMALL, status=Status.CLOSED)
        assert self.near_miss(version, fte=52, turnover_eur=5_000_000, balance_sheet_total_eur=1) is None


class TestContacts:
    def test_the_list_never_ends_without_somebody(self):
        advice = advise(a_profile(), a_day(a_measure()))
        assert advice.first_contact.organisation.id == "a-desk"

    def test_expertise_for_the_need_comes_first_and_another_province_is_left_out(self):
        near = an_organisation("near", expertise=("food",), provinces=("west-vlaanderen",))
        far = an_organisation("far", expertise=("food",), provinces=("antwerpen",))
        catalogue = a_catalogue(a_measure(), organisations={item.id: item for item in (far, near, an_organisation())})
        need = NeedReader(catalogue).read("scheurt in de diepvries")
        advice = advise(a_profile(province="west-vlaanderen"), catalogue.on(DAY), need=need)
        assert [contact.organisation.id for contact in advice.contacts] == ["near", "a-desk"]
        assert advice.contacts[0].is_near

    def test_an_organisation_that_is_gone_is_not_named(self):
        gone = an_organisation("gone", valid_until="2015-12-31")
        catalogue = a_catalogue(a_measure(), organisations={"gone": gone, "a-desk": an_organisation()})
        assert [item.organisation.id for item in advise(a_profile(), catalogue.on(DAY)).contacts] == ["a-desk"]

    def test_a_closed_door_is_not_the_first_contact(self):
        lab = an_organisation("lab", expertise=("food",), role=a_role(id="lab", is_first_contact=False))
        catalogue = a_catalogue(a_measure(), organisations={"lab": lab, "a-desk": an_organisation()})
        need = NeedReader(catalogue).read("diepvries")
        advice = advise(a_profile(), catalogue.on(DAY), need=need)
        assert advice.contacts[0].organisation.id == "lab"
        assert advice.first_contact.organisation.id == "a-desk"

    def test_an_organisation_of_another_sector_or_of_some_sector_is_not_phoned_first(self):
        federation = an_organisation("federation", sectors=("food",), expertise=("food",))
        catalogue = a_catalogue(a_measure(), organisations={"federation": federation, "a-desk": an_organisation()})
        need = NeedReader(catalogue).read("diepvries")
        for facts, first in (({}, "a-desk"), ({"sector": "food"}, "federation"), ({"sector": "textile"}, "a-desk")):
            advice = advise(a_profile(**facts), catalogue.on(DAY), need=need)
            assert advice.first_contact.organisation.id == first


class TestRoad:
    def test_it_starts_at_the_need_and_goes_on_next_door_and_names_every_domain_once(self):
        domains = {
            "product": a_domain("product", "smaak", neighbours=("marketing",)),
            "process": a_domain("process", "machine"),
            "marketing": a_domain("marketing", "klanten"),
        }
        catalogue = a_catalogue(a_measure(domains={"marketing": 2}), business_domains=domains)
        need = NeedReader(catalogue).read("de smaak valt tegen")
        steps = advise(a_profile(), catalogue.on(DAY), need=need).steps
        assert [(step.domain.id, step.is_need) for step in steps] == [
            ("product", True),
            ("marketing", False),
            ("process", False),
        ]
        assert [[item.assessment.measure.id for item in step.measures] for step in steps] == [[], ["a-measure"], []]


class TestReceipt:
    def test_the_same_facts_and_rules_give_the_same_hash_in_any_order(self):
        day = a_day(a_measure(a_version(SME)))
        one, two = (
            advise(a_profile(fte=12, region="vlaanderen"), day),
            advise(a_profile(region="vlaanderen", fte=12), day),
        )
        assert one.receipt.hash == two.receipt.hash

    @pytest.mark.parametrize("facts", [{"fte": 13}, {"fte": 12, "region": "brussel"}])
    def test_other_facts_give_another_hash(self, facts):
        day = a_day(a_measure(a_version(SME)))
        assert advise(a_profile(fte=12), day).receipt.hash != advise(a_profile(**facts), day).receipt.hash

    def test_a_changed_rule_shows_with_its_version_and_verdict(self):
        before = advise(a_profile(legal_form="bv"), a_day(a_measure(a_version(OneOf("legal_form", ("bv",))))))
        after = advise(a_profile(legal_form="bv"), a_day(a_measure(a_version(OneOf("legal_form", ("vzw",))))))
        [difference] = differences(before.receipt, after.receipt)
        assert difference.measure == "a-measure"
        assert (difference.before.verdict, difference.after.verdict) == ("met", "not_met")
        assert difference.before.digest != difference.after.digest

    def test_new_words_alone_change_nothing(self):
        before = advise(a_profile(), a_day(a_measure(a_version(SME))))
        after = advise(
            a_profile(), a_day(a_measure(a_version(SME, caveat=in_all("Mind this.")), name=in_all("Renamed")))
        )
        assert differences(before.receipt, after.receipt) == ()


def test_only_versions_that_hold_on_the_day_are_read():
    old = a_version(OneOf("legal_form", ("vzw",)), period=Period(date(2012, 1, 1), date(2019, 12, 31)))
    new = a_version(OneOf("legal_form", ("bv",)), number=2, period=Period(date(2020, 1, 1)))
    measure = a_measure(old, new)
    assert advise(a_profile(legal_form="bv"), a_day(measure, on=date(2019, 12, 31))).measures[0].group == "no"
    assert advise(a_profile(legal_form="bv"), a_day(measure, on=date(2020, 1, 1))).measures[0].group == "fits"
    assert advise(a_profile(legal_form="bv"), a_day(measure, on=date(2011, 1, 1))).measures == ()
