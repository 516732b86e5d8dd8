"""What holds for every test: a slow machine is no finding, for speed is measured by the benchmarks."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

import wegwijzer.readers.catalogue  # noqa: F401  # says how the files are read
from wegwijzer.cli.settling import settle
from wegwijzer.readers.standing import stand_on

settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_collection_finish():
    """What was collected stays: looking through it for garbage again and again took a tenth of the suite's time."""
    settle()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def only_on_postgres(request):
    """A test marked `postgres` is for a PostgreSQL server: `tests/postgres` runs it on one."""
    if request.node.get_closest_marker("postgres") is not None:
        from django.db import connection

        if connection.vendor != "postgresql":
            pytest.skip("not on PostgreSQL: tests/postgres runs it there")


@pytest.fixture(autouse=True, scope="session")
def shipped_files_alone():
    """The shipped rules hold in the tests, whatever somebody published in a database of this machine."""
    stand_on({})


@pytest.fixture(autouse=True, scope="session")
def quick_passwords():
    """The hash of a password is made to be slow; the tests of a whole demonstration would wait for it for minutes."""
    from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()
