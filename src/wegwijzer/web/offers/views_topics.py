"""Topics for students: which of the other side fit, asking about one, and answering."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.core.offers.topics import Reason, TopicFit, fitting_topics
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.web.offers import queries, topic_actions
from wegwijzer.web.offers.access import own_row, owner_asked, people_only
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.form_view import owner_key
from wegwijzer.web.offers.models import LONGEST_WORDS, OfferingRow, TopicRequest
from wegwijzer.web.offers.request_view import is_party, request_line
from wegwijzer.web.offers.rows import offering_of, owner_of, words_of_rows
from wegwijzer.web.offers.topic_asking import read_asked
from wegwijzer.web.offers.words import label, labels, term_text, who_text
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_MOST_FITS = 20
_UUID = 36


@require_safe
@people_only
def fits(request: HttpRequest, language: str, offering_id: UUID, *, actor: Actor) -> HttpResponse:
    """The topics of the other side that fit one's own, the best first, with why."""
    row = own_row(actor, offering_id)
    if row.kind != Kind.TOPIC.value:
        raise Http404
    on = timezone.localdate()
    rows = [*queries.open_rows(on).filter(kind=Kind.TOPIC.value).exclude(side=row.side), row]
    found = fitting_topics(
        offering_of(row),
        [offering_of(other) for other in rows if other.pk != row.pk],
        words_of_rows(rows),
        rules=shipped_offer_rules(),
        open_requests=queries.open_requests(),
    )
    context = {
        "section": "offers",
        "row": row,
        "fits": [_fit(one, language) for one in found[:_MOST_FITS]],
        "count": len(found),
        "more": max(0, len(found) - _MOST_FITS),
        "owner": owner_key(owner_of(row)),
    }
    return render(request, "offers/fits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@people_only
def ask(request: HttpRequest, language: str, offering_id: UUID, *, actor: Actor) -> HttpResponse:
    """Ask about a topic of the other side, as a desk or as a firm."""
    row = queries.row(offering_id)
    on = timezone.localdate()
    if row is None or row.kind != Kind.TOPIC.value or not queries.open_rows(on).filter(pk=row.pk).exists():
        raise Http404
    owners = _askers(actor, row)
    typed = {name: request.POST.get(name, "") for name in ("voor", "firm_name", "words", "mine", "token", "agree")}
    typed["mine"] = typed["mine"] or request.GET.get("mijn", "")
    typed["voor"] = typed["voor"] or request.GET.get("voor", "")
    faults: dict[str, str] = {}
    if request.method == "POST":
        owner = owner_asked(actor, typed["voor"]) or (owners[0] if len(owners) == 1 else None)
        asked, faults = _read(owner, owners, typed, language)
        if asked is not None and not faults:
            try:
                made = topic_actions.ask(actor, row, asked, token=_token(typed["token"]), at=timezone.now(), on=on)
            except OfferRefusedError as error:
                if error.code == "not_allowed":
                    raise
                faults = {"words": say(f"offers.refused.{error.code}", language)}
            else:
                return redirect("offers:request", language, made.pk)
    mine = queries.owned_by(owners).filter(kind=Kind.TOPIC.value, withdrawn=None, last__gte=on)
    names = {owner_key(owner): _owner_name(actor, owner, language) for owner in owners}
    topic = offering_of(row)
    context = {
        "section": "offers",
        "row": row,
        "who": who_text(topic, language),
        "term": term_text(topic, language),
        "level": label("level", topic.term.level, language) if topic.term else "",
        "owners": list(names.items()),
        "asks_firm_name": any(owner.side is Side.FIRM for owner in owners),
        "mine": [(str(one.pk), one.title) for one in mine],
        "typed": typed,
        "token": typed["token"] or str(uuid4()),
        "faults": faults,
        "days": shipped_offer_rules().answer_within,
        "longest": LONGEST_WORDS,
    }
    return render(request, "offers/ask.html", context, status=422 if faults else 200)


@require_safe
@people_only
def request_page(request: HttpRequest, language: str, request_id: UUID, *, actor: Actor) -> HttpResponse:
    """A request, for its two sides alone."""
    found = _request(actor, request_id)
    context = {"section": "offers", "request_": request_line(found, actor, language, on=timezone.localdate())}
    return render(request, "offers/request.html", context)


@require_POST
@people_only
def answer(request: HttpRequest, language: str, request_id: UUID, *, actor: Actor) -> HttpResponse:
    """Yes or no to a request; or the asker takes it back."""
    found, now, on = _request(actor, request_id), timezone.now(), timezone.localdate()
    said = request.POST.get("answer", "")
    try:
        if said in ("yes", "no"):
            topic_actions.answer(actor, found, yes=said == "yes", at=now, on=on)
        elif said == "back":
            topic_actions.take_back(actor, found, at=now, on=on)
    except OfferRefusedError as error:
        if error.code == "not_allowed":
            raise
        fresh = _request(actor, request_id)
        context = {
            "section": "offers",
            "request_": request_line(fresh, actor, language, on=on),
            "refused": say(f"offers.refused.{error.code}", language),
        }
        return render(request, "offers/request.html", context, status=409)
    return redirect("offers:request", language, found.pk)


def _request(actor: Actor, request_id: UUID) -> TopicRequest:
    found = TopicRequest.objects.select_related(
        "topic__desk", "topic__person", "mine", "desk", "person", "answered_by"
    ).filter(pk=request_id)
    row = found.first()
    if row is None or not is_party(actor, row):
        raise Http404
    return row


def _askers(actor: Actor, topic: OfferingRow) -> list[Owner]:
    """As whom somebody can ask: a school asks firms, a firm asks schools; never the owner itself."""
    wanted = Side.FIRM if topic.side == Side.STRUCTURE.value else Side.STRUCTURE
    found = [owner for owner in queries.owners_of(actor) if owner.side is wanted]
    if not found:
        raise Http404
    return found


def _read(
    owner: Owner | None, owners: list[Owner], typed: Mapping[str, str], language: str
) -> tuple[topic_actions.Asked | None, dict[str, str]]:
    if owner is None or owner not in owners:
        return None, {"voor": say("offers.refused.choose_owner", language)}
    return read_asked(owner, typed, language)


def _token(typed: str) -> UUID:
    try:
        return UUID(typed) if len(typed) == _UUID else uuid4()
    except ValueError:
        return uuid4()


def _owner_name(actor: Actor, owner: Owner, language: str) -> str:
    desk = next((desk for desk in queries.helper_desks(actor) if str(desk.pk) == owner.id), None)
    return str(desk) if desk is not None else say("offers.own_firm", language)


def _fit(fit: TopicFit, language: str) -> dict[str, object]:
    """A topic that fits, and why; words in common are told as such, not as stems."""
    topic = fit.topic
    fields = {
        Reason.EXPERTISE: "expertise",
        Reason.FIELD: "field",
        Reason.BUSINESS_DOMAINS: "business_domains",
        Reason.SECTOR: "sectors",
        Reason.PROVINCE: "provinces",
    }
    why = [
        say("offers.why.words", language)
        if reason is Reason.WORDS
        else say(f"offers.why.{reason.value}", language, about=labels(fields[reason], fit.about[reason], language))
        for reason in fit.reasons
    ]
    return {
        "id": topic.id,
        "title": topic.title,
        "who": who_text(topic, language),
        "level": label("level", topic.term.level, language) if topic.term else "",
        "shared": say(
            "offers.why.days",
            language,
            first=date_text(fit.shared[0], language),
            last=date_text(fit.shared[1], language),
        ),
        "why": why,
        "is_full": fit.is_full,
    }
