"""Who speaks for a firm, in words."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.web.referral.models import Speaker
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A person by name and address; `proof` says how we know, empty while nobody said yes."""

    id: int
    name: str
    email: str
    proof: str
    day: str

    @property
    def is_asking(self) -> bool:
        """Whether a yes or no is still to be given."""
        return not self.proof


def speaker_lines(firm_id: str, language: str) -> list[SpeakerLine]:
    """All of them, those who ask first. Only for who speaks for the firm."""
    rows = Speaker.objects.filter(firm_id=firm_id).select_related("person").order_by("confirmed_at", "created")
    rows = rows.exclude(confirmed_at__isnull=True, proof="")  # a contact gave that address, and nobody asked anything
    lines = [
        SpeakerLine(
            row.pk,
            row.person.name,
            row.person.email,
            row.proof if row.confirmed_at is not None else "",
            date_text(local_day(row.confirmed_at or row.created), language),
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_asking)
