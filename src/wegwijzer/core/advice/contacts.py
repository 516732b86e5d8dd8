"""Who can help: organisations that exist on the day, near the need, the sector and the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.matching.need import Need

_EXPERTISE, _SECTOR, _PROVINCE, _OPEN_DOOR, _OTHER_SECTOR = 4.0, 3.0, 1.5, 2.0, 1.5


@dataclass(frozen=True, slots=True)
class Contact:
    """An organisation with the reasons to turn to it.

    `expertise` and `sector` are the ids that fit; `is_near` says that it works in the firm's province; `is_open_door`
    that this firm may phone it first: the door is open, and not only to another sector or province.
    """

    organisation: Organisation
    score: float
    expertise: tuple[str, ...]
    sector: str | None
    is_near: bool
    is_open_door: bool


def contacts(picture: FirmPicture, need: Need | None, *, catalogue: Catalogue, on: date) -> tuple[Contact, ...]:
    """Everyone who may help, most fitting first.

    An organisation tied to provinces is named only to a firm known to be there; one tied to sectors is left out for
    a firm in another sector. The list is never empty: those a firm may always phone first remain.
    """
    province, sector = _text(picture, "province"), _text(picture, "sector")
    expertise = {match.domain.id: match.score for match in need.expertise} if need else {}
    found = []
    for organisation in catalogue.organisations.values():
        if not organisation.exists_on(on):
            continue
        fitting = tuple(domain for domain in organisation.expertise if domain in expertise)
        in_sector = sector is not None and sector in organisation.sectors
        if sector is not None and organisation.sectors and not in_sector and not fitting:
            continue
        near = province is not None and province in organisation.provinces
        if organisation.provinces and not near:
            continue
        open_door = (
            organisation.role.is_first_contact
            and (in_sector or not organisation.sectors)
            and (near or not organisation.provinces)
        )
        if not (fitting or in_sector or open_door):
            continue
        score = (
            _EXPERTISE * max((expertise[domain] for domain in fitting), default=0.0)
            + _SECTOR * in_sector
            + _PROVINCE * near
            + _OPEN_DOOR * open_door
            - _OTHER_SECTOR * (bool(organisation.sectors) and not in_sector)
            - 0.1 * organisation.role.order
        )
        found.append(Contact(organisation, score, fitting, sector if in_sector else None, near, open_door))
    return tuple(sorted(found, key=lambda contact: (-contact.score, contact.organisation.id)))


def first_contact(found: tuple[Contact, ...]) -> Contact | None:
    """The one to phone first: the best among those whose door is open to any firm."""
    for contact in found:
        if contact.is_open_door:
            return contact
    return found[0] if found else None


def _text(picture: FirmPicture, fact: str) -> str | None:
    value = picture.values.get(fact)
    return value if isinstance(value, str) else None
