"""The filters of the agenda as a form shows them, and how to undo one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from wegwijzer.core.agenda.event import AUDIENCES
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.agenda.choice import FREE, ONLINE, AgendaChoice
from wegwijzer.wording.language import local, say


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A field: its options as (value, label), none for a field to type in."""

    name: str
    label: str
    typed: str
    fault: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


def theme_options(language: str) -> tuple[tuple[str, str], ...]:
    """Every theme with its name."""
    return tuple((domain.id, local(domain.label, language)) for domain in shipped_catalogue().business_domains.values())


def distance_options(language: str) -> tuple[tuple[str, str], ...]:
    """Every distance in words."""
    return tuple((str(km), say("agenda.choice.within", language, km=km)) for km in shipped_agenda_rules().distances_km)


def audience_options(language: str) -> tuple[tuple[str, str], ...]:
    """Everybody an event can be for."""
    return tuple((name, say(f"agenda.audience.{name}", language)) for name in AUDIENCES)


def choice_fields(choice: AgendaChoice, language: str) -> list[ChoiceField]:
    """The fields of the form, in order."""
    provinces = tuple(
        (option.id, local(option.label, language)) for option in shipped_catalogue().facts["province"].options
    )
    options = {
        "thema": theme_options(language),
        "provincie": (*provinces, (ONLINE, say("agenda.online", language))),
        "km": distance_options(language),
        "doelgroep": audience_options(language),
        "prijs": ((FREE, say("agenda.price.free", language)),),
    }
    return [
        ChoiceField(
            name,
            say(f"agenda.choice.{name}", language),
            text,
            choice.faults.get(name, ""),
            options.get(name, ()),
            say("agenda.choice.day_hint", language) if name in ("van", "tot") else "",
        )
        for name, text in choice.typed.items()
    ]


def undo_links(choice: AgendaChoice, language: str) -> list[tuple[str, str]]:
    """What is chosen, each as (words, the question string without it)."""
    given = {name: text for name, text in choice.typed.items() if text and name not in choice.faults}
    found = []
    for field in choice_fields(choice, language):
        if field.name not in given or (field.name == "km" and "postcode" not in given):
            continue
        rest = {name: text for name, text in given.items() if name != field.name}
        if field.name == "postcode":
            rest.pop("km", None)
        words = dict(field.options).get(field.typed, field.typed)
        found.append((f"{field.label}: {words}", f"?{urlencode(rest)}" if rest else "?"))
    return found
