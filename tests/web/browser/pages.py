"""Every page of the website, found by following its links as people of every role; what has no link is named here."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.web.browser.pdf_tags import tags_say
from tests.web.browser.stage import NEWCOMER, VISITOR
from tests.web.html_laws import faults_of
from tests.web.html_laws.foreign_parts import foreign_parts
from tests.web.html_laws.page import Page

ENOUGH = 1
"""Pages of one view, each of another role, beside those that are named here."""
MOST_VISITS = 900
STARTS: Mapping[str, Sequence[str]] = {
    NEWCOMER: (
        "",
        "bestaat-niet/",
        "klanten/",
        "dossiers/",
        "plichten/",
        "steun-berekenen/",
        "gesprekken/",
        "aanmelden/",
        "aanmelden/gevraagd/",
        "aanmelden/niet-gelukt/",
        "agenda/inschrijven/verstuurd/",
        "melden/bedankt/",
    ),
    VISITOR: (
        "wegwijzer/",
        "wegwijzer/?op=2015-10-01",
        "wegwijzer/?op=ooit",
        "maatregelen/?domein=personnel&op=2016-05-01",
        "maatregelen/?niveau=european&soort=tax",
        "maatregelen/kmo-portefeuille/",
        "maatregelen/kmo-portefeuille/?op=2015-10-01",
        "maatregelen/kmo-portefeuille/?op=2013-01-01",
        "maatregelen/kmo-portefeuille/?training_cost_eur=veel&size_class=reus",
        "maatregelen/kmo-portefeuille/?training_cost_eur=4000&size_class=small",
        "maatregelen/investeringsaftrek/",
        "maatregelen/auteursrechten/",
        "maatregelen/tetra/",
        "organisaties/iwt/",
        "zoek/?q=opleiding",
        "zoek/?q=subsdi",
        "vraag/legal_form/",
        "vraag/fte/",
        "vraag/founded/",
        "vraag/nace/",
        "vraag/part_of_group/",
        "antwoord/turnover_eur/",
        "waar-staat-u/resultaat/",
        "waar-staat-u/vraag/product/",
        "waar-staat-u/bewaard/2025-11-20-nnxxxnnnnn/",
        "klanten/?stand=red",
        "klanten/wissen/",
        "klanten/laden/",
        "gesprekken/wissen/",
        "steun-berekenen/",
        "dossiers/",
        "plichten/",
        "innovatiepremie/",
    ),
    "cas": ("klanten/", "doorverwezen/", "doorverwijzen/?domain=product"),
    "bas": ("mijn-vragen/", "mijn-vragen/?alle", "afspraken/beloftes/", "dossiers/", "partners/", "projecten/"),
    "victor": ("postvak/?lijst=af", "postvak/", "agenda/organisator/", "aanbod/mijn/", "samen/"),
    "filip": ("postvak/?lijst=open", "postvak/?lijst=van-mij"),
    "vera": ("postvak/",),
    "tom": ("samen/", "projecten/", "postvak/?lijst=open"),
    "mia": ("partners/", "projecten/"),
    "ria": ("regels/", "verbeteringen/", "meldingen/"),
    "anouk": ("observatorium/", "cijfers/resultaten/", "observatorium/bestanden/"),
    "bea": ("mensen/", "mensen/post/", "adres-verbeteren/", "mensen/loketten/", "account/code/"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One page: the name of its view, whose browser sees it, its address below the site, and how it answered."""

    view: str
    role: str
    path: str
    status: int


def html_views() -> set[str]:
    """The names of the views with an address below a language, whatever they answer."""
    return {name for name, _ in _views(get_resolver())}


def _views(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry, entry.namespace or space)
        elif space and entry.name:
            yield f"{space}:{entry.name}", entry


def find_pages(
    clients: Mapping[str, Client], extra: Sequence[tuple[str, str]] = ()
) -> tuple[list[Found], dict[str, str]]:
    """Every page that a role comes to by links, and why each other view has none (what it answered)."""
    found: list[Found] = []
    others: dict[str, str] = {}
    for role, client in clients.items():
        starts = [f"/nl/{path}" for path in STARTS.get(role, ("",))]
        starts += [path for whose, path in extra if whose == role]
        _walk(role, client, starts, found, others)
    seen = {page.view for page in found}
    return found, {view: why for view, why in others.items() if view not in seen}


def _walk(role: str, client: Client, starts: Sequence[str], found: list[Found], others: dict[str, str]) -> None:
    waiting, known = deque(dict.fromkeys([*starts, "/nl/"])), {*starts, "/nl/"}
    counts = Counter([(page.view, page.role) for page in found] + [(page.view, "") for page in found])
    visits = 0
    while waiting and visits < MOST_VISITS:
        path = waiting.popleft()
        try:
            view = resolve(urlsplit(path).path).view_name
        except Resolver404:
            view = "404"
        if path not in starts and (counts[view, role] or counts[view, ""] >= ENOUGH):
            continue
        visits += 1
        answer = client.get(path)
        kind = answer.get("Content-Type", "").split(";")[0]
        if answer.status_code in (301, 302):
            others.setdefault(view, "leads on")
            target = urljoin(path, answer["Location"])
            if target not in known:
                known.add(target)
                waiting.append(target)
            continue
        if kind != "text/html":
            others[view] = kind
            if kind == "application/pdf":
                others[view] = "; ".join(["a PDF", *dict.fromkeys(tags_say(b"".join(answer)))])
            continue
        if answer.status_code == 405:
            others[view] = "takes a form alone"
            continue
        found.append(Found(view, role, path, answer.status_code))
        counts.update([(view, role), (view, "")])
        for href in re.findall(r'(?:<a\b[^>]*\bhref|<form\b[^>]*\baction)="([^"#]+)', answer.content.decode()):
            target = urljoin(path, href.replace("&amp;", "&"))
            if target.startswith("/nl/") and target not in known:
                known.add(target)
                waiting.append(target)


def laws_say(found: Sequence[Found], clients: Mapping[str, Client], languages: Sequence[str]) -> dict[str, list[str]]:
    """What the HTML of every page breaks in every language, and which parts sound like another one; by fault, where."""
    told: dict[str, list[str]] = {}
    for page in found:
        for language in languages:
            path = page.path.replace("/nl/", f"/{language}/", 1)
            answer = clients[page.role].get(path)
            written = "" if answer.streaming else answer.content.decode(errors="replace")
            if "<html" in written:
                for fault in (*faults_of(written), *(f"3.1.2: {part}" for part in foreign_parts(Page(written)))):
                    told.setdefault(fault, []).append(f"{page.role} {path}")
    return told


_TAKES_AWAY = re.compile(r"wissen|/weg/|afmelden|stop|einde|verwerp|overslaan|toegang|rol/|heropen|/sign|aanmelden/")
"""Addresses of forms that are not to be sent for a try."""


def faults_say(found: Sequence[Found], clients: Mapping[str, Client]) -> dict[str, list[str]]:
    """What the HTML breaks of the pages that come back when a form is sent with nothing filled in; by fault, where."""
    told: dict[str, list[str]] = {}
    tried: set[str] = set()
    for page in found:
        client = clients[page.role]
        answer = client.get(page.path)
        written = "" if answer.streaming else answer.content.decode(errors="replace")
        for form in Page(written).heard("form") if "<html" in written else ():
            target = urljoin(page.path, form.get("action") or page.path)
            view = resolve(urlsplit(target).path).view_name
            if form.get("method") != "post" or view in tried or _TAKES_AWAY.search(target):
                continue
            tried.add(view)
            refused = client.post(target, {})
            written = refused.content.decode(errors="replace")
            if "<html" in written:
                for fault in faults_of(written):
                    told.setdefault(fault, []).append(f"{page.role} POST {target} ({refused.status_code})")
    print(f"{len(tried)} forms sent empty")
    return told
