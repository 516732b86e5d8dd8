"""What somebody asks about a topic, as it comes in: by the form of the page, or by a program."""

from __future__ import annotations

from collections.abc import Mapping

from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.readers.offerings import tidy
from wegwijzer.web.offers import queries
from wegwijzer.web.offers.form_view import names_firm
from wegwijzer.web.offers.models import LONGEST_NAME, LONGEST_WORDS
from wegwijzer.web.offers.rows import owner_of
from wegwijzer.web.offers.topic_actions import Asked
from wegwijzer.wording.language import say

_UUID = 36


def read_asked(owner: Owner, typed: Mapping[str, str], language: str) -> tuple[Asked, dict[str, str]]:
    """What is asked as an owner, and what is wrong with it by field; with faults it is not to be used.

    The fields are words, firm_name, agree ("yes") and mine, the id of the owner's own topic.
    """
    faults: dict[str, str] = {}
    words = tidy(typed["words"])
    name = " ".join(tidy(typed["firm_name"]).split())
    if not 10 <= len(words) <= LONGEST_WORDS:
        faults["words"] = say("offers.fault.length", language, count=len(words), least=10, most=LONGEST_WORDS)
    if owner.side is Side.FIRM:
        if not 2 <= len(name) <= LONGEST_NAME:
            faults["firm_name"] = say("offers.fault.length", language, count=len(name), least=2, most=LONGEST_NAME)
        elif names_firm(words, name):
            faults["words"] = say("offers.fault.names_firm", language)
    if typed["agree"] != "yes":
        faults["agree"] = say("offers.refused.agree", language)
    mine = None
    if len(typed["mine"]) == _UUID:
        mine = next((row for row in queries.owned_by([owner]) if str(row.pk) == typed["mine"]), None)
        if mine is not None and (owner_of(mine) != owner or mine.kind != Kind.TOPIC.value):
            mine = None
    return Asked(owner, name, words, mine), faults
