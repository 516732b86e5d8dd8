"""The form to get a digest: address, themes, from where, how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wegwijzer.readers.agenda.points import point_of_code
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.agenda.event_form import Posted
from wegwijzer.wording.language import say

_LONGEST = 254


@dataclass(frozen=True, slots=True)
class SubscribeForm:
    """What was typed, and what is wrong with it by field."""

    email: str = ""
    themes: Sequence[str] = ()
    postal_code: str = ""
    kilometres: str = "25"
    wants_online: bool = True
    faults: Mapping[str, str] = field(default_factory=dict)


def read_subscribe_form(sent: Posted, language: str) -> SubscribeForm:
    """Read what was sent."""
    email, postal_code = sent.get("email", "").strip()[: _LONGEST + 1], sent.get("postal_code", "").strip()[:20]
    kilometres = sent.get("kilometres", "")
    themes = [theme for theme in shipped_catalogue().business_domains if theme in sent.getlist("themes")]
    faults: dict[str, str] = {}
    try:
        validate_email(email)
        if len(email) > _LONGEST:
            raise ValidationError("long")
    except ValidationError:
        faults["email"] = say("agenda.fault.email", language)
    if postal_code and point_of_code(postal_code) is None:
        faults["postal_code"] = say("agenda.fault.postal_code", language, typed=postal_code)
    if kilometres not in {str(km) for km in shipped_agenda_rules().distances_km}:
        kilometres = str(shipped_agenda_rules().distances_km[1])
    return SubscribeForm(email, tuple(themes), postal_code, kilometres, sent.get("wants_online", "") == "1", faults)
