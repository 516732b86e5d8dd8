"""What runs now beside a search and on a roadmap: two lines at most, and only what really answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models.signals import post_init
from django.utils import timezone

from tests.web.agenda.conftest import an_event
from tests.web.offers.conftest import world
from tests.web.visitor import words_of
from wegwijzer.readers.needs import read_need
from wegwijzer.web.agenda.importing import take_in
from wegwijzer.web.on_now import on_now_for_need, on_now_for_search
from wegwijzer.web.projects.models import Project

__all__ = ["world"]
TODAY = timezone.localdate()
NEED = "De verpakking van ons brood scheurt, het brood blijft niet vers."


@pytest.fixture
def running(world):
    """An offer, an event and an open project on packaging, beside one of each on something else."""
    world.post("vera", "half_day", desk=world.college, expertise=["food"], title="Halve dag over uw verpakking")
    world.post("vera", "half_day", desk=world.college, expertise=["care"], title="Halve dag in de zorg")
    for title in ("Verpakking die recycleerbaar is", "Btw voor starters"):
        day = timezone.now() + timedelta(days=9)
        event = replace(an_event(title), begins=day, ends=day, first_day=day.date(), last_day=day.date())
        event = replace(event, themes=("product",), summary="")
        take_in(world.centre, [event], source="file", at=timezone.now(), on=TODAY, is_whole=False)
    return world


def a_project(world, title: str, *, opened: int) -> Project:
    """A project whose first days ended so many days ago; the firms that it asked are not told here."""
    return Project.objects.create(
        desk=world.college,
        title=title,
        minimum_firms=5,
        created=timezone.now(),
        asked_on=TODAY - timedelta(days=20),
        first_until=TODAY - timedelta(days=opened),
        decide_by=TODAY + timedelta(days=20),
    )


def titles(lines) -> list[str]:
    return [line.title for line in lines]


def test_a_search_names_two_things_of_different_kinds(running):
    assert titles(on_now_for_search("verpakking", on=TODAY, language="nl")) == [
        "Halve dag over uw verpakking",
        "Verpakking die recycleerbaar is",
    ]
    assert on_now_for_search("octrooi", on=TODAY, language="nl") == ()
    page = words_of(running.browser("vera").get("/nl/zoek/?q=verpakking").content.decode())
    assert "Loopt nu Halve dag over uw verpakking" in page
    assert "Loopt nu" not in words_of(running.browser("vera").get("/nl/zoek/?q=octrooi").content.decode())


def test_a_project_is_named_once_every_firm_can_join_it(running):
    a_project(running, "Verpakking voor brood", opened=-3)
    assert "Verpakking voor brood" not in titles(on_now_for_search("verpakking", on=TODAY, language="nl"))
    Project.objects.update(first_until=TODAY - timedelta(days=1))
    assert titles(on_now_for_search("verpakking", on=TODAY, language="nl"))[0] == "Verpakking voor brood"


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        (NEED, ["Halve dag over uw verpakking", "Verpakking die recycleerbaar is"]),
        ("Een klant betaalt al zes maanden niet.", []),
        ("", []),
    ],
)
def test_a_need_is_answered_or_nothing_is_said(running, need, expected):
    found = on_now_for_need(read_need(need), sector="food", province="", on=TODAY, language="nl")
    assert titles(found) == expected


def test_it_costs_few_queries_however_much_there_is(running, django_assert_max_num_queries):
    on_now_for_need(read_need(NEED), sector="", province="", on=TODAY, language="nl")
    for number in range(12):
        a_project(running, f"Verpakking {number}", opened=2)
        running.machine(title=f"Verpakking nummer {number} testen", expertise=["food"])
    need = read_need(NEED)
    with django_assert_max_num_queries(8):
        found = on_now_for_need(need, sector="food", province="", on=TODAY, language="nl")
    assert len(found) == 2


def test_the_roadmap_says_what_runs_now_in_few_queries_and_not_for_another_day(
    running, visitor, django_assert_max_num_queries
):
    visitor.start(NEED).see("wegwijzer/")
    with django_assert_max_num_queries(30):
        page = words_of(visitor.see("wegwijzer/"))
    assert "Loopt nu Halve dag over uw verpakking" in page
    assert "Loopt nu" not in words_of(visitor.see("wegwijzer/?op=2026-01-15"))


def test_nothing_that_is_shown_names_a_firm(running):
    running.topic_of_firm()
    a_project(running, "Brood drie dagen vers houden, samen", opened=2)
    for line in on_now_for_search("brood vers", on=TODAY, language="nl"):
        assert "Peeters" not in f"{line.title} {line.about}"


def test_no_day_is_guessed():
    assert on_now_for_need(None, sector="", province="", on=date(2026, 1, 1), language="nl") == ()


def test_projects_whose_days_are_over_are_not_read(running):
    a_project(running, "Verpakking voor brood", opened=1)
    for number in range(5):
        over = a_project(running, f"Verpakking van toen {number}", opened=9)
        Project.objects.filter(pk=over.pk).update(decide_by=TODAY - timedelta(days=1))
    read: list[str] = []

    def note(instance: Project, **signal: object) -> None:
        read.append(instance.title)

    post_init.connect(note, sender=Project)
    try:
        found = on_now_for_search("verpakking", on=TODAY, language="nl")
    finally:
        post_init.disconnect(note, sender=Project)
    assert titles(found)[0] == "Verpakking voor brood"
    assert read == ["Verpakking voor brood"]
