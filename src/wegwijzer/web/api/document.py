"""The OpenAPI document: what ninja reads off the operations, with every answer and an example for each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings

from wegwijzer.web.api.access import Bearer
from wegwijzer.web.api.document_token import PATH as TOKEN_PATH
from wegwijzer.web.api.document_token import token_operation, token_schemas
from wegwijzer.web.api.mounted import api
from wegwijzer.web.api.problems import MEDIA_TYPE, STATUS_OF, VERSION, problem_address
from wegwijzer.web.api.schemas.shared import Problem
from wegwijzer.web.api.scopes import SCOPES
from wegwijzer.wording.language import LANGUAGES, say

_EXAMPLES = "wegwijzer.web.api"
_INFO = """Wegwijzer helps firms in Flanders to the right door. All that a page can do, a program can do here.

Sentences come in the language of `Accept-Language` (nl, en, fr; Dutch without it). Errors are
`application/problem+json`. Lists take `limit` and `offset` and name the next page. Reads carry an `ETag`; changes of a
question ask for it in `If-Match`. What creates something takes an `Idempotency-Key`: the same request with the same key
is carried out once."""
_TITLES = {
    400: "The request cannot be read.",
    401: "No key, or one that opens nothing.",
    403: "The key may not do this.",
    404: "There is no such thing, or it is not for who asks.",
    405: "The address does not know that method.",
    409: "Not possible as things stand, or the Idempotency-Key was used for something else.",
    412: "It has changed since.",
    413: "The body is too large.",
    415: "The body is no JSON.",
    422: "Something in the request is wrong; `faults` says what.",
    428: "If-Match is missing.",
    429: "Too many requests; `Retry-After` says how long to wait.",
    500: "Something went wrong on our side.",
    503: "The service is away for a moment.",
}
_HEADERS = {
    "RateLimit": {"description": "How many requests are left, and for how long.", "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": "How many requests a minute.", "schema": {"type": "string"}},
}
_OAUTH = "ClientCredentials"
_TAG = {"description": "The version of the answer.", "schema": {"type": "string"}}
_LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "description": f"The language of sentences: {', '.join(LANGUAGES)}.",
    "schema": {"type": "string"},
}


@cache
def openapi_document() -> dict[str, Any]:
    """The whole document; made once per process, as operations are fixed."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=VERSION)))
    made["info"] = {
        "title": "Wegwijzer",
        "version": api.version,
        "summary": "From a firm's problem to who and what can help.",
        "description": _INFO,
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    made["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    made["servers"] = [{"url": settings.SITE_ADDRESS}]
    made["components"].setdefault("schemas", {})["Problem"] = _problem_schema(made["components"]["schemas"])
    made["components"]["responses"] = {_name(status): _problem_answer(status) for status in _TITLES}
    made["components"].setdefault("securitySchemes", {}).update(_security())
    made["components"]["schemas"].update(token_schemas())
    made["paths"][TOKEN_PATH] = token_operation()
    scopes = _scopes_asked()
    for path, found in made["paths"].items():
        for method, operation in found.items():
            _finish(operation, path, method, scopes)
    return made


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation as (path, method, what the document says of it), in the order of the document."""
    for path, found in openapi_document()["paths"].items():
        for method, operation in found.items():
            yield path, method, operation


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """By operation: `request` (body), `query`, `path`, and `response`, as files in the package hold them."""
    folder = files(_EXAMPLES) / "examples"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".json"):
            found[file.name.removesuffix(".json")] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _finish(operation: dict[str, Any], path: str, method: str, scopes: Mapping[str, list[str]]) -> None:
    name = operation["operationId"]
    if name in scopes:
        operation["security"] = [{Bearer.__name__: []}, {_OAUTH: scopes[name]}]
    first, _, rest = operation.get("description", "").partition("\n\n")
    operation["summary"] = " ".join(first.split())
    operation["description"] = "\n\n".join(" ".join(part.split()) for part in (rest or first).split("\n\n"))
    operation["parameters"] = [*(_without_null(one) for one in operation["parameters"]), _LANGUAGE]
    example = examples().get(name, {})
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if "request" in example:
            content["examples"] = {"default": {"value": example["request"]}}
    for status, answer in operation["responses"].items():
        answer["headers"] = dict(_HEADERS)
        if method == "get" or (operation.get("security") and int(status) < 300):
            answer["headers"]["ETag"] = _TAG
        for content in answer.get("content", {}).values():
            if "response" in example:
                content["examples"] = {"default": {"value": example["response"]}}
    for parameter in operation["parameters"]:
        if parameter["in"] == "path" and parameter["name"] in example.get("path", {}):
            parameter["example"] = example["path"][parameter["name"]]
    if method == "get":
        operation["responses"]["304"] = {"description": "Nothing changed since the ETag in If-None-Match."}
    for status in _statuses(operation, path, method):
        operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{_name(status)}"})
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _without_null(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter as an address or a header can hold it: left out, but never null."""
    schema = dict(parameter["schema"])
    kinds = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
    schema = {**schema, **(kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {})}
    return {**parameter, "schema": {key: value for key, value in schema.items() if key not in ("title", "description")}}


def _statuses(operation: dict[str, Any], path: str, method: str) -> list[int]:
    """The problems that an operation can answer with, by what it takes."""
    names = {parameter["name"].lower() for parameter in operation["parameters"]}
    found = [400, 422, 429, 500, 503]
    if operation.get("security"):
        found += [401, 403]
    if "{" in path or "on" in names:
        found.append(404)
    if "requestBody" in operation:
        found += [413, 415]
    if operation.get("security") and method != "get":
        found += [404, 409]
    if "if-match" in names:
        found += [412, 428]
    return sorted(set(found))


def _name(status: int) -> str:
    return "Problem" + "".join(word.title() for word in re.findall(r"\w+", _code(status).replace("_", " ")))


def _code(status: int) -> str:
    return next(code for code, known in STATUS_OF.items() if known == status)


def _problem_answer(status: int) -> dict[str, Any]:
    code = _code(status)
    told = {"limit": "64", "seconds": "30", "scope": "cases:read", "day": "2011-01-01", "periods": "2015-01-01 - …"}
    told |= {"by": "Ann", "state": "taken up", "moment": "2026-11-24T10:00:00+01:00"}
    what, following = (say(f"api.problem.{code}.{part}", "en", **told) for part in ("what", "next"))
    shown = {
        "type": problem_address(code),
        "title": say(f"api.problem.{code}.title", "en"),
        "status": status,
        "detail": f"{what} {following}",
        "instance": f"{VERSION}advise",
        "code": code,
        "what": what,
        "where": "body.firm.fte" if status == 422 else f"{VERSION}advise",
        "what_to_do": following,
    }
    if status == 422:
        shown["faults"] = [{"where": "body.firm.fte", "what": "is no number.", "expected": "a number, such as 12."}]
    headers = dict(_HEADERS)
    if status in (429, 503):
        headers["Retry-After"] = {"description": "Seconds to wait.", "schema": {"type": "string"}}
    if status in (401, 403):
        headers["WWW-Authenticate"] = {"description": "As RFC 6750 has it.", "schema": {"type": "string"}}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": _TITLES[status],
        "headers": headers,
        "content": {MEDIA_TYPE: {"schema": schema, "examples": {"default": {"value": shown}}}},
    }


def _problem_schema(schemas: dict[str, Any]) -> dict[str, Any]:
    made = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas.update(made.pop("$defs", {}))
    made["required"] = [name for name in made["properties"] if name != "faults"]
    return made


def _security() -> dict[str, Any]:
    return {
        Bearer.__name__: {"type": "http", "scheme": "bearer", "description": Bearer.openapi_description},
        _OAUTH: {
            "type": "oauth2",
            "description": "A key exchanged for a token of a quarter of an hour (RFC 6749, 4.4).",
            "flows": {"clientCredentials": {"tokenUrl": f"{VERSION}token", "scopes": _scopes()}},
        },
    }


def _scopes_asked() -> dict[str, list[str]]:
    """By operation that asks for a key: its scope, or none."""
    found = {}
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                for auth in operation.auth_callbacks:
                    if isinstance(auth, Bearer):
                        scope = [auth.scope.value] if auth.scope is not None else []
                        found[api.get_openapi_operation_id(operation)] = scope
    return found


def _scopes() -> dict[str, str]:
    return {scope: say(f"api.scope.{scope}", "en") for scope in SCOPES}
