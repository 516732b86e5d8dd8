"""Pairs of offerings that look alike, for the structures behind them and for editors."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.permissions import OfferAction, may
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.offers import alike_actions, queries
from wegwijzer.web.offers.access import people_only
from wegwijzer.web.offers.models import AlikePair, OfferingRow
from wegwijzer.web.offers.rows import owner_of
from wegwijzer.web.offers.words import label

DONE = frozenset({"same", "joint", "different", "waits"})


@require_safe
@people_only
def alike(request: HttpRequest, language: str, *, actor: Actor) -> HttpResponse:
    """The pairs that wait for a decision."""
    done = request.GET.get("gedaan", "")
    context = {
        "section": "offers",
        "pairs": [_pair(pair, actor, language) for pair in queries.pairs_for(actor)],
        "answers": [answer.value for answer in Answer],
        "done": done if done in DONE else "",
    }
    return render(request, "offers/alike.html", context)


@require_POST
@people_only
def decide(request: HttpRequest, language: str, pair_id: int, *, actor: Actor) -> HttpResponse:
    """Say what a pair is."""
    pair = AlikePair.objects.filter(pk=pair_id).first()
    answer = next((one for one in Answer if one.value == request.POST.get("answer")), None)
    if pair is None or answer is None:
        raise Http404
    found = alike_actions.decide(actor, pair, answer, at=timezone.now())
    return redirect(f"{reverse('offers:alike', args=[language])}?gedaan={found.value if found else 'waits'}")


def _pair(pair: AlikePair, actor: Actor, language: str) -> dict[str, object]:
    sides = []
    for row, answer in ((pair.first, pair.first_answer), (pair.second, pair.second_answer)):
        sides.append({**_side(row, language), "answer": answer, "mine": may(actor, OfferAction.CHANGE, owner_of(row))})
    return {"id": pair.pk, "sides": sides, "percent": round(100 * pair.likeness)}


def _side(row: OfferingRow, language: str) -> dict[str, object]:
    return {
        "id": str(row.pk),
        "title": row.title,
        "text": row.text,
        "who": str(row.desk) if row.desk is not None else "",
        "kind": label("kind", row.kind, language),
        "page": row.page,
    }
