"""Nothing is kept for longer than we say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.web.visitor import Visitor
from wegwijzer.web.agreements import actions as agreements
from wegwijzer.web.dossiers import actions as dossiers
from wegwijzer.web.duties import actions as duties
from wegwijzer.web.guide import actions
from wegwijzer.web.guide.models import SharedRoadmap, Walk
from wegwijzer.web.money import actions as money
from wegwijzer.web.premium import actions as premium
from wegwijzer.wording.language import LANGUAGES

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def a_walk(*, days_ago: int) -> Walk:
    then = NOW - timedelta(days=days_ago)
    return actions.start_walk("iets", enterprise_number="", at=then)


@pytest.mark.django_db
def test_walks_untouched_for_thirty_days_and_expired_links_go():
    kept, _ = a_walk(days_ago=29), a_walk(days_ago=31)
    SharedRoadmap.objects.create(created=NOW - timedelta(days=91), expires=NOW - timedelta(days=1))
    live = SharedRoadmap.objects.create(created=NOW, expires=NOW + timedelta(days=90))
    assert actions.remove_old(NOW) == (1, 1)
    assert [walk.pk for walk in Walk.objects.all()] == [kept.pk]
    assert [shared.pk for shared in SharedRoadmap.objects.all()] == [live.pk]


@pytest.mark.django_db
def test_a_command_does_it_for_the_operator(capsys):
    a_walk(days_ago=4000)
    call_command("remove_old_walks")
    assert "1 walks, 0 shared roadmaps removed" in capsys.readouterr().out


def test_new_visitors_set_it_going_at_most_once_an_hour(visitor: Visitor):
    old = a_walk(days_ago=4000)
    visitor.start()
    assert not Walk.objects.filter(pk=old.pk).exists()
    another = a_walk(days_ago=4000)
    visitor.start()
    assert Walk.objects.filter(pk=another.pk).exists()
    cache.clear()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_about_page_tells_how_long_plans_and_papers_are_kept(client, language):
    """The words are fixed; what each part of the website does must be what they say."""
    page = client.get(f"/{language}/over/").content.decode()
    assert {money.VISITOR_DAYS, dossiers.KEPT_DAYS, agreements.VISITOR_DAYS, duties.VISITOR_DAYS} == {30}
    assert money.PERSON_DAYS == duties.PERSON_DAYS == premium.PERSON_DAYS
    for days in (money.PERSON_DAYS, agreements.PERSON_DAYS, agreements.LOG_DAYS, dossiers.KEPT_YEARS):
        assert f" {days} " in page
