"""Every error is one kind of document: what, where, what to do, in the language of the caller."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.api.conftest import Program, World
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.problems import STATUS_OF
from wegwijzer.wording.language import LANGUAGES, texts

PARTS = {"type", "title", "status", "detail", "instance", "code", "what", "where", "what_to_do"}


def problem(response: object, status: int) -> dict[str, object]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert set(told) >= PARTS
    assert told["status"] == status
    assert all(told[part] for part in PARTS)
    assert "{" not in told["detail"]
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_its_words(language: str):
    known = texts("api", language)
    for code in STATUS_OF:
        assert all(f"api.problem.{code}.{part}" in known for part in ("title", "what", "next"))
    assert set(known) == set(texts("api", "nl"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("measures/", 404),
        ("/api/v2/measures", 404),
        ("/api/", 404),
        ("measures/kmo-portefeuil", 404),
        ("facts/niets", 404),
        ("events/00000000-0000-0000-0000-000000000000", 404),
        ("events/x", 422),
        ("measures?on=1990-01-01", 422),
        ("measures?on=2026-13-01", 422),
        ("measures?on=20261101", 422),
        ("measures?limit=0", 422),
        ("measures?limit=1_0", 422),
        ("measures?limit=101", 422),
        ("measures?limit=2&limit=3", 422),
        ("measures?offset=-1", 422),
        ("measures?q=%00", 422),
        ("events?theme=zot", 422),
        ("search", 422),
        ("search?q=%20", 422),
        ("inbox", 401),
        ("measures/kmo-portefeuille?on=2012-01-01", 404),
    ],
)
def test_what_cannot_be_read_is_told_in_the_language_of_the_caller(program: Program, db, path: str, status: int):
    titles = {problem(program.get(path, Accept_Language=language), status)["title"] for language in LANGUAGES}
    assert len(titles) == 3


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("", "application/json", 422),
        ('{"firm": NaN}', "application/json", 400),
        ('{"firm": {}, "firm": {}}', "application/json", 400),
        ('{"firm": {"name": "\\u0000"}}', "application/json", 400),
        ('{"firm": {"name": "\\ud800"}}', "application/json", 400),
        (b"\xff", "application/json", 400),
        ("[" * 100_000, "application/json", 413),
        ("[" * 50_000, "application/json", 400),
        ('{"firm": 1' + "0" * 5000 + "}", "application/json", 400),
        ("[]", "application/json", 422),
        ("1", "application/json", 422),
        ("{}", "text/plain", 415),
        ("firm=1", "application/x-www-form-urlencoded", 415),
        ("{}", "", 415),
        ('{"firm": {"fte": 1e400}}', "application/json", 422),
        ('{"firm": {"fte": 1e308}}', "application/json", 422),
        ('{"firm": {"founded": 5}}', "application/json", 422),
        ('{"firm": {"relations": {"a": 1}}}', "application/json", 422),
        ('{"firm": {"previous_years": "x"}}', "application/json", 422),
        ('{"firm": {}, "on": 5}', "application/json", 422),
        ('{"firm": {}, "need": 5}', "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_used_is_refused_and_never_an_error_of_ours(program: Program, db, body, kind, status):
    problem(program.send("advise", body, content_type=kind), status)


def test_a_key_that_there_is_not_is_named_with_the_nearest_that_there_is(program: Program, db):
    told = problem(program.send("advise", {"firm": {"legal_form": "bv"}, "neet": "x"}), 422)
    assert told["faults"] == [
        {"where": "body.neet", "what": "Deze sleutel kennen we niet.", "expected": "misschien “need”"}
    ]
    inside = problem(program.send("advise", {"firm": {"regio": "vlaanderen", "fte": "tien"}}), 422)
    assert [fault["where"] for fault in inside["faults"]] == ["body.firm.regio", "body.firm.fte"]
    assert 'Did you mean "region"' in inside["faults"][0]["what"]
    asked = problem(program.get("measures?lmit=3"), 422)
    assert asked["faults"][0]["expected"] == "misschien “limit”"
    unknown = problem(program.get("measures/kmo-portefeuil"), 404)
    assert "kmo-portefeuille" in unknown["what_to_do"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post", "trace"])
def test_a_method_that_an_address_does_not_know_is_told_with_those_it_does(program: Program, db, method: str):
    response = getattr(program.client, method)("/api/v1/measures")
    problem(response, 405)
    assert response["Allow"] == "GET"


def test_requests_are_counted_by_address_and_by_key_and_the_headers_say_how_many_are_left(world: World, settings):
    settings.API_REQUESTS_PER_MINUTE, settings.API_KEY_REQUESTS_PER_MINUTE = 2, 3
    cache.clear()
    open_to_all = Program()
    left = [open_to_all.get("problems")["RateLimit"].split(";")[1] for _ in range(2)]
    assert left == ["r=1", "r=0"]
    refused = open_to_all.get("problems")
    problem(refused, 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit-Policy"] == '"address";q=2;w=60'
    assert [world.maes.program.get("me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert world.college.program.get("me").status_code == 200
    assert Program("wgw_wrong_key").get("me").status_code == 429  # a wrong key is counted with the address


def test_an_error_of_ours_is_told_without_what_was_sent(program: Program, db, monkeypatch, caplog):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("wegwijzer.web.api.resources.advice.advice_for", broken)
    told = problem(program.send("advise", {"firm": {"name": "Geheime Firma"}}), 500)
    assert "eheim" not in json.dumps(told)
    assert "Geheime Firma" not in caplog.text


def test_too_many_requests_do_not_stop_the_forms_of_the_pages_and_the_other_way_round(program: Program, db, settings):
    settings.POSTS_PER_MINUTE = 1
    assert [program.send("understand", {"text": "brood"}).status_code for _ in range(3)] == [200, 200, 200]


def test_over_plain_http_nothing_is_read_least_of_all_a_key(world: World, settings: Any):
    settings.API_OVER_HTTPS_ONLY, settings.SECURE_SSL_REDIRECT = True, True
    college = world.college.program
    for path in ("me", "measures?limit=1", "openapi.json", "nowhere"):
        answer = college.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "only_https"), path
        assert answer["Content-Type"] == "application/problem+json"
        assert "https" in answer.json()["what_to_do"]
    assert college.send("token", "grant_type=client_credentials").json()["code"] == "only_https"
    assert ApiKey.objects.get(pk=college.key.pk).last_used is None
    assert Client().get("/nl/").status_code == 301  # a page is led on
    secure = Client(headers={"Authorization": f"Bearer {college.secret}"})
    assert secure.get("/api/v1/me", secure=True).status_code == 200
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert secure.get("/api/v1/me", headers={"X-Forwarded-Proto": "https"}).status_code == 200
    assert secure.get("/api/v1/me", headers={"X-Forwarded-Proto": "http"}).status_code == 403
