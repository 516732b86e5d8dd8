"""`wegwijzer search`: find measures and organisations by words."""

from __future__ import annotations

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.matching.search import LONGEST_SEARCH, Searcher
from wegwijzer.readers.catalogue import shipped_catalogue


@click.command("search")
@click.argument("text")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="Most hits to print.")
@language_option
@json_option
def command(text: str, limit: int, language: str, as_json: bool) -> None:
    """Find measures and organisations by the words of a problem or a name.

    \b
    wegwijzer search "premie voor een medewerker"
    """
    with plain_errors():
        if not text.strip() or len(text) > LONGEST_SEARCH:
            raise InputError([Fault("TEXT", "is empty or too long.", f"1 to {LONGEST_SEARCH} characters.")])
        hits = Searcher(shipped_catalogue()).search(text, language=language, limit=limit)
        if as_json:
            print_json([{"id": hit.id, "title": hit.title, "kind": hit.kind.value, "score": hit.score} for hit in hits])
            return
        for hit in hits:
            click.echo(f"{hit.score:5.2f}  {hit.kind.value:12} {hit.id:30} {hit.title}")
        if not hits:
            click.echo(f'Nothing found for "{text}". Try other words, or `wegwijzer catalogue list`.')
