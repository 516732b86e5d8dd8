"""Made-up people who sign in once and come back with the same cookies."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from benchmarks.kill_nine_browser import filled
from benchmarks.load.browsing import Browsing, WentWrongError, fields_of, piece_with

STEP = "sign in (made-up people, with a password)"
"""Real people come in through a letter; the password of a demonstration takes the server long, as it should."""
_STAYS = 30 * 60.0
"""Seconds after which somebody signs in again; the sign-in before that one ends then, as visits may go on in it."""


@dataclass
class Account:
    """One person's address and what their browser keeps. Several of their visits may go on at once, as tabs do."""

    email: str
    password: str
    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    since: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, browsing: Browsing) -> None:
        """Browse as this person, signed in. Raises WentWrongError."""
        browsing.address = self.address
        with self._lock:
            if time.monotonic() - self.since > _STAYS:
                self._sign_in(browsing)
            browsing.cookies = self.cookies

    def _sign_in(self, browsing: Browsing) -> None:
        if self.before:
            browsing.cookies = self.before
            page = browsing.get("account", "/nl/account/")
            if piece_with(page, "/nl/afmelden/"):  # else nothing was done in it for an hour, and the site ended it
                browsing.post("sign out", "/nl/afmelden/", fields_of(page, "/nl/afmelden/"))
        browsing.cookies = {}
        page = browsing.get("form to sign in", "/nl/aanmelden/")
        given = filled(fields_of(page, "demo-password"), email=self.email, password=self.password)
        page = browsing.post(STEP, "/nl/aanmelden/wachtwoord/", given)
        if piece_with(page, "/aanmelden/code/overslaan/"):
            fields = fields_of(page, "/aanmelden/code/overslaan/")
            page = browsing.post("leave the code out", "/nl/aanmelden/code/overslaan/", fields)
        if 'action="/nl/afmelden/"' not in page.body:
            raise WentWrongError(f"{STEP}: not signed in")
        self.before, self.cookies, self.since = self.cookies, browsing.cookies, time.monotonic()
