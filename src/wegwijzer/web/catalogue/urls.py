"""The addresses of the catalogue, under a language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("maatregelen/", views.measures, name="measures"),
    path("maatregelen/<slug:slug>/", views.measure, name="measure"),
    path("organisaties/", views.organisations, name="organisations"),
    path("organisaties/<slug:slug>/", views.organisation, name="organisation"),
    path("zoek/", views.search, name="search"),
]
