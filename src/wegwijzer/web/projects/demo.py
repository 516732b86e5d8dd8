"""Made-up collective projects for a demonstration: one asks the firms it came from, the other every firm can join."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import wegwijzer.web.clusters.queries as clusters
from wegwijzer.core.collective.taking_part import Step
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people.models import Membership
from wegwijzer.web.post.telling import ZONE
from wegwijzer.web.projects import actions
from wegwijzer.web.projects.errors import ProjectsError
from wegwijzer.web.projects.models import Project
from wegwijzer.web.referral.models import Firm

_PACKAGING = {
    "title": "Voorbeeld: langer vers in een betere verpakking",
    "problem": "Verse producten verliezen te snel hun kwaliteit, omdat de verpakking vocht of lucht doorlaat.",
    "question": "Welke verpakking houdt elk soort product langer goed, zonder nieuwe machine?",
    "puts_in": "Een halve dag en twintig producten om te testen.",
    "gets_out": "Een test van uw product in drie verpakkingen, met een verslag in gewone woorden.",
    "user_group": "Drie bijeenkomsten van een voormiddag, in een jaar tijd.",
    "centres": ["flanders-food"],
    "instrument": "coock",
    "budget_low": Decimal(150_000),
    "budget_high": Decimal(200_000),
    "minimum_firms": 6,
}
_COOLING = {
    **_PACKAGING,
    "title": "Voorbeeld: zuiniger koelen en vriezen",
    "problem": "Koelcellen en vriezers vragen veel stroom, en kleine bedrijven weten niet waar die verloren gaat.",
    "question": "Waar gaat de energie van een koelcel verloren, en wat kan een klein bedrijf daar zelf aan doen?",
    "puts_in": "Een week meten in uw koelcel, en een halve dag voor het gesprek erover.",
    "gets_out": "Een meting in uw eigen zaak en een lijst van ingrepen met wat ze kosten en besparen.",
    "centres": [],
    "instrument": "tetra",
    "minimum_firms": 5,
}
_SIGNS = (("verpakking", _PACKAGING, "flanders-food", 3), ("koel", _COOLING, "hogeschool-vives", 12))
"""A key word of the cluster, the proposal, whose it is, and how many days ago firms were asked."""
_FIRST_DAYS, _DAYS = 10, 30


def fill(at: datetime) -> int:
    """Make the projects, if there are none yet and needs were gathered; how many there are then."""
    if Project.objects.exists():
        return Project.objects.count()
    for sign, proposal, organisation, ago in _SIGNS:
        _project(sign, proposal, organisation, at, at - timedelta(days=ago))
    return Project.objects.count()


def _project(sign: str, proposal: Mapping[str, Any], organisation: str, at: datetime, asked: datetime) -> None:
    at_desk = Membership.objects.filter(desk__organisation=organisation, person__is_demo=True)
    adviser = at_desk.filter(role=Role.ADVISER.value).select_related("desk").first()
    cluster = next((one.row.pk for one in clusters.clusters_to_show() if sign in " ".join(one.row.keywords)), "")
    if adviser is None or not cluster:
        return
    behind = list(Firm.objects.filter(pk__in=clusters.firms_of(cluster), is_demo=True).order_by("created", "pk"))
    day = asked.astimezone(ZONE).date()
    days = {"first_until": day + timedelta(days=_FIRST_DAYS), "decide_by": day + timedelta(days=_DAYS)}
    project = actions.begin(adviser.desk, cluster, at=asked)
    try:
        project = actions.write(project, {**proposal, **days}, version=project.version)
        actions.ask(project, [firm.pk for firm in behind], at=asked)
        for place, firm in enumerate(behind[-4:]):  # who can log in came first, and still has to answer
            actions.answer(project, firm, Step.JOIN, may_be_named=place < 2, interest=3 - place % 2, at=at)
    except ProjectsError:  # too few firms: an installation that changed its demonstration
        return
