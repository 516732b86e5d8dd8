"""A database that is away, as far as this process can see."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection


@pytest.fixture
def away(db):
    """Every question to the database fails, as when its server went."""

    def refuse(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly: host db.intern, user geheim")

    with connection.execute_wrapper(refuse):
        yield
