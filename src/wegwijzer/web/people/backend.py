"""Who may come in: active people; with a password only made-up ones, on a machine for development."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from wegwijzer.web.people.models import Person


class PersonBackend(BaseBackend):
    """The only backend of the site."""

    def authenticate(
        self, request: HttpRequest | None, email: str = "", password: str = "", **credentials: Any
    ) -> Person | None:
        """The made-up person with that address and password; nobody in production."""
        if settings.IS_PRODUCTION or not email or not password:
            return None
        person = Person.objects.filter(email=email.strip().lower(), is_active=True, is_demo=True).first()
        if person is None:
            Person().set_password(password)  # takes as long as checking one
            return None
        return person if person.check_password(password) else None

    def get_user(self, user_id: UUID) -> Person | None:
        """The person of a session, while they may come in."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
