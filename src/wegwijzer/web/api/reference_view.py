"""The reference of the API as plain values, read off the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wegwijzer.web.api.document import openapi_document, operations
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One parameter, or one key of a form."""

    name: str
    where: str
    type: str
    is_required: bool
    text: SafeString


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer: its status and what it means."""

    status: str
    text: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    description: Sequence[SafeString]
    needs: str
    parameters: Sequence[FieldLine]
    body: Sequence[FieldLine]
    request: str
    answers: Sequence[AnswerLine]
    response: str
    form: str


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of the document, with its keys."""

    name: str
    text: SafeString
    fields: Sequence[FieldLine]


@dataclass(frozen=True, slots=True)
class Reference:
    """The page: the operations by group, and the forms."""

    info: Sequence[SafeString]
    groups: Sequence[tuple[str, Sequence[OperationView]]]
    forms: Sequence[FormView]


def reference_view(language: str) -> Reference:
    """The whole of it; its own words are English, those around it of the page."""
    groups: dict[str, list[OperationView]] = {}
    for path, method, operation in operations():
        groups.setdefault(operation.get("tags", ["other"])[0], []).append(_operation(path, method, operation, language))
    document = openapi_document()
    forms = [
        FormView(name, _coded(str(form.get("description", ""))), _fields(form))
        for name, form in sorted(document["components"]["schemas"].items())
    ]
    return Reference(_paragraphs(document["info"]["description"]), list(groups.items()), forms)


def _operation(path: str, method: str, operation: Mapping[str, Any], language: str) -> OperationView:
    content = _first(operation.get("requestBody", {}).get("content", {}))
    good: Mapping[str, Any] = next(
        (answer for status, answer in operation["responses"].items() if status.startswith("2")), {}
    )
    shown = _first(good.get("content", {}))
    return OperationView(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=_paragraphs(str(operation.get("description", ""))),
        needs=_needs(operation, language),
        parameters=[
            FieldLine(
                one["name"], one["in"], _type(one["schema"]), one["required"], _coded(str(one.get("description", "")))
            )
            for one in operation["parameters"]
        ],
        body=_fields(_resolved(content.get("schema", {}))),
        request=_example(content),
        answers=[
            AnswerLine(status, _resolved(one).get("description", "")) for status, one in operation["responses"].items()
        ],
        response=_example(shown),
        form=_type(shown.get("schema", {})),
    )


def _paragraphs(text: str) -> list[SafeString]:
    return [_coded(part) for part in text.split("\n\n")]


def _coded(text: str) -> SafeString:
    """Text whose parts between backticks are code."""
    parts = enumerate(text.split("`"))
    shown = [format_html("<code>{}</code>" if place % 2 else "{}", part) for place, part in parts]
    return format_html_join("", "{}", ((part,) for part in shown))


def _needs(operation: Mapping[str, Any], language: str) -> str:
    if not operation.get("security"):
        return say("api.reference.open", language)
    scopes = [scope for way in operation["security"] for found in way.values() for scope in found]
    if not scopes:
        return say("api.reference.needs", language)
    return say("api.reference.needs_scope", language, scope=scopes[0])


def _first(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(iter(content.values()), {})


def _resolved(thing: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference of the document points at."""
    while "$ref" in thing:
        found: Any = openapi_document()
        for part in thing["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        thing = found
    return thing


def _fields(form: Mapping[str, Any]) -> list[FieldLine]:
    required = set(form.get("required", ()))
    return [
        FieldLine(name, "", _type(one), name in required, _coded(str(one.get("description", ""))))
        for name, one in form.get("properties", {}).items()
    ]


def _type(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: "string", "integer from 1 to 100", "list of MeasureLine", "Advice or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_type(one) for one in schema[several]))
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    told = [str(schema.get("format") or kind)]
    told += [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in schema]
    if "maxLength" in schema:
        told.append(f"of at most {schema['maxLength']} characters")
    return " ".join(told)


def _example(content: Mapping[str, Any]) -> str:
    shown: Mapping[str, Any] = next(iter(content.get("examples", {}).values()), {})
    return json.dumps(shown["value"], ensure_ascii=False, indent=2) if "value" in shown else ""
