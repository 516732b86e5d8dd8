"""The API itself: what all operations share, and where each resource is mounted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import ValidationError, ValidationErrorContext
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from wegwijzer.web.api.errors import HANDLERS, InvalidError
from wegwijzer.web.api.faults import unknown_parameters, with_nearest
from wegwijzer.web.api.parsing import StrictJson
from wegwijzer.web.languages import preferred_language


class PlainJson(JSONRenderer):
    """JSON with the signs as they are, so that it can be read."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """An API whose operations are known by the names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function, which is unique."""
        return str(getattr(operation.view_func, "__name__", ""))

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """The errors of every part of a request, an unknown key with the nearest known one."""
        errors = []
        for context in error_contexts:
            model: Any = context.model
            for error in context.pydantic_validation_error.errors(include_url=False, include_input=False):
                found = with_nearest(dict(error), model)
                loc = model.__ninja_flatten_map_reverse__.get(error["loc"], error["loc"])
                errors.append({**found, "loc": (model.__ninja_param_source__, *loc)})
        return ValidationError(errors)


def known_parameters_only(operate: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a parameter in the address that the operation does not know: it would be passed over in silence."""
    operation: Operation = operate._ninja_operation  # type: ignore[attr-defined]
    known = sorted(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in getattr(model, "__ninja_flatten_map__", {})
    )

    @wraps(operate)
    def checked(request: HttpRequest, *args: Any, **named: Any) -> Any:
        unknown = [name for name in request.GET if name not in known]
        twice = [name for name in request.GET if len(request.GET.getlist(name)) > 1]
        if unknown or twice:
            raise InvalidError(*unknown_parameters(unknown or twice, known, preferred_language(request)))
        return operate(request, *args, **named)

    return checked


def _made() -> Api:
    made = Api(
        title="Wegwijzer",
        version="1.0.0",
        urls_namespace="api-v1",
        openapi_url=None,
        docs_url=None,
        parser=StrictJson(),
        renderer=PlainJson(),
    )
    for kind, handler in HANDLERS.items():
        made.add_exception_handler(kind, handler)
    made.add_decorator(known_parameters_only)
    return made


api = _made()
