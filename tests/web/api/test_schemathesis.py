"""schemathesis calls every operation of the OpenAPI document and finds nothing.

No error of ours, no answer that the document does not say, nothing wrong that is accepted. It goes through the WSGI
application in this process: a server would cost as much again and find no more. `EXAMPLES` is small for the suite;
docs/api.md says how it is run for longer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
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
from tests.web.api.conftest import World, with_clients
from wegwijzer.web.api.document import openapi_document
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
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_call_is_answered_otherwise_than_the_document_says(world: World, open_doors: None, mode: GenerationMode):
    question = world.question()
    referral = world.maes.program.told("referrals")["items"][0]["id"]
    owner = with_clients(world.maes, [one for filings in clients(1) for one in filings], world.at)
    known = {
        "question_id": question,
        "referral_id": referral,
        "client_id": str(owner.clients.get().pk),
        "measure_id": "kmo-portefeuille",
        "organisation_id": "vlaio",
        "fact_id": "fte",
        "code": "invalid",
    }
    schema = schemathesis.openapi.from_dict(openapi_document())
    schema.app = application
    found: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        secret = (world.college if "/inbox" in operation.path else world.maes).program.secret
        if mode is GenerationMode.POSITIVE or _can_be_asked_wrongly(operation.definition.raw):
            _called(operation, mode, secret, known, found)()
    assert found == []


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
