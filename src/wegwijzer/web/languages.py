"""Which language a request is in: that of its address, else the best that the browser asks for, else Dutch."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES


class LanguageConverter:
    """The language at the start of an address."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """The language code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The language code itself."""
        return value


def language_in_path(path: str) -> str | None:
    """The language that an address starts with, if it does."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else None


def language_of(request: HttpRequest) -> str:
    """The language to answer a request in."""
    return language_in_path(request.path_info) or preferred_language(request)


def preferred_language(request: HttpRequest) -> str:
    """The best language that the browser asks for and we speak; Dutch when there is none."""
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = wanted.partition("-")[0]
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE


def in_language(request: HttpRequest, language: str) -> str:
    """The address of the same page in another language; the question string stays."""
    current = language_in_path(request.path_info)
    if current is None:
        return f"/{language}/"
    rest = request.path_info.lstrip("/")[len(current) :]
    query = request.META.get("QUERY_STRING", "")
    return f"/{language}{rest or '/'}{'?' + query if query else ''}"


def language_context(request: HttpRequest) -> dict[str, object]:
    """For templates: the language, and the same page in the others as (code, address)."""
    return {
        "language": language_of(request),
        "languages": [(code, in_language(request, code)) for code in LANGUAGES],
    }
