"""Reading a problem and searching the catalogue, by words and by meaning."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from wegwijzer.readers.needs import read_domains
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas.texts import Hits, SearchAsked, TextGiven, Understood
from wegwijzer.web.catalogue.queries import ready_search
from wegwijzer.wording.language import say
from wegwijzer.wording.understood import understood_data

router = Router(tags=["texts"])


@router.post("/understand", response=Understood)
def understand(request: HttpRequest, given: TextGiven) -> Any:
    """Say which domains of business and of expertise a problem touches.

    Likeliest first, as `wegwijzer understand --json` prints them. Nothing that is sent is kept.
    """
    return understood_data(read_domains(_words(request, given.text, "body.text")))


@router.get("/search", response=Hits)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """Find measures, organisations and experts by a problem or a name.

    By words and by meaning together, typing errors mended, the best first; as `wegwijzer search --json` finds them.
    """
    searcher = ready_search().searcher
    query = searcher.read(_words(request, asked.q, "query.q"))
    hits = searcher.search(query, language=language(request), limit=asked.limit)
    return {"items": [{"id": hit.id, "title": hit.title, "kind": hit.kind, "score": hit.score} for hit in hits]}


def _words(request: HttpRequest, text: str, where: str) -> str:
    if not text.strip():
        key = "api.fault.too_short"
        what, expected = say(f"{key}.what", language(request)), say(f"{key}.expected", language(request), value="1")
        raise InvalidError(FaultText(where, what, expected))
    return text
