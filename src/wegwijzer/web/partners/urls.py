"""The addresses of partner search, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.partners import views, views_contact

app_name = "partners"

urlpatterns = [
    path("partners/", views.partners, name="list"),
    path("partners/zeggen/", views.tell, name="tell"),
    path("partners/stoppen/", views.stop, name="stop"),
    path("partners/<uuid:suggestion_id>/vragen/", views_contact.ask, name="ask"),
    path("partners/<uuid:suggestion_id>/niet/", views_contact.not_this_one, name="not_this_one"),
    path("partners/contact/<uuid:contact_id>/<slug:step>/", views_contact.answer, name="answer"),
]
