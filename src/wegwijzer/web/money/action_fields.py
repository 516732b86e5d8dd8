"""What is asked of each kind of action: name and days, its costs, and the few details that matter for it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegwijzer.core.support.actions import PARTNER_KINDS, ActionKind
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.money.fact_field import fact_field
from wegwijzer.web.money.fields import Field, Kind
from wegwijzer.wording.language import local, say

ALONE = "none"
PARTNERS = (1, 2, 3)
"""The partners that one can name."""
DIPLOMAS = ("doctor_or_engineer_or_listed_master", "listed_bachelor", "other")
INCOME = ("gross_eur", "costs_eur", "own_eur", "unrelated_eur", "related_eur", "acquired_eur")
PROJECTS = ("feasibility_study", "development", "research")
"""The kinds of action in which partners may take part."""
_RESEARCHED = ("development", "research")
_FACTS = {"training": ("theme",), "advice": ("theme",), "buy_equipment": ("investment_category",)}
_OTHER_PARTNERS = ("firm", "other")
FIRST_YEAR, LAST_YEAR = Decimal(2012), Decimal(2099)
"""Income years that can be valued."""
_HUNDRED = Decimal(100)
_MOST_PERSONS = Decimal(10_000)


def kind_of(kind_id: str) -> ActionKind | None:
    """The kind of action of that id."""
    return shipped_support_rules().action_kinds.get(kind_id)


def kind_name(kind_id: str, language: str) -> str:
    """What a kind of action is called on these pages."""
    return say(f"money.kind.{kind_id}.name", language)


def details_of(kind_id: str) -> tuple[str, ...]:
    """The facts that are details of a kind of action."""
    return _FACTS.get(kind_id, ())


def action_fields(kind: ActionKind, language: str) -> Sequence[Field]:
    """The fields of an action of this kind, part by part."""
    return [*_first(language), *_costs(kind, language), *_details(kind, language), *_more(kind, language)]


def _first(language: str) -> Iterator[Field]:
    yield Field("name", Kind.TEXT, _say("name", language), _say("name_hint", language), group="first")
    yield Field("start", Kind.DAY, _say("start", language), _say("day_hint", language), group="first", is_required=True)
    yield Field("end", Kind.DAY, _say("end", language), _say("day_hint", language), group="first", is_required=True)


def _costs(kind: ActionKind, language: str) -> Iterator[Field]:
    labels = shipped_support_rules().cost_kinds
    for cost in kind.costs:
        label = local(labels[cost].label, language)
        yield Field(
            f"cost_{cost}",
            Kind.BAND,
            label[:1].upper() + label[1:],
            _hint(f"cost_hint.{cost}", language),
            say("money.unit.euro", language),
            group="costs",
            is_cost=True,
        )


def _details(kind: ActionKind, language: str) -> Iterator[Field]:
    facts = shipped_catalogue().facts
    for fact in details_of(kind.id):
        yield fact_field(facts[fact], language, group="details")
    if kind.id in PROJECTS:
        yield from _partner(1, language, group="details", with_alone=True)
    if kind.id == "hire_researcher":
        yield from _researchers(language, group="details")
    if kind.id == "reward_idea":
        yield Field(
            "persons", Kind.COUNT, _say("persons", language), group="details", is_required=True, least=Decimal(1),
            most=_MOST_PERSONS, is_money=False,
        )  # fmt: skip
        euro = say("money.unit.euro", language)
        yield Field(
            "premium_eur", Kind.BAND, _say("premium_eur", language), unit=euro, group="details", is_required=True,
            is_cost=True,
        )  # fmt: skip
        yield Field(
            "monthly_gross_wage_eur", Kind.BAND, _say("monthly_wage", language), _say("monthly_wage_hint", language),
            euro, group="details",
        )  # fmt: skip


def _more(kind: ActionKind, language: str) -> Iterator[Field]:
    """What few need, folded."""
    if kind.id in PROJECTS:
        for place in PARTNERS[1:]:
            yield from _partner(place, language, group="partners", with_alone=False)
        for place in PARTNERS:
            yield Field(
                f"sme_{place}", Kind.YES_NO, _say("sme", language, place=place), group="partners",
            )  # fmt: skip
            yield Field(
                f"country_{place}", Kind.TEXT, _say("country", language, place=place), _say("country_hint", language),
                group="partners",
            )  # fmt: skip
    if kind.id in _RESEARCHED:
        yield from _researchers(language, group="researchers")
    if kind.id == "file_patent":
        yield Field(
            "income_year", Kind.YEAR, _say("income_year", language), group="income", least=FIRST_YEAR, most=LAST_YEAR
        )
        for name in INCOME:
            yield Field(
                name, Kind.BAND, _say(f"income.{name}", language), unit=say("money.unit.euro", language), group="income"
            )


def _partner(place: int, language: str, *, group: str, with_alone: bool) -> Iterator[Field]:
    kinds = [(kind, say(f"money.partner.{kind}", language)) for kind in PARTNER_KINDS]
    if with_alone:
        kinds.insert(0, (ALONE, say("money.partner.none", language)))
    label = _say("partner" if with_alone else "partner_more", language, **({} if with_alone else {"place": place}))
    hint = _say("partner_hint", language) if with_alone else ""
    yield Field(f"partner_{place}", Kind.CHOICE, label, hint, options=tuple(kinds), group=group)
    yield Field(
        f"share_{place}", Kind.NUMBER, _say("share", language, place=place), _say("share_hint", language), "%",
        group=group, most=_HUNDRED, is_money=False,
    )  # fmt: skip


def _researchers(language: str, *, group: str) -> Iterator[Field]:
    diplomas = tuple((id_, say(f"money.diploma.{id_}", language)) for id_ in DIPLOMAS)
    yield Field(
        "diploma", Kind.CHOICE, _say("diploma", language), _say("diploma_hint", language), options=diplomas,
        group=group,
    )  # fmt: skip
    yield Field(
        "number", Kind.COUNT, _say("number", language), _say("number_hint", language), group=group, least=Decimal(1),
        most=_MOST_PERSONS, is_money=False,
    )  # fmt: skip
    euro = say("money.unit.euro", language)
    yield Field(
        "withholding_tax_eur", Kind.BAND, _say("withholding", language), _say("withholding_hint", language), euro,
        group=group,
    )  # fmt: skip
    yield Field(
        "notified_on", Kind.DAY, _say("notified_on", language), _say("notified_hint", language), group=group,
    )  # fmt: skip


def _say(key: str, language: str, **arguments: object) -> str:
    return say(f"money.action.{key}", language, **arguments)


_HINTED = {"outsourced", "staff", "hire", "materials", "patent_fees", "investment"}


def _hint(key: str, language: str) -> str:
    return _say(key, language) if key.rpartition(".")[2] in _HINTED else ""
