"""Builders: an offering of which only what a test is about differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wegwijzer.core.offers.alike import Words
from wegwijzer.core.offers.offering import Kind, Offering, Side, Term
from wegwijzer.core.offers.rules import OfferRules, TopicWeights
from wegwijzer.core.structures.steps import Step

ON = date(2026, 11, 30)
RULES = OfferRules(
    longest_run=366,
    remind_before=(30, 7),
    hidden_for=365,
    notice_before_removal=30,
    answer_within=14,
    answer_reminder=5,
    requests_kept=180,
    most_open={Side.FIRM: 3, Side.STRUCTURE: 10},
    shared_days=28,
    weights=TopicWeights(3, 3, 2, 2, 1, 3),
    alike_from=0.58,
)
SPRING = Term("professional_bachelor", "business", date(2027, 2, 1), date(2027, 5, 31))


def an_offering(id: str = "1", **changes) -> Offering:
    """A machine of a school, for a year."""
    plain = Offering(
        id=id,
        kind=Kind.EQUIPMENT,
        side=Side.STRUCTURE,
        owner=f"desk {id}",
        structure=f"School {id}",
        organisation="",
        title="Trekbank",
        text="Meet hoe sterk uw materiaal is.",
        business_domains=("product",),
        expertise=(),
        sectors=(),
        provinces=(),
        steps=(Step.TEST,),
        languages=("nl",),
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
    )
    return replace(plain, **changes)


def a_topic(id: str = "1", side: Side = Side.STRUCTURE, **changes) -> Offering:
    """A topic of a school or a firm, in spring."""
    plain = {"kind": Kind.TOPIC, "side": side, "owner": f"{side.value} {id}", "term": SPRING, "business_domains": ()}
    return an_offering(id, **{**plain, **changes})


def words_of(*offerings: Offering) -> dict[str, Words]:
    """The words of offerings, as they stand there."""
    return {
        one.id: Words(tuple(one.title.lower().split()), frozenset(f"{one.title} {one.text}".lower().split()))
        for one in offerings
    }
