"""Needs of many firms, gathered without names into clusters that a person confirms, splits, merges or rejects."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    """Registers the clusters with Django."""

    name = "wegwijzer.web.clusters"
    label = "clusters"
