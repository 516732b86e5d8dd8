"""Who may do what: one written table over how somebody stands to a case, a desk or the site.

A person may stand in several ways at once (an adviser who also speaks for a firm); what one of them allows is allowed.
What the table does not allow is refused. Nobody sees a firm's question because of their rank: an administrator keeps
the site running and sees no case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Role(Enum):
    """What a person is on the site. The first three belong to a desk, the others to the site as a whole."""

    FIRST_LINE = "first_line"
    ADVISER = "adviser"
    MANAGER = "manager"
    EDITOR = "editor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


DESK_ROLES = (Role.FIRST_LINE, Role.ADVISER, Role.MANAGER)
SITE_ROLES = (Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR)
STAFF_ROLES = (Role.ADVISER, Role.MANAGER, *SITE_ROLES)
"""The roles that sign in with two factors."""


class Standing(Enum):
    """How somebody stands to the thing they act on.

    `FIRM` speaks for the firm. `BROUGHT` belongs to a desk that brought the case or joined it with the firm's consent,
    mostly a first-line contact. `ASKED` is an adviser of a desk to which a need of the case is offered and not
    withdrawn, `ASKED_MANAGER` the manager of that desk. `OWN_DESK` and `OWN_DESK_MANAGER` belong to the desk that is
    acted on. The others have the role and no tie to the thing.
    """

    VISITOR = "visitor"
    SIGNED_IN = "signed_in"
    FIRM = "firm"
    BROUGHT = "brought"
    ASKED = "asked"
    ASKED_MANAGER = "asked_manager"
    OWN_DESK = "own_desk"
    OWN_DESK_MANAGER = "own_desk_manager"
    FIRST_LINE = "first_line"
    ADVISER = "adviser"
    MANAGER = "manager"
    EDITOR = "editor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Action(Enum):
    """What can be done, by the thing it is done to."""

    # a case
    OPEN_CASE = "open_case"
    ASK_TO_JOIN = "ask_to_join"
    SEE_CASE = "see_case"
    SEE_FIRM = "see_firm"
    SEE_MESSAGES = "see_messages"
    WRITE_MESSAGE = "write_message"
    ADD_NEED = "add_need"
    MAKE_APPOINTMENT = "make_appointment"
    ANSWER_JOIN = "answer_join"
    LEAVE_CASE = "leave_case"
    WITHDRAW_NEED = "withdraw_need"
    GIVE_NEED_BACK = "give_need_back"
    LET_TOGETHER = "let_together"
    SEE_LOOKS = "see_looks"
    EXPORT = "export"
    ERASE = "erase"
    ANSWER_OUTCOME = "answer_outcome"
    # an offer to a desk
    TAKE_STEP = "take_step"
    REFER_ON = "refer_on"
    ASSIGN = "assign"
    # a desk
    SEE_INBOX = "see_inbox"
    SEE_DESK_FIGURES = "see_desk_figures"
    MANAGE_DESK = "manage_desk"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_WEBHOOKS = "manage_webhooks"
    MANAGE_KEYS = "manage_keys"
    MAKE_OWN_KEYS = "make_own_keys"
    # the site
    SEE_CLIENTS = "see_clients"
    SEE_FIGURES = "see_figures"
    EDIT_CATALOGUE = "edit_catalogue"
    MANAGE_PEOPLE = "manage_people"
    RUN_CLOCKS = "run_clocks"
    SEND_REPORT = "send_report"
    ANSWER_PAGE_REPORT = "answer_page_report"
    ANSWER_COMPLAINT = "answer_complaint"
    ANSWER_PROMISE_REPORT = "answer_promise_report"


_S = Standing
_EVERYONE = frozenset(Standing)
_SIGNED_IN = _EVERYONE - {_S.VISITOR}
_IN_CASE = frozenset({_S.FIRM, _S.BROUGHT, _S.ASKED, _S.ASKED_MANAGER})
_DESK_OF_OFFER = frozenset({_S.ASKED, _S.ASKED_MANAGER})
_OWN_FIRM = frozenset({_S.FIRM})
_FRONT_LINE = frozenset({_S.FIRST_LINE, _S.ADVISER, _S.MANAGER})

PERMITTED: Mapping[Action, frozenset[Standing]] = {
    Action.OPEN_CASE: _EVERYONE,  # a visitor becomes the firm by the link in the mail
    Action.ASK_TO_JOIN: _FRONT_LINE,
    Action.SEE_CASE: _IN_CASE,
    Action.SEE_FIRM: _IN_CASE,
    Action.SEE_MESSAGES: frozenset({_S.FIRM, _S.ASKED, _S.ASKED_MANAGER}),
    Action.WRITE_MESSAGE: _IN_CASE,
    Action.ADD_NEED: _IN_CASE,
    Action.MAKE_APPOINTMENT: frozenset({_S.ASKED, _S.ASKED_MANAGER}),
    Action.ANSWER_JOIN: _OWN_FIRM,
    Action.LEAVE_CASE: frozenset({_S.BROUGHT}),
    Action.WITHDRAW_NEED: _OWN_FIRM,
    Action.GIVE_NEED_BACK: _OWN_FIRM,
    Action.LET_TOGETHER: _OWN_FIRM,
    Action.SEE_LOOKS: _OWN_FIRM,
    Action.EXPORT: _OWN_FIRM,
    Action.ERASE: frozenset({_S.FIRM, _S.ADMINISTRATOR}),  # on request, without seeing what is erased
    Action.ANSWER_OUTCOME: _OWN_FIRM,
    Action.TAKE_STEP: _DESK_OF_OFFER,
    Action.REFER_ON: _DESK_OF_OFFER,
    Action.ASSIGN: _DESK_OF_OFFER,
    Action.SEE_INBOX: frozenset({_S.OWN_DESK, _S.OWN_DESK_MANAGER}),
    Action.SEE_DESK_FIGURES: frozenset({_S.OWN_DESK_MANAGER}),
    Action.MANAGE_DESK: frozenset({_S.OWN_DESK_MANAGER, _S.ADMINISTRATOR}),
    Action.MANAGE_MEMBERS: frozenset({_S.OWN_DESK_MANAGER, _S.ADMINISTRATOR}),
    Action.MANAGE_WEBHOOKS: frozenset({_S.OWN_DESK_MANAGER}),  # what is told of cases is the desk's own to give
    Action.MANAGE_KEYS: frozenset({_S.OWN_DESK_MANAGER}),  # a key acts in the manager's name
    Action.MAKE_OWN_KEYS: frozenset({_S.FIRM, _S.FIRST_LINE, _S.EDITOR}),  # for what is theirs, not a desk's
    Action.SEE_CLIENTS: frozenset({_S.FIRST_LINE, _S.MANAGER}),  # who manages an office has clients too
    Action.SEE_FIGURES: frozenset({_S.ANALYST, _S.ADMINISTRATOR}),
    Action.EDIT_CATALOGUE: frozenset({_S.EDITOR}),
    Action.MANAGE_PEOPLE: frozenset({_S.ADMINISTRATOR}),
    Action.RUN_CLOCKS: frozenset({_S.ADMINISTRATOR}),
    Action.SEND_REPORT: _EVERYONE,
    Action.ANSWER_PAGE_REPORT: frozenset({_S.EDITOR}),
    Action.ANSWER_COMPLAINT: frozenset({_S.ADMINISTRATOR}),
    Action.ANSWER_PROMISE_REPORT: frozenset({_S.OWN_DESK_MANAGER, _S.ADMINISTRATOR}),
}
"""Which standings allow an action."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by id ("" for a visitor), with their roles at desks, on the site, and the firms they speak
    for.

    `clock` is the site itself, which acts by the clocks alone.
    """

    person: str = ""
    name: str = ""
    language: str = "nl"
    desks: Mapping[str, Role] = field(default_factory=dict)
    roles: frozenset[Role] = frozenset()
    firms: frozenset[str] = frozenset()
    clock: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether we know who it is."""
        return bool(self.person)

    def has(self, role: Role) -> bool:
        """Whether they have a role, on the site or at any desk."""
        return role in self.roles or role in self.desks.values()


@dataclass(frozen=True, slots=True)
class Tied:
    """To whom a thing is tied: its firm, the first-line desks in the case, the desks asked, or the desk itself."""

    firm: str = ""
    brought: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    desk: str = ""


NOTHING = Tied()


def standings(actor: Actor, thing: Tied = NOTHING) -> frozenset[Standing]:
    """How somebody stands to a thing.

    >>> sorted(standing.value for standing in standings(Actor()))
    ['visitor']
    """
    if not actor.is_signed_in:
        return frozenset({Standing.VISITOR})
    found = {Standing.SIGNED_IN} | {Standing(role.value) for role in actor.roles}
    if thing.firm and thing.firm in actor.firms:
        found.add(Standing.FIRM)
    for desk, role in actor.desks.items():
        found.add(Standing(role.value))
        if desk in thing.brought:
            found.add(Standing.BROUGHT)
        if role is not Role.FIRST_LINE and desk in thing.asked:
            found.add(Standing.ASKED_MANAGER if role is Role.MANAGER else Standing.ASKED)
        if desk == thing.desk:
            found.add(Standing.OWN_DESK_MANAGER if role is Role.MANAGER else Standing.OWN_DESK)
    return frozenset(found)


def may(actor: Actor, action: Action, thing: Tied = NOTHING) -> bool:
    """Whether somebody may do something to a thing.

    >>> may(Actor(), Action.SEND_REPORT), may(Actor(), Action.SEE_CASE, Tied(firm="f"))
    (True, False)
    """
    return allows(standings(actor, thing), action)


def allows(found: Iterable[Standing], action: Action) -> bool:
    """Whether any of the standings allows an action."""
    return not PERMITTED[action].isdisjoint(found)
