"""Staff are asked before they are signed out for doing nothing (WCAG 2.2.1); nobody else is."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.inbox.conftest import World, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db


def test_only_staff_who_signed_in_are_asked_and_one_request_keeps_them_in(world: World, settings):
    staff = world.browser("arne")
    page = staff.get("/nl/account/").content.decode()
    assert f'data-idle="{int(settings.STAFF_IDLE.total_seconds())}" data-stay="/nl/account/"' in page
    assert staff.head("/nl/account/").status_code == 200
    for client in (Client(), world.browser("an")):
        assert "data-idle" not in client.get("/nl/").content.decode()
