"""What the tags of a PDF tell somebody who hears it: language, title, headings, tables, figures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf

_HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def tags_say(content: bytes) -> Iterator[str]:
    """What is missing; nothing for a document that can be heard."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "no tags"
        return
    if not root.get("/Lang"):
        yield "no language (3.1.1)"
    if not (reader.metadata and reader.metadata.title) or not root.get("/ViewerPreferences", {}).get(
        "/DisplayDocTitle"
    ):
        yield "no title (2.4.2)"
    found = list(_walk(root["/StructTreeRoot"]))
    kinds = [kind for kind, _ in found]
    if kinds.count("/H1") < 1 and kinds.count("/Title") < 1:
        yield "no heading of level 1 (1.3.1)"
    before = 1
    for kind in kinds:
        if kind in _HEADINGS:
            level = _HEADINGS.index(kind) + 1
            if level > before + 1:
                yield f"{kind} after level {before} (1.3.1)"
            before = level
    for kind, element in found:
        if kind in ("/Figure", "/Formula") and not (element.get("/Alt") or element.get("/ActualText")):
            yield "a figure without words (1.1.1)"
        if kind == "/Table" and "/TH" not in {inner for inner, _ in _walk(element)}:
            yield "a table without headers (1.3.1)"
        if kind == "/TH" and "/Scope" not in str(element.get("/A", "")):
            yield "a header without a scope (1.3.1)"
    for page in reader.pages:
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield "links out of order (2.4.3)"


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(child, dict) and "/S" in child:
            yield str(child["/S"]), child
            yield from _walk(child)
