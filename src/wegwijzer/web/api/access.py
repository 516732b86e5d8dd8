"""Operations for keys alone: which scope they ask, and what is said to who has none."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security.base import AuthBase

from wegwijzer.web.api.callers import Caller, shown_by
from wegwijzer.web.api.scopes import Scope

REALM = 'Bearer realm="wegwijzer"'


class NoKeyError(Exception):
    """Nothing was shown, or something that opens nothing (`is_wrong`)."""

    def __init__(self, *, is_wrong: bool) -> None:
        self.is_wrong = is_wrong
        super().__init__("wrong" if is_wrong else "none")


class NoScopeError(Exception):
    """A good key that may not be used for this."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(scope)


class Bearer(AuthBase):
    """A key or a token in the `Authorization` header, with a scope; never a cookie."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = (
        "A key that somebody made on the page of their desk or firm, or a token from `/api/v1/token`, "
        "as `Authorization: Bearer ...`."
    )

    def __init__(self, scope: Scope | None = None) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller. Raises NoKeyError and NoScopeError."""
        shown = shown_by(request)
        if shown.caller is None:
            raise NoKeyError(is_wrong=shown.is_any)
        if self.scope is not None and self.scope.value not in shown.caller.scopes:
            raise NoScopeError(self.scope.value)
        return shown.caller


def caller_of(request: HttpRequest) -> Caller:
    """The caller of an operation that asks for one."""
    caller = shown_by(request).caller
    if caller is None:
        raise NoKeyError(is_wrong=False)
    return caller
