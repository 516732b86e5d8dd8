"""Somebody to help with a dossier: the same contact that the roadmap names first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.advice.contacts import contacts, first_contact
from wegwijzer.core.dossier.content import Content, PartId
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.needs import read_need
from wegwijzer.wording.language import local


@dataclass(frozen=True, slots=True)
class Helper:
    """Whom to call, what they are, and what to say."""

    id: str
    name: str
    role: str
    what_it_does: str
    what_to_say: str


def helper(content: Content, picture: FirmPicture, language: str, *, on: date) -> Helper | None:
    """The one to phone first for this firm and problem; never nobody, as some doors are open to any firm."""
    words = content.texts.get(PartId.PROBLEM.value, "") or content.texts.get(PartId.IDEA.value, "")
    need = read_need(words[:2000]) if words.strip() else None
    found = first_contact(contacts(picture, need, catalogue=shipped_day(on).catalogue, on=on))
    if found is None:
        return None
    organisation = found.organisation
    return Helper(
        organisation.id,
        local(organisation.plain_name if organisation.role.is_own else organisation.name, language),
        local(organisation.role.label, language),
        local(organisation.what_it_does, language),
        local(organisation.role.what_to_say, language),
    )
