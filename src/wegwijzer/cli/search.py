"""`wegwijzer search`: find measures, organisations and experts by the words and the meaning of a problem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json, read_input
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.search.query import Query
from wegwijzer.core.search.searching import LONGEST_SEARCH, Hit
from wegwijzer.readers.search_index.document_file import check_document_file
from wegwijzer.readers.search_index.shipped import ReadySearch, file_search, folder_search, shipped_search

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("search")
@click.argument("text")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="Most hits to print.")
@click.option("--catalogue", type=_FILE, metavar="FILE", help="Search this file of documents, one JSON object a line.")
@click.option("--index", type=_FOLDER, metavar="DIR", help="Search an index that `search-index build` made.")
@click.option("--literal", is_flag=True, help="Leave typing errors as they are.")
@language_option
@json_option
def command(
    text: str, limit: int, catalogue: Path | None, index: Path | None, literal: bool, language: str, as_json: bool
) -> None:
    """Find measures, organisations and experts by a problem or a name; `-` reads it from standard input.

    \b
    wegwijzer search "premie voor een medewerker"
    """
    with plain_errors():
        asked = _asked(text)
        ready = _ready(catalogue, index)
        if ready.reason:
            click.echo(f"Searching by words alone, not by meaning. {ready.reason}", err=True)
        query = ready.searcher.read(asked, literally=literal)
        hits = ready.searcher.search(query, language=language, limit=limit)
        if as_json:
            print_json([{"id": hit.id, "title": hit.title, "kind": hit.kind, "score": hit.score} for hit in hits])
        else:
            click.echo("\n".join(_lines(query, hits)))


def _asked(text: str) -> str:
    """The text to search for. Raises InputError when there is none, or too much."""
    where = "standard input" if text == "-" else "TEXT"
    asked = read_input("-")[0] if text == "-" else text
    if not asked.strip() or len(asked) > LONGEST_SEARCH:
        found = "is empty." if not asked.strip() else f"holds {len(asked):,} characters."
        raise InputError([Fault(where, found, f"1 to {LONGEST_SEARCH:,} characters.")])
    return asked


def _ready(catalogue: Path | None, index: Path | None) -> ReadySearch:
    if catalogue is not None and index is not None:
        raise InputError([Fault("--index", "cannot stand beside --catalogue.", "one of the two.")])
    if catalogue is not None:
        return file_search(check_document_file(catalogue))
    return shipped_search() if index is None else folder_search(index)


def _lines(query: Query, hits: Sequence[Hit]) -> list[str]:
    lines = []
    if query.repairs:
        repaired = ", ".join(f"{repair.written} -> {repair.meant}" for repair in query.repairs)
        lines.append(f'Searched for "{query.text}" ({repaired}). Use --literal to search for what you typed.')
    for hit in hits:
        lines.append(f"{hit.score:6.2f}  {hit.kind:12} {hit.id:30} {hit.title}")
        lines.append(f"        {_why(hit)}{hit.passage}")
    if not hits:
        lines.append(f'Nothing found for "{query.typed}". Try other words, or `wegwijzer catalogue list`.')
    return lines


def _why(hit: Hit) -> str:
    if not hit.words:
        return "by meaning: "
    shown = (met.asked if met.asked == met.found else f"{met.asked} = {met.found}" for met in hit.words[:5])
    return f"{', '.join(shown)}: "
