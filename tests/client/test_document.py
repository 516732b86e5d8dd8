"""The client against the API's own document: every call is one of it, and every type has its keys."""

from __future__ import annotations

import inspect
import re
from typing import Any, get_type_hints

import pytest

from tests.client.lines import SITE, Told
from wegwijzer.client import Wegwijzer, answers, firm_answers, own_answers
from wegwijzer.client.firm_side import FirmSide
from wegwijzer.web.api.document import openapi_document

QUESTION = {"id": "0f5c9d3e-7b1e-4c2a-91d0-5b6a7c8d9e0f", "version": 3}
ID = QUESTION["id"]
EVENT = {"title": "x", "day": "2027-01-01", "themes": ["product"]}
OFFER = {"title": "x", "text": "x", "steps": [], "languages": [], "valid_until": "2027-01-01"}
CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "list_measures": ((), {"on": "2026-11-24", "q": "a", "level": "b", "kind": "c", "status": "d", "domain": "e"}),
    "get_measure": (("kmo-portefeuille",), {"on": "2026-11-24"}),
    "list_measure_versions": (("kmo-portefeuille",), {}),
    "compare_measure": (("kmo-portefeuille", "2019-11-30", "2019-12-01"), {}),
    "advise": (({"fte": 12},), {"need": "x", "on": "2026-11-24"}),
    "size": (({"fte": 12},), {"on": "2026-11-24"}),
    "make_receipt": (({"fte": 12},), {"on": "2026-11-24"}),
    "replay_receipt": (({},), {}),
    "value_support": (({},), {"on": "2026-11-24"}),
    "combine_support": (({},), {"aid": [{"date": "2025", "euro": "2500"}], "on": "2026-11-24"}),
    "date_plan_duties": (({},), {"on": "2026-11-24"}),
    "understand": (("x",), {}),
    "search": (("x",), {"limit": 5}),
    "list_organisations": ((), {"on": "2026-11-24", "q": "a", "role": "b", "province": "c", "sector": "d"}),
    "get_organisation": (("vlaio",), {}),
    "list_facts": ((), {"scope": "firm", "askable": True}),
    "get_vocabulary": ((), {}),
    "get_me": ((), {}),
    "list_inbox": (("open",), {"subject": "product", "q": "a"}),
    "get_question": ((ID,), {}),
    "get_story": ((ID,), {}),
    "take_step": ((QUESTION, "not_for_us"), {"reason": "other", "words": "x"}),
    "hand_on": ((QUESTION, [ID]), {"words": "x"}),
    "answer_question": ((ID, "x"), {}),
    "list_referrals": ((), {"q": "x"}),
    "get_referral": ((ID,), {}),
    "refer_firm": (({"email": "a@b.example"}, "product", "x"), {"desks": [ID], "consent": True}),
    "add_question": ((ID, "product", "x"), {"desks": [ID]}),
    "list_clients": ((), {"on": "2026-11-24", "light": "loss", "status": "red", "q": "a"}),
    "get_client": ((ID,), {"on": "2026-11-24"}),
    "add_accounts": (([{"Rubrics": []}],), {}),
    "get_accounts_reading": ((ID,), {}),
    "note_talk": ((ID,), {"name": "a", "last_talk": "2026-11-24", "note": "b"}),
    "remove_client": ((ID,), {}),
    "list_own_events": ((), {}),
    "announce_event": ((EVENT,), {}),
    "change_own_event": ((QUESTION, EVENT), {}),
    "cancel_own_event": ((QUESTION,), {}),
    "list_event_clashes": ((), {}),
    "decide_event_clash": ((ID, "same"), {"whole_series": True}),
    "follow_event_list": (("https://x.example/a.ics",), {}),
    "list_own_offerings": ((), {}),
    "post_offering": (({"kind": "training", **OFFER},), {}),
    "change_own_offering": ((QUESTION, OFFER), {}),
    "prolong_own_offering": ((ID, "2027-01-01"), {}),
    "hide_own_offering": ((ID,), {}),
    "list_rule_changes": ((), {}),
    "get_rule_change": ((ID,), {}),
    "get_rule_change_effects": ((ID,), {}),
    "check_rule_change": (({"reason": "x"},), {}),
    "propose_rule_change": (({"reason": "x"},), {}),
    "step_rule_change": ((ID, "hand_in"), {}),
}
OF_A_FIRM: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "list_own_cases": ((), {}),
    "get_own_case": ((ID,), {}),
    "get_own_story": ((ID,), {}),
    "list_own_looks": ((ID,), {}),
    "ask_question": (("product", "x"), {"desks": [ID], "consent": True}),
    "add_own_question": ((ID, "product", "x"), {"desks": [ID]}),
    "write_in_own_case": ((ID, "x"), {"need": ID}),
    "take_question_back": ((ID, ID), {}),
    "share_question": ((ID, ID), {"is_shared": False}),
    "tell_outcome": ((ID, 1, "yes"), {"changed": ["product"], "words": "x"}),
    "export_own_data": ((), {}),
    "get_own_plan": ((), {}),
    "add_own_aid": (([{"date": "2025", "euro": "2500"}],), {}),
    "remove_own_aid": ((1,), {}),
    "list_own_dossiers": ((), {}),
    "get_own_dossier": ((ID,), {}),
    "check_own_dossier": ((ID,), {}),
    "get_own_part": ((ID, "idea"), {}),
    "write_own_part": ((ID, {"part": "idea", "revision": 2}, {"text": "x"}), {"rows": None}),
    "list_own_logs": ((), {}),
    "get_own_log": ((ID,), {}),
    "add_promise": ((ID, "x", "2027-01-01"), {"other": 2, "giver": "other"}),
    "step_promise": ((ID, 1, "change_asked"), {"what": "x", "due": "2027-01-01", "words": "y"}),
    "list_topic_requests": ((), {}),
    "ask_about_topic": ((ID, "x"), {"firm_name": "y", "agree": True}),
    "answer_topic_request": ((ID, "yes"), {}),
}
TYPES = {
    name: found
    for module in (answers, own_answers, firm_answers)
    for name, found in vars(module).items()
    if inspect.isclass(found) and found.__module__ == module.__name__
}
LISTS = {"count": 0, "next": None, "items": [], "versions": [], "changes": []}


def operation_of(method: str, path: str) -> dict[str, Any]:
    for template, found in openapi_document()["paths"].items():
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template.removeprefix("/api/v1")))
        if re.fullmatch(pattern, path) and method.lower() in found:
            return found[method.lower()]
    raise AssertionError(f"the document has no {method} {path}")


def test_every_call_is_tried_here():
    for kind, calls in ((Wegwijzer, CALLS), (FirmSide, OF_A_FIRM)):
        public = {name for name, found in vars(kind).items() if callable(found) and not name.startswith("_")}
        assert public == set(calls)


@pytest.mark.parametrize("name", {**CALLS, **OF_A_FIRM})
def test_a_call_is_the_operation_of_its_name_with_parameters_that_it_knows(name):
    line = Told([(200, {}, LISTS)])
    given, named = {**CALLS, **OF_A_FIRM}[name]
    site = Wegwijzer(SITE, transport=line)
    found = getattr(site if name in CALLS else site.firm, name)(*given, **named)
    if inspect.isgenerator(found):
        list(found)
    (asked,) = line.asked
    operation = operation_of(asked.method, asked.path)
    assert operation["operationId"] == name
    parameters = {one["name"]: one for one in operation["parameters"]}
    query = set(re.findall(r"[?&]([^=&]+)=", asked.url))
    assert query <= {one for one, found in parameters.items() if found["in"] == "query"}
    assert {one for one, found in parameters.items() if found["in"] == "query" and found.get("required")} <= query
    for header in ("Idempotency-Key", "If-Match"):
        assert header not in asked.headers or header in parameters
    if "If-Match" in parameters:
        assert "If-Match" in asked.headers
    if asked.body is not None:
        (content,) = operation["requestBody"]["content"].values()
        schema = openapi_document()["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[1]]
        assert set(schema.get("required", ())) <= set(asked.body) <= set(schema["properties"])


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_the_keys_of_the_document(name):
    schema = openapi_document()["components"]["schemas"][name]
    assert set(get_type_hints(TYPES[name])) == set(schema["properties"])
