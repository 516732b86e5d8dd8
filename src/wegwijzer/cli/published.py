"""Commands answer by what editors published too: read from the site's database, where there is one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import click

_VARIABLE, _DEFAULT = "WEGWIJZER_DATABASE", "var/wegwijzer.sqlite3"
_LAST = (
    "SELECT measure, text, cases FROM publications_publication AS one WHERE id = "
    "(SELECT MAX(id) FROM publications_publication WHERE measure = one.measure) ORDER BY measure"
)


def published_texts() -> Mapping[str, str]:
    """The published files that stand, by name; none where there is no database, or one without publications yet."""
    database = os.environ.get(_VARIABLE, "").strip() or _DEFAULT
    if "://" in database:
        return _through_django()
    path = Path(database)
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            rows = connection.execute(_LAST).fetchall()
    except sqlite3.Error as error:
        if "no such table" not in str(error):
            click.echo(f"{database} does not say what is published ({error}): the shipped rules hold.", err=True)
        return {}
    from wegwijzer.readers.rule_changes.proposing import case_file_name, file_name

    texts = {file_name(measure): text for measure, text, _ in rows}
    return texts | {case_file_name(measure): cases for measure, _, cases in rows if cases}


def _through_django() -> Mapping[str, str]:
    """From a server: the site's own settings know how to reach it."""
    from wegwijzer.cli.django_setup import start_django

    start_django()
    from django.db import DatabaseError

    from wegwijzer.web.publications.in_force import published_texts as read

    try:
        return read()
    except DatabaseError as error:
        click.echo(f"The database does not say what is published ({type(error).__name__}).", err=True)
        return {}
