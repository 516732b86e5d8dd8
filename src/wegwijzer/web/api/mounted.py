"""Every resource of the API, mounted in the order of the reference."""

from __future__ import annotations

from wegwijzer.web.api.resources import (
    advice,
    catalogue,
    clients,
    inbox,
    measures,
    own,
    own_cases,
    own_dossiers,
    own_events,
    own_offerings,
    own_plans,
    own_promises,
    plans,
    publications,
    referrals,
    rule_changes,
    running,
    texts,
    topics,
)
from wegwijzer.web.api.service import api as api

api.add_router("/measures", measures.router)
for resource in (advice, plans, texts, catalogue, running, referrals):
    api.add_router("", resource.router)
api.add_router("/inbox", inbox.router)
for resource in (own, own_cases, own_dossiers, own_promises, own_plans, clients, own_events, own_offerings, topics):
    api.add_router("", resource.router)
api.add_router("/rule-changes", rule_changes.router)
api.add_router("", publications.router)
