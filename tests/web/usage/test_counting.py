"""Own use is counted rightly, once, without anything of a visitor, and never at a visitor's cost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from wegwijzer.web.guide import nightly
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.usage import noting
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.models import CountedDay, Tally
from wegwijzer.web.usage.writing import add, count_day, key

DAY = date(2026, 3, 4)
MEASURE = "/nl/maatregelen/kmo-portefeuille/"


def tallies() -> dict[tuple[str, str, str], int]:
    """Everything that was counted, over all days."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in Tally.objects.all():
        found[row.kind, row.subject, row.detail] += row.count
    return dict(found)


@pytest.mark.django_db
def test_opened_pages_and_searches_are_counted_and_nothing_else(client):
    for _ in range(3):
        assert client.get(MEASURE).status_code == 200
    client.head(MEASURE)
    client.get("/nl/maatregelen/bestaat-niet/")
    client.get(MEASURE, headers={"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    client.get("/nl/zoek/?q=opleiding")
    client.get("/nl/zoek/?q=qzxqzx+wvvkj")
    client.get("/nl/zoek/")
    assert tallies() == {
        ("measure_opened", "kmo-portefeuille", ""): 3,
        ("search_made", "", ""): 2,
        ("search_empty", "", ""): 1,
    }


@pytest.mark.django_db
def test_the_words_of_a_search_are_nowhere_in_what_is_kept(client):
    client.get("/nl/zoek/?q=qzxqzx+JanPeeters")
    assert Tally.objects.exists()
    kept = " ".join(str(value) for row in Tally.objects.values() for value in row.values())
    assert "qzxqzx" not in kept
    assert "Peeters" not in kept
    assert not client.cookies


@pytest.mark.django_db
def test_a_page_costs_one_write_at_most(client, django_assert_max_num_queries):
    client.get("/nl/zoek/?q=qzxqzx")
    with django_assert_max_num_queries(20) as seen:
        client.get("/nl/zoek/?q=qzxqzx+wvvkj")
    assert len([query for query in seen if query["sql"].startswith("INSERT")]) == 1


@pytest.mark.django_db
def test_a_database_that_takes_nothing_breaks_no_page_and_loses_no_count(client, monkeypatch):
    def refuse(counts):
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(noting, "add", refuse)
        assert client.get(MEASURE).status_code == 200
        assert client.get(MEASURE).status_code == 200
    assert tallies() == {}
    client.get(MEASURE)
    assert tallies() == {("measure_opened", "kmo-portefeuille", ""): 3}


@pytest.mark.django_db
def test_a_subject_that_cannot_be_found_breaks_no_page_and_counts_nothing(client, monkeypatch):
    def broken(text):
        raise RuntimeError("no reader")

    monkeypatch.setattr("wegwijzer.web.catalogue.views.read_need", broken)
    assert client.get("/nl/zoek/?q=qzxqzx+wvvkj").status_code == 200
    assert tallies() == {}


@pytest.mark.django_db
def test_a_day_is_counted_once_whoever_comes_second():
    counts = Counter({key(DAY, Kind.WALK_BEGUN, "product"): 4})
    assert count_day("walks", DAY, counts)
    assert not count_day("walks", DAY, counts)
    assert tallies() == {("walk_begun", "product", ""): 4}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL the next test says the same")
def test_two_processes_that_count_at_once_lose_nothing(tmp_path):
    """Two workers on one SQLite file; each adds the same three tallies a hundred times."""
    path = tmp_path / "race.sqlite3"
    script = (
        "import django; django.setup()\n"
        "from datetime import date\n"
        "from wegwijzer.web.usage.writing import add\n"
        "for n in range(100): add({(date(2026, 3, 4), 'search_made', s, ''): 1 for s in 'abc'})\n"
    )
    environment = os.environ | {"WEGWIJZER_DATABASE": str(path), "DJANGO_SETTINGS_MODULE": "wegwijzer.web.settings"}

    table, _ = connection.schema_editor(collect_sql=True).table_sql(Tally)
    with sqlite3.connect(path) as made:
        made.execute(table)
    both = [subprocess.Popen([sys.executable, "-c", script], env=environment) for _ in range(2)]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    with sqlite3.connect(path) as kept:
        assert kept.execute("SELECT subject, count FROM usage_tally ORDER BY subject").fetchall() == [
            ("a", 200),
            ("b", 200),
            ("c", 200),
        ]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_lose_nothing_on_postgres():
    def run(number: int) -> None:
        try:
            for _ in range(20):
                add({key(DAY, Kind.SEARCH_MADE, subject): 1 for subject in "abc"})
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(run, range(6)))
    assert tallies() == {("search_made", subject, ""): 120 for subject in "abc"}


@pytest.mark.django_db
def test_walks_are_counted_two_days_later_by_how_far_they_came(visitor):
    visitor.start()
    visitor.see("vraag/")
    stopped = Walk.objects.get()
    assert stopped.stands_at not in ("", Walk.ROADMAP)
    made = Walk.objects.create(need=stopped.need, created=stopped.created, updated=stopped.updated)
    visitor.client.session.save()
    Walk.objects.filter(pk=made.pk).update(stands_at=Walk.ROADMAP, dont_know=["fte"])
    at = timezone.now()
    assert list(nightly.run(at)) != []
    assert tallies() == {}
    assert list(nightly.run(at + timedelta(days=2))) != []
    assert list(nightly.run(at + timedelta(days=2))) == []
    found = tallies()
    assert sum(count for (kind, _, _), count in found.items() if kind == "walk_begun") == 2
    assert sum(count for (kind, _, _), count in found.items() if kind == "roadmap_made") == 1
    assert found["dropped_at", stopped.stands_at, ""] == 1
    assert found["not_known", "fte", ""] == 1
    assert CountedDay.objects.filter(what="walks").exists()


@pytest.mark.django_db
def test_who_saw_the_roadmap_has_been_there_whatever_they_answer_afterwards(visitor):
    visitor.start()
    visitor.see("wegwijzer/")
    assert Walk.objects.get().stands_at == Walk.ROADMAP
    visitor.answer("fte", exact="12")
    visitor.see("vraag/")
    assert Walk.objects.get().stands_at == Walk.ROADMAP
    visitor.start("Wij zoeken een lasser en vinden er geen")
    assert Walk.objects.get().stands_at == ""
