"""The tests' own database is made from the models, not by the migrations: so hold the migrations to the models."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    except SystemExit:
        pytest.fail("a model differs from its migrations: run `python -m django makemigrations`")
