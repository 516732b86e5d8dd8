"""Every resource of the API, mounted in the order of the reference."""

from __future__ import annotations

from wegwijzer.web.api.resources import advice, catalogue, inbox, measures, own, referrals, running, texts
from wegwijzer.web.api.service import api as api

api.add_router("/measures", measures.router)
for resource in (advice, texts, catalogue, running, referrals):
    api.add_router("", resource.router)
api.add_router("/inbox", inbox.router)
api.add_router("", own.router)
