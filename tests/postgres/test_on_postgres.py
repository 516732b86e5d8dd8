"""What must hold on PostgreSQL as it does on SQLite: the suites of the apps that write most, on a server of their own.

They run in a pytest of their own, because the database is chosen once, when the settings are read; in two, for each
makes its tables anew. Tests marked `postgres` are about what only shows there, such as two that write at the same
moment; elsewhere they are skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres.cluster import NoPostgresError, throwaway_cluster

ROOT = Path(__file__).parents[2]
SUITES = {
    "referral": ("tests/web/referral",),
    "others": (
        "tests/web/people/test_people.py",
        "tests/web/people/test_races.py",
        "tests/web/post/test_outbox.py",
        "tests/web/operating/test_migrating.py",
        "tests/web/post/test_races.py",
        "tests/web/webhooks/test_delivering.py::test_no_two_workers_take_one_message_and_a_dead_workers_comes_back",
        "tests/web/clusters/test_deciding.py",
        "tests/web/partners/test_searching.py::test_two_firms_find_each_other_ask_and_agree",
        "tests/web/partners/test_searching.py::test_two_who_change_at_once_do_not_lose_anything",
        "tests/web/partners/test_searching.py::test_pressing_twice_asks_once",
        "tests/web/offers/test_topics.py::test_the_same_form_sent_twice_asks_once",
        "tests/web/offers/test_topics.py::test_nobody_is_swamped_a_firm_bears_three_open_requests_sent_and_received",
        "tests/web/agenda/test_importing.py::test_a_list_that_is_read_twice_changes_nothing",
        "tests/web/agenda/test_subscriptions.py::test_one_digest_a_week_with_what_fits_whatever_worker_asks_and_how_often",
    ),
}
"""Where the database itself matters: what is written, locked, and raced for. Pages and words are the same on both."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[dict[str, str]]:
    """The environment in which Wegwijzer uses a server that was started for these tests."""
    if os.environ.get("WEGWIJZER_DATABASE", "").startswith("postgres"):
        pytest.skip("this run is on PostgreSQL already")
    try:
        with throwaway_cluster() as environment:
            yield environment
    except NoPostgresError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("suite", SUITES)
def test_a_suite_holds_on_postgresql(suite, postgres):
    command = [sys.executable, "-m", "pytest", *SUITES[suite], "-m", "not browser", "-p", "no:cacheprovider", "-x"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **postgres}, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    assert " passed" in done.stdout
