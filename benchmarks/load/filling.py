"""Fills a database with ten thousand cases at one desk, whose advisers then sign in as made-up people do.

A program of its own, run by `ladder` before the server starts.
"""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.inbox import fill
from wegwijzer.cli.django_setup import start_django

ADVISERS = tuple(f"adviser{number}@voorbeeld.example" for number in range(8))
"""Those of the desk that has the cases (`benchmarks.inbox`)."""


def main() -> None:
    """Fill it, and let the advisers in with the password of the demonstration."""
    start_django(migrate=True)
    from django.contrib.auth.hashers import make_password
    from django.db import connection

    from wegwijzer.web.people.demo import PASSWORD
    from wegwijzer.web.people.models import Person

    fill(datetime.now(UTC))
    Person.objects.filter(email__in=ADVISERS).update(is_demo=True, password=make_password(PASSWORD))
    with connection.cursor() as cursor:  # as the database does by itself after a while
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
