"""The addresses of collective projects, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.projects import views, views_desk

app_name = "projects"

urlpatterns = [
    path("projecten/", views.projects, name="list"),
    path("projecten/volgorde/", views.order, name="order"),
    path("projecten/<uuid:project_id>/", views.project, name="project"),
    path("projecten/<uuid:project_id>/<slug:what>/", views.answer, name="answer"),
    path("samen/projecten/nieuw/", views_desk.begin, name="begin"),
    path("samen/projecten/<uuid:project_id>/", views_desk.edit, name="edit"),
    path("samen/projecten/<uuid:project_id>/<slug:what>/", views_desk.act, name="act"),
]
