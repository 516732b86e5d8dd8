"""The catalogue as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Public pages over the catalogue, and its copy in the database."""

    name = "wegwijzer.web.catalogue"
    label = "catalogue"
