"""The addresses of a desk's webhooks, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.webhooks import views

app_name = "webhooks"

urlpatterns = [
    path("loket/<uuid:desk_id>/webhooks/", views.endpoints, name="list"),
    path("loket/<uuid:desk_id>/webhooks/<uuid:endpoint_id>/", views.one, name="one"),
    path("loket/<uuid:desk_id>/webhooks/<uuid:endpoint_id>/sleutel/", views.rotate, name="rotate"),
    path("loket/<uuid:desk_id>/webhooks/<uuid:endpoint_id>/opnieuw/<uuid:delivery_id>/", views.again, name="again"),
]
