"""The addresses of editors' pages, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.editing import views, views_rules, views_watch

app_name = "editing"

urlpatterns = [
    path("verbeteringen/", views.corrections, name="corrections"),
    path("regels/", views_rules.rules, name="rules"),
    path("regels/maatregel/<slug:slug>/", views_rules.change, name="change"),
    path("regels/voorstel/<uuid:proposal_id>/", views_rules.proposal, name="proposal"),
    path("regels/voorstel/<uuid:proposal_id>/<slug:step>/", views_rules.decide, name="decide_rule"),
    path("regels/maak-ongedaan/<int:number>/", views_rules.undo, name="undo"),
    path("regels-volgen/", views_watch.watch, name="watch"),
    path("regels-volgen/stop/<str:token>/", views_watch.watch_stop, name="watch_stop"),
    path("verbeteringen/<uuid:correction_id>/", views.decide, name="decide"),
]
