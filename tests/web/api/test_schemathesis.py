"""schemathesis calls every operation of the OpenAPI document and finds nothing.

No error of ours, no answer that the document does not say, nothing wrong that is accepted. It calls a live server over
a socket, in a thread that shares this test's database connection. `EXAMPLES` is small for the suite; docs/api.md says
how it is run for longer.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import schemathesis
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.filings import clients
from tests.web.api.conftest import Program, World, firm_program, program_of, speaks_for_its_firm, with_clients
from tests.web.api.test_own_plans import DUE, a_dossier, a_log, somebody
from tests.web.api.test_own_running import AN_EVENT, AN_OFFER
from tests.web.api.test_rule_changes import A_CHANGE, editor
from tests.web.api.test_topics import ASKED, a_topic
from wegwijzer.web.api.document import openapi_document
from wegwijzer.web.post.models import Heartbeat
from wegwijzer.web.wsgi import application

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "2"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 10,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def open_doors(settings: Any, monkeypatch: Any, tmp_path: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = settings.API_KEY_REQUESTS_PER_MINUTE = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server(db: None, open_doors: None) -> Iterator[str]:
    """The website at an address of this machine; one request at a time, for there is one connection."""
    httpd = make_server("127.0.0.1", 0, application, handler_class=_Quiet)

    def serve() -> None:
        connections["default"] = connection
        httpd.serve_forever(poll_interval=0.05)

    connection, thread = connections["default"], threading.Thread(target=serve, daemon=True)
    connection.inc_thread_sharing()
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()
    connection.dec_thread_sharing()


def test_no_call_is_answered_otherwise_than_the_document_says(world: World, server: str):
    question = world.question()
    referral = world.maes.program.told("referrals")["items"][0]["id"]
    owner = with_clients(world.maes, [one for filings in clients(1) for one in filings], world.at)
    Heartbeat.objects.create(name="worker", at=timezone.now())
    college, maes, editing = world.college.program, world.maes.program, program_of(None, editor("ria"), world.at)
    firm, at_firm = _of_a_firm(world)
    known = {
        **at_firm,
        "event_id": college.done("own-events", AN_EVENT)["id"],
        "list_id": college.done("event-lists", {"address": "https://voorbeeld.example/a.ics"})["id"],
        "offering_id": college.done("own-offerings", AN_OFFER)["id"],
        "change_id": editing.done("rule-changes", A_CHANGE)["id"],
        "question_id": question,
        "referral_id": referral,
        "client_id": str(owner.clients.get().pk),
        "measure_id": "kmo-portefeuille",
        "organisation_id": "vlaio",
        "fact_id": "fte",
        "code": "invalid",
        "part": "idea",
    }
    schema = _schema()
    schema.config.update(base_url=server)
    found: list[str] = []
    for mode in GenerationMode:
        for result in schema.get_all_operations():
            operation = result.ok()
            at_college = any(part in operation.path for part in ("/inbox", "/own-", "/event-"))
            program = _whose(operation.path, at_college, editing=editing, college=college, firm=firm, office=maes)
            secret = program.secret
            if mode is GenerationMode.POSITIVE or _can_be_asked_wrongly(operation.definition.raw):
                _called(operation, mode, secret, known, found)()
    assert found == []


def _of_a_firm(world: World) -> tuple[Program, dict[str, str]]:
    """A program of the firm that was referred, and what it reaches."""
    firm = firm_program(speaks_for_its_firm("baker@example.test", world.at), world.at)
    other = somebody("weaver@example.test", world)
    case = firm.told(f"own-cases/{firm.told('own-cases')['items'][0]['id']}")
    log = a_log(firm, other)
    firm.done(f"own-logs/{log.pk}/promises", {"what": "Brood", "due": DUE, "other": 2})
    asked = firm.done("topic-requests", {**ASKED, "topic": str(a_topic(world).pk)})
    return firm, {
        "case_id": case["id"],
        "need_id": case["needs"][0]["id"],
        "offer_id": case["needs"][0]["offers"][0]["id"],
        "participant_id": case["participants"][0]["id"],
        "dossier_id": str(a_dossier(firm).pk),
        "log_id": str(log.pk),
        "number": "1",
        "request_id": asked["id"],
    }


_OF_A_FIRM = ("/own-cases", "/own-data", "/own-dossiers", "/own-logs", "/own-plan", "/own-supports", "/own-agreements",
              "/own-premiums", "/topic-")  # fmt: skip


def _whose(
    path: str, at_college: bool, *, editing: Program, college: Program, firm: Program, office: Program
) -> Program:
    """Who may ask an address."""
    if any(part in path for part in _OF_A_FIRM):
        return firm
    if "/rule-" in path or "/publications" in path:
        return editing
    return college if at_college or "/alike-" in path else office


def _schema() -> Any:
    """The document as schemathesis reads it; with a language for one operation alone: making up words costs most."""
    document = deepcopy(openapi_document())
    for found in document["paths"].values():
        for operation in found.values():
            if operation["operationId"] != "list_measures":
                operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "Accept-Language"]
    return schemathesis.openapi.from_dict(document)


def _can_be_asked_wrongly(told: dict[str, Any]) -> bool:
    """Whether an operation takes something that is not mere text: looking for a wrong text would take long."""
    formats = [parameter["schema"] for parameter in told["parameters"] if parameter["in"] in ("query", "path")]
    return "requestBody" in told or any(set(schema) - {"type", "examples"} for schema in formats)


def _called(
    operation: Any, mode: GenerationMode, secret: str, known: dict[str, str], found: list[str]
) -> Callable[[], None]:
    """A property of one operation: half of the good calls are about things that there are, one in ten has no key."""

    @QUIET
    @given(data=st.data())
    def call(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if mode is GenerationMode.POSITIVE and data.draw(st.booleans()):
            case.path_parameters |= {name: known[name] for name in case.path_parameters or {} if name in known}
        headers = {"Authorization": f"Bearer {secret}"} if data.draw(st.integers(0, 9)) else {}
        response = case.call(headers=headers)
        try:
            case.validate_response(response, checks=CHECKS)
        except (Failure, FailureGroup) as error:
            said = error.exceptions if isinstance(error, FailureGroup) else [error]
            found.append(f"{operation.label}: {[str(one) for one in said]} {case.as_curl_command()}")

    return call
