"""The addresses of the figures, under a language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.figures import views

app_name = "figures"

urlpatterns = [
    path("cijfers/", views.tables, name="list"),
    path("cijfers/definities/", views.definitions, name="definitions"),
    path("cijfers/tabel-<int:number>/", views.table, name="table"),
    path("cijfers/tabel-<int:number>.csv", views.table_as_csv, name="csv"),
    path("cijfers/tabel-<int:number>.json", views.table_as_json, name="json"),
]
