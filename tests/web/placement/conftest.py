"""A firm that places itself, as the tests drive one: through the front door."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.visitor import words_of


@dataclass
class Firm:
    """Answers questions one by one, with what it is told to answer and "no" to the rest."""

    client: Client
    language: str = "nl"
    asked: list[str] = field(default_factory=list)
    last: HttpResponse = field(default_factory=HttpResponse)

    def see(self, path: str = "") -> str:
        """The text of a page of the self-placement, as a reader sees it."""
        self.last = self.client.get(f"/{self.language}/waar-staat-u/{path}", follow=True)
        return words_of(self.last.content.decode())

    def send(self, path: str = "", **fields: str) -> HttpResponse:
        """Send a form; the answer is not followed."""
        self.last = self.client.post(f"/{self.language}/waar-staat-u/{path}", fields)
        return self.last

    def answer_all(self, **answers: str) -> str:
        """Begin, answer until there is a result, and read it."""
        self.asked = []
        self.send()
        while "/vraag/" in self.last["Location"]:
            question = self.last["Location"].rstrip("/").rpartition("/")[2]
            assert question not in self.asked
            self.asked.append(question)
            self.send(f"vraag/{question}/", answer=answers.get(question, "no"))
        assert self.last["Location"] == f"/{self.language}/waar-staat-u/resultaat/"
        return self.see("resultaat/")


@pytest.fixture
def firm(db, client: Client, settings) -> Firm:
    """A Dutch-speaking firm that was not here before."""
    settings.POSTS_PER_MINUTE = 1000
    return Firm(client)
