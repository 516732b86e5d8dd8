"""Clusters of needs as an intermediary sees them, and what they decide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

import wegwijzer.web.projects.queries as projects
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.clusters import actions, queries
from wegwijzer.web.clusters.access import may_gather
from wegwijzer.web.clusters.errors import ClustersError
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.referral import queries as referral
from wegwijzer.wording.language import local, say

personal = cache_control(private=True, no_store=True)


@require_safe
@personal
@signed_in_only
def clusters(request: HttpRequest, language: str) -> HttpResponse:
    """What several firms ask for, most firms first."""
    actor = referral.actor_of(request)
    if not may_gather(actor):
        raise Http404
    shown = {
        "clusters": [_view(found, language) for found in queries.clusters_to_show()],
        "least": queries.least_firms(),
        "run": queries.last_run(),
        "projects": projects.projects_of(actor),
        "fault": _fault(request.GET.get("waarom", ""), language),
        "done": request.GET.get("gedaan", "") == "bewaard",
    }
    return render(request, "clusters/list.html", shown)


@require_safe
@personal
@signed_in_only
def cluster(request: HttpRequest, language: str, cluster_id: str) -> HttpResponse:
    """One cluster: why these belong together, the words without names, and what to do with it."""
    if not may_gather(referral.actor_of(request)):
        raise Http404
    found = queries.cluster_to_show(cluster_id)
    if found is None:
        raise Http404
    near = queries.cluster_to_show(found.row.near) if found.row.near else None
    shown = {
        "cluster": _view(found, language),
        "words": queries.words_of(cluster_id),
        "near": near.row if near is not None else None,
        "fault": _fault(request.GET.get("waarom", ""), language),
        "done": request.GET.get("gedaan", "") == "bewaard",
        "projects": [one for one in projects.projects_of(referral.actor_of(request)) if one.cluster == cluster_id],
    }
    return render(request, "clusters/cluster.html", shown)


@require_POST
@signed_in_only
def decide(request: HttpRequest, language: str, cluster_id: str, what: str) -> HttpResponse:
    """Confirm, reject, split or merge."""
    actor, now = referral.actor_of(request), timezone.now()
    if not may_gather(actor):
        raise Http404
    if queries.cluster_to_show(cluster_id) is None:
        return _to("clusters:list", "waarom=changed", language)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
    try:
        if what == "bevestig":
            actions.confirm(cluster_id, version, actor, at=now)
        elif what == "verwerp":
            actions.reject(cluster_id, version, actor, at=now)
        elif what == "splits":
            actions.split(cluster_id, version, request.POST.getlist("needs"), actor, at=now)
        elif what == "voeg-samen":
            actions.merge(cluster_id, version, request.POST.get("with", "")[:40], actor, at=now)
        else:
            raise Http404
    except ClustersError as error:
        return _to("clusters:cluster", f"waarom={error.code}", language, cluster_id)
    if queries.cluster_to_show(cluster_id) is None:
        return _to("clusters:list", "gedaan=bewaard", language)
    return _to("clusters:cluster", "gedaan=bewaard", language, cluster_id)


def _to(page: str, told: str, *where: str) -> HttpResponse:
    response = redirect(page, *where)
    response["Location"] += f"?{told}"
    return response


def _view(found: queries.Shown, language: str) -> dict[str, object]:
    catalogue = shipped_catalogue()
    fields = catalogue.expertise_domains
    return {
        "row": found.row,
        "sectors": [(_option("sector", kind, language), count) for kind, count in found.sectors],
        "provinces": [(_option("province", kind, language), count) for kind, count in found.provinces],
        "fields": [local(fields[field].label, language) for field in found.row.expertise if field in fields],
    }


def _option(fact: str, option: str, language: str) -> str:
    """A sector or a province in words."""
    labels = {known.id: known.label for known in shipped_catalogue().facts[fact].options}
    return local(labels[option], language) if option in labels else option


def _fault(code: str, language: str) -> str:
    return say(f"clusters.fault.{code}", language) if code in ("stale", "changed", "nothing_split", "gone") else ""
