"""Uploads have a limit of their own; every other address keeps that of the site."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.portfolio.conftest import Accountant, portfolio_csv
from tests.web.visitor import words_of
from wegwijzer.web.portfolio.models import Upload


def test_an_upload_may_be_larger_than_a_form(accountant: Accountant):
    assert len(portfolio_csv(200)) > 64 * 1024
    assert accountant.upload(a_csv=portfolio_csv(200)).status_code == 302


@pytest.mark.parametrize(("language", "limit"), [("nl", "1 MB"), ("en", "1 MB"), ("fr", "1 Mo")])
def test_above_its_own_limit_nothing_is_stored_and_the_page_says_how_much_fits(accountant, settings, language, limit):
    accountant.language = language
    settings.LARGEST_REQUESTS = {"portfolio:upload": 1024 * 1024}
    response = accountant.upload(a_csv=b"x" * 1_500_000)
    assert response.status_code == 413
    assert limit in words_of(response.content.decode())
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("path", ["klanten/", "klanten/voorbeeld/", "klanten/wissen/", "bestaat-niet/", ""])
def test_no_other_address_takes_more_than_a_form(accountant: Accountant, path):
    file = SimpleUploadedFile("a.csv", b"x" * 70_000)
    assert accountant.send(path, bestand=file).status_code == 413
