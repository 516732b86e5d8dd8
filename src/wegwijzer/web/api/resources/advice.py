"""Advice, size and receipts for a firm that is told in the request; nothing of it is kept."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja import Router

from wegwijzer.core.errors import InputError
from wegwijzer.readers.advising import advice_for, size_for
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.receipts import replay
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.web.api.errors import BodyError
from wegwijzer.web.api.resources.exact_numbers import exact
from wegwijzer.web.api.resources.speaking import day_of, language
from wegwijzer.web.api.schemas.advice import Advice, AdviceGiven, FirmGiven, Receipt, ReceiptGiven, Replayed, Size
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.receipts import receipt_data, replay_data
from wegwijzer.wording.results import advice_data, size_data

router = Router(tags=["advice"])


@router.post("/advise", response=Advice, exclude_unset=True, by_alias=True)
def advise(request: HttpRequest, given: AdviceGiven) -> Any:
    """Turn a firm's facts and its problem into an ordered, explained, sourced roadmap.

    The answer is the document that `wegwijzer advise --json` prints: each measure with its verdict, criterion by
    criterion, what is still missing, what it is worth, the next questions, who can help, and the roadmap over the
    domains of business. Nothing that is sent is kept.
    """
    on = day_of(given.on)
    try:
        found = advice_for(_firm(given), given.need, on=on)
    except InputError as error:
        raise BodyError("body.firm", error) from None
    return advice_data(found, advice_wording(shipped_day(on), language(request)))


@router.post("/size", response=Size)
def size(request: HttpRequest, given: FirmGiven) -> Any:
    """Tell how large a firm counts by Recommendation 2003/361/EC, with its group.

    Partner and linked enterprises (`relations`) are counted as the Recommendation says; the answer is the document
    that `wegwijzer size --json` prints. Nothing that is sent is kept.
    """
    on = day_of(given.on)
    try:
        return size_data(size_for(_firm(given), on=on))
    except InputError as error:
        raise BodyError("body.firm", error) from None


@router.post("/receipts", response=Receipt)
def make_receipt(request: HttpRequest, given: FirmGiven) -> Any:
    """Give the receipt of the advice for a firm.

    All that is needed to give the same advice again: the facts, the version of each rule, the day, and a hash over
    them, as `wegwijzer advise --receipt` writes it. It is not kept here: keep it with your own papers.
    """
    on = day_of(given.on)
    try:
        return receipt_data(advice_for(_firm(given), None, on=on), shipped_catalogue().facts)
    except InputError as error:
        raise BodyError("body.firm", error) from None


@router.post("/receipts/replay", response=Replayed)
def replay_receipt(request: HttpRequest, given: ReceiptGiven) -> Any:
    """Give the advice of a receipt again and say whether it is the same.

    Where it is not, `differences` names each measure whose rule has another version or another verdict now.
    """
    try:
        found = replay(json.dumps(given.receipt), name="receipt")
    except InputError as error:
        raise BodyError("body.receipt", error) from None
    return replay_data(found.before, found.after, found.differences)


def _firm(given: FirmGiven) -> LocatedData:
    """The firm as its reader takes it; numbers with decimals become exact, as those of a file are."""
    return LocatedData("body.firm", exact(given.firm), {})
