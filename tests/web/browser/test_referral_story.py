"""One firm's question through every role, each in a browser of their own: what each sees, and what each must not.

With WEGWIJZER_STORY_PICTURES=FOLDER every screen is kept as a picture, at the width of a phone and of a desk.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.web.browser import referral_walk as walk
from tests.web.browser.checks import assert_accessible, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, PHONE
from tests.web.browser.referral_walk import COLLEGE, EMAIL, FEDERATION, FIRM, FOOD, WORDS
from wegwijzer.cli.main import main
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.chores import Chores
from wegwijzer.web.people.demo import PASSWORD, fill_people
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import demo
from wegwijzer.web.referral.models import Case, Offer

pytestmark = pytest.mark.django_db(transaction=True)

FIRMS_ANSWER = "Dinsdag past. Ik leg drie broden klaar."
SLOW = 20_000
"""Milliseconds that a page may take: the first ones read the catalogue."""


class Story:
    """The browsers of everybody, and what is looked at on each screen."""

    def __init__(self, opened: Any, pictures: str) -> None:
        self._opened, self._pictures, self._shown = opened, pictures, 0

    def browser(self, size: tuple[int, int]) -> Any:
        """A browser of somebody's own, on an empty page."""
        page = self._opened("/healthz", size=size)
        page.set_default_timeout(SLOW)
        return page

    def signed_in(self, who: str, path: str, size: tuple[int, int] = DESKTOP) -> Any:
        """A browser in which a made-up person signed in."""
        page = self.browser(size)
        walk.sign_in(page, who, path, PASSWORD)
        return page

    def screen(self, page: Any, name: str, *shown: str, hidden: tuple[str, ...] = ()) -> None:
        """Check a screen: what must stand on it, what must not, and that it can be used on a phone and at a desk."""
        text = page.locator("main").inner_text()
        assert [words for words in shown if words not in text] == [], f"{name}: {text}"
        content = page.content()
        assert [words for words in hidden if words in text or words in content] == [], name
        own = page.viewport_size
        self._shown += 1
        for width, size in (("phone", PHONE), ("desktop", DESKTOP)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            assert_nothing_sticks_out(page)
            if self._pictures:
                path = Path(self._pictures) / f"{self._shown:02}-{name}-{width}.png"
                page.screenshot(path=path, full_page=True)
        page.set_viewport_size(own)
        assert_accessible(page)


@pytest.fixture
def story(opened, settings, tmp_path, monkeypatch) -> Story:
    """The people and desks of the demonstration, with its cases of other firms."""
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path / "registers"))
    now = timezone.now()
    fill_people(shipped_catalogue(), now)
    demo.fill(now)
    Client().get("/nl/postvak/", follow=True)  # the first page reads the catalogue: no browser has to wait for that
    return Story(opened, os.environ.get("WEGWIJZER_STORY_PICTURES", ""))


def letters(address: str) -> list[dict[str, Any]]:
    """What stands in the outbox for an address, oldest first."""
    return [row.values for row in Outgoing.objects.filter(to=address).order_by("created", "pk")]


def kinds(address: str) -> list[str]:
    """The kinds of those letters."""
    return list(Outgoing.objects.filter(to=address).order_by("created", "pk").values_list("kind", flat=True))


def work(at: datetime) -> list[str]:
    """A round of the worker at a moment."""
    return list(Chores("story", lambda: at, lambda: False).do())


def the_case() -> Case:
    """The bakery's only case."""
    return Case.objects.get(firm__enterprise_number="0403019261")


def test_a_bakerys_question_goes_through_every_role(story, live_server):
    # 1. The accountant, from the client's sheet.
    cas = story.signed_in("cas", "/nl/klanten/")
    walk.load_client(cas)
    walk.begin_referral(cas)
    story.screen(cas, "accountant-refers", "Een klant doorverwijzen", COLLEGE, FOOD, "Akkoord?")
    walk.pass_on(cas)
    story.screen(cas, "accountant-passed-on", COLLEGE, "antwoordt ten laatste op")
    assert Offer.objects.get(need__case=the_case()).desk.name == COLLEGE
    case_page = f"/nl/mijn-vragen/{the_case().pk}/"

    # 2. The baker, by the letter, on a phone. Nobody else's link or page lets anybody in.
    assert kinds(EMAIL) == ["case_opened"]
    an = story.browser(PHONE)
    walk.follow_letter(an, letters)
    story.screen(an, "firm-first-look", COLLEGE, "Nog niemand in het bijzonder", "Ten laatste op", WORDS)
    assert story.signed_in("bas", "/nl/account/").goto(case_page).status == 404

    # 3. The college takes it up, makes an appointment and writes; the baker answers.
    vera, filip = story.signed_in("victor", "/nl/postvak/"), story.signed_in("filip", "/nl/postvak/")
    story.screen(vera, "adviser-inbox", FIRM, "Nieuw")
    walk.open_question(vera)
    story.screen(vera, "adviser-question", FIRM, WORDS, EMAIL, "Proefkantoor Cijfers")
    offer_page = vera.url
    assert filip.goto(offer_page).status == 404  # a desk that was never asked
    walk.take_up(vera)
    walk.make_appointment(vera)
    walk.write_to_firm(vera, "Past dinsdag om halftien?")
    story.screen(vera, "adviser-took-up", "Victor Voorbeeld", "Past dinsdag om halftien?", "In de bakkerij")
    invitations = Outgoing.objects.filter(to=EMAIL, kind="appointment")
    assert "BEGIN:VEVENT" in invitations.get().calendar
    walk.follow_letter(an, letters)
    story.screen(an, "firm-taken-up", "Victor Voorbeeld", "Past dinsdag om halftien?", "Uw afspraak:")
    walk.answer_desk(an, FIRMS_ANSWER)
    vera.reload()
    assert FIRMS_ANSWER in vera.inner_text("main")

    # 4. Two clicks bring in the food organisation; the chain is there for the baker and the accountant.
    walk.refer_on(vera)
    story.screen(vera, "adviser-refers-on", f"Doorgeven aan {FOOD}?")
    walk.confirm_referral(vera)
    an.goto(case_page)
    story.screen(an, "firm-chain", FOOD, f"Doorverwezen door {COLLEGE}")
    cas.goto("/nl/doorverwezen/")
    cas.get_by_role("link", name=FIRM).click()
    brought_page = cas.url
    secrets = (WORDS, FIRMS_ANSWER, "Past dinsdag om halftien?")
    story.screen(cas, "accountant-follows", COLLEGE, FOOD, f"doorverwezen door {COLLEGE}", hidden=secrets[1:])

    # 5. The federation finds the open case, and sees nothing until the baker says yes.
    fons = story.signed_in("fons", "/nl/doorverwezen/")
    walk.refer_same_firm(fons, "Hoe vinden ze klanten buiten het dorp?")
    unseen = (FIRM, COLLEGE, "Victor", *secrets)
    story.screen(fons, "federation-asks", "Deze onderneming wordt al geholpen", hidden=unseen)
    assert fons.goto(brought_page).status == 404
    assert fons.goto(case_page).status == 404
    assert fons.goto(offer_page).status == 404
    fons.goto("/nl/doorverwezen/")
    story.screen(fons, "federation-waits", "0403.019.261", hidden=unseen)
    walk.follow_letter(an, letters)
    story.screen(an, "firm-is-asked", f"{FEDERATION} vraagt om mee te volgen", "Fons Voorbeeld")
    an.get_by_role("button", name="Ja, laat meevolgen").click()
    an.wait_for_url("**gedaan=joined")
    story.screen(an, "firm-let-in", "Zij volgen nu mee", "Klanten en verkoop")
    fons.goto("/nl/doorverwezen/")
    fons.get_by_role("link", name=FIRM).click()
    story.screen(fons, "federation-follows", FIRM, COLLEGE, FOOD, "Klanten en verkoop", hidden=secrets)
    assert the_case().needs.count() == 2

    # 6. Whoever has a part of it ends it; the last one closes the case.
    walk.open_question(filip)
    story.screen(filip, "food-question", WORDS, f"doorverwezen door {COLLEGE}", hidden=("buiten het dorp",))
    walk.take_up(filip)
    assert the_case().closed_at is None
    walk.end(filip, words="De folie met de kleine gaatjes werkt.")
    story.screen(filip, "food-ended", "Klaar", "volgende stap")
    vera.goto(offer_page)  # who referred on has ended its own part by that
    story.screen(vera, "adviser-referred-on", "oorverwezen")
    assert the_case().closed_at is None  # what the federation asked is still open
    last = Offer.objects.get(need__case=the_case(), state="waiting")
    assert last.need.subject == "marketing"
    fleur = {COLLEGE: vera, FOOD: filip}[last.desk.name]
    walk.open_question(fleur)
    walk.take_up(fleur)
    walk.end(fleur)
    assert the_case().closed_at is not None
    an.goto(case_page)
    story.screen(an, "firm-closed", "Afgesloten op", "Er wordt niets meer verwacht")

    # 7. Three weeks later: the two questions, and one digest for each contact. Twice does nothing twice.
    later = timezone.now() + timedelta(days=21)
    done = work(later)
    contacts = [f"{name}@voorbeeld.example" for name in ("cas", "fons")]
    assert [kinds(contact).count("digest") for contact in contacts] == [1, 1]
    assert any(line.startswith("clock follow_up") for line in done)
    assert [line for line in work(later) if line.startswith(("clock", "digest", "letter"))] == []
    assert [kinds(contact).count("digest") for contact in contacts] == [1, 1]
    assert kinds(EMAIL).count("follow_up") == 1
    (digest,) = [sent for sent in mail.outbox if sent.to == [contacts[0]] and "week" in sent.subject.lower()]
    assert [words for words in (FIRM, *secrets) if words in digest.body] == []  # a mail names no firm
    an.goto(case_page)
    an.get_by_role("link", name="Antwoord").click()
    story.screen(an, "firm-how-was-it", "Heeft het u geholpen?", "Wat is er veranderd?")
    an.get_by_label("Ja", exact=True).check()
    an.get_by_label("Een nieuw of beter product").check()
    an.get_by_role("button", name="Verstuur").click()
    story.screen(an, "firm-next-step", "Bedankt", "Wat u hierna kunt aanpakken")

    # 8. The accountant reads that it is over, the manager counts it, the administrator sees the post and no firm.
    cas.goto(brought_page)
    story.screen(cas, "accountant-closed", "Afgesloten", "Klaar", hidden=secrets[1:])
    farah = story.signed_in("farah", "/nl/postvak/")
    farah.get_by_role("link", name=f"Cijfers van {FOOD}").click()
    story.screen(farah, "manager-figures", "Gekregen vragen", "Klaar", hidden=(FIRM,))
    bea = story.signed_in("bea", "/nl/mensen/")
    for path in (case_page, brought_page, offer_page):
        assert bea.goto(path).status == 404
    told = json.loads(CliRunner().invoke(main, ["mail", "list", "--state", "sent", "--json"]).stdout)
    assert told["count"] == len(mail.outbox) > 20
    assert json.loads(CliRunner().invoke(main, ["mail", "list", "--json"]).stdout)["count"] == 0
