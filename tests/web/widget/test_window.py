"""The advice window for other sites: no cookie, nothing kept, shown by any site, and only it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.cases.conftest import stage
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.people.models import Session
from wegwijzer.web.usage.models import Tally
from wegwijzer.web.widget.limits import MOST_A_MINUTE

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
NEED = "Onze verpakking scheurt tijdens het transport"


@pytest.fixture
def window() -> Client:
    """A browser that sends no cookie and has no token of ours, as from another site."""
    return Client(enforce_csrf_checks=True, headers={"Origin": "null"})


def directives(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize(("language", "word"), [("nl", "vast"), ("en", "stuck"), ("fr", "bloquée")])
def test_the_window_opens_in_three_languages_on_any_site_and_sets_no_cookie(window, language, word):
    answer = window.get(f"/{language}/widget/")
    assert word in answer.content.decode()
    assert not answer.cookies
    assert "X-Frame-Options" not in answer
    policy = directives(answer)
    assert policy["frame-ancestors"] == "*"
    assert "allow-same-origin" not in policy["sandbox"]
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_other_page_can_be_put_in_a_frame(client):
    for address in ("/nl/", "/nl/voor-uw-website/", "/nl/maatregelen/"):
        answer = client.get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    carried = client.post("/nl/widget/verder/", {"need": NEED})
    assert carried["X-Frame-Options"] == "DENY"


def test_a_need_is_answered_with_who_to_call_and_three_measures_and_nothing_is_kept(window):
    answer = window.post("/nl/widget/", {"need": NEED})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Bel eerst: " in shown
    assert len(re.findall(r'class="row-link"', shown)) == 3
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert not Walk.objects.exists()
    assert not Session.objects.exists()


def test_the_answer_leads_to_the_whole_roadmap_with_the_need_in_a_form_and_in_no_address(window):
    shown = window.post("/nl/widget/", {"need": NEED}).content.decode()
    assert 'action="/nl/widget/verder/" target="_blank"' in shown
    assert "scheurt" not in "".join(re.findall(r'(?:href|action|src)="([^"]*)"', shown))
    carried = window.post("/nl/widget/verder/", {"need": NEED}).content.decode()
    assert NEED in carried
    assert not Walk.objects.exists()  # it begins with the form on that page
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', carried).group(1)
    own = {"need": NEED, "csrfmiddlewaretoken": token}
    begun = window.post("/nl/", own, headers={"Origin": "http://testserver"})
    assert begun.status_code == 302
    assert Walk.objects.get().need == NEED


@pytest.mark.parametrize("need", ["", "  ", "a" * 3000, "nul\x00"])
def test_what_is_wrong_is_said_in_the_window(window, need):
    answer = window.post("/nl/widget/", {"need": need})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in shown
    assert 'aria-invalid="true"' in shown
    assert "X-Frame-Options" not in answer
    assert window.post("/nl/widget/verder/", {"need": need})["Location"] == "/nl/"


def test_what_is_typed_is_shown_as_text(window):
    shown = window.post(
        "/nl/widget/?partner=%22%3E%3Cscript%3E", {"need": "<script>alert(1)</script>"}
    ).content.decode()
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_too_many_questions_are_refused_where_the_visitor_can_read_it(window):
    for _ in range(MOST_A_MINUTE):
        window.post("/nl/widget/", {"need": ""})
    answer = window.post("/nl/widget/", {"need": NEED})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wacht een minuut" in answer.content.decode()
    assert "X-Frame-Options" not in answer


def test_a_registered_partner_counts_uses_and_nobody_else_writes_into_the_figures(window, stage):
    desk = str(stage.desks["office"].pk)
    window.get(f"/nl/widget/?partner={desk}")
    window.post(f"/nl/widget/?partner={desk}", {"need": NEED})
    window.post("/nl/widget/verder/", {"need": NEED, "partner": desk})
    window.post("/nl/widget/?partner=Bakkerij%20Bas", {"need": NEED})
    found = {(row.kind, row.subject, row.detail): row.count for row in Tally.objects.filter(kind__startswith="widget")}
    assert found == {
        ("widget_shown", desk, ""): 1,
        ("widget_asked", desk, ""): 1,
        ("widget_carried", desk, ""): 1,
        ("widget_asked", "", ""): 1,
    }
    page = stage.client("cas").get("/nl/voor-uw-website/").content.decode()
    assert f"data-partner=&quot;{desk}&quot;" in page
    assert "Vragen beantwoord" in page
    assert "Kantoor Cijfers" in page


def test_the_page_gives_the_snippet_with_a_link_for_who_has_no_script(client):
    page = client.get("/fr/voor-uw-website/")
    shown = page.content.decode()
    assert "widget/v1.js&quot; data-lang=&quot;fr&quot; async&gt;" in shown
    assert "&lt;noscript&gt;&lt;a href=" in shown
    assert "data-partner=" not in shown.split("</textarea>")[0].split("<textarea")[1]
    assert "frame-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["v1.js", "v1-frame.js", "v1-frame.css"])
def test_files_come_to_any_site_without_cookies_and_are_asked_again_cheaply(client, name):
    answer = client.get(f"/widget/{name}")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    again = client.get(f"/widget/{name}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_scripts_store_nothing_and_reach_nobody():
    from wegwijzer.web.widget.views_files import _read

    for name in ("v1.js", "v1-frame.js"):
        code = _read(name)[0].decode()
        for word in (
            "document.cookie",
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "fetch(",
            "XMLHttp",
            "sendBeacon",
        ):
            assert word not in code
    assert b'"nl": {"title"' in _read("v1.js")[0]
