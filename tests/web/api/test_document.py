"""The OpenAPI document and the reference made from it: every operation is told, with examples that hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.api.conftest import Program
from wegwijzer.web.api.document import examples, openapi_document, operations
from wegwijzer.web.api.mounted import api
from wegwijzer.web.api.service import Api
from wegwijzer.wording.language import LANGUAGES


def test_it_is_openapi_3_1_and_each_operation_says_what_it_does_takes_and_answers():
    document = openapi_document()
    assert document["openapi"] == "3.1.0"
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names)) > 40
    for path, method, operation in operations():
        assert operation["summary"].endswith("."), path
        assert operation["description"], path
        assert {"429", "500"} <= set(operation["responses"]), (path, method)
        for parameter in operation["parameters"]:
            assert parameter.get("description") or parameter["in"] == "path", (path, parameter)
        example = examples().get(operation["operationId"])
        assert example is not None, f"no example for {operation['operationId']}"
        assert "requestBody" not in operation or "request" in example
    assert set(examples()) == set(names)


def _models() -> dict[str, Any]:
    found = {}
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                found[Api.get_openapi_operation_id(api, operation)] = operation
    return found


@pytest.mark.parametrize("name", sorted(set(examples()) - {"make_token"}))
def test_an_example_is_what_the_operation_takes_and_answers(name: str):
    operation, example = _models()[name], examples()[name]
    for status, model in operation.response_models.items():
        if model is not None and status < 300:
            model.model_validate({"response": example["response"]})
    for model in operation.models:
        if model.__ninja_param_source__ == "body":
            model.model_validate({"given": example["request"]})


@pytest.mark.parametrize("name", ["advise", "size", "make_receipt", "replay_receipt", "understand"])
def test_an_example_without_a_key_is_answered(program: Program, db: None, name: str, monkeypatch: Any, tmp_path: Any):
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))
    path = next(path for path, _, operation in operations() if operation["operationId"] == name)
    assert program.send(path, examples()[name]["request"]).status_code == 200


def test_the_reference_is_a_page_without_scripts_from_elsewhere_in_every_language(client: Client, db: None):
    for language in LANGUAGES:
        response = client.get(f"/{language}/api/")
        page = response.content.decode()
        assert response.status_code == 200
        assert all(f'id="{operation["operationId"]}"' in page for _, _, operation in operations())
        assert '<script src="http' not in page
        assert 'id="form-Advice"' in page
    assert client.get("/api/v1/", headers={"Accept-Language": "fr"})["Location"] == "/fr/api/"
    told = client.get("/api/v1/openapi.json")
    assert told.json()["info"]["title"] == "Wegwijzer"
    assert told["Access-Control-Allow-Origin"] == "*"
