"""What tests of the website share."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.visitor import Visitor


@pytest.fixture(autouse=True)
def fresh_counts():
    """No test is refused for the forms that another one sent."""
    cache.clear()


@pytest.fixture
def visitor(db, client: Client) -> Visitor:
    """Somebody in front of the Dutch front page."""
    return Visitor(client)
