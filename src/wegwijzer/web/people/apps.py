"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.people"
    label = "people"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from django.contrib.auth.signals import user_logged_in

        from wegwijzer.web.people.entering import note_sign_in

        user_logged_in.connect(note_sign_in, dispatch_uid="people.note_sign_in")
