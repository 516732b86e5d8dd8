"""What people do on the site: visitors, advisers, first-line contacts, and people who send annual accounts.

Each function is one visit, with the times to read and type between its steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from random import Random

from benchmarks.kill_nine_browser import Page, filled
from benchmarks.load.browsing import Browsing, WentWrongError, fields_of, piece_with
from benchmarks.load.signing_in import Account
from benchmarks.load.words import a_need, an_answer_to_a_firm

READS, TYPES = (2.0, 6.0), (4.0, 10.0)
"""Seconds between two steps. Most people take longer; the same number of requests is then that of more people."""
SHARES: Mapping[str, float] = {"visitor": 0.70, "adviser": 0.15, "contact": 0.10, "uploader": 0.05}
"""Of a hundred visits, how many are whose."""
_MOST_ANSWERS = 5
_MEASURE = re.compile(r'href="(/nl/maatregelen/[a-z0-9-]+/)')
_OFFER = re.compile(r'href="(/nl/postvak/[0-9a-f-]{36}/)')
_CLIENT = re.compile(r'href="(/nl/klanten/[0-9a-f-]{36}/)"')
_CHOICE = re.compile(r'name="choice" value="([^"]+)"')


@dataclass
class Cast:
    """Who can come: the people who signed in, and the files that can be sent."""

    advisers: list[Account]
    contacts: list[Account]
    files: list[tuple[str, bytes]]
    numbers: count[int] = field(default_factory=lambda: count(1))


def visit(kind: str, cast: Cast, browsing: Browsing) -> None:
    """One visit of that kind. Raises WentWrongError."""
    _VISITS[kind](cast, browsing)


def _visitor(cast: Cast, browsing: Browsing) -> None:
    """Tell a problem, answer questions, read the roadmap and two measures, each time back to the roadmap."""
    dice = browsing.dice
    page = browsing.get("front page", "/nl/")
    browsing.think(TYPES)
    told = filled(fields_of(page, 'name="need"'), need=a_need(dice), enterprise_number="")
    page = browsing.post("tell a problem", "/nl/", told)
    for _ in range(dice.randint(2, _MOST_ANSWERS)):
        if not page.path.startswith("/nl/vraag/"):
            break
        browsing.think(READS)
        page = browsing.post("answer a question", page.path, _answer(page, dice))
    browsing.think(READS)
    page = browsing.get("roadmap", "/nl/wegwijzer/")
    measures = list(dict.fromkeys(_MEASURE.findall(page.body)))
    if not measures:
        raise WentWrongError("a roadmap without measures")
    for path in dice.sample(measures, min(2, len(measures))):
        browsing.think(READS)
        browsing.get("measure", path)
        browsing.think(READS)
        browsing.get("roadmap, back from a measure", "/nl/wegwijzer/")
    if dice.random() < 0.3:
        browsing.think(TYPES)
        word = dice.choice(("energie", "personeel", "export", "opleiding", "digitaal", "verpakking"))
        browsing.get("search", f"/nl/zoek/?q={word}")
    if dice.random() < 0.05:
        browsing.think(READS)
        browsing.get("roadmap on paper (PDF)", "/nl/wegwijzer/pdf/")


def _answer(page: Page, dice: Random) -> list[tuple[str, str]]:
    piece = piece_with(page, 'name="dont_know"')
    fields = fields_of(page, 'name="dont_know"')
    choices = _CHOICE.findall(piece)
    if choices and 'name="text"' not in piece:
        return filled(fields, choice=dice.choice(choices))
    return [*fields, ("dont_know", "1")]


def _adviser(cast: Cast, browsing: Browsing) -> None:
    """Look in the inbox, open a question, take a step, write to the firm."""
    account = browsing.dice.choice(cast.advisers)
    account.take(browsing)
    page = browsing.get("inbox", browsing.dice.choice(("/nl/postvak/", "/nl/postvak/?lijst=open")))
    offers = list(dict.fromkeys(_OFFER.findall(page.body)))
    if not offers:
        return
    browsing.think(READS)
    path = browsing.dice.choice(offers)
    page = browsing.get("open a question", f"{path}?lijst=open")
    browsing.think(READS)
    page = _take_step(browsing, page, path)
    browsing.think(TYPES)
    words = an_answer_to_a_firm(browsing.dice)
    browsing.post(
        "write to the firm", f"{path}bericht/?lijst=open", filled(fields_of(page, "/bericht/", "words"), words=words)
    )
    browsing.think(READS)
    browsing.get("inbox", "/nl/postvak/?lijst=open")


def _take_step(browsing: Browsing, page: Page, path: str) -> Page:
    for to, mark in (("taken_up", 'value="taken_up"'), ("done", 'value="done"')):
        if piece_with(page, mark) and (to == "taken_up" or browsing.dice.random() < 0.3):
            fields = [pair for pair in fields_of(page, mark) if pair[0] != "to"]
            return browsing.post("take a step", f"{path}stap/?lijst=open", [*fields, ("to", to)])
    return page


def _contact(cast: Cast, browsing: Browsing) -> None:
    """Look at the portfolio and a client, and refer another on."""
    account = browsing.dice.choice(cast.contacts)
    account.take(browsing)
    page = browsing.get("portfolio", "/nl/klanten/")
    clients = _CLIENT.findall(page.body)
    if clients:
        browsing.think(READS)
        browsing.get("client", browsing.dice.choice(clients))
    browsing.think(READS)
    page = browsing.get("form to refer", "/nl/doorverwijzen/")
    browsing.think(TYPES)
    subject = browsing.dice.choice(("process", "personnel", "product", "marketing"))
    asked = filled(fields_of(page, 'name="words"', "words"), subject=subject, words=a_need(browsing.dice), what="look")
    page = browsing.post("see whom to ask", "/nl/doorverwijzen/", asked)
    browsing.think(TYPES)
    number = next(cast.numbers)
    stem = 3_000_000 + number
    given = filled(
        fields_of(page, 'name="offered_for"', "offered_for"),
        name=f"Firma {number:06}",
        email=f"firma{number}@belasting.example",
        number=f"0{stem}{97 - stem % 97:02}",
        consent="yes",
        what="pass_on",
    )
    page = browsing.post("refer a client", "/nl/doorverwijzen/", given)
    if not page.path.startswith("/nl/doorverwijzen/klaar/"):
        raise WentWrongError("refer a client: not passed on")
    browsing.think(READS)
    browsing.get("what was referred", "/nl/doorverwezen/")


def _uploader(cast: Cast, browsing: Browsing) -> None:
    """Send annual accounts, look at the list and a client, and wipe everything."""
    page = browsing.get("form to send accounts", "/nl/klanten/laden/")
    browsing.think(READS)
    file = browsing.dice.choice(cast.files)
    page = browsing.send_file("send accounts", "/nl/klanten/laden/", fields_of(page, 'name="bestand"'), "bestand", file)
    clients = _CLIENT.findall(page.body)
    if not clients:
        raise WentWrongError("send accounts: no clients")
    browsing.think(READS)
    browsing.get("client", browsing.dice.choice(clients))
    browsing.think(READS)
    page = browsing.get("form to wipe", "/nl/klanten/wissen/")
    browsing.post("wipe the portfolio", "/nl/klanten/wissen/", fields_of(page, "/klanten/wissen/"))


_VISITS: Mapping[str, Callable[[Cast, Browsing], None]] = {
    "visitor": _visitor,
    "adviser": _adviser,
    "contact": _contact,
    "uploader": _uploader,
}
