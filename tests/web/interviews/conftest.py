"""Somebody who holds talks, codes them and looks them over, all through the front door."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from wegwijzer.web.interviews import models

SECRET = "Wij werken al tien jaar met Janssens Metaal in 8800 Roeselare. De omzet was 2,5 miljoen euro."


@dataclass
class Interviewer:
    """Fills in forms and looks at pages."""

    client: Client
    language: str = "nl"
    last: HttpResponse = field(default_factory=HttpResponse)

    def see(self, path: str = "") -> str:
        """The text of a page below the interviews."""
        self.last = self.client.get(f"/{self.language}/gesprekken/{path}", follow=True)
        return self.last.content.decode(errors="replace")

    def send(self, path: str, **fields: object) -> HttpResponse:
        """Send a form; the answer is not followed."""
        self.last = self.client.post(f"/{self.language}/gesprekken/{path}", fields)
        return self.last

    def post(self, path: str, fields: dict[str, object]) -> HttpResponse:
        """Send a form whose fields have names of their own."""
        self.last = self.client.post(f"/{self.language}/gesprekken/{path}", fields)
        return self.last

    def begin(self, title: str = "Najaar") -> UUID:
        """A new study."""
        self.send("nieuw/", title=title)
        return UUID(re.search(r"gesprekken/([0-9a-f-]{36})/", self.last["Location"])[1])

    def add(self, study: UUID, **attributes: str) -> UUID:
        """A firm, with consent."""
        self.send(f"{study}/bedrijf/")
        case = UUID(re.search(r"bedrijf/([0-9a-f-]{36})/", self.last["Location"])[1])
        self.send(f"bedrijf/{case}/", **attributes)
        self.send(f"bedrijf/{case}/gesprek/", agreed="yes")
        return case

    def sync(self, case: UUID, *changes: dict[str, object]) -> dict[str, object]:
        """Send changes as the tablet does."""
        self.last = self.client.post(
            f"/{self.language}/gesprekken/bedrijf/{case}/bewaar/",
            json.dumps({"changes": list(changes)}),
            content_type="application/json",
        )
        return self.last.json()

    def write(self, case: UUID, text: str, question: str = "renewal-done") -> models.Note:
        """A note."""
        change = a_change(text, question=question)
        self.sync(case, change)
        return models.Note.objects.get(pk=change["note"])

    def code(self, case: UUID, note: models.Note, *codes: str, coder: int = 1, **fields: object) -> HttpResponse:
        """Give sentences codes."""
        page = self.see(f"bedrijf/{case}/coderen/?codeur={coder}&notitie={note.pk}")
        digest = re.search(r'name="digest" value="(\w+)"', page)[1]
        sent = {"codeur": coder, "notitie": str(note.pk), "digest": digest, "code": codes, "sentence": ["0"], **fields}
        return self.post(f"bedrijf/{case}/coderen/", sent)

    def read_to_the_end(self, case: UUID, note: models.Note, *, coder: int = 1) -> HttpResponse:
        """Say that a note is read."""
        return self.code(case, note, coder=coder, read="yes")

    def review(self, case: UUID, *, keep: tuple[str, ...] = (), added: str = "") -> HttpResponse:
        """Look at the proposals, choose, look again, confirm."""
        page = self.see(f"bedrijf/{case}/nakijken/")
        words = re.findall(r'name="shown" value="([^"]*)"', page)
        choices = {"shown": words, "hide": [word for word in words if word not in keep], "added": added}
        preview = self.post(f"bedrijf/{case}/nakijken/", {**choices, "preview": "yes"}).content.decode()
        seal = re.search(r'name="seal" value="(\w+)"', preview)[1]
        return self.post(f"bedrijf/{case}/nakijken/", {**choices, "confirm": "yes", "seal": seal})

    def done(self, study: UUID, text: str, *codes: str, **attributes: str) -> UUID:
        """A firm with one note, coded to the end and reviewed."""
        case = self.add(study, **attributes)
        note = self.write(case, text)
        if codes:
            self.code(case, note, *codes)
        self.read_to_the_end(case, note)
        self.review(case)
        return case


def a_change(text: str, *, base: int = 0, note: str | None = None, **fields: object) -> dict[str, object]:
    """A change as a tablet makes it."""
    return {
        "id": str(uuid4()),
        "note": note or str(uuid4()),
        "question": "renewal-done",
        "speaker": "manager",
        "text": text,
        "base": base,
        "settles": [],
        **fields,
    }


@pytest.fixture
def interviewer(db, settings) -> Interviewer:
    """Somebody without studies as yet."""
    settings.POSTS_PER_MINUTE = 10_000
    return Interviewer(Client())
