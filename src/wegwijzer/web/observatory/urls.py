"""The addresses of the observatory, under a language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.observatory import views, views_files

app_name = "observatory"

urlpatterns = [
    path("observatorium/", views.front, name="front"),
    path("observatorium/bestanden/", views_files.files, name="files"),
    path("observatorium/bestanden/voorbeeld.csv", views_files.example, name="example"),
    path("observatorium/bestanden/<uuid:file_id>/", views_files.change, name="file"),
    path("observatorium/<slug:page>/", views.page, name="page"),
    path("observatorium/<slug:page>/<slug:figure>.csv", views.figure_csv, name="csv"),
    path("observatorium/<slug:page>/<slug:figure>.json", views.figure_json, name="json"),
]
