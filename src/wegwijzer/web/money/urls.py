"""The addresses of the pages about support in euro, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.money import views, views_aid, views_combination, views_questions, views_worth

app_name = "money"

urlpatterns = [
    path("steun-berekenen/", views.plan, name="plan"),
    path("steun-berekenen/wissen/", views.forget, name="forget"),
    path("steun-berekenen/bedrijf/", views.firm, name="firm"),
    path("steun-berekenen/actie/<uuid:action_id>/", views.action, name="action"),
    path("steun-berekenen/actie/<uuid:action_id>/weg/", views.remove, name="remove"),
    path("steun-berekenen/actie/<uuid:action_id>/vragen/", views_questions.questions, name="questions"),
    path("steun-berekenen/opbrengst/", views_worth.worth, name="worth"),
    path("steun-berekenen/opbrengst/pdf/", views_worth.pdf, name="pdf"),
    path("steun-berekenen/combinatie/", views_combination.combination, name="combination"),
    path("steun-berekenen/eerdere-steun/", views_aid.aid, name="aid"),
    path("steun-berekenen/eerdere-steun/bestand/", views_aid.upload, name="aid_upload"),
    path("steun-berekenen/eerdere-steun/wissen/", views_aid.remove_all, name="aid_remove_all"),
    path("steun-berekenen/eerdere-steun/<int:aid_id>/weg/", views_aid.remove, name="aid_remove"),
]
