"""The timeline of a log of promises on paper: a tagged PDF (PDF/UA-1 as far as Typst checks it)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wegwijzer.publishing.setting_text import settable
from wegwijzer.publishing.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "typst" / "timeline.typ"


def timeline_pdf_bytes(data: Mapping[str, object]) -> bytes:
    """The file, from texts that are ready to print; a sign that our font lacks becomes a question mark."""
    return typeset(_TEMPLATE, {key: _settable(value) for key, value in data.items()})


def _settable(value: object) -> object:
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, list):
        return [_settable(one) for one in value]
    if isinstance(value, dict):
        return {key: _settable(one) for key, one in value.items()}
    return value
