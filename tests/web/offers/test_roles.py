"""Who may do what on which page, cell by cell. 200: the page; 302: sign in first, or done; 404: not there for you."""

from __future__ import annotations

import pytest

from tests.web.offers.conftest import MACHINE, in_days
from wegwijzer.web.offers.models import AlikePair, OfferingRow

NAMES = ("visitor", "an", "luc", "carla", "cas", "vera", "victor", "sara", "ria", "anouk", "bea")
SIGN_IN = "aanmelden"
"""A visitor is led to the sign-in page."""


def outcome(response) -> str:
    """What somebody meets: a page, done, sign in, back to the choice, or nothing."""
    if response.status_code != 302:
        return {200: "page", 404: "none", 410: "over", 422: "page"}[response.status_code]
    if SIGN_IN in response["Location"]:
        return "sign in"
    return "choose" if response["Location"].endswith("/nieuw/") else "done"


def everybody(**but: str) -> dict[str, str]:
    return {**dict.fromkeys(NAMES, "none"), "visitor": "sign in", **but}


PAGES = {
    "aanbod/{machine}/": dict.fromkeys(NAMES, "page"),
    "aanbod/mijn/": {**dict.fromkeys(NAMES, "page"), "visitor": "sign in"},
    "aanbod/nieuw/equipment/?voor={college}": {
        **dict.fromkeys(NAMES, "choose"),
        "visitor": "sign in",
        "vera": "page",
        "victor": "page",
    },
    "aanbod/nieuw/topic/?voor=zaak": {**dict.fromkeys(NAMES, "page"), "visitor": "sign in"},
    "aanbod/{machine}/wijzig/": everybody(vera="page", victor="page"),
    "aanbod/{firm_topic}/wijzig/": everybody(an="page"),
    "aanbod/{firm_topic}/past-bij/": everybody(an="page"),
    "aanbod/{firm_topic}/vraag/": everybody(vera="page", victor="page", sara="page"),
    "aanbod/{school_topic}/vraag/": {**dict.fromkeys(NAMES, "page"), "visitor": "sign in"},
    "aanbod/aanvraag/{request}/": everybody(an="page", vera="page", victor="page"),
    "aanbod/dubbel/": {**dict.fromkeys(NAMES, "page"), "visitor": "sign in"},
    "aanbod/invoeren/": everybody(vera="page", victor="page", sara="page"),
}


@pytest.fixture
def filled(world):
    """A machine, a topic of a firm and of a school, and a request about the firm's by the school."""
    machine, school, firm = world.machine(), world.topic_of_school(), world.topic_of_firm()
    request = world.asked("victor", firm)
    names = {
        "machine": machine,
        "school_topic": school,
        "firm_topic": firm,
        "request": request,
        "college": world.college,
    }
    return world, {name: found.pk for name, found in names.items()}


def test_every_page_cell_by_cell(filled):
    world, ids = filled
    browsers = {name: world.browser(name) for name in NAMES}
    for path, expected in PAGES.items():
        found = {name: outcome(browsers[name].get(f"/nl/{path.format(**ids)}")) for name in NAMES}
        assert found == expected, path


ACTIONS = {
    "aanbod/nieuw/equipment/?voor={college}": {
        **dict.fromkeys(NAMES, "choose"),
        "visitor": "sign in",
        "vera": "done",
        "victor": "done",
    },
    "aanbod/{machine}/wijzig/": everybody(vera="done", victor="done"),
    "aanbod/{machine}/verleng/": everybody(vera="done", victor="done"),
    "aanbod/{machine}/weg/": everybody(vera="done", victor="done"),
    "aanbod/aanvraag/{request}/antwoord/": everybody(an="done"),
}


@pytest.mark.parametrize("path", ACTIONS)
def test_every_action_cell_by_cell_and_nothing_changes_for_others(filled, path):
    world, ids = filled
    fields = {**MACHINE, "valid_until": in_days(90), "last": in_days(90), "answer": "yes", "version": "1"}
    for name, expected in ACTIONS[path].items():
        if expected != "done":
            before = list(OfferingRow.objects.values())
            assert outcome(world.browser(name).post(f"/nl/{path.format(**ids)}", fields)) == expected, name
            assert list(OfferingRow.objects.values()) == before
    allowed = [name for name, expected in ACTIONS[path].items() if expected == "done"]
    OfferingRow.objects.filter(pk=ids["machine"]).update(version=1)
    assert outcome(world.browser(allowed[-1]).post(f"/nl/{path.format(**ids)}", fields)) == "done"


def test_the_school_that_asked_cannot_say_yes_itself(filled):
    world, ids = filled
    assert (
        world.browser("victor").post(f"/nl/aanbod/aanvraag/{ids['request']}/antwoord/", {"answer": "yes"}).status_code
        == 404
    )


def test_only_those_behind_a_pair_and_an_editor_decide(world):
    world.machine()
    world.post("sara", desk=world.centre)
    pair = AlikePair.objects.get()
    for name, expected in everybody(vera="done", victor="done", sara="done", ria="done").items():
        response = world.browser(name).post(f"/nl/aanbod/dubbel/{pair.pk}/", {"answer": "different"})
        assert outcome(response) == expected, name
