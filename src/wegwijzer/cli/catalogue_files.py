"""`wegwijzer catalogue export` and `propose`: the catalogue that stands as files, and files as proposals."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wegwijzer.cli.catalogue_formats import FORMATS, base_option, export_as
from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.rule_changes.exporting import export_catalogue
from wegwijzer.readers.rule_changes.whole_files import read_whole_file
from wegwijzer.readers.yaml_file import text_of_file

if TYPE_CHECKING:
    from wegwijzer.web.people.models import Person
    from wegwijzer.web.publications.models import Proposal


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Write one file in this format, with --out.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The file to write.")
@base_option
@on_option
@language_option
@json_option
def export(
    folder: Path | None, form: str | None, out: Path | None, base: str, on: date, language: str, as_json: bool
) -> None:
    """Write the catalogue that stands: as the files it is made of, or as one file for other programs.

    FOLDER must be new or empty. Its files load to the same catalogue, with the same digest. With --format: cpsv-ap
    (linked data, .ttl or .jsonld, every period), shacl (the criteria of a day as shapes, .ttl or .jsonld), csv and xlsx
    (the measures of a day).

    \b
    wegwijzer catalogue export standing
    wegwijzer catalogue export --format cpsv-ap --out catalogue.ttl
    """
    with plain_errors():
        if form is not None or out is not None:
            told = export_as(form, out, folder=folder, base=base, on=on, language=language)
            print_json(told) if as_json else click.echo(f"Written to {told['file']}: {told['told']}.")
            return
        if folder is None:
            raise InputError([Fault("FOLDER", "is missing.", "a new or empty folder; or --format with --out.")])
        count, published = export_catalogue(folder)
        digest = shipped_catalogue().digest
        if as_json:
            print_json({"folder": str(folder), "files": count, "published": list(published), "digest": digest})
            return
        click.echo(f"Written to {folder}: {count} files ({digest}), {len(published)} of them with published changes.")
        for name in published:
            click.echo(f"  {name}")


@click.command("propose")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--as", "email", required=True, metavar="EMAIL", help="The editor who proposes it.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for a folder of files; a change file says it itself.")
@json_option
def propose(file: Path, email: str, reason: str, as_json: bool) -> None:
    """Put a change file, or every measure of a folder that says something else than what stands, up as a proposal.

    FILE is a change file as `wegwijzer simulate` reads, with its reason, source and confidence; or a folder as
    `wegwijzer catalogue export` writes. A proposal is a draft: its author hands it in on the site, and another editor
    decides.

    \b
    wegwijzer catalogue propose examples/changes/proposed-kmo-ceiling.yaml --as ria@example.org
    """
    with plain_errors():
        start_django(migrate=True)
        from wegwijzer.web.publications.in_force import refresh

        refresh()
        author = _editor(email)
        rows = _of_folder(file, author, reason) if file.is_dir() else [_of_change(file, author)]
        if as_json:
            print_json([{"id": str(row.pk), "measure": row.measure, "from": row.starts.isoformat()} for row in rows])
            return
        for row in rows:
            click.echo(f"{row.measure}, from {row.starts.isoformat()}: draft {row.pk}")
        click.echo(f"{len(rows)} proposed." if rows else "Nothing to propose: every file says what stands.")


def _editor(email: str) -> Person:
    from wegwijzer.web.people.queries import person_by_email
    from wegwijzer.web.publications.actions import is_editor

    found = person_by_email(email)
    if found is None or not is_editor(found):
        click.echo(f"--as: {email} is no editor: expected the address of somebody with that role.", err=True)
        sys.exit(2)
    return found


def _of_change(path: Path, author: Person) -> Proposal:
    from django.utils import timezone

    from wegwijzer.web.publications.actions import save_draft

    return save_draft(author, text_of_file(path), at=timezone.now(), on=timezone.localdate())


def _of_folder(folder: Path, author: Person, reason: str) -> list[Proposal]:
    """All of them or none: a fault in one keeps the others from being proposed."""
    from django.db import transaction
    from django.utils import timezone

    from wegwijzer.web.publications.actions import save_file

    if not reason.strip():
        raise InputError([Fault("--reason", "is missing.", "why the files say something else.")])
    found, faults = [], list[Fault]()
    paths = sorted(folder.glob("measures/*/measure.yaml"))
    if not paths:
        raise InputError([Fault(str(folder), "holds no measures/*/measure.yaml.", "a folder as `export` writes.")])
    for path in paths:
        try:
            read = read_whole_file(path.parent.name, text_of_file(path), reason=reason.strip(), on=timezone.localdate())
            found += [read] if read is not None else []
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    with transaction.atomic():
        return [save_file(author, read, at=timezone.now()) for read in found]
