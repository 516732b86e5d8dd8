"""Every request has a number: in the answer, on the page of an error and in the log, and nothing tells who asked."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from wegwijzer.web.logs import JsonFormatter
from wegwijzer.web.operating.request_ids import HEADER, chosen_id, request_id, serving

GIVEN = "proxy-5f2b9c1e_7"


class _Written(logging.Handler):
    """Keeps the lines as they would be written."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(JsonFormatter())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))


@pytest.fixture
def lines(settings):
    """The log as JSON, one object a line."""
    settings.LOG_REQUESTS = True
    handler = _Written()
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in handler.written]
    logging.getLogger().removeHandler(handler)


def test_a_number_that_a_proxy_gave_is_kept_and_stands_on_the_page_of_an_error(client):
    response = client.get("/nl/nergens/", headers={HEADER: GIVEN})
    assert response[HEADER] == GIVEN
    assert f"<code>{GIVEN}</code>" in response.content.decode()


@pytest.mark.parametrize("given", ["", "kort", "x" * 65, "twee woorden", "<script>", "an@firma.be", "regel\nregel"])
def test_what_is_no_number_is_replaced_by_a_new_one(given):
    first, second = chosen_id(given), chosen_id(given)
    assert len(first) == len(second) == 32
    assert first != second


def test_each_answer_has_a_number_of_its_own(client):
    first, second = (client.get("/healthz")[HEADER] for _ in range(2))
    assert first != second
    assert request_id() == ""


def test_a_request_is_one_line_with_its_page_and_without_its_address_or_who_asked(client, lines):
    client.get(
        "/nl/over/?q=mijn+geheime+oven", headers={HEADER: GIVEN, "User-Agent": "Firefox"}, REMOTE_ADDR="192.0.2.7"
    )
    (line,) = [line for line in lines() if line["logger"] == "wegwijzer.requests"]
    assert set(line) == {"time", "level", "logger", "message", "request", "route", "method", "status", "ms"}
    assert (line["route"], line["status"], line["request"]) == ("guide:about", 200, GIVEN)
    told = json.dumps(lines())
    assert not any(word in told for word in ("oven", "192.0.2.7", "Firefox", "over/"))


def test_a_page_that_is_not_there_is_told_once_without_the_address_that_was_typed(client, lines):
    client.get("/nl/mijn-bv-gaat-failliet/")
    (line,) = lines()
    assert (line["route"], line["status"]) == ("none", 404)
    assert "failliet" not in json.dumps(line)


def test_files_and_probes_write_no_lines(client, lines):
    for path in ("/healthz", "/readyz", "/static/wegwijzer/foundation.css"):
        client.get(path).close()
    assert lines() == []


def test_an_exception_is_told_by_kind_and_way_with_the_number_and_not_by_its_message(monkeypatch, lines):
    from wegwijzer.web.guide import views

    def break_down(*_: object, **__: object) -> None:
        raise ValueError("geheim van de bezoeker")

    monkeypatch.setattr(views, "walk_of", break_down)
    Client(raise_request_exception=False).get("/nl/", headers={HEADER: GIVEN})
    failed = next(line for line in lines() if "exception" in line)
    assert failed["exception"]["kind"] == "ValueError"
    assert any("break_down" in step for step in failed["exception"]["way"])
    assert failed["request"] == GIVEN
    assert "geheim" not in json.dumps(lines())


def test_what_any_of_our_code_logs_meanwhile_bears_the_number():
    record = logging.LogRecord("wegwijzer.web.x", logging.WARNING, __file__, 1, "voor %s", ("an@firma.be",), None)
    with serving(GIVEN):
        line = json.loads(JsonFormatter().format(record))
    assert line["request"] == GIVEN
    assert "firma.be" not in line["message"]
