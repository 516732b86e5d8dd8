"""What answers tell browsers, caches and strangers; on https, as an installation runs."""

from __future__ import annotations

import os
import re
import runpy
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wegwijzer.web import settings as web_settings
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Link, Person
from wegwijzer.web.post.models import Outgoing as Letter
from wegwijzer.web.security_environment import read_security_contact
from wegwijzer.web.security_txt import written

pytestmark = pytest.mark.django_db

PRODUCTION = {
    "WEGWIJZER_ENVIRONMENT": "production",
    "WEGWIJZER_SECRET_KEY": "".join(chr(33 + number % 90) for number in range(60)),
    "WEGWIJZER_ALLOWED_HOSTS": "wegwijzer.example",
    "WEGWIJZER_ADDRESS": "https://wegwijzer.example",
    "WEGWIJZER_MAIL_HOST": "smtp.wegwijzer.example",
    "WEGWIJZER_MAIL_FROM": "post@wegwijzer.example",
}


@pytest.fixture(scope="module")
def production():
    """The settings as an installation has them."""
    with mock.patch.dict(os.environ, PRODUCTION):
        return runpy.run_path(web_settings.__file__)


def test_in_production_cookies_stay_on_https_and_on_this_host(production):
    for kind in ("SESSION", "CSRF"):
        assert production[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{kind}_COOKIE_SECURE"]
        assert production[f"{kind}_COOKIE_HTTPONLY"]
        assert production[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert production.get(f"{kind}_COOKIE_DOMAIN") is None
        assert production.get(f"{kind}_COOKIE_PATH", "/") == "/"


def test_in_production_browsers_come_back_over_https_for_a_year_subdomains_included(production):
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert production["SECURE_SSL_REDIRECT"]
    assert not production["DEBUG"]


def test_a_host_that_is_not_ours_gets_nothing(client):
    answer = client.get("/nl/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil" not in answer.content
    with override_settings(ALLOWED_HOSTS=["wegwijzer.example"]):
        assert client.get("/nl/", headers={"host": "wegwijzer.example@evil.example"}).status_code == 400


def test_a_forwarded_host_is_not_believed(client):
    page = client.get("/", headers={"x-forwarded-host": "evil.example"})
    assert "evil" not in page["Location"]


@pytest.mark.parametrize("page", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, page):
    person = people.person_with("an@voorbeeld.example")
    client.force_login(person)
    answer = client.get("/nl/aanmelden/", {"next": page})
    assert answer["Location"].startswith("/nl/")


def test_every_page_of_somebody_is_kept_by_no_cache(ours):
    """What is theirs, all of it: the addresses of `possessions` that open for the firm itself."""
    browser = ours.browser(ours.ours["firm"])
    names = ("cases:case", "cases:privacy", "dossiers:dossier", "dossiers:download", "premium:scheme", "agreements:log")
    for name in (*names, "money:action", "duties:days", "cases:export_file", "projects:project"):
        pattern = ours.things[name.partition(":")[0]]
        wanted = {"language": "nl", **{key: pattern[key] for key in _parameters(name)}}
        answer = browser.get(reverse(name, kwargs=wanted))
        assert answer.status_code == 200, name
        assert "no-store" in answer["Cache-Control"], name
        answer.close()
    assert "no-store" in browser.get("/nl/")["Cache-Control"]


def _parameters(name: str) -> list[str]:
    from tests.web.security.test_other_peoples_pages import addresses

    return [key for key in next(one for one in addresses() if one.name == name).parameters if key != "language"]


def test_a_file_is_a_download_in_an_origin_of_its_own(ours):
    browser = ours.browser(ours.ours["firm"])
    thing = ours.things["dossiers"]
    paths = [
        reverse("dossiers:download", args=["nl", thing["dossier_id"], thing["attachment_id"]]),
        reverse("dossiers:export", args=["nl", thing["dossier_id"], "xlsx"]),
        reverse("cases:export_file", args=["nl", ours.things["cases"]["firm_id"]]),
        "/nl/cijfers/tabel-1.csv",
    ]
    for path in paths:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert answer["Content-Disposition"].startswith("attachment"), path
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"], path
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_asking_for_a_link_does_as_much_for_an_address_that_nobody_has(client):
    """The same statements, and one more for somebody who is gone again: nothing to time but the network."""
    people.person_with("an@voorbeeld.example")
    client.get("/nl/aanmelden/")
    counts = []
    for email in ("an@voorbeeld.example", "niemand@voorbeeld.example"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.post("/nl/aanmelden/", {"email": email}).status_code == 302
        counts.append([re.match(r"\w+(?: INTO \S+)?", query["sql"])[0] for query in queries])
    known, unknown = ([one for one in found if one.startswith("INSERT")] for found in counts)
    assert set(known) <= set(unknown)
    assert [kept.person.email for kept in Letter.objects.filter(kind="sign_in")] == ["an@voorbeeld.example"]
    assert [kept.person.email for kept in Link.objects.filter(purpose="sign_in")] == ["an@voorbeeld.example"]
    assert not Person.objects.filter(email__endswith=".invalid").exists()


def test_who_to_tell_of_a_weakness_is_where_one_looks(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT, settings.SITE_ADDRESS = "mailto:veilig@wegwijzer.example", "https://wegwijzer.example"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:veilig@wegwijzer.example"
    assert fields["Canonical"] == "https://wegwijzer.example/.well-known/security.txt"
    now = datetime.now(UTC)
    assert now < datetime.fromisoformat(fields["Expires"]) < now + timedelta(days=365)


def test_the_end_of_the_file_is_written_as_the_rfc_wants_it():
    at = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert "\nExpires: 2027-05-29T00:00:00Z\n" in written("mailto:a@b.example", "https://b.example", at=at)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("veilig@wegwijzer.example", "mailto:veilig@wegwijzer.example"),
        ("https://wegwijzer.example/melden", "https://wegwijzer.example/melden"),
        ("http://wegwijzer.example/", None),
        ("veilig", None),
        ("a@b.example\nContact: mailto:evil@evil.example", None),
    ],
)
def test_a_contact_is_one_line_with_a_mailbox_or_a_page(typed, kept):
    problems: list[str] = []
    env = mock.Mock(str=lambda name, default: typed)
    found = read_security_contact(env, problems)
    assert bool(problems) == (kept is None)
    assert kept in (None, found)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE"])
def test_methods_that_nothing_takes_are_refused(client, method):
    assert client.generic(method, "/nl/").status_code == 405


def test_forms_of_other_sites_are_refused_everywhere(ours):
    """CSRF: without our token no address that takes a form does anything."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = ours.browser(ours.ours["firm"]).cookies
    case = ours.things["cases"]["case_id"]
    for path in (f"/nl/mijn-vragen/{case}/doe/bericht/", "/nl/afmelden/", "/nl/dossiers/nieuw/", "/nl/wissen/"):
        assert browser.post(path, {"words": "x"}).status_code == 403, path
