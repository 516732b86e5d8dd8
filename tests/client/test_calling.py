"""Waiting, repeating, keys and tokens, pages, and what is wrong."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.client.lines import SITE, Told
from wegwijzer.client import ChangedError, ProblemError, UnreachableError, Wegwijzer
from wegwijzer.client.errors import ForbiddenError, InvalidError, NoKeyError, NotFoundError, TooManyRequestsError
from wegwijzer.client.transport import UrllibTransport

OK = (200, {}, {"items": []})
PROBLEM = {"code": "invalid", "title": "t", "detail": "That is wrong.", "faults": [{"where": "body.firm", "what": "x"}]}


def client(*answers, **more) -> tuple[Wegwijzer, Told]:
    line = Told(list(answers))
    return Wegwijzer(SITE, transport=line, sleep=line.slept.append, **more), line


def test_it_waits_as_long_as_the_site_asks_and_no_longer_than_it_may():
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=20))
    found, line = client((429, {"retry-after": "7"}, {}), (503, {"retry-after": later}, {}), (503, {}, {}), OK)
    assert found.search("octrooi") == []
    assert line.slept[0] == 7
    assert 15 < line.slept[1] <= 20
    assert line.slept[2] < 5
    impatient, line = client((429, {"retry-after": "3600"}, {"code": "too_many"}), longest_wait=60)
    with pytest.raises(TooManyRequestsError) as refused:
        impatient.search("octrooi")
    assert (refused.value.retry_after, line.slept) == (3600, [])


def test_a_broken_line_is_tried_again_only_where_that_does_no_harm():
    found, line = client(None, OK)
    found.search("octrooi")
    assert len(line.asked) == 2
    found, line = client(None, (201, {}, {"outcome": "opened", "referral": None}))
    found.refer_firm({"email": "a@b.example"}, "product", consent=True)
    keys = [one.headers["Idempotency-Key"] for one in line.asked]
    assert len(keys) == 2
    assert len(set(keys)) == 1  # carried out once
    found, line = client(None, OK)
    with pytest.raises(UnreachableError):
        found.take_step({"id": "q", "version": 3}, "taken_up")
    assert len(line.asked) == 1
    assert line.asked[0].headers["If-Match"].startswith('"3.')


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, NoKeyError), (403, ForbiddenError), (404, NotFoundError), (412, ChangedError), (422, InvalidError)],
)
def test_a_problem_is_an_exception_that_says_what_is_wrong(status, kind):
    found, _ = client((status, {}, PROBLEM))
    with pytest.raises(kind) as refused:
        found.size({})
    assert refused.value.faults[0].where == "body.firm"
    assert "That is wrong." in str(refused.value)


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"[]", b""])
def test_an_error_that_is_no_problem_document_is_one_all_the_same(body):
    found, _ = client((502, {}, body))
    with pytest.raises(ProblemError) as refused:
        found.search("x")
    assert refused.value.status == 502
    found, _ = client((200, {}, b"<html>Not an API</html>"))
    with pytest.raises(UnreachableError, match="no JSON"):
        found.search("x")


def test_what_did_not_change_is_not_sent_again():
    found, line = client((200, {"etag": '"a"'}, {"items": [{"id": "x"}]}), (304, {}, b""))
    first = found.search("octrooi")
    first[0]["id"] = "changed by who got it"
    assert found.search("octrooi") == [{"id": "x"}]
    assert line.asked[1].headers["If-None-Match"] == '"a"'


def test_pages_are_asked_as_they_are_needed_and_at_our_own_address():
    following = "https://inside.example:8000/api/v1/measures?limit=100&offset=100"
    found, line = client(
        (200, {}, {"count": 2, "next": following, "items": [{"id": "a"}]}),
        (200, {}, {"count": 2, "next": None, "items": [{"id": "b"}]}),
    )
    measures = found.list_measures()
    assert next(measures)["id"] == "a"
    assert len(line.asked) == 1
    assert [one["id"] for one in measures] == ["b"]
    assert line.asked[1].url == f"{SITE}/api/v1/measures?limit=100&offset=100"


def test_a_token_is_asked_once_and_anew_before_it_ends():
    token = (200, {}, {"access_token": "t", "token_type": "Bearer", "expires_in": 3600, "scope": "cases:read"})
    found, line = client(token, OK, client_id="prefix", client_secret="s", scopes=["cases:read"])
    found.search("a")
    found.search("b")
    assert [one.path for one in line.asked] == ["/token", "/search", "/search"]
    assert b"scope=cases%3Aread" in line.asked[0].body
    assert line.asked[1].headers["Authorization"] == "Bearer t"
    short = (200, {}, {"access_token": "t", "token_type": "Bearer", "expires_in": 1, "scope": ""})
    found, line = client(short, OK, short, OK, client_id="prefix", client_secret="s")
    found.search("a")
    found.search("b")
    assert [one.path for one in line.asked] == ["/token", "/search", "/token", "/search"]


def test_an_id_cannot_lead_to_another_address():
    found, line = client((200, {}, {}))
    found.get_measure("../../token?x")
    assert line.asked[0].path == "/measures/..%2F..%2Ftoken%3Fx"


def test_only_web_addresses_are_asked_and_a_dead_one_says_so():
    with pytest.raises(UnreachableError, match="begins with https"):
        Wegwijzer("file:///etc/passwd", attempts=1).search("x")
    begun = time.monotonic()
    with pytest.raises(UnreachableError):
        UrllibTransport(timeout=2)("GET", "http://127.0.0.1:9/", {}, None)
    assert time.monotonic() - begun < 2
