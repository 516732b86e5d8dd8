"""`wegwijzer catalogue import`: somebody else's catalogue (CPSV-AP) as drafts of our files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import catalogue_with, shipped_catalogue
from wegwijzer.readers.organisations import read_organisations
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.readers.yaml_writing import write_yaml

if TYPE_CHECKING:
    from wegwijzer.linked.drafts import Drafts, MeasureDraft

_ORGANISATIONS = "organisations/imported.yaml"


class ToldDraft(TypedDict):
    """A draft as it is told: its id, its file, and what is still missing."""

    id: str
    file: str
    missing: list[str]


class ToldOrganisations(TypedDict):
    """The file of organisations, how many there are in it, and what is still missing."""

    file: str
    count: int
    missing: list[str]


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="A new or empty folder for the drafts."
)
@click.option(
    "--format", "form", type=click.Choice(("ttl", "jsonld", "rdf")), help="The form; else the file's ending says it."
)
@json_option
def import_drafts(file: str, out: Path, form: str | None, as_json: bool) -> None:
    """Make drafts of measures of a catalogue in CPSV-AP: Turtle, JSON-LD or RDF/XML.

    A draft holds what FILE states and no more. What is missing is marked in it and listed beside it in missing.md.
    Criteria are not guessed: requirements stay texts, for somebody to turn into rules. Nothing is ever fetched.

    \b
    wegwijzer catalogue import theirs.ttl --out drafts
    """
    with plain_errors():
        from wegwijzer.linked.drafts import drafts_of
        from wegwijzer.linked.parsing import form_of, read_graph
        from wegwijzer.readers.linked_files import known_contexts

        _refuse_taken(out)
        name = "standard input" if file == "-" else file
        if file == "-" and form is None:
            raise InputError([Fault("--format", "is missing.", "ttl, jsonld or rdf, as standard input has no ending.")])
        chosen = form or form_of(file)
        graph = read_graph(_bytes_of(file), name=name, form=chosen, contexts=known_contexts())
        drafts = drafts_of(graph)
        if not drafts.measures:
            problem = "holds no public service (cpsv:PublicService)."
            raise InputError([Fault(name, problem, "a catalogue in CPSV-AP.")])
        told = _write(drafts, out)
        if as_json:
            print_json({"folder": str(out), "measures": told[0], "organisations": told[1]})
            return
        for draft in told[0]:
            click.echo(f"{draft['file']}: {len(draft['missing'])} things missing")
        if drafts.organisations:
            click.echo(f"{_ORGANISATIONS}: {len(told[1]['missing'])} things missing")
        click.echo(f"{len(drafts.measures)} measures and {len(drafts.organisations)} organisations as drafts in {out}.")


def _bytes_of(file: str) -> bytes:
    from wegwijzer.linked.parsing import LARGEST

    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError([Fault(file, f"cannot be read ({error.strerror}).", "a file that can be read.")]) from error


def _refuse_taken(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError([Fault(str(out), "holds something already.", "a new or empty folder.")])


def _write(drafts: Drafts, out: Path) -> tuple[list[ToldDraft], ToldOrganisations]:
    """Write all of it beside the folder first, so that a fault leaves nothing half-written."""
    beside = out.absolute().with_name(f".{out.absolute().name}.{os.getpid()}")
    try:
        told = [_write_measure(draft, beside) for draft in drafts.measures]
        organisations = _write_organisations(drafts, beside)
        if out.exists():
            out.rmdir()
        beside.replace(out)
    except OSError as error:
        problem = f"cannot be written to ({error.strerror or error})."
        raise InputError([Fault(str(out), problem, "a folder with room to write in.")]) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return told, organisations


def _write_organisations(drafts: Drafts, folder: Path) -> ToldOrganisations:
    if not drafts.organisations:
        return {"file": "", "count": 0, "missing": []}
    text = write_yaml({"organisations": list(drafts.organisations)}, name=_ORGANISATIONS)
    known = shipped_catalogue()
    located = read_yaml(text, name=_ORGANISATIONS)
    _, faults = read_organisations(located, roles=known.roles, facts=known.facts, expertise=known.expertise_domains)
    missing = _lines(faults, _ORGANISATIONS)
    _write_with_list(folder / _ORGANISATIONS, text, missing)
    return {"file": _ORGANISATIONS, "count": len(drafts.organisations), "missing": missing}


def _write_measure(draft: MeasureDraft, folder: Path) -> ToldDraft:
    name = f"measures/{draft.id}/measure.yaml"
    text = write_yaml(draft.data, name=name)
    missing = [*_lines(catalogue_with({name: text})[1], name), *draft.notes]
    _write_with_list(folder / name, text, missing)
    return {"id": draft.id, "file": name, "missing": missing}


def _lines(faults: Sequence[Fault], name: str) -> list[str]:
    return [str(fault).replace(f"{name}:", "line ", 1) for fault in faults]


def _write_with_list(path: Path, text: str, missing: list[str]) -> None:
    """A file, and beside it the list of what it lacks."""
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    lines = "".join(f"- {line}\n" for line in missing)
    head = f"# What is missing in {path.name}\n\nIt holds what the source states; nothing was guessed.\n\n"
    path.with_name("missing.md").write_text(head + lines, encoding="utf-8")
