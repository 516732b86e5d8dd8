"""The API as calls, named as its operations; lists come entry by entry, however many pages they have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from wegwijzer.client.answers import (
    Advice,
    Hit,
    InboxLine,
    Me,
    MeasureDetails,
    MeasureLine,
    Question,
    Referral,
    Referred,
    Size,
    StoryLine,
    Understood,
)
from wegwijzer.client.calling import Caller, path_of
from wegwijzer.client.firm_side import FirmSide
from wegwijzer.client.own_answers import (
    AccountsRead,
    BestCombination,
    Checked,
    Clashing,
    ClientDetails,
    ClientLine,
    DutyDays,
    Effects,
    EventList,
    OwnEvent,
    OwnOffering,
    PlanWorth,
    RuleChangeDetails,
    RuleChangeLine,
    TalkTold,
)
from wegwijzer.client.transport import Transport, UrllibTransport

Day = date | str
"""A day, or its ISO form."""
_PAGE = 100


class Wegwijzer:
    """A Wegwijzer at an address, asked as somebody or as nobody in particular.

    `key` is one that was made on the page of a desk, a firm or editors; or `client_id` and `client_secret` for OAuth2
    client credentials, with the `scopes` that are wanted. `firm` has the calls for a key of a firm. Sentences come in
    `language`: nl, en or fr. On 429 and 503 a call waits as the site asks, at most `attempts` times and `longest_wait`
    seconds each. Raises ProblemError and UnreachableError (`wegwijzer.client.errors`).
    """

    def __init__(
        self,
        address: str,
        *,
        key: str = "",
        client_id: str = "",
        client_secret: str = "",
        scopes: Sequence[str] = (),
        language: str = "nl",
        timeout: float = 30.0,
        attempts: int = 4,
        longest_wait: float = 60.0,
        transport: Transport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._caller = Caller(
            address,
            transport or UrllibTransport(timeout=timeout),
            key=key,
            client=(client_id, client_secret) if client_id else None,
            scopes=tuple(scopes),
            language=language,
            attempts=attempts,
            longest_wait=longest_wait,
            sleep=sleep,
        )
        self.firm = FirmSide(self._caller)
        """What a key for a firm does."""

    def list_measures(
        self,
        *,
        on: Day | None = None,
        q: str | None = None,
        level: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        domain: str | None = None,
    ) -> Iterator[MeasureLine]:
        """The measures that hold on a day; with `q` those that answer the words, the best first."""
        asked = {"on": on, "q": q, "level": level, "kind": kind, "status": status, "domain": domain, "limit": _PAGE}
        return self._caller.pages("/measures", asked)

    def get_measure(self, measure: str, *, on: Day | None = None) -> MeasureDetails:
        """One measure as it holds on a day."""
        return cast("MeasureDetails", self._caller.get(path_of("measures", measure), {"on": on}))

    def list_measure_versions(self, measure: str) -> list[dict[str, Any]]:
        """Its dated versions, the oldest first."""
        return cast("list[dict[str, Any]]", self._caller.get(path_of("measures", measure, "versions"))["versions"])

    def compare_measure(self, measure: str, first: Day, second: Day) -> list[dict[str, Any]]:
        """What changed between two days, key by key."""
        found = self._caller.get(path_of("measures", measure, "changes"), {"from": first, "to": second})
        return cast("list[dict[str, Any]]", found["changes"])

    def advise(self, firm: Mapping[str, Any], *, need: str | None = None, on: Day | None = None) -> Advice:
        """The roadmap for a firm: its facts by id, as in a firm file, and its need in plain words. Nothing is kept."""
        return cast("Advice", self._caller.send("/advise", _given(firm=firm, need=need, on=on), is_read=True))

    def size(self, firm: Mapping[str, Any], *, on: Day | None = None) -> Size:
        """How large a firm counts by Recommendation 2003/361/EC, with its group."""
        return cast("Size", self._caller.send("/size", _given(firm=firm, on=on), is_read=True))

    def make_receipt(self, firm: Mapping[str, Any], *, on: Day | None = None) -> dict[str, Any]:
        """All that is needed to give the same advice again."""
        return cast("dict[str, Any]", self._caller.send("/receipts", _given(firm=firm, on=on), is_read=True))

    def replay_receipt(self, receipt: Mapping[str, Any]) -> dict[str, Any]:
        """The advice of a receipt again, and whether it is the same."""
        return cast("dict[str, Any]", self._caller.send("/receipts/replay", {"receipt": receipt}, is_read=True))

    def value_support(self, plan: Mapping[str, Any], *, on: Day | None = None) -> PlanWorth:
        """What planned actions are worth in grants and tax measures, in euro."""
        return cast("PlanWorth", self._caller.send("/support", _given(plan=plan, on=on), is_read=True))

    def combine_support(
        self, plan: Mapping[str, Any], *, aid: Sequence[Mapping[str, Any]] = (), on: Day | None = None
    ) -> BestCombination:
        """What to take together, with the aid that the firm and its linked firms had."""
        given = _given(plan=plan, aid=list(aid), on=on)
        return cast("BestCombination", self._caller.send("/combine", given, is_read=True))

    def date_plan_duties(self, plan: Mapping[str, Any], *, on: Day | None = None) -> DutyDays:
        """What must be done by when for measures that were asked for."""
        return cast("DutyDays", self._caller.send("/duties", _given(plan=plan, on=on), is_read=True))

    def understand(self, text: str) -> Understood:
        """Which domains a problem touches, likeliest first."""
        return cast("Understood", self._caller.send("/understand", {"text": text}, is_read=True))

    def search(self, q: str, *, limit: int = 10) -> list[Hit]:
        """Measures, organisations and experts by a problem or a name, the best first."""
        return cast("list[Hit]", self._caller.get("/search", {"q": q, "limit": limit})["items"])

    def list_organisations(
        self,
        *,
        on: Day | None = None,
        q: str | None = None,
        role: str | None = None,
        province: str | None = None,
        sector: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """The organisations that help firms."""
        asked = {"on": on, "q": q, "role": role, "province": province, "sector": sector, "limit": _PAGE}
        return self._caller.pages("/organisations", asked)

    def get_organisation(self, organisation: str) -> dict[str, Any]:
        """One organisation, with its sources and its measures."""
        return cast("dict[str, Any]", self._caller.get(path_of("organisations", organisation)))

    def list_facts(self, *, scope: str | None = None, askable: bool | None = None) -> Iterator[dict[str, Any]]:
        """The facts that can be known of a firm, with their questions; `advise` takes them by these ids."""
        return self._caller.pages("/facts", {"scope": scope, "askable": askable, "limit": _PAGE})

    def get_vocabulary(self) -> dict[str, Any]:
        """The codes of the API with their words."""
        return cast("dict[str, Any]", self._caller.get("/vocabulary"))

    def get_me(self) -> Me:
        """Which key is in use, as whom, and what for."""
        return cast("Me", self._caller.get("/me"))

    def list_inbox(self, view: str = "new", *, subject: str | None = None, q: str | None = None) -> Iterator[InboxLine]:
        """The questions of your desk: new, mine, overdue, waiting, open or ended. Firms can read that you looked."""
        return self._caller.pages("/inbox", {"view": view, "subject": subject, "q": q, "limit": _PAGE})

    def get_question(self, question: str) -> Question:
        """One question of your desk."""
        return cast("Question", self._caller.get(path_of("inbox", question)))

    def get_story(self, question: str) -> list[StoryLine]:
        """What happened in its case, and the messages, oldest first."""
        return cast("list[StoryLine]", self._caller.get(path_of("inbox", question, "story"))["items"])

    def take_step(self, question: Question, to: str, *, reason: str | None = None, words: str = "") -> Question:
        """Take a question up, refuse or end it, as you saw it. Raises ChangedError if somebody did something since."""
        path = path_of("inbox", question["id"], "steps")
        given = _given(to=to, reason=reason, words=words)
        return cast("Question", self._caller.send(path, given, version=question["version"]))

    def hand_on(self, question: Question, desks: Sequence[str], *, words: str = "") -> Question:
        """Hand a question on to other desks, as you saw it."""
        path = path_of("inbox", question["id"], "hand-on")
        given = {"desks": list(desks), "words": words}
        return cast("Question", self._caller.send(path, given, once=True, version=question["version"]))

    def answer_question(self, question: str, words: str) -> list[StoryLine]:
        """Write to the firm; the whole story comes back."""
        found = self._caller.send(path_of("inbox", question, "messages"), {"words": words}, once=True)
        return cast("list[StoryLine]", found["items"])

    def list_referrals(self, *, q: str | None = None) -> Iterator[Referral]:
        """The firms that your office referred, joined or asks to join."""
        return self._caller.pages("/referrals", {"q": q, "limit": _PAGE})

    def get_referral(self, referral: str) -> Referral:
        """One of them, with how each question stands."""
        return cast("Referral", self._caller.get(path_of("referrals", referral)))

    def refer_firm(
        self, firm: Mapping[str, Any], subject: str, words: str = "", *, desks: Sequence[str] = (), consent: bool
    ) -> Referred:
        """Refer a client, once. `consent` says that the client agreed; without it the site refuses."""
        given = {"firm": dict(firm), "subject": subject, "words": words, "desks": list(desks), "consent": consent}
        return cast("Referred", self._caller.send("/referrals", given, once=True))

    def add_question(self, referral: str, subject: str, words: str = "", *, desks: Sequence[str] = ()) -> Referral:
        """Another question in the open case of a firm that you follow."""
        given = {"subject": subject, "words": words, "desks": list(desks)}
        return cast("Referral", self._caller.send(path_of("referrals", referral, "needs"), given, once=True))

    def list_clients(
        self, *, on: Day | None = None, light: str | None = None, status: str | None = None, q: str | None = None
    ) -> Iterator[ClientLine]:
        """The clients of your portfolio with their warning lights, the most worrying first."""
        asked = {"on": on, "light": light, "status": status, "q": q, "limit": _PAGE}
        return self._caller.pages("/clients", asked)

    def get_client(self, client: str, *, on: Day | None = None) -> ClientDetails:
        """One client, with every light of every year."""
        return cast("ClientDetails", self._caller.get(path_of("clients", client), {"on": on}))

    def add_accounts(self, accounts: Sequence[Mapping[str, Any]]) -> AccountsRead:
        """Add annual accounts, as the web service of the National Bank gives them; twice does no harm."""
        return cast("AccountsRead", self._caller.send("/accounts", {"accounts": list(accounts)}, is_read=True))

    def get_accounts_reading(self, reading: str) -> AccountsRead:
        """How far the reading of accounts came."""
        return cast("AccountsRead", self._caller.get(path_of("accounts", reading)))

    def note_talk(self, client: str, *, name: str = "", last_talk: Day | None = None, note: str = "") -> TalkTold:
        """Keep how you call a client, when you last talked and about what; what is left out is emptied."""
        given = _given(name=name, last_talk=last_talk, note=note)
        return cast("TalkTold", self._caller.send(path_of("clients", client, "talk"), given, is_read=True))

    def remove_client(self, client: str) -> None:
        """Remove a client with all its accounts. It cannot be taken back."""
        self._caller.remove(path_of("clients", client))

    def list_own_events(self) -> Iterator[OwnEvent]:
        """The events of your desk that are not over, in whatever state."""
        return self._caller.pages("/own-events", {"limit": _PAGE})

    def announce_event(self, event: Mapping[str, Any]) -> OwnEvent:
        """Announce an event, once. It waits where it looks like one of another organiser."""
        return cast("OwnEvent", self._caller.send("/own-events", dict(event), once=True))

    def change_own_event(self, event: OwnEvent, given: Mapping[str, Any]) -> OwnEvent:
        """Change an event that was typed in, as you saw it: give the whole of it."""
        path = path_of("own-events", event["id"])
        return cast("OwnEvent", self._caller.send(path, dict(given), version=event["version"]))

    def cancel_own_event(self, event: OwnEvent) -> OwnEvent | None:
        """Call an event off, as you saw it; None for one that was never public."""
        path = path_of("own-events", event["id"], "cancel")
        return cast("OwnEvent | None", self._caller.send(path, None, version=event["version"]))

    def list_event_clashes(self) -> Iterator[Clashing]:
        """The events of others that look like yours, about which you still have to decide."""
        return self._caller.pages("/event-clashes", {"limit": _PAGE})

    def decide_event_clash(self, clash: str, decision: str, *, whole_series: bool = False) -> Clashing:
        """Decide about two events: same, joint or different."""
        given = {"decision": decision, "whole_series": whole_series}
        return cast("Clashing", self._caller.send(path_of("event-clashes", clash), given))

    def follow_event_list(self, address: str) -> EventList:
        """Have the events at an address read now and then."""
        return cast("EventList", self._caller.send("/event-lists", {"address": address}, is_read=True))

    def list_own_offerings(self) -> Iterator[OwnOffering]:
        """What your desk offers, hidden and expired offers included."""
        return self._caller.pages("/own-offerings", {"limit": _PAGE})

    def post_offering(self, offering: Mapping[str, Any]) -> OwnOffering:
        """Post an offer, once."""
        return cast("OwnOffering", self._caller.send("/own-offerings", dict(offering), once=True))

    def change_own_offering(self, offering: OwnOffering, given: Mapping[str, Any]) -> OwnOffering:
        """Write an offer anew, as you saw it. Raises ChangedError if somebody did something since."""
        path = path_of("own-offerings", offering["id"])
        return cast("OwnOffering", self._caller.send(path, dict(given), version=offering["version"]))

    def prolong_own_offering(self, offering: str, last: Day) -> OwnOffering:
        """Let an offer run on until a day."""
        return cast("OwnOffering", self._caller.send(path_of("own-offerings", offering, "prolong"), {"last": last}))

    def hide_own_offering(self, offering: str) -> OwnOffering:
        """Hide an offer from today on."""
        return cast("OwnOffering", self._caller.send(path_of("own-offerings", offering, "hide"), None))

    def list_rule_changes(self) -> Iterator[RuleChangeLine]:
        """The proposals for rules that wait for a decision, and your own drafts."""
        return self._caller.pages("/rule-changes", {"limit": _PAGE})

    def get_rule_change(self, change: str) -> RuleChangeDetails:
        """One proposal with its text."""
        return cast("RuleChangeDetails", self._caller.get(path_of("rule-changes", change)))

    def get_rule_change_effects(self, change: str) -> Effects:
        """What a proposal does."""
        return cast("Effects", self._caller.get(path_of("rule-changes", change, "effects")))

    def check_rule_change(self, change: Mapping[str, Any]) -> Checked:
        """Check a change file without keeping it. Raises InvalidError with its faults."""
        return cast("Checked", self._caller.send("/rule-changes/check", {"change": dict(change)}, is_read=True))

    def propose_rule_change(self, change: Mapping[str, Any]) -> RuleChangeDetails:
        """Write a draft of a change, once."""
        return cast("RuleChangeDetails", self._caller.send("/rule-changes", {"change": dict(change)}, once=True))

    def step_rule_change(self, change: str, to: str) -> RuleChangeDetails:
        """Hand a draft of your own in (hand_in), make it anew (renew) or take it back (withdraw)."""
        return cast("RuleChangeDetails", self._caller.send(path_of("rule-changes", change, "steps"), {"to": to}))


def _given(**values: Any) -> dict[str, Any]:
    """A body without what is not given."""
    return {name: value for name, value in values.items() if value is not None}
