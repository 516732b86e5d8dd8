"""Every address that names a thing is refused to people of other organisations, and they change nothing by trying.

The addresses come from the website's own list: a new page is tried as soon as it is there. One that names a kind of
thing which is not among the `possessions` yet, and one that others may see, must be told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.web.security.possessions import SECRET, Possessions

pytestmark = pytest.mark.django_db

NAMES_NO_THING = {
    "language",
    "provider_id",
    "slug",
    "token",
    "text",
    "fact",
    "question",
    "page",
    "figure",
    "what",
    "form",
}
"""Parameters that name no row of anybody: a word, a page, or a secret that is itself the permission."""
FOR_EVERYBODY = {
    "agenda:event": "events are public",
    "agenda:file": "events are public",
    "offers:offering": "offers are public",
    "offers:ask": "whoever signed in may ask about a topic",
    "offers:write": "a form for something new, of a kind",
    "clusters:cluster": "groups of five firms or more, without words of one, are there for every helper",
    "clusters:decide": "as above",
    "api-v1:compare_measure": "the catalogue is public",
    "api-v1:get_event": "events are public",
    "api-v1:get_fact": "the catalogue is public",
    "api-v1:get_measure": "the catalogue is public",
    "api-v1:get_offering": "offers are public",
    "api-v1:get_organisation": "the catalogue is public",
    "api-v1:get_problem": "what can go wrong is public",
    "api-v1:list_measure_versions": "the catalogue is public",
    "linked:data": "the catalogue is public",
    "linked:thing": "the catalogue is public",
    "placement:earlier": "a number among one's own results, by the session",
    "figures:table": "published figures",
    "figures:csv": "published figures",
    "figures:json": "published figures",
}
"""Addresses that name a thing and are there for whoever asks, with why."""
ALSO_FOR = {
    "administrator": ("signin:", "cases:one_report", "inbox:desk", "inbox:add_absence", "inbox:remove_absence", "obs"),
    "everything else": ("editing:", "observatory:", "offers:decide"),
}
"""What somebody of the site may see of ours by their role."""
TRIED = ("visitor", "adviser", "everything else", "administrator")
PROGRAMS = ("manager", "contact", "firm")
"""Who tries: the last but one manages another college, works at another office, speaks for another firm, and is editor
and analyst: whatever one of those may, they may."""
NOT_OURS = re.compile(r"\b(people_(session|attempts)|usage_\w+)\b")
"""Tables that any visit may write: the session, attempts, counts without a person."""
FORMS: dict[str, dict[str, str]] = {
    "agreements:step": {"step": "confirmed"},
    "dossiers:settle": {"settle": f"{UUID(int=0)}:theirs"},
    "editing:decide": {"decision": "reject"},
    "offers:decide": {"answer": "same"},
    "observatory:file": {"doe": "weg"},
    "premium:judge": {"state": "kept"},
}
"""What is sent to addresses that look at the form before they look at whose thing it is."""
_EVENT = {"title": "x", "day": "2036-01-05", "place": "x", "themes": ["product"]}
_OFFER = {
    **{"title": "Onderwerp", "text": "Voor een student of twee", "steps": ["test"], "languages": ["nl"]},
    **{"business_domains": ["product"], "valid_until": "2036-01-05"},
}
BODIES: dict[str, dict[str, Any]] = {
    "add_own_question": {"subject": "product", "words": "x", "desks": [str(UUID(int=0))]},
    "add_promise": {"what": "x", "due": "2036-01-05", "other": 2},
    "add_question": {"subject": "product", "words": "x", "desks": []},
    "answer_contact": {"answer": "see_out"},
    "answer_question": {"words": "x"},
    **{name: {"answer": "yes"} for name in ("get_topic_request", "answer_topic_request")},
    "assign_question": {"person": str(UUID(int=0))},
    "cancel_own_event": {},
    "change_appointment": {"cancel": True, "sequence": 0},
    "decide_alike_offerings": {"decision": "same"},
    "decide_event_clash": {"decision": "same"},
    **dict.fromkeys(("get_own_event", "change_own_event"), _EVENT),
    **dict.fromkeys(("get_own_offering", "change_own_offering", "remove_own_offering"), _OFFER),
    "get_rule_change": {"change": {"reason": "x"}},
    "rewrite_rule_change": {"change": {"reason": "x"}},
    "hand_on": {"desks": [str(UUID(int=0))], "words": "x"},
    "lay_question_together": {"yes": True},
    "make_appointment": {"begins": "2036-01-05T10:00:00+01:00", "minutes": 60, "place": "x"},
    "note_talk": {"note": "x"},
    "prolong_own_offering": {"last": "2036-01-05"},
    "propose_undoing": {"reason": "x"},
    "share_question": {"is_shared": False},
    "step_promise": {"to": "confirmed"},
    "step_rule_change": {"to": "withdraw"},
    "take_step": {"to": "taken_up"},
    "tell_dossier_state": {"title": "x"},
    "tell_outcome": {"helped": "yes"},
    "write_about_referral": {"words": "x"},
    "write_in_own_case": {"words": "x"},
    **{name: {"fields": {"text": "x"}} for name in ("get_own_part", "write_own_part")},
}
"""What a program sends to the operations that change something."""


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    """The addresses of the website that name a thing."""
    return sorted(
        (found for found in _walk(get_resolver().url_patterns, (), ()) if set(found.parameters) - NAMES_NO_THING),
        key=lambda found: found.name,
    )


def _walk(patterns: list[Any], spaces: tuple[str, ...], above: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        here = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern.url_patterns, (*spaces, *space), here)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(":".join((*spaces, pattern.name)), here)


@pytest.fixture(autouse=True)
def many_forms(settings, monkeypatch):
    """As many tries as it takes, and a bare page for each refusal: a thousand whole ones take long to draw."""
    settings.POSTS_PER_MINUTE = 100_000
    settings.API_REQUESTS_PER_MINUTE = settings.API_KEY_REQUESTS_PER_MINUTE = 100_000
    for status in (403, 404):
        bare = partial(_bare, status=status)
        monkeypatch.setattr(f"wegwijzer.web.urls.handler{status}", bare)
    monkeypatch.setattr("wegwijzer.web.middleware.not_a_page", partial(_bare, status=405))


def _bare(request: Any, exception: Exception | None = None, *, status: int) -> HttpResponse:
    return HttpResponse(status=status)


@contextmanager
def written_rows() -> Iterator[list[str]]:
    """The statements that changed a row of a table of ours, with what was put in."""
    found: list[str] = []

    def watch(execute, sql, params, many, context):
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql) and not NOT_OURS.search(sql):
            done = execute(sql, params, many, context)
            if context["cursor"].rowcount:
                found.append(f"{sql[:120]} {params}")
            return done
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def path_of(ours: Possessions, address: Address) -> str | None:
    """Where something of ours stands; None for what everybody may see, and for what is told of by the first test."""
    named = ours.arguments(address.name, dict.fromkeys(address.parameters))
    return None if address.name in FOR_EVERYBODY or named is None else reverse(address.name, kwargs=named)


def is_refused(response: Any) -> bool:
    """Not there, not allowed, or led to a page that names no thing: to sign in, or to one's own list."""
    if response.status_code == 302:
        path = response["Location"].partition("?")[0].partition("#")[0]
        return not set(resolve(path).kwargs) - NAMES_NO_THING
    return response.status_code in (401, 403, 404, 405)


def test_of_every_kind_of_thing_there_is_one_to_try(ours):
    missing = [
        f"{found.name} {found.parameters}"
        for found in addresses()
        if found.name not in FOR_EVERYBODY and ours.arguments(found.name, dict.fromkeys(found.parameters)) is None
    ]
    assert missing == [], "put one of these in tests/web/security/possessions.py, or say why everybody may see it"


def test_who_they_belong_to_is_let_in(ours):
    """Otherwise the others would be refused for the wrong reason: an address that leads to nothing."""
    browsers = [ours.browser(person) for person in (*ours.ours.values(), *ours.theirs.values())]
    shut = []
    for found in addresses():
        path = path_of(ours, found)
        if path is None or found.name.startswith("api-v1:"):
            continue
        opens = next((one for one in browsers if _is_let_in(one, path, FORMS.get(found.name))), None)
        if opens is None:
            shut.append(found.name)
        else:  # who sees this sees the next as well, mostly
            browsers.sort(key=lambda one, opens=opens: one is not opens)
    assert not shut, "\n".join(shut)


def _is_let_in(browser: Client, path: str, form: dict[str, str] | None) -> bool:
    """By opening it or by sending a form; whatever that does is undone. A fault in an empty form is none here."""
    for method in ("get", "post"):
        with written_rows() as written, transaction.atomic():
            response = getattr(browser, method)(path, form)
            transaction.set_rollback(True)
        if not is_refused(response) or written:
            return True
    return False


@pytest.mark.parametrize("who", TRIED)
def test_others_are_refused_and_change_nothing(ours, who):
    browser = ours.browser(ours.theirs.get(who))
    let_in = []
    for found in addresses():
        path = path_of(ours, found)
        if path is None or found.name.startswith(ALSO_FOR.get(who, ())):
            continue
        for method in ("get", "post"):
            with written_rows() as written, transaction.atomic():
                response = getattr(browser, method)(path, FORMS.get(found.name))
                transaction.set_rollback(True)
            told = SECRET.encode() in b"".join(response)
            if not is_refused(response) or written or told:
                let_in.append((found.name, method, response.status_code, told, written))
    assert not let_in, "\n".join(map(str, let_in))


def tried_by(program: Client, ours: Possessions) -> list[tuple[str, int, bool, list[str]]]:
    """What a program got done with what is ours, by operation of the API."""
    done = []
    for found in addresses():
        path = path_of(ours, found)
        if path is None or not found.name.startswith("api-v1:"):
            continue
        for method in ("get", "post", "delete"):
            body = BODIES.get(found.name.partition(":")[2], {}) if method == "post" else None
            with written_rows() as written, transaction.atomic():
                response = getattr(program, method)(path, body, content_type="application/json")
                transaction.set_rollback(True)
            rows = [sql for sql in written if "api_apikey" not in sql]
            told = SECRET.encode() in b"".join(response)
            if not is_refused(response) or rows or told:
                done.append((found.name, response.status_code, told, rows))
    return done


@pytest.mark.parametrize("who", PROGRAMS)
def test_keys_of_other_desks_open_nothing_of_ours(ours, who):
    got = tried_by(ours.program(ours.theirs[who]), ours)
    assert not got, "\n".join(map(str, got))


def test_our_own_keys_open_what_is_ours(ours):
    """Otherwise the others would be refused for the wrong reason."""
    whose = [*(ours.ours[who] for who in PROGRAMS), ours.theirs["editor"]]
    got = {name for person in whose for name, *_ in tried_by(ours.program(person), ours)}
    asked = {found.name for found in addresses() if path_of(ours, found) and found.name.startswith("api-v1:")}
    assert got == asked


def reaching_in() -> list[tuple[Address, str]]:
    """Addresses that name a thing inside another, with the parameter of the outer one."""
    found = [
        (one, [key for key in one.parameters if key not in NAMES_NO_THING and key != "part"]) for one in addresses()
    ]
    return [(one, keys[0]) for one, keys in found if len(keys) > 1 and keys[-1].endswith("_id")]


def test_nobody_reaches_into_ours_through_something_of_their_own(ours):
    """/dossiers/<theirs>/bijlagen/<ours>/ and the like: the outer thing is theirs, and they may see it."""
    got, tried = [], 0
    for found, outer in reaching_in():
        who, own = ours.around[outer]
        named = ours.arguments(found.name, dict.fromkeys(found.parameters))
        assert named is not None
        inner = str(next(named[key] for key in reversed(found.parameters) if key.endswith("_id")))
        path = reverse(found.name, kwargs={**named, outer: own})
        is_api = found.name.startswith("api-v1:")
        browser = ours.program(ours.theirs[who]) if is_api else ours.browser(ours.theirs[who])
        for method in ("get", "post"):
            body = BODIES.get(found.name.partition(":")[2], {}) if is_api else FORMS.get(found.name)
            extra = {"content_type": "application/json"} if is_api else {}
            with written_rows() as written, transaction.atomic():
                response = getattr(browser, method)(path, body, **extra)
                transaction.set_rollback(True)
            touched = [sql for sql in written if inner.replace("-", "") in sql.replace("-", "") and len(inner) > 8]
            tried += 1
            if touched or SECRET.encode() in b"".join(response):
                got.append((found.name, method, response.status_code, touched))
    assert tried > 20
    assert not got, "\n".join(map(str, got))
