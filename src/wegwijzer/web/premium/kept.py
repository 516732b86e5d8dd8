"""What is kept for the innovation premium: told in the export of who manages it, gone when they say so."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.web.premium.models import Manager


def tell(firm: UUID, person: str) -> Told:
    """The calls for ideas of the person, without the secret address of their forms."""
    manager = Manager.objects.filter(person_id=person).first()
    schemes = manager.schemes.prefetch_related("ideas__premiums") if manager is not None else []
    idea_names = ("title", "state", "words", "sent_by", "what_is_new", "added_value", "thought_up_on", "answers")
    return [
        {
            "title": scheme.firm,
            **plain(scheme, "contact", "created", "closes", "informed", "years"),
            "ideas": [plain(idea, *idea_names, "filed", "told", "created") for idea in scheme.ideas.all()],
            "premiums": [
                {"title": idea.title, **plain(row, "person", "year", "paid", "month_pay", "amount")}
                for idea in scheme.ideas.all()
                for row in idea.premiums.all()
            ],
        }
        for scheme in schemes
    ]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove them with `own`."""
    if own:
        Manager.objects.filter(person_id=person).delete()
