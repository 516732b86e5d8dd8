"""`wegwijzer catalogue export --format`: the catalogue as one file for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlsplit

import click

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import checked_day, shipped_day

if TYPE_CHECKING:
    from wegwijzer.core.catalogue.catalogue import DayCatalogue

_LINKED = (".ttl", ".jsonld")
_ENDINGS = {"cpsv-ap": _LINKED, "shacl": _LINKED, "csv": (".csv",), "xlsx": (".xlsx",)}
FORMATS = tuple(_ENDINGS)
"""The formats of one file."""

base_option = click.option(
    "--base",
    envvar="WEGWIJZER_ADDRESS",
    default="http://127.0.0.1:8000",
    show_default="that of WEGWIJZER_ADDRESS, else http://127.0.0.1:8000",
    metavar="URL",
    help="Public address of the site under which everything has its own address.",
)


class Exported(TypedDict):
    """What was written: the file, its format, the day, a remark for people, and the catalogue's digest."""

    file: str
    format: str
    on: str
    told: str
    digest: str


def export_as(
    form: str | None, out: Path | None, *, folder: Path | None, base: str, on: date, language: str
) -> Exported:
    """Write the file whole or not at all. Raises InputError where the options do not go together."""
    faults = []
    if form is None:
        faults.append(Fault("--format", "is missing.", f"one of {', '.join(FORMATS)}."))
    if out is None:
        faults.append(Fault("--out", "is missing.", "the file to write."))
    if folder is not None:
        faults.append(Fault("FOLDER", "does not go with --format.", "--out FILE alone."))
    if form is None or out is None or folder is not None:
        raise InputError(faults)
    from wegwijzer.publishing.writing import write_file

    check_ending(out, _ENDINGS[form])
    day = shipped_day(checked_day(on))
    if form in ("csv", "xlsx"):
        from wegwijzer.cli.catalogue_tables import table_bytes

        content = table_bytes(day, form, language)
        told = f"{len(day.measures)} measures of {on.isoformat()}"
    else:
        content, told = _linked_bytes(form, out, day, checked_base(base))
    write_file(out, content)
    return {"file": str(out), "format": form, "on": on.isoformat(), "told": told, "digest": day.catalogue.digest}


def check_ending(out: Path, endings: tuple[str, ...]) -> None:
    """Raise InputError when a file's name does not say a form that there is, or its folder is not there."""
    if out.suffix not in endings:
        expected = f"a name that ends in {' or '.join(endings)}."
        raise InputError([Fault(str(out), "does not say in which form.", expected)])
    if not out.absolute().parent.is_dir():
        raise InputError([Fault(str(out), "its folder is not there.", "a folder to write in.")])


def checked_base(base: str) -> str:
    """The public address without a slash at its end. Raises InputError when it is no such address."""
    parts = urlsplit(base.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or " " in base:
        raise InputError([Fault("--base", f'"{base}" is no address.', "one such as https://wegwijzer.example.")])
    return base.strip().rstrip("/")


def _linked_bytes(form: str, out: Path, day: DayCatalogue, base: str) -> tuple[bytes, str]:
    from wegwijzer.linked.addresses import Addresses
    from wegwijzer.linked.graphs import LinkedCatalogue
    from wegwijzer.linked.serialising import as_text
    from wegwijzer.linked.shapes import shapes_of
    from wegwijzer.readers.about import compiled_on
    from wegwijzer.wording.linked import LinkedWords

    words, at, catalogue = LinkedWords(), Addresses(base), day.catalogue
    if form == "shacl":
        graph = shapes_of(day, words, at)
        told = f"the shapes of {len(day.measures)} measures on {day.day.isoformat()}"
    else:
        graph = LinkedCatalogue(day, words, at, compiled_on()).whole()
        versions = sum(len(measure.versions) for measure in catalogue.measures.values())
        told = f"{len(catalogue.measures)} measures with {versions} periods"
        told += f", {len(catalogue.organisations)} organisations"
    return as_text(graph, out.suffix.removeprefix(".")).encode(), f"{told}, {len(graph):,} statements"
