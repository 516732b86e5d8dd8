"""One college, one office and one bakery with all that is theirs, made once for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.web.security.possessions import Possessions, possessions


@pytest.fixture(scope="module")
def ours(django_db_setup, django_db_blocker) -> Iterator[Possessions]:
    """What is theirs; it is gone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield possessions()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def no_page_breaks_a_law(settings) -> None:
    """Other tests hold pages to the laws of HTML; here forms come with ids that no page offers, and lead nowhere."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("tests.")]
