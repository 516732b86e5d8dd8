"""The published shapes and contexts of CPSV-AP and CCCEV that ship with the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from wegwijzer.readers.catalogue import shipped_folder

_STANDARDS = (("CPSV-AP", "3.2.0", "cpsv-ap"), ("CCCEV", "2.1.0", "cccev-ap"))
_PUBLISHED = tuple(
    f"https://semiceu.github.io/{folder}{{name}}/releases/{{release}}/context/{{file}}.jsonld"
    for folder in ("", "uri.semic.eu-generated/")
)


def linked_folder() -> Path:
    """Where they are kept."""
    return shipped_folder() / "linked"


def shapes_files() -> tuple[Path, ...]:
    """The files of the published SHACL shapes."""
    return tuple(_folder(name, release) / f"{file}-SHACL.ttl" for name, release, file in _STANDARDS)


@cache
def known_contexts() -> Mapping[str, object]:
    """The JSON-LD contexts by the addresses under which they are published."""
    found: dict[str, object] = {}
    for name, release, file in _STANDARDS:
        text = (_folder(name, release) / f"{file}.jsonld").read_text(encoding="utf-8")
        for address in _PUBLISHED:
            found[address.format(name=name, release=release, file=file)] = json.loads(text)["@context"]
    return found


def _folder(name: str, release: str) -> Path:
    return linked_folder() / f"{name.lower()}-{release}"
