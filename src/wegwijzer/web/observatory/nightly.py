"""The observatory's part of a worker's round: make the figures of files that came, and once a day those of own use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from wegwijzer.web.observatory.building import OWN, build_files, build_own_use
from wegwijzer.web.observatory.models import Aggregate


def run(at: datetime) -> Iterator[str]:
    """Do what is due, a line for each thing done; own use first, for a file may take longer."""
    last = Aggregate.objects.filter(name=OWN).order_by("-made_at").values_list("made_at", flat=True).first()
    if last is None or timezone.localdate(last) < timezone.localdate(at):
        yield from build_own_use(at)
    yield from build_files(at)
