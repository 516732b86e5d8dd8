"""What must hold on PostgreSQL as it does on SQLite: the suites of the referral's apps, on a server of their own.

Each is a pytest of its own, because the database is chosen once, when the settings are read. Tests marked `postgres`
are about what only shows there, such as two that write at the same moment; elsewhere they are skipped.
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
    "people": ("tests/web/people/test_people.py", "tests/web/people/test_races.py"),
    "post": ("tests/web/post/test_outbox.py", "tests/web/post/test_races.py"),
    "referral": ("tests/web/referral",),
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
