"""A visitor of the guide, as the tests drive one: through the front door, with Django's test client."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

NEED = "Onze verpakking scheurt in de diepvries"


@dataclass
class Visitor:
    """Types a need, answers questions, looks at pages."""

    client: Client
    language: str = "nl"
    last: HttpResponse = field(default_factory=HttpResponse)

    def see(self, path: str) -> str:
        """The text of a page below the language."""
        self.last = self.client.get(f"/{self.language}/{path}", follow=True)
        return self.last.content.decode(errors="replace")

    def send(self, path: str, **fields: str) -> HttpResponse:
        """Send a form; the answer is not followed."""
        self.last = self.client.post(f"/{self.language}/{path}", fields)
        return self.last

    def start(self, need: str = NEED, **fields: str) -> Visitor:
        """Send the need."""
        self.send("", need=need, **fields)
        return self

    def answer(self, fact: str, **fields: str) -> HttpResponse:
        """Answer one fact, as a correction."""
        return self.send(f"antwoord/{fact}/", **fields)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words_of(page: str) -> str:
    """What a reader sees of a page, on one line."""
    parser = _Words()
    parser.feed(page)
    return " ".join(" ".join(parser.found).split())
