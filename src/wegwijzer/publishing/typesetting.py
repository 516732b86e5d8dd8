"""Set pages with Typst from plain data: a tagged PDF (PDF/UA-1 as far as Typst checks it).

Only our own fonts are used, so that every machine sets the same pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import typst

_FONTS = Path(__file__).parent / "typst" / "fonts"
_lock = Lock()  # one at a time: Typst's compiler is not meant to be entered twice


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """The PDF of a template; it finds the data as JSON under `sys.inputs.data`."""
    with _lock:
        return bytes(typst.compile(**_source(template, data), format="pdf", pdf_standards=["ua-1"]))


def page_count(template: Path, data: Mapping[str, object]) -> int:
    """How many pages it takes, by the template's own label `<pages>`."""
    with _lock:
        return int(json.loads(typst.query(**_source(template, data), selector="<pages>", field="value", one=True)))


def _source(template: Path, data: Mapping[str, object]) -> dict[str, Any]:
    return {
        "input": str(template),
        "root": str(template.parent),
        "font_paths": [str(_FONTS)],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False, allow_nan=False)},
    }
