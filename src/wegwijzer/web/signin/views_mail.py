"""The state of the mail, for the administrator: what waits, what went, what failed and why; and trying again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.web.post import outbox, outbox_list
from wegwijzer.web.post.outbox_list import CAN_ALL_GO_AGAIN, PARTS, LetterLine
from wegwijzer.web.post.telling import moment_text
from wegwijzer.web.signin.views import personal
from wegwijzer.web.signin.views_people import administrators_only
from wegwijzer.wording.language import say, texts

PARAMETER = "deel"
_A_PAGE = 50
DONE = ("again", "all", "settled", "gone")
"""What the page can say was done; each has its words under `signin.mail.done`."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """A letter in words."""

    letter: LetterLine
    kind: str
    put_in: str
    moment: str


@require_safe
@personal
@administrators_only
def mail(request: HttpRequest, language: str) -> HttpResponse:
    """One part of the outbox, with how much stands in each."""
    counts = outbox_list.counts()
    part = _part(request.GET.get(PARAMETER, "")) or _first(counts)
    page = Paginator(outbox_list.letters_in(part), _A_PAGE).get_page(request.GET.get("blad", "1"))
    done, beat = request.GET.get("gedaan", ""), outbox_list.last_beat()
    shown = {
        "part": part,
        "parts": [(name, say(f"signin.mail.part.{name}", language), counts[name]) for name in PARTS],
        "hint": say(f"signin.mail.hint.{part}", language),
        "page": page,
        "rows": [_row(outbox_list.line_of(row, part), language) for row in page.object_list],
        "can_all": part in CAN_ALL_GO_AGAIN and any(row.to for row in page.object_list),
        "beat": moment_text(beat, language) if beat is not None else "",
        "done": done if done in DONE else "",
        "number": request.GET.get("aantal", "") if request.GET.get("aantal", "").isdecimal() else "",
    }
    return render(request, "signin/mail.html", shown)


@require_POST
@personal
@administrators_only
def decide_mail(request: HttpRequest, language: str) -> HttpResponse:
    """Try one or all of a part again, or say that one that is unsure did arrive."""
    part, what, now = _part(request.POST.get(PARAMETER, "")), request.POST.get("what", ""), timezone.now()
    if not part:
        raise Http404
    if what == "all" and part in CAN_ALL_GO_AGAIN:
        number = outbox.resend_all(outbox_list.letters_in(part), now)
        return _back(language, part, "all", number)
    key = request.POST.get("key", "")[:200]
    if what == "settle":
        return _back(language, part, "settled" if outbox.settle(key, now) else "gone")
    if what == "again":
        is_done = outbox.resend(key, now) or _hurry(key, now)
        return _back(language, part, "again" if is_done else "gone")
    raise Http404


def _hurry(key: str, at: datetime) -> bool:
    """Try a letter that was put off at once."""
    return bool(outbox.resend_all(outbox_list.letters_in("retry").filter(key=key), at))


def _back(language: str, part: str, done: str, number: int | None = None) -> HttpResponse:
    response = redirect("signin:mail", language)
    response["Location"] += f"?{PARAMETER}={part}&gedaan={done}" + ("" if number is None else f"&aantal={number}")
    return response


def _part(text: str) -> str:
    return text if text in PARTS else ""


def _first(counts: dict[str, int]) -> str:
    """What asks for a decision comes first; where nothing does, what waits."""
    return next((part for part in ("unsure", "failed", "abandoned", "retry") if counts[part]), "queued")


def _row(letter: LetterLine, language: str) -> MailRow:
    kind = texts("signin", language).get(f"signin.mail.kind.{letter.kind}", letter.kind)
    moment = moment_text(letter.moment, language) if letter.moment is not None else ""
    return MailRow(letter, kind, moment_text(letter.created, language), moment)
