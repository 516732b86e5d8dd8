"""Where sessions are kept: in the database, with the person beside them, so that sign-ins can be shown and ended."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from wegwijzer.web.people.sign_in_state import state_in


class SessionStore(DatabaseStore):
    """Django's own store over our table."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table; looked up late, for Django reads this module before its apps."""
        from wegwijzer.web.people.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of a session, with what the session says of its sign-in."""
        row: Any = super().create_model_instance(data)
        state = state_in(data.get("sign_in"))
        row.person_id = data.get("_auth_user_id")
        if state is not None and row.person_id is not None:
            row.how, row.device, row.began, row.seen = state.how, state.device, state.began, state.seen
        return row
