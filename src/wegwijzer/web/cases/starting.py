"""Where a question comes from, and what is taken along from there so that nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.cases.passing_facts import nothing_known
from wegwijzer.web.guide.queries import taken_along
from wegwijzer.web.portfolio.queries import client_taken_along
from wegwijzer.wording.language import local, say

PARAMETERS = ("measure", "light", "client", "domain")
"""What an address of the form may hold. None of them says who the firm is."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the form begins with.

    `subjects` are all business domains, those that fit first; `likely` how many of them fit. `source` says where it
    comes from, `back` leads there. `query` is the question string with which the form stays the same page.
    """

    about: str
    refers_to: tuple[str, ...]
    subjects: tuple[str, ...]
    likely: int
    words: str
    enterprise_number: str
    name: str
    picture: FirmPicture
    source: str
    back: str
    query: str
    is_for_client: bool = False
    light_subjects: tuple[str, ...] = ()

    def origin(self, subject: str) -> tuple[str, tuple[str, ...]]:
        """What a question on a subject came from, and the ids that it refers to.

        With another subject than a warning light's own it does not come from that light any more.
        """
        if self.about != "light" or not self.light_subjects or subject in self.light_subjects:
            return self.about, self.refers_to
        measures = tuple(id for id in self.refers_to if id in shipped_catalogue().measures)
        return "measure" if measures else "first_line" if self.is_for_client else "roadmap", measures


def start_of(request: HttpRequest, language: str, *, on: date) -> Start:
    """Take along what is known. Http404 for a measure, light or client that there is not."""
    asked = {key: request.GET[key] for key in PARAMETERS if request.GET.get(key)}
    query = "&".join(f"{key}={value}" for key, value in asked.items()) if _are_plain(asked.values()) else _refuse()
    measure, light = asked.get("measure", ""), asked.get("light", "")
    lit = _of_light(light, on)
    subjects = [*_named(asked.get("domain", "")), *_of_measure(measure), *lit]
    about = "light" if light else "measure" if measure else "roadmap"
    refers_to = tuple(found for found in (light, measure) if found)
    source, back = _source(measure, light, language, on)
    if "client" in asked:
        begun = _for_client(request, asked["client"], subjects, about, refers_to, light, source, query, language, on)
        return replace(begun, light_subjects=tuple(lit))
    found = taken_along(request, language, on=on)
    if found is None:
        return Start(
            about, refers_to, *_ordered(subjects), "", "", "", nothing_known(on), source, back, query, False, tuple(lit)
        )
    if not measure and not light:
        source, back = "", reverse("guide:roadmap", args=[language])
    return Start(
        about,
        refers_to,
        *_ordered([*subjects, *found.domains]),
        found.need,
        found.enterprise_number,
        found.name,
        found.picture,
        source,
        back,
        query,
        light_subjects=tuple(lit),
    )


def origin_of(subject: str, *, measure: str, light: str, on: date) -> tuple[str, tuple[str, ...]]:
    """What a client's question on a subject came from. Http404 for a measure or a light that there is not."""
    _of_measure(measure)
    lit = tuple(_of_light(light, on))
    about = "light" if light else "measure" if measure else "first_line"
    refers_to = tuple(found for found in (light, measure) if found)
    start = Start(about, refers_to, (), 0, "", "", "", nothing_known(on), "", "", "", True, lit)
    return start.origin(subject)


def _for_client(
    request: HttpRequest,
    client: str,
    subjects: list[str],
    about: str,
    refers_to: tuple[str, ...],
    light: str,
    source: str,
    query: str,
    language: str,
    on: date,
) -> Start:
    client_id = _as_uuid(client)
    found = client_taken_along(request, client_id, on=on)
    if found is None:
        raise Http404
    words = say("cases.refer.words_light", language, name=_light_name(light, language, on).lower()) if light else ""
    return Start(
        about if refers_to else "first_line",
        refers_to,
        *_ordered(subjects),
        words,
        found.enterprise_number,
        found.name,
        found.picture,
        source,
        reverse("portfolio:client", args=[language, client_id]),
        query,
        is_for_client=True,
    )


def _named(domain: str) -> list[str]:
    return [domain] if domain in shipped_catalogue().business_domains else []


def _of_measure(slug: str) -> list[str]:
    if not slug:
        return []
    measure = shipped_catalogue().measures.get(slug)
    if measure is None:
        raise Http404
    domains = {domain: weight for domain, weight in measure.domains.items() if _named(domain)}
    return sorted(domains, key=lambda domain: -domains[domain])


def _of_light(light: str, on: date) -> list[str]:
    if not light:
        return []
    for found, _ in shipped_board(on).lights:
        if found.id == light:
            return [domain for domain in found.domains if _named(domain)]
    raise Http404


def _source(measure: str, light: str, language: str, on: date) -> tuple[str, str]:
    """What the question came from in words, and the address of it."""
    if light:
        back = f"{reverse('portfolio:lights', args=[language])}#{light}"
        return say("cases.refer.from_light", language, name=_light_name(light, language, on)), back
    if measure:
        name = local(shipped_catalogue().measures[measure].plain_name, language)
        back = reverse("catalogue:measure", args=[language, measure])
        return say("cases.refer.from_measure", language, name=name), back
    return "", reverse("guide:front", args=[language])


def _light_name(light: str, language: str, on: date) -> str:
    return next(local(found.name, language) for found, _ in shipped_board(on).lights if found.id == light)


def _ordered(first: Iterable[str]) -> tuple[tuple[str, ...], int]:
    likely = tuple(dict.fromkeys(first))[:3]
    return tuple(dict.fromkeys((*likely, *shipped_catalogue().business_domains))), len(likely)


def _are_plain(values: Iterable[str]) -> bool:
    return all(value.replace("-", "").replace("_", "").isalnum() and value.isascii() for value in values)


def _refuse() -> str:
    raise Http404


def _as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
