"""The self-placement: where a firm stands in the innovation pyramid, and what a step up asks."""

from django.apps import AppConfig


class PlacementConfig(AppConfig):
    """Registers the self-placement with Django."""

    name = "wegwijzer.web.placement"
    label = "placement"
