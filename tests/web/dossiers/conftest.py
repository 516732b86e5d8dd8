"""Somebody who writes a dossier, all through the front door; and the metal firm that wants a coating."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.web.cases.conftest import Stage, stage
from tests.web.visitor import words_of

__all__ = ["Stage", "stage"]

NUMBER = "0403.019.261"


def next_year() -> int:
    """The year after this one: projects of the tests lie in the future."""
    return timezone.localdate().year + 1


@dataclass
class Writer:
    """Fills in forms and looks at pages of one dossier."""

    client: Client = field(default_factory=Client)
    language: str = "nl"
    id: UUID | None = None
    last: HttpResponse = field(default_factory=HttpResponse)

    def begin(self, title: str = "Coating", measure: str = "ontwikkelingsproject") -> Writer:
        """A new dossier."""
        self.last = self.client.post(f"/{self.language}/dossiers/nieuw/", {"title": title, "measure": measure})
        found = re.search(r"dossiers/([0-9a-f-]{36})/", self.last.headers.get("Location", ""))
        self.id = UUID(found[1]) if found else None
        return self

    def path(self, rest: str = "") -> str:
        """The address of a page of the dossier."""
        return f"/{self.language}/dossiers/{self.id}/{rest}"

    def see(self, rest: str = "") -> str:
        """A page of the dossier, as it is sent."""
        self.last = self.client.get(self.path(rest))
        return self.last.content.decode(errors="replace")

    def read(self, rest: str = "") -> str:
        """The words of a page."""
        return words_of(self.see(rest))

    def post(self, rest: str, **fields: object) -> HttpResponse:
        """Send a form; the answer is not followed."""
        self.last = self.client.post(self.path(rest), fields)
        return self.last

    def write(self, part: str, *, upon: str | None = None, **fields: object) -> HttpResponse:
        """Keep a part with the button, upon the page as it now stands, or one that was seen before."""
        page = upon or self.see(f"deel/{part}/")
        hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("base", "draft")}
        return self.post(f"deel/{part}/", **hidden, **{name.replace("__", "-"): text for name, text in fields.items()})

    def type(self, part: str, *, base: int, draft: str = "", **fields: object) -> dict[str, object]:
        """Keep a part as its page does while somebody types."""
        sent = {name.replace("__", "-"): text for name, text in fields.items()}
        return self.post(f"deel/{part}/bewaar/", base=base, draft=draft or str(uuid4()), **sent).json()


def rows(*found: dict[str, object]) -> dict[str, object]:
    """Rows of a table as the fields of a form."""
    return {f"row-{place}-{name}": text for place, row in enumerate(found, start=1) for name, text in row.items()}


def fill_in_coating(writer: Writer) -> None:
    """The dossier of the metal firm: a coating with a college."""
    year = next_year()
    writer.write("firm", firm_name="Metaal Vermeulen", firm_number=NUMBER, text="Wij draaien en frezen. " * 20)
    writer.write("problem", text="Onze mallen slijten na zes maanden en dat kost ons stilstand. " * 5)
    writer.write("idea", text="Een coating die de mal beschermt tegen slijtage door heet aluminium. " * 8)
    writer.write("new", text="Wij kunnen vandaag geen keramische laag op kromme vlakken aanbrengen. " * 8)
    plan = rows(
        {
            "name": "Laag kiezen",
            "begins": f"{year}-02-01",
            "ends": f"{year}-07-31",
            "who": "Jan Peeters, Hogeschool Zee",
            "result": "Drie lagen gemeten op slijtage",
            "budget": "40000",
        },
        {
            "name": "Proefserie",
            "begins": f"{year}-08-01",
            "ends": f"{year + 1}-01-31",
            "who": "Jan Peeters",
            "result": "Twintig mallen in gebruik",
            "budget": "60.000",
        },
    )
    writer.write("plan", applies_on=f"{year}-01-05", text="", **plan)
    writer.write("people", text="", **rows({"name": "Jan Peeters", "role": "Ingenieur", "months": "10"}))
    costs = rows(
        {"kind": "staff", "package": "Laag kiezen", "year": str(year), "euro": "30.000"},
        {"kind": "subcontracting", "package": "Laag kiezen", "year": str(year), "euro": "10000"},
        {"kind": "materials", "package": "Proefserie", "year": str(year), "euro": "35.000,50"},
        {"kind": "staff", "package": "Proefserie", "year": str(year + 1), "euro": "24.999,50"},
    )
    writer.write("costs", total="100.000", text="", **costs)
    writer.write("market", text="Drie klanten willen mallen die een jaar meegaan en betalen daarvoor meer. " * 8)
    partner = {
        "name": "Hogeschool Zee",
        "kind": "research",
        "number": "0403.170.701",
        "cost": "10000",
        "role": "Metingen",
    }
    writer.write("partners", text="", **rows(partner))
    writer.write("effects", text="Vier banen en een nieuwe oven in Vlaanderen, samen een half miljoen euro. " * 5)
    writer.write("risks", text="De laag kan loskomen; dan nemen wij de tweede laag uit de proef. " * 4)


@pytest.fixture
def writer(db, settings) -> Writer:
    """A visitor without a dossier as yet."""
    settings.POSTS_PER_MINUTE = 10_000
    return Writer()


@pytest.fixture
def tomorrow() -> date:
    """The day after today."""
    return timezone.localdate() + timedelta(days=1)
