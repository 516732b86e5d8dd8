"""What who speaks for a firm asks and does with a key for it: its questions, its data, its dossiers and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from wegwijzer.client.answers import StoryLine
from wegwijzer.client.calling import Caller, path_of
from wegwijzer.client.firm_answers import (
    DossierChecked,
    OwnCase,
    OwnCaseLine,
    OwnLog,
    OwnLook,
    PartTold,
    TopicRequestTold,
)

_PAGE = 100


class FirmSide:
    """The calls for a key of a firm; `Wegwijzer.firm`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_own_cases(self) -> Iterator[OwnCaseLine]:
        """The cases of your firm, open ones first."""
        return self._caller.pages("/own-cases", {"limit": _PAGE})

    def get_own_case(self, case: str) -> OwnCase:
        """One of them, with its questions and who has each."""
        return cast("OwnCase", self._caller.get(path_of("own-cases", case)))

    def get_own_story(self, case: str) -> list[StoryLine]:
        """What happened in it, and all messages, oldest first."""
        return cast("list[StoryLine]", self._caller.get(path_of("own-cases", case, "story"))["items"])

    def list_own_looks(self, case: str) -> Iterator[OwnLook]:
        """Who looked at it, the last first."""
        return self._caller.pages(path_of("own-cases", case, "looks"), {"limit": _PAGE})

    def ask_question(self, subject: str, words: str = "", *, desks: Sequence[str] = (), consent: bool) -> OwnCase:
        """Ask a question for your firm, once. `consent` says that it agrees to share it with whom is asked."""
        given = {"subject": subject, "words": words, "desks": list(desks), "consent": consent}
        return cast("OwnCase", self._caller.send("/own-cases", given, once=True))

    def add_own_question(self, case: str, subject: str, words: str = "", *, desks: Sequence[str]) -> OwnCase:
        """Add another question to an open case, for desks that you choose."""
        given = {"subject": subject, "words": words, "desks": list(desks)}
        return cast("OwnCase", self._caller.send(path_of("own-cases", case, "needs"), given, once=True))

    def write_in_own_case(self, case: str, words: str, *, need: str | None = None) -> list[StoryLine]:
        """Write to who helps you; the whole story comes back."""
        found = self._caller.send(path_of("own-cases", case, "messages"), {"words": words, "need": need}, once=True)
        return cast("list[StoryLine]", found["items"])

    def take_question_back(self, case: str, need: str) -> OwnCase:
        """Take a question back from everybody who has it."""
        return cast("OwnCase", self._caller.send(path_of("own-cases", case, "needs", need, "take-back"), None))

    def share_question(self, case: str, offer: str, *, is_shared: bool) -> OwnCase:
        """Stop sharing a question with one desk, or share it again."""
        given = {"is_shared": is_shared}
        return cast("OwnCase", self._caller.send(path_of("own-cases", case, "offers", offer), given))

    def tell_outcome(
        self, case: str, number: int, helped: str, *, changed: Sequence[str] = (), words: str = ""
    ) -> OwnCase:
        """Tell how it went, in a round of questions that you were asked."""
        given = {"helped": helped, "changed": list(changed), "words": words}
        return cast("OwnCase", self._caller.send(path_of("own-cases", case, "outcomes", number), given))

    def export_own_data(self) -> dict[str, Any]:
        """Everything that is kept of your firm and of you."""
        return cast("dict[str, Any]", self._caller.get("/own-data"))

    def get_own_plan(self) -> dict[str, Any]:
        """The plan that you keep: your firm, planned actions, assumptions, and the aid that was had."""
        return cast("dict[str, Any]", self._caller.get("/own-plan"))

    def add_own_aid(self, aid: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Add aid that was had to the ledger of your plan, once; with a fault in any line nothing is added."""
        given = {"aid": [dict(one) for one in aid]}
        return cast("dict[str, Any]", self._caller.send("/own-plan/aid", given, once=True))

    def remove_own_aid(self, aid: int) -> None:
        """Take a line off that ledger."""
        self._caller.remove(path_of("own-plan", "aid", aid))

    def list_own_dossiers(self) -> Iterator[dict[str, Any]]:
        """The dossiers of your firm, the last changed first."""
        return self._caller.pages("/own-dossiers", {"limit": _PAGE})

    def get_own_dossier(self, dossier: str) -> dict[str, Any]:
        """One of them with every part as written."""
        return cast("dict[str, Any]", self._caller.get(path_of("own-dossiers", dossier)))

    def check_own_dossier(self, dossier: str) -> DossierChecked:
        """How complete it is, and what does not fit its measure."""
        return cast("DossierChecked", self._caller.get(path_of("own-dossiers", dossier, "check")))

    def get_own_part(self, dossier: str, part: str) -> PartTold:
        """One part as written."""
        return cast("PartTold", self._caller.get(path_of("own-dossiers", dossier, "parts", part)))

    def write_own_part(
        self,
        dossier: str,
        seen: PartTold,
        fields: Mapping[str, str],
        *,
        rows: Sequence[Mapping[str, str]] | None = None,
    ) -> PartTold:
        """Write in a part as you saw it. Raises ChangedError if somebody wrote in it since."""
        given = {"fields": dict(fields), "rows": None if rows is None else [dict(row) for row in rows]}
        path = path_of("own-dossiers", dossier, "parts", seen["part"])
        return cast("PartTold", self._caller.send(path, given, version=seen["revision"]))

    def list_own_logs(self) -> Iterator[dict[str, Any]]:
        """The logs of promises that you are a partner of or invited to."""
        return self._caller.pages("/own-logs", {"limit": _PAGE})

    def get_own_log(self, log: str) -> OwnLog:
        """One of them with each promise, and what you may do with it now."""
        return cast("OwnLog", self._caller.get(path_of("own-logs", log)))

    def add_promise(self, log: str, what: str, due: date | str, *, other: int, giver: str = "me") -> OwnLog:
        """Enter a promise, once, for the other to confirm."""
        given = {"what": what, "due": due, "other": other, "giver": giver}
        return cast("OwnLog", self._caller.send(path_of("own-logs", log, "promises"), given, once=True))

    def step_promise(
        self, log: str, number: int, to: str, *, what: str = "", due: date | str | None = None, words: str = ""
    ) -> OwnLog:
        """Confirm, decline, change, keep or settle a promise."""
        given = {"to": to, "what": what, "due": due, "words": words}
        path = path_of("own-logs", log, "promises", number, "steps")
        return cast("OwnLog", self._caller.send(path, given, once=True))

    def list_topic_requests(self) -> Iterator[TopicRequestTold]:
        """The requests about topics that you sent or have to answer; also with a key of a desk."""
        return self._caller.pages("/topic-requests", {"limit": _PAGE})

    def ask_about_topic(self, topic: str, words: str, *, firm_name: str = "", agree: bool) -> TopicRequestTold:
        """Ask about a topic, once. `agree` says that your name is told once the other says yes."""
        given = {"topic": topic, "words": words, "firm_name": firm_name, "agree": agree}
        return cast("TopicRequestTold", self._caller.send("/topic-requests", given, once=True))

    def answer_topic_request(self, request: str, answer: str) -> TopicRequestTold:
        """Say yes or no, or take one of your own back (take_back)."""
        return cast("TopicRequestTold", self._caller.send(path_of("topic-requests", request), {"answer": answer}))
