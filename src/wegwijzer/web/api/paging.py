"""Lists in pages: `limit` and `offset` over an order that does not waver, with the address of the next page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, ConfigDict, Field

from wegwijzer.web.api.schemas.shared import Asked, Whole

T = TypeVar("T")
R = TypeVar("R")

MOST = 100
DEEPEST = 1_000_000


class Page(BaseModel, Generic[T]):
    """A page of a list."""

    model_config = ConfigDict(extra="forbid")

    count: int = Field(description="How many there are in all, whatever the page.", examples=[57])
    next: str | None = Field(description="The address of the next page; null on the last one.", examples=[None])
    items: list[T] = Field(description="The entries of this page, in the order of the list.")


class PageAsked(Asked):
    """Which page of a list."""

    limit: Whole = Field(25, ge=1, le=MOST, description="How many entries at most.", examples=[25])
    offset: Whole = Field(
        0, ge=0, le=DEEPEST, description="How many entries to leave out at the beginning.", examples=[0]
    )


def paged(
    request: HttpRequest,
    response: HttpResponse,
    asked: PageAsked,
    rows: Sequence[R],
    tell: Callable[[R], Any],
    *,
    count: int | None = None,
) -> dict[str, Any]:
    """A page of rows; `count` says that `rows` are already those of the page, of so many."""
    shown = rows[asked.offset : asked.offset + asked.limit] if count is None else rows
    total = len(rows) if count is None else count
    following = None
    if asked.offset + asked.limit < total and asked.offset + asked.limit <= DEEPEST:
        question = [(name, value) for name, value in request.GET.items() if name not in ("limit", "offset")]
        query = urlencode([*question, ("limit", asked.limit), ("offset", asked.offset + asked.limit)])
        following = request.build_absolute_uri(f"{request.path_info}?{query}")
        response["Link"] = f'<{following}>; rel="next"'
    return {"count": total, "next": following, "items": [tell(row) for row in shown]}
