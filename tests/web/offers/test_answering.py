"""Which offerings stand on a roadmap: those the core finds among all that are open, of which few are read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.finding import Wanted, answering
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.web.offers import queries
from wegwijzer.web.offers.models import AlikePair, OfferingRow
from wegwijzer.web.people import actions as people

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
ON = AT.date()
KINDS = (Kind.HALF_DAY, Kind.EXPERTISE)
DOMAINS, EXPERTISE = ("product", "process", "marketing"), ("food", "food_technology", "water")
SECTORS, PROVINCES = ("food", "textile"), ("limburg", "antwerpen")
FOOD = Wanted(["process"], ["food"], "food", "limburg")


@pytest.fixture
def desk(db):
    return people.make_desk("helper", "Hogeschool Proef")


def row(
    desk, number: int, *, kind: Kind = Kind.EXPERTISE, last: date = ON + timedelta(days=9), **fields
) -> OfferingRow:
    return OfferingRow(
        kind=kind.value, side=Side.STRUCTURE.value, desk=desk, language="nl", title=f"Aanbod {number}", text="Tekst",
        steps=["test"], languages=["nl"], first=ON - timedelta(days=9), last=last,
        created=AT + timedelta(minutes=number), changed=AT, **fields,
    )  # fmt: skip


def of_every_kind(desk, dice: Random) -> None:
    """Offerings of chance, some closed, of which some turned out to be the same."""
    some = lambda values: dice.sample(values, dice.randint(0, 2))  # noqa: E731
    rows = [
        row(
            desk, number, kind=dice.choice((*KINDS, Kind.TRAINING)), last=ON + timedelta(days=dice.choice((-1, 9, 9))),
            business_domains=some(DOMAINS), expertise=some(EXPERTISE), sectors=some(SECTORS), provinces=some(PROVINCES),
        )
        for number in range(30)
    ]  # fmt: skip
    OfferingRow.objects.bulk_create(rows)
    for _ in range(20):
        first, second = dice.sample(rows, 2)
        outcome = dice.choice(list(Answer)).value
        AlikePair.objects.get_or_create(
            first=first, second=second, defaults={"likeness": 1.0, "outcome": outcome, "found": AT}
        )


@pytest.mark.parametrize("seed", range(6))
def test_those_are_found_that_the_core_finds_among_all(desk, seed):
    dice = Random(seed)
    of_every_kind(desk, dice)
    for _ in range(8):
        wanted = Wanted(
            dice.sample(DOMAINS, dice.randint(0, 2)), dice.sample(EXPERTISE, dice.randint(0, 2)),
            dice.choice(("", *SECTORS)), dice.choice(("", *PROVINCES)),
        )  # fmt: skip
        among_all = answering(queries.shown_on(ON, kinds=KINDS), wanted)
        assert queries.answering_need(wanted, on=ON, kinds=KINDS, limit=100) == among_all


def test_what_does_not_answer_is_not_read_however_much_there_is(desk):
    OfferingRow.objects.bulk_create([row(desk, 0, expertise=["food"], business_domains=["process"])])
    few = rows_read()
    OfferingRow.objects.bulk_create(
        [row(desk, number, expertise=["food_technology"], business_domains=["marketing"]) for number in range(1, 200)]
    )
    assert rows_read() == few == (1, 2)


def rows_read() -> tuple[int, int]:
    """How many rows the question takes, and how many queries."""
    made: list[OfferingRow] = []

    def count(**signal: object) -> None:
        made.append(signal["instance"])  # type: ignore[arg-type]

    post_init.connect(count, sender=OfferingRow)
    try:
        with CaptureQueriesContext(connection) as asked:
            assert [one.shown.head.title for one in queries.answering_need(FOOD, on=ON, kinds=KINDS)] == ["Aanbod 0"]
    finally:
        post_init.disconnect(count, sender=OfferingRow)
    return len(made), len(asked)
