"""What is wrong with a file is said in the language of the page, with what to do; the reader's own line stays."""

from __future__ import annotations

import pytest

from tests.filing_files import xbrl, zip_of
from tests.filings import client
from tests.web.portfolio.conftest import Accountant
from tests.web.visitor import words_of
from wegwijzer.web.portfolio.models import Upload

BAD = {
    "leeg_csv": (b"", "Hier staan geen bedragen in."),
    "leeg_zip": (zip_of({}), "Hier staan geen bedragen in."),
    "stuk_zip": (zip_of({"a.csv": b"x" * 500})[:-40], "Dit bestand is beschadigd of onvolledig."),
    "half_xbrl": (xbrl(client(seed=9)[0])[:900], "Dit bestand is beschadigd of onvolledig."),
    "half_json": (b'{"Rubrics": [', "Dit bestand is beschadigd of onvolledig."),
    "brief_pdf": (b"%PDF-1.7", "Dit is geen jaarrekening die we kunnen lezen."),
    "dollar_csv": (b"entity,rubric,n\nA,70,USD 100\nA,9900,50\n", "een andere munt dan de euro"),
    "woord_csv": (b"entity,rubric,n\nA,70,veel\nA,9900,50\n", "Een cel bevat geen leesbaar bedrag."),
    "dubbel_csv": (b"entity,rubric,n\nA,70,1\nA,70,2\n", "Hetzelfde staat er meer dan"),
    "naamloos_csv": (b"wie,rubric,n\nA,70,1\n", "We weten niet van wie een jaarrekening is"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_kind_of_fault_is_told_with_what_to_do(accountant: Accountant, name):
    content, told = BAD[name]
    accountant.upload(**{name: content})
    upload = Upload.objects.get()
    page = accountant.see(f"klanten/laden/{upload.pk}/")
    assert told in words_of(page)
    assert upload.faults[0][0].startswith(".".join(name.rsplit("_", 1)))
    assert "woord voor woord (in het Engels)" in page


def test_so_many_waiting_files_that_the_disk_would_fill_are_refused(accountant: Accountant, settings):
    settings.MOST_WAITING = -1
    response = accountant.upload(a_csv=b"entity,rubric,n\nA,70,1\n")
    assert response.status_code == 503
    assert "Probeer het over een kwartier opnieuw" in response.content.decode()
    assert Upload.objects.count() == 0
