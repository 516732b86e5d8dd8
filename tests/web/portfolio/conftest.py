"""An accountant in front of the portfolio, with files to send; uploads wait in a folder of the test."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.filing_files import csv_of, wide_table, xbrl, zip_of
from tests.filings import Filing, Trouble, clients
from wegwijzer.web.portfolio import models


@pytest.fixture(autouse=True)
def upload_folder(settings, tmp_path):
    """Nothing of a test is left among the real uploads, and no register of this machine is read."""
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    return settings.UPLOAD_FOLDER


@pytest.fixture(autouse=True)
def no_registers(monkeypatch, tmp_path):
    """Registers are not loaded, unless a test says so."""
    folder = tmp_path / "registers"
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(folder))
    return folder


@dataclass
class Accountant:
    """Sends files, looks at pages, fills in forms."""

    client: Client
    language: str = "nl"
    last: HttpResponse = field(default_factory=HttpResponse)

    def see(self, path: str = "klanten/") -> str:
        """The text of a page below the language."""
        self.last = self.client.get(f"/{self.language}/{path}", follow=True)
        return self.last.content.decode(errors="replace")

    def send(self, path: str, **fields: object) -> HttpResponse:
        """Send a form; the answer is not followed."""
        self.last = self.client.post(f"/{self.language}/{path}", fields)
        return self.last

    def upload(self, **files: bytes) -> HttpResponse:
        """Send files: `balans_csv=b"..."` is called balans.csv."""
        sent = [SimpleUploadedFile(".".join(name.rsplit("_", 1)), content) for name, content in files.items()]
        return self.send("klanten/laden/", bestand=sent)

    def try_out(self) -> Accountant:
        """Take the fictional clients."""
        self.send("klanten/voorbeeld/")
        return self

    def client_id(self, name: str = "") -> object:
        """The id of a client, by what it is called in the accounts."""
        found = models.StoredFiling.objects.all()
        return (found.filter(data__name=name) if name else found).first().client_id


@pytest.fixture
def accountant(db) -> Accountant:
    """Somebody without a portfolio as yet."""
    return Accountant(Client())


def a_portfolio(count: int, *, years: int = 1) -> list[list[Filing]]:
    """The filings of so many clients, newest first; the first ten are in trouble, each in its own way."""
    return clients(count, years=years, troubles=dict(zip(range(count), Trouble, strict=False)))


def portfolio_csv(count: int = 200) -> bytes:
    """A wide CSV of a portfolio, ten clients of which are in trouble."""
    return csv_of(wide_table([group[0] for group in a_portfolio(count)]), delimiter=";", decimals=",")


def portfolio_zip(count: int = 200) -> bytes:
    """A zip of XBRL deposits."""
    deposits = [group[0] for group in a_portfolio(count)]
    return zip_of({f"{item.entity}.xbrl": xbrl(item) for item in deposits})
