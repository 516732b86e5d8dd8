"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Listen to what happens in cases and in the catalogue, and say what is kept of who set something up."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.publications.actions import published
        from wegwijzer.web.referral.recording import events_kept
        from wegwijzer.web.webhooks import kept, noticing

        events_kept.connect(noticing.case_events, dispatch_uid="wegwijzer.webhooks.cases")
        published.connect(noticing.publication, dispatch_uid="wegwijzer.webhooks.catalogue")
        keeps(Kept(key="webhooks", tell=kept.tell, forget=kept.forget))
