"""Builders for tests: they default everything that a test is not about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.catalogue import SIZE_TOPIC, Catalogue, DayCatalogue
from wegwijzer.core.catalogue.measure import (
    Amount,
    Certainty,
    Confidence,
    Measure,
    NamedCriterion,
    Provider,
    Source,
    Status,
    Version,
)
from wegwijzer.core.catalogue.organisation import Organisation, Role
from wegwijzer.core.catalogue.vocabulary import Domain, Topic, TopicVersion
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.firm.facts import (
    FactDefinition,
    FactSource,
    FactType,
    FactValue,
    KnownFact,
    Nature,
    Option,
    Scope,
)
from wegwijzer.core.firm.legal import LegalForm
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.firm.relations import Relation
from wegwijzer.core.firm.size import SizeAssessment
from wegwijzer.core.firm.technology import TechnologyTable
from wegwijzer.core.period import Period

DAY = date(2026, 11, 24)
A_SOURCE = Source("A public page", "https://example.org/page")


def in_all(text: str) -> dict[str, str]:
    """The same text in the three languages."""
    return {"nl": text, "en": text, "fr": text}


def a_fact(fact_id: str, fact_type: FactType = FactType.NUMBER, **changes: object) -> FactDefinition:
    """A fact of the dictionary; the id serves as its words."""
    options = tuple(Option(option, in_all(option)) for option in changes.pop("options", ()))  # type: ignore[attr-defined]
    values: dict[str, object] = {
        "id": fact_id,
        "type": fact_type,
        "subject": in_all(f"the {fact_id}"),
        "holds": in_all(f"{fact_id} holds."),
        "fails": in_all(f"{fact_id} fails."),
        "question": in_all(f"{fact_id}?"),
        "help": in_all(f"about {fact_id}"),
        "options": options,
        **changes,
    }
    return FactDefinition(**values)  # type: ignore[arg-type]


FACTS = {
    fact.id: fact
    for fact in (
        a_fact("legal_form", FactType.CHOICE, options=("eenmanszaak", "bv", "vzw"), changeable=True),
        a_fact(
            "legal_kind",
            FactType.CHOICE,
            options=("natural_person", "company", "non_profit"),
            derived_from=("legal_form",),
            askable=False,
        ),
        a_fact("legal_personality", FactType.BOOLEAN, derived_from=("legal_form",)),
        a_fact("region", FactType.CHOICE, options=("vlaanderen", "brussel", "wallonie")),
        a_fact("establishment_in_flanders", FactType.BOOLEAN, derived_from=("region",), changeable=True),
        a_fact("province", FactType.CHOICE, options=("antwerpen", "west-vlaanderen")),
        a_fact("sector", FactType.CHOICE, options=("food", "textile")),
        a_fact("fte", minimum=Decimal(0)),
        a_fact("turnover_eur", FactType.MONEY, minimum=Decimal(0)),
        a_fact("balance_sheet_total_eur", FactType.MONEY, minimum=Decimal(0)),
        a_fact("part_of_group", FactType.BOOLEAN),
        a_fact("eu_fte", derived_from=("fte",), askable=False),
        a_fact("eu_turnover_eur", FactType.MONEY, derived_from=("turnover_eur",), askable=False),
        a_fact("eu_balance_sheet_total_eur", FactType.MONEY, derived_from=("balance_sheet_total_eur",), askable=False),
        a_fact(
            "size_class",
            FactType.CHOICE,
            options=("micro", "small", "medium", "large"),
            ordered=True,
            derived_from=("fte", "turnover_eur", "balance_sheet_total_eur"),
            askable=False,
        ),
        a_fact("founded", FactType.DATE),
        a_fact("age_years", derived_from=("founded",), askable=False),
        a_fact("nace", FactType.CODE),
        a_fact("nace_version", FactType.CHOICE, options=("2003", "2008", "2025"), askable=False),
        a_fact("insolvent", FactType.BOOLEAN, nature=Nature.DECLARATION),
        a_fact("new_for_firm", FactType.BOOLEAN, nature=Nature.JUDGEMENT, scope=Scope.PROJECT),
        a_fact("collaboration", FactType.BOOLEAN, scope=Scope.PROJECT, changeable=True),
        a_fact("project_budget_eur", FactType.MONEY, scope=Scope.PROJECT),
        a_fact("planned_action", FactType.CHOICE, options=("training", "advice"), scope=Scope.PROJECT),
    )
}

LEGAL_FORMS = {
    form.id: form
    for form in (
        LegalForm("eenmanszaak", in_all("sole trader"), "natural_person", False),
        LegalForm("bv", in_all("bv"), "company", True),
        LegalForm("vzw", in_all("vzw"), "non_profit", True),
    )
}

SIZE_LIMITS = {
    f"{size}_{name}": Decimal(number)
    for size, numbers in {
        "micro": (10, 2_000_000, 2_000_000),
        "small": (50, 10_000_000, 10_000_000),
        "medium": (250, 50_000_000, 43_000_000),
    }.items()
    for name, number in zip(("staff_lt", "turnover_max_eur", "balance_max_eur"), numbers, strict=True)
}


def a_topic(topic_id: str, *versions: tuple[Period, dict[str, Decimal]]) -> Topic:
    """A topic of dated limits."""
    return Topic(
        topic_id,
        in_all(topic_id),
        tuple(
            TopicVersion(period, Certainty.EXACT, limits, None, (), None, Confidence.HIGH, A_SOURCE, {})
            for period, limits in versions
        ),
    )


def a_version(*tests: Criterion, amount: Amount | None = None, **changes: object) -> Version:
    """A version in force since 2016, with the tests as criteria c1, c2, …"""
    values: dict[str, object] = {
        "number": 1,
        "period": Period(date(2016, 1, 1)),
        "status": Status.OPEN,
        "confidence": Confidence.HIGH,
        "start_certainty": Certainty.EXACT,
        "end_note": None,
        "is_transition": False,
        "criteria": tuple(NamedCriterion(f"c{place}", test, "as documented") for place, test in enumerate(tests, 1)),
        "conditions": (),
        "amount": amount,
        "how_to_apply": None,
        "odds": None,
        "odds_pct": None,
        "caveat": None,
        "source": A_SOURCE,
        "documented": {},
        **changes,
    }
    return Version(**values)  # type: ignore[arg-type]


def a_measure(*versions: Version, **changes: object) -> Measure:
    """A Flemish grant."""
    values: dict[str, object] = {
        "id": "a-measure",
        "name": in_all("A measure"),
        "plain_name": in_all("Money for a plan"),
        "summary": in_all("It pays part of a plan."),
        "level": "flemish",
        "kind": "grant",
        "documented_kind": "subsidie",
        "list_number": None,
        "providers": (Provider("VLAIO", None, None, None),),
        "predecessors": (),
        "successors": (),
        "legal_basis": None,
        "actions": ("training",),
        "domains": {"product": 3},
        "keywords": dict.fromkeys(("nl", "en", "fr"), ("plan",)),
        "effort": "low",
        "effort_why": in_all("little paper"),
        "alternative": None,
        "versions": versions or (a_version(),),
        **changes,
    }
    return Measure(**values)  # type: ignore[arg-type]


def a_role(**changes: object) -> Role:
    """A role whose door is open."""
    values: dict[str, object] = {
        "id": "desk",
        "label": in_all("desk"),
        "is_first_contact": True,
        "what_to_say": in_all("Say what is wrong."),
        "order": 1,
        **changes,
    }
    return Role(**values)  # type: ignore[arg-type]


def an_organisation(organisation_id: str = "a-desk", **changes: object) -> Organisation:
    """An organisation for any firm anywhere."""
    values: dict[str, object] = {
        "id": organisation_id,
        "name": in_all(organisation_id),
        "plain_name": in_all(organisation_id),
        "role": a_role(),
        "valid_from": None,
        "valid_until": None,
        "predecessors": (),
        "successors": (),
        "provinces": (),
        "sectors": (),
        "expertise": (),
        "what_it_does": in_all("It helps."),
        "caveat": None,
        "confidence": Confidence.HIGH,
        "source": A_SOURCE,
        "documented": {},
        **changes,
    }
    return Organisation(**values)  # type: ignore[arg-type]


def a_domain(domain_id: str, *keywords: str, neighbours: tuple[str, ...] = ()) -> Domain:
    """A domain that the given Dutch keywords show."""
    return Domain(
        domain_id,
        in_all(domain_id),
        {"nl": keywords, "en": (), "fr": ()},
        in_all(f"{domain_id}?"),
        in_all(f"Look at {domain_id}."),
        neighbours,
    )


def a_catalogue(*measures: Measure, **changes: object) -> Catalogue:
    """A catalogue of the given measures, with EU size limits, one desk and two domains."""
    values: dict[str, object] = {
        "facts": FACTS,
        "measures": {measure.id: measure for measure in measures},
        "organisations": {"a-desk": an_organisation()},
        "roles": {"desk": a_role()},
        "topics": {SIZE_TOPIC: a_topic(SIZE_TOPIC, (Period(date(2005, 1, 1)), SIZE_LIMITS))},
        "business_domains": {
            "product": a_domain("product", "verpakking", neighbours=("marketing",)),
            "marketing": a_domain("marketing", "klanten", neighbours=("product",)),
        },
        "expertise_domains": {"food": a_domain("food", "diepvries")},
        "legal_forms": LEGAL_FORMS,
        "technology_table": TechnologyTable(),
        "sectors": (),
        "cards": (),
        "digest": "test",
        **changes,
    }
    return Catalogue(**values)  # type: ignore[arg-type]


def a_day(*measures: Measure, on: date = DAY, **changes: object) -> DayCatalogue:
    """The catalogue of the given measures on a day."""
    return a_catalogue(*measures, **changes).on(on)


def a_value(fact_id: str, value: object) -> FactValue:
    """A value as tests write it: numbers as numbers, pairs as bands, days as days."""
    fact = FACTS[fact_id]
    if isinstance(value, tuple):
        return Band(*(None if end is None else Decimal(str(end)) for end in value))
    if isinstance(value, date):
        return exactly(value.toordinal())
    if fact.ordered:
        return exactly(fact.rank(str(value)))
    if fact.type in (FactType.NUMBER, FactType.MONEY) and not isinstance(value, Band):
        return exactly(Decimal(str(value)))
    return value  # type: ignore[return-value]


def a_profile(relations: tuple[Relation, ...] = (), **facts: object) -> Profile:
    """A firm of which only the given facts are stated."""
    return Profile(
        {fact: KnownFact(a_value(fact, value), FactSource.STATED, DAY) for fact, value in facts.items()},
        relations=relations,
    )


def a_picture(**facts: object) -> FirmPicture:
    """A picture of the given facts with nothing derived."""
    profile = a_profile(**facts)
    values = {fact: known.value for fact, known in profile.facts.items()}
    return FirmPicture(profile, values, dict(profile.facts), {}, SizeAssessment(0, 3))
