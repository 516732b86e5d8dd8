"""`wegwijzer search-index`: make an index over a large file of documents, or the vectors that ship with the package."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.search_index.document_file import check_document_file
from wegwijzer.readers.search_index.manifest import MANIFEST, read_manifest
from wegwijzer.readers.search_index.shipped import build_file_index

_EVERY = 1_000


@click.group("search-index")
def command() -> None:
    """Make indexes to search.

    \b
    wegwijzer search-index build --documents documents.jsonl --out index
    """


@command.command("build")
@click.option(
    "--documents",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The documents, one JSON object a line: id, kind, title, text.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the index; an index that is there serves until the new one is whole.",
)
@click.option("--words-only", is_flag=True, help="Leave the meaning out: made in a fraction of the time.")
@json_option
def build(documents: Path, out: Path, words_only: bool, as_json: bool) -> None:
    """Make the index of a file of documents, to be searched with `wegwijzer search --index DIR`.

    \b
    wegwijzer search-index build --documents documents.jsonl --out index
    """
    with plain_errors():
        file = check_document_file(documents)
        _refuse_other_folder(out)

        def tell(done: int) -> None:
            if done % _EVERY < 256 or done == file.count:  # documents come in blocks of at most 256
                click.echo(f"{done:,} of {file.count:,} documents", err=True)

        try:
            made = datetime.now(tz=UTC).date().isoformat()
            manifest, reason = build_file_index(out, file, made=made, by_words_alone=words_only, progress=tell)
        except OSError as error:
            fault = Fault(str(out), f"cannot be written ({error.strerror}).", "a folder to write in.")
            raise InputError([fault]) from None
        if reason:
            click.echo(f"Made for words alone, not for meaning. {reason}", err=True)
        if as_json:
            print_json({"documents": manifest.count, "kinds": list(manifest.kinds), "embedder": manifest.embedder})
        else:
            click.echo(f"Documents in {out}: {manifest.count:,}.")


@command.command("ship")
def ship() -> None:
    """Place new texts of the catalogue by their meaning, in the package's own data: for whoever changes the catalogue.

    \b
    wegwijzer search-index ship
    """
    from wegwijzer.readers.embedding import embedder_or_reason
    from wegwijzer.readers.search_index.shipping import write_shipped_vectors

    embedder, reason = embedder_or_reason()
    if embedder is None:
        click.echo(reason, err=True)
        sys.exit(2)
    try:
        path, count = write_shipped_vectors(embedder)
    except OSError as error:
        click.echo(f"{error.filename}: cannot be written ({error.strerror}).", err=True)
        sys.exit(2)
    click.echo(f"{count} new texts placed, in {path.name}.")


def _refuse_other_folder(out: Path) -> None:
    """Raise InputError when the folder is taken by something else than an index."""
    if not out.exists():
        return
    if not out.is_dir():
        raise InputError([Fault(str(out), "is no folder.", "a folder, or a name that is still free.")])
    try:
        is_taken = read_manifest(out) is None and any(out.iterdir())
    except OSError as error:
        raise InputError([Fault(str(out), f"cannot be read ({error.strerror}).", "a folder to write in.")]) from None
    if is_taken:
        raise InputError([Fault(str(out), f"holds other files and no {MANIFEST} of an index.", "an empty folder.")])
