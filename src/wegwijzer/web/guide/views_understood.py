"""What the visitor says to what we understood, above the first question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.guide import understood_actions
from wegwijzer.web.guide.understanding import proposals, told
from wegwijzer.web.guide.views import lost, personal
from wegwijzer.web.guide.visit import walk_of


@require_POST
@personal
def understood(request: HttpRequest, language: str) -> HttpResponse:
    """Take over what was said, whichever part was sent; what nobody proposed is passed over."""
    walk = walk_of(request)
    if walk is None:
        return lost(language)
    sent, now = request.POST, timezone.now()
    answers = {"yes": True, "no": False}
    said = [
        (one, answers[sent[f"fact-{one.fact.fact}"]])
        for one in proposals(walk, told(walk, on=timezone.localdate()))
        if sent.get(f"fact-{one.fact.fact}") in answers
    ]
    understood_actions.decide_facts(walk, said, at=now)
    match sent.get("step", ""):
        case "question":
            answer = "" if "skip" in sent else sent.get("answer", "")
            understood_actions.answer_question(walk, sent.get("question", ""), answer, at=now)
        case "domains":
            known = shipped_catalogue().business_domains
            chosen = [] if "none" in sent else [one for one in known if one in sent.getlist("domain")]
            understood_actions.confirm_domains(walk, chosen, may_keep="may_keep" in sent, language=language, at=now)
        case "reopen":
            understood_actions.reopen(walk, at=now)
    return redirect("guide:next_question", language)
