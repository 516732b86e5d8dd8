"""Who may do what, cell by cell: every standing against every action, written out here a second time.

A letter stands for a standing; the line of an action names those that may. All other cells must be refused.
"""

from __future__ import annotations

import pytest

from wegwijzer.core.referral.permissions import (
    DESK_ROLES,
    SITE_ROLES,
    Action,
    Actor,
    Role,
    Standing,
    Tied,
    allows,
    may,
    standings,
)

LETTERS = {
    "v": Standing.VISITOR,
    "s": Standing.SIGNED_IN,
    "f": Standing.FIRM,
    "b": Standing.BROUGHT,
    "a": Standing.ASKED,
    "A": Standing.ASKED_MANAGER,
    "o": Standing.OWN_DESK,
    "O": Standing.OWN_DESK_MANAGER,
    "l": Standing.FIRST_LINE,
    "d": Standing.ADVISER,
    "m": Standing.MANAGER,
    "e": Standing.EDITOR,
    "y": Standing.ANALYST,
    "r": Standing.ADMINISTRATOR,
}
TABLE = {
    "open_case": "vsfbaAoOldmeyr",
    "ask_to_join": "ldm",
    "see_case": "fbaA",
    "see_firm": "fbaA",
    "see_messages": "faA",
    "write_message": "fbaA",
    "add_need": "fbaA",
    "make_appointment": "aA",
    "answer_join": "f",
    "leave_case": "b",
    "withdraw_need": "f",
    "give_need_back": "f",
    "let_together": "f",
    "see_looks": "f",
    "export": "f",
    "erase": "fr",
    "answer_outcome": "f",
    "take_step": "aA",
    "refer_on": "aA",
    "assign": "aA",
    "see_inbox": "oO",
    "see_desk_figures": "O",
    "manage_desk": "Or",
    "manage_members": "Or",
    "manage_keys": "O",
    "make_own_keys": "fle",
    "manage_webhooks": "O",
    "see_clients": "lm",
    "see_figures": "yr",
    "edit_catalogue": "e",
    "manage_people": "r",
    "run_clocks": "r",
    "send_report": "vsfbaAoOldmeyr",
    "answer_page_report": "e",
    "answer_complaint": "r",
    "answer_promise_report": "Or",
}
CELLS = [(action, standing) for action in Action for standing in Standing]


def test_the_table_here_has_a_line_for_every_action_and_a_letter_for_every_standing():
    assert set(TABLE) == {action.value for action in Action}
    assert set(LETTERS.values()) == set(Standing)


@pytest.mark.parametrize(
    ("action", "standing"), CELLS, ids=[f"{action.value}-{standing.value}" for action, standing in CELLS]
)
def test_a_cell(action, standing):
    expected = standing in {LETTERS[letter] for letter in TABLE[action.value]}
    assert allows({standing}, action) is expected


CASE = Tied(firm="firm", brought=frozenset({"office"}), asked=frozenset({"college"}))


@pytest.mark.parametrize("role", SITE_ROLES)
def test_a_rank_on_the_site_shows_no_case(role):
    actor = Actor("p", roles=frozenset({role}))
    assert not may(actor, Action.SEE_CASE, CASE)
    assert not may(actor, Action.SEE_MESSAGES, CASE)


@pytest.mark.parametrize("role", DESK_ROLES)
def test_a_desk_that_is_not_in_the_case_sees_nothing_of_it(role):
    actor = Actor("p", desks={"elsewhere": role})
    assert not [action for action in (Action.SEE_CASE, Action.SEE_FIRM, Action.TAKE_STEP) if may(actor, action, CASE)]


def test_a_contact_of_a_desk_that_was_asked_as_helper_takes_no_steps():
    assert not may(Actor("p", desks={"college": Role.FIRST_LINE}), Action.TAKE_STEP, CASE)


def test_a_visitor_stands_nowhere_else_whatever_they_claim():
    actor = Actor("", desks={"college": Role.MANAGER}, roles=frozenset({Role.ADMINISTRATOR}), firms=frozenset({"firm"}))
    assert standings(actor, CASE) == {Standing.VISITOR}


def test_somebody_with_several_ties_may_what_any_of_them_allows():
    actor = Actor("p", desks={"college": Role.ADVISER}, firms=frozenset({"firm"}))
    assert may(actor, Action.TAKE_STEP, CASE)
    assert may(actor, Action.ERASE, CASE)


def test_an_empty_firm_is_nobodys():
    assert not may(Actor("p", firms=frozenset({""})), Action.EXPORT, Tied())
