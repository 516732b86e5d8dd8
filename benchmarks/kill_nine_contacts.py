"""First-line contacts of an office who refer their clients over the pages of a server that is killed under them.

Each signs in with the link of a letter, fills in the form, and where no answer comes does what people do: look in the
list whether it is there, press again, begin anew without looking, or give up. Clients of whom the number ends in 1 are
those of the colleague before, with another question, so that two contacts refer one client at the same time.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from urllib.parse import quote

from benchmarks.kill_nine_browser import Browser, NoAnswerError, Page, filled, form_with
from benchmarks.kill_nine_processes import Sink
from benchmarks.kill_nine_writing import CONTACTS, contact_email, firm_of, number_of_firm, subject_of, words_of

_LOOKS, _PRESSES_AGAIN, _BEGINS_ANEW = 0.4, 0.3, 0.2
"""Shares of those without an answer who look, who press again, and who begin anew; the others give up."""
_UNTIL_LETTER = 40.0
"""Seconds that somebody waits for the letter with the link before asking for another."""


class Contact(threading.Thread):
    """One person, who refers every client whose number is theirs."""

    def __init__(self, place: int, count: int, port: int, sink: Sink, label_of: dict[str, str], seed: int) -> None:
        super().__init__(daemon=True, name=f"contact {place}")
        self._place, self._email = place, contact_email(place)
        self._numbers = range(place, count, CONTACTS)
        self._browser, self._sink, self._label_of = Browser(port), sink, label_of
        self._dice = random.Random(seed + place)
        self.acknowledged: list[int] = []
        self.given_up: list[int] = []
        self.told: Counter[str] = Counter()
        self.error: BaseException | None = None

    def run(self) -> None:
        """Refer all of them; what goes wrong that is not the server's absence is kept for who started this."""
        try:
            self._sign_in()
            for place, number in enumerate(self._numbers):
                if place == len(self._numbers) // 2:  # once more, in another browser
                    self._browser.cookies.clear()
                    self._sign_in()
                self._refer(number)
        except BaseException as error:
            self.error = error

    def go_to(self, port: int) -> None:
        """Ask another server from the next page on, as behind a proxy."""
        self._browser.port = port

    def _sign_in(self) -> None:
        while True:
            try:
                asked = self._browser.get("/nl/aanmelden/")
                if self._is_in(asked):  # it was done before, and its answer did not come
                    return
                self._sink.take_link(self._email)
                self._browser.post("/nl/aanmelden/", filled(form_with(asked, "email"), email=self._email))
                link = self._letter()
                page = self._browser.get(link) if link else asked
                if link and page.status == 200:
                    self._browser.post(link, form_with(page, "csrfmiddlewaretoken"))
                if self._is_in(self._browser.get("/nl/doorverwezen/")):
                    return
            except NoAnswerError:
                self._wait()

    def _letter(self) -> str:
        end = time.monotonic() + _UNTIL_LETTER
        while time.monotonic() < end:
            if link := self._sink.take_link(self._email):
                return link
            time.sleep(0.2)
        return ""

    def _refer(self, number: int) -> None:
        form: list[tuple[str, str]] = []
        does = self._dice.random()  # what this person does without an answer
        while True:
            try:
                form = form or self._form(number)
            except NoAnswerError:
                self._wait()  # nothing was passed on yet: begin again
                continue
            try:
                page = self._browser.post("/nl/doorverwijzen/", form)
                if page.status == 409 and "pass_on_still" in page.body:
                    self.told["shown the earlier one"] += 1
                    self.acknowledged.append(number)
                    return
                if not self._is_in(page):
                    self.told["signed out"] += 1
                    # Signing in leads on to what was asked for, where it was passed on the page that says so; but
                    # some begin anew without going there.
                    if does < _LOOKS + _PRESSES_AGAIN and self._is_listed(number):
                        self.acknowledged.append(number)
                        return
                    form = []
                    continue
                if not page.path.startswith("/nl/doorverwijzen/klaar/"):
                    raise RuntimeError(f"not passed on: {page.path} {page.status} {_faults(page)}")
                self.acknowledged.append(number)
                return
            except NoAnswerError:
                self.told["no answer"] += 1
            self._wait()
            if does < _LOOKS:
                if self._is_listed(number):
                    self.told["found in the list"] += 1
                    self.acknowledged.append(number)
                    return
                self.told["not in the list"] += 1
                form = []
            elif does < _LOOKS + _PRESSES_AGAIN:
                self.told["pressed again"] += 1
            elif does < _LOOKS + _PRESSES_AGAIN + _BEGINS_ANEW:
                self.told["began anew"] += 1
                form = []
            else:
                self.given_up.append(number)
                return

    def _form(self, number: int) -> list[tuple[str, str]]:
        """The whole form, filled in: the question first, then with whom and for whom."""
        page = self._browser.get("/nl/doorverwijzen/")
        if not self._is_in(page):
            self._sign_in()
            page = self._browser.get("/nl/doorverwijzen/")
        asked = filled(form_with(page, "words"), subject=subject_of(number), words=words_of(number), what="look")
        page = self._browser.post("/nl/doorverwijzen/", asked)
        if not self._is_in(page):  # signed out meanwhile, by a clock that jumped
            raise NoAnswerError("signed out")
        firm = firm_of(number)
        return filled(
            form_with(page, "offered_for"),
            name=f"Firm {firm:05}",
            email=f"firm{firm}@kill.example",
            number=number_of_firm(firm),
            consent="yes",
            what="pass_on",
        )

    def _is_listed(self, number: int) -> bool:
        """Whether the office's list has the client with this question."""
        name, label = f"Firm {firm_of(number):05}", self._label_of[subject_of(number)].casefold()
        while True:
            try:
                page = self._browser.get(f"/nl/doorverwezen/?q={quote(name)}")
            except NoAnswerError:
                self._wait()
                continue
            if not self._is_in(page):
                self._sign_in()
                continue
            rows = page.body.split('<li class="row-item">')[1:]
            return any(name in row and label in row.casefold() for row in rows)

    def _is_in(self, page: Page) -> bool:
        return page.status == 200 and "/aanmelden/" not in page.path and 'action="/nl/afmelden/"' in page.body

    def _wait(self) -> None:
        time.sleep(self._dice.uniform(0.3, 1.5))


def _faults(page: Page) -> str:
    return " ".join(re.findall(r'class="field-error"[^>]*>(.*?)</p>', page.body, re.DOTALL))[:500]
