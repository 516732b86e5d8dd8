"""What tests of the website share."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.test import Client, override_settings

from tests.web.html_laws import watching
from tests.web.visitor import Visitor


@pytest.fixture(autouse=True, scope="session")
def every_page_is_looked_at():
    """Whatever page a test sees is held to the laws of accessible HTML."""
    with override_settings(MIDDLEWARE=["tests.web.html_laws.watching.watch", *django_settings.MIDDLEWARE]):
        yield


@pytest.fixture(autouse=True)
def no_page_breaks_a_law(every_page_is_looked_at):
    """A test fails on a page that breaks one, whatever the test is about."""
    yield
    found, watching.FAULTS[:] = watching.FAULTS[:], []
    assert not found, "\n".join(found)


@pytest.fixture(autouse=True)
def fresh_counts():
    """No test is refused for the forms that another one sent."""
    cache.clear()


@pytest.fixture(autouse=True)
def force_login_shows_two_factors():
    """`client.force_login(person)` is a whole sign-in, second factor included: that one has tests of its own."""

    def note(sender, request, user, **rest):
        if "REQUEST_METHOD" not in request.META:  # a request of the test client itself, and no visitor's
            request.session["sign_in"] = {**request.session["sign_in"], "two_factors": True}

    user_logged_in.connect(note)
    yield
    user_logged_in.disconnect(note)


@pytest.fixture(autouse=True)
def pages_ask_what_is_published(request):
    """Every page reads the catalogue that stands, and so asks the database for the last publication."""
    if {"client", "visitor"} & set(request.fixturenames):
        request.getfixturevalue("db")


@pytest.fixture
def visitor(db, client: Client) -> Visitor:
    """Somebody in front of the Dutch front page."""
    return Visitor(client)
