"""The lessons are walked by the names that stand in them, on the demonstration, in each language that they have."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from tests.docs.pages import PAGES, ROOT
from tests.docs.walker import Walker, bold_names
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.standing import stand_on
from wegwijzer.web.catalogue.actions import load_catalogue
from wegwijzer.web.people.demo import PASSWORD, fill_people
from wegwijzer.web.post.models import Heartbeat, Outgoing
from wegwijzer.web.publications.in_force import forget_seen
from wegwijzer.web.publications.models import Proposal
from wegwijzer.web.referral.demo import fill
from wegwijzer.web.referral.demo_past import fill_past

LESSONS = ROOT / "docs" / "tutorials"
FIRM_ADDRESS = "an@bakkerij.voorbeeld.example"
FOR_READERS = [page for page in PAGES if page.parent.name == "readers" or page.is_relative_to(LESSONS)]


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """What the lessons need of `wegwijzer demo`, made once; what a lesson writes is gone when it ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        now = timezone.now()
        load_catalogue()
        fill_people(shipped_catalogue(), now)
        fill(now)
        fill_past(now)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def walked(demonstration, db):
    """Gives the walker of a lesson."""
    cache.clear()
    yield lambda name: Walker(LESSONS / f"{name}.md")
    forget_seen()
    stand_on({})  # a rule that a lesson published stands in this process, and no longer in the database


def sign_in(walker: Walker, who: str, language: str) -> None:
    """As one of the made-up people."""
    walker.open(f"/{language}/aanmelden/")
    walker.fill(who)
    walker.fill(PASSWORD)
    walker.press()


@pytest.mark.parametrize(
    ("lesson", "language", "need", "food"),
    [
        ("nl/ondernemer", "nl", "Onze verpakking scheurt in de diepvries", "Voeding"),
        ("entrepreneur", "en", "Our packaging tears in the freezer", "Food"),
    ],
)
def test_an_entrepreneur_goes_from_a_problem_to_somebody_who_calls_back(walked, lesson, language, need, food):
    assert need in (LESSONS / f"{lesson}.md").read_text(encoding="utf-8")
    walker = walked(lesson)
    walker.open(f"/{language}/")
    walker.fill(need)
    walker.press()
    walker.tick()
    walker.press()
    walker.tick()
    walker.press()
    walker.press()
    walker.tick()
    walker.press()
    walker.fill("12")
    walker.press()
    walker.follow()
    walker.see()
    walker.fill("8500")
    walker.fill(food)
    walker.press()
    walker.see()
    walker.see()
    walker.follow()
    walker.fill("Bakkerij Voorbeeld")
    walker.fill(FIRM_ADDRESS)
    walker.tick()
    walker.press()
    walker.see()
    walker.open(Outgoing.objects.get(to=FIRM_ADDRESS).values["link"])
    walker.press()
    walker.see()
    walker.follow()
    walker.see()
    walker.see()
    walker.follow()
    walker.end()


@pytest.mark.parametrize(
    ("lesson", "language", "red"),
    [
        ("nl/eerste-lijn", "nl", "Minstens een rood licht"),
        ("first-line-contact", "en", "At least one red light"),
    ],
)
def test_a_first_line_contact_goes_from_accounts_to_a_referral(walked, lesson, language, red):
    walker = walked(lesson)
    sign_in(walker, "Cas Voorbeeld", language)
    walker.follow()
    walker.give("clients.csv", (ROOT / "examples" / "clients.csv").read_bytes())
    walker.press()
    walker.see()
    walker.fill(red)
    walker.press()
    walker.follow()
    for _ in range(3):
        walker.see()
    walker.see()
    walker.follow()
    walker.fill("Onze kosten stijgen sneller dan onze prijzen. Wie kijkt mee?")
    walker.fill("klant@voorbeeld.example")
    walker.see()
    walker.tick()
    walker.press()
    walker.follow()
    walker.follow()
    walker.see()
    walker.end()


@pytest.mark.parametrize(("lesson", "language"), [("nl/adviseur", "nl"), ("adviser", "en")])
def test_an_adviser_takes_a_question_from_its_beginning_to_its_end(walked, lesson, language):
    walker = walked(lesson)
    sign_in(walker, "Cas Voorbeeld", language)
    walker.follow()
    walker.follow()
    walker.tick()
    walker.fill("Onze koelgroepen verbruiken te veel. Wie kijkt mee?")
    walker.fill("8500")
    walker.press()
    walker.tick()
    walker.fill("Koelhuis Proef")
    walker.fill("koelhuis@voorbeeld.example")
    walker.tick()
    walker.press()
    walker.press()
    sign_in(walker, "Victor Voorbeeld", language)
    walker.press()
    walker.follow()
    walker.follow()
    walker.see()
    walker.press()
    walker.fill("Dag, ik kijk er graag naar.")
    walker.press()
    walker.see()
    walker.fill((timezone.localdate() + timedelta(days=2)).isoformat())
    walker.fill("09:30")
    walker.fill("Bij u in Antwerpen")
    walker.press()
    walker.see()
    walker.see()
    walker.tick()
    walker.fill("We vonden een zuiniger koelgroep.")
    walker.press()
    walker.end()


@pytest.mark.parametrize(("lesson", "language"), [("editor", "en")])
def test_an_editor_changes_a_rule_that_another_one_publishes(walked, lesson, language):
    Heartbeat.objects.create(name="worker", at=timezone.now())  # as beside `wegwijzer serve`: it makes the figures
    walker = walked(lesson)
    sign_in(walker, "Ria Voorbeeld", language)
    walker.press()
    walker.follow()
    walker.follow()
    walker.fill("2040-01-01")
    walker.fill("5000")
    walker.fill("The government lowers the yearly ceiling.")
    walker.fill("Flemish Government, example")
    walker.fill("https://www.vlaanderen.be/")
    walker.fill("one source, or undated")
    walker.press()
    for _ in range(3):
        walker.see()
    walker.press()
    walker.press()
    sign_in(walker, "Rik Voorbeeld", language)
    walker.press()
    walker.follow()
    walker.see()
    walker.follow()
    walker.press()
    walker.follow()
    walker.see()
    walker.open(str(Proposal.objects.get().pk).join((f"/{language}/regels/voorstel/", "/")))
    walker.see()
    walker.end()


@pytest.mark.parametrize("page", FOR_READERS, ids=lambda page: page.stem)
def test_every_address_that_a_reader_is_sent_to_is_a_page(page):
    named = re.findall(r"`(/(?:nl|en|fr)/[^`?#]*)", page.read_text(encoding="utf-8"))
    lost = []
    for address in named:
        try:
            resolve(address, settings.ROOT_URLCONF)
        except Resolver404:
            lost.append(address)
    assert lost == []


def test_every_lesson_on_the_pages_is_walked():
    walked_here = re.findall(r'"((?:nl/)?[a-z-]+)", "(?:nl|en)"', (ROOT / "tests/docs/test_lessons.py").read_text())
    with_names = {
        page.relative_to(LESSONS).with_suffix("").as_posix() for page in LESSONS.rglob("*.md") if bold_names(page)
    }
    assert with_names == set(walked_here)
