"""The addresses of editors' pages, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.editing import views

app_name = "editing"

urlpatterns = [
    path("verbeteringen/", views.corrections, name="corrections"),
    path("verbeteringen/<uuid:correction_id>/", views.decide, name="decide"),
]
