"""What is stored reads back to the last cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.filings import clients
from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear
from wegwijzer.web.portfolio import actions, queries
from wegwijzer.web.portfolio.models import Owner, StoredFiling
from wegwijzer.web.portfolio.stored_filing import digest_of, filing_data, filing_of

AMOUNTS = some.dictionaries(
    some.sampled_from(["10/15", "70", "9900", "54/58"]),
    some.floats(-1e15, 1e15, allow_nan=False),
)
YEARS = some.builds(
    FinancialYear,
    amounts=AMOUNTS,
    end=some.none() | some.dates(date(1990, 1, 1), date(2100, 1, 1)),
    months=some.none() | some.floats(0.1, 24),
)
FILINGS = some.builds(
    Filing,
    entity=some.text(min_size=1, max_size=20),
    year=YEARS,
    previous=some.none() | YEARS,
    model=some.none() | some.sampled_from(AccountsModel),
    is_deposit=some.booleans(),
    deposited=some.none() | some.dates(date(1990, 1, 1), date(2100, 1, 1)),
    name=some.text(max_size=20),
)


@given(FILINGS)
def test_a_filing_is_the_same_after_plain_data(filing):
    assert filing_of(filing_data(filing)) == filing


@pytest.mark.django_db
def test_a_filing_is_the_same_after_the_database():
    filings = [filing for group in clients(8) for filing in group]
    cents = replace(filings[0], year=replace(filings[0].year, amounts={"70": 1234567.89, "9087": 0.1 + 0.2}))
    owner = Owner.objects.create(created=_now(), seen=_now())
    assert actions.store(owner, [*filings, cents]) == 25
    kept = [filing for _, group in queries.clients_with_filings(owner) for filing in group]
    assert sorted(map(repr, kept)) == sorted(map(repr, [*filings, cents]))


def test_the_file_that_said_it_does_not_tell_two_filings_apart():
    [filing, *_] = clients(1)[0]
    same, other = replace(filing, where="andere.csv:12"), replace(filing, reference="andere")
    assert digest_of(filing_data(filing)) == digest_of(filing_data(same))
    assert digest_of(filing_data(filing)) != digest_of(filing_data(other))


@pytest.mark.django_db
def test_no_light_is_stored():
    owner = Owner.objects.create(created=_now(), seen=_now())
    actions.store(owner, clients(1)[0])
    assert set(StoredFiling.objects.first().data) == set(filing_data(clients(1)[0][0]))


def _now():
    from datetime import UTC, datetime

    return datetime(2026, 11, 24, tzinfo=UTC)
