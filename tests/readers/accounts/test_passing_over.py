"""Who reads a batch in parts passes over the documents that were read before."""

from __future__ import annotations

from io import BytesIO

from tests.filing_files import xbrl, zip_of
from tests.filings import clients
from wegwijzer.readers.accounts.reading import iter_accounts
from wegwijzer.readers.accounts.uploads import Upload

DEPOSITS = [client[0] for client in clients(4)]
BATCH = zip_of({f"{place}.xbrl": xbrl(deposit) for place, deposit in enumerate(DEPOSITS)})


def test_a_document_that_is_passed_over_is_left_out_and_the_others_come_in_order():
    asked = []

    def passes_over(document):
        asked.append(document.name)
        return len(asked) <= 2

    found = list(iter_accounts([Upload("alles.zip", BytesIO(BATCH))], passes_over=passes_over))
    assert [filing.entity for filing in found] == [deposit.entity for deposit in DEPOSITS[2:]]
    assert asked == [f"alles.zip/{place}.xbrl" for place in range(4)]


def test_without_it_nothing_is_passed_over():
    assert len(list(iter_accounts([Upload("alles.zip", BytesIO(BATCH))]))) == 4
