"""The addresses of the map, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.structures import views

app_name = "structures"

urlpatterns = [
    path("wie-doet-wat/", views.structure_map, name="map"),
    path("wie-doet-wat/csv/", views.map_csv, name="csv"),
    path("wie-doet-wat/gaten/", views.gaps, name="gaps"),
]
