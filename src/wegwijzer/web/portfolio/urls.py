"""The portfolio's addresses, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.portfolio import views, views_client, views_upload

app_name = "portfolio"

urlpatterns = [
    path("klanten/", views.clients, name="list"),
    path("klanten/excel/", views.excel, name="excel"),
    path("klanten/voorbeeld/", views.sample, name="sample"),
    path("klanten/voorbeeld/weg/", views.no_sample, name="no_sample"),
    path("klanten/wissen/", views.forget, name="forget"),
    path("klanten/laden/", views_upload.upload, name="upload"),
    path("klanten/laden/<uuid:upload_id>/", views_upload.progress, name="progress"),
    path("klanten/<uuid:client_id>/", views_client.client, name="client"),
    path("klanten/<uuid:client_id>/pdf/", views_client.client_pdf, name="client_pdf"),
    path("klanten/<uuid:client_id>/gesprek/", views_client.talk, name="talk"),
    path("klanten/<uuid:client_id>/weg/", views_client.remove, name="remove"),
    path("knipperlichten/", views.lights, name="lights"),
]
