"""The addresses of the innovation premium, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.premium import views, views_idea, views_papers, views_post

app_name = "premium"

urlpatterns = [
    path("innovatiepremie/", views.start, name="start"),
    path("innovatiepremie/wissen/", views.forget, name="forget"),
    path("innovatiepremie/idee/<str:token>/", views_post.post_idea, name="post"),
    path("innovatiepremie/idee/<str:token>/bedankt/", views_post.thanks, name="thanks"),
    path("innovatiepremie/<uuid:scheme_id>/", views.scheme, name="scheme"),
    path("innovatiepremie/<uuid:scheme_id>/cijfers/", views.facts, name="facts"),
    path("innovatiepremie/<uuid:scheme_id>/formulier/", views.form, name="form"),
    path("innovatiepremie/<uuid:scheme_id>/weg/", views.remove, name="remove"),
    path("innovatiepremie/<uuid:scheme_id>/oproep/", views_papers.call, name="call"),
    path("innovatiepremie/<uuid:scheme_id>/oproep.docx", views_papers.call_docx, name="call_docx"),
    path("innovatiepremie/<uuid:scheme_id>/lijst.docx", views_papers.list_docx, name="list_docx"),
    path("innovatiepremie/<uuid:scheme_id>/lijst.xlsx", views_papers.list_xlsx, name="list_xlsx"),
    path("innovatiepremie/<uuid:scheme_id>/<uuid:idea_id>/", views_idea.idea, name="idea"),
    path("innovatiepremie/<uuid:scheme_id>/<uuid:idea_id>/keuze/", views_idea.judge, name="judge"),
    path("innovatiepremie/<uuid:scheme_id>/<uuid:idea_id>/personen/", views_idea.premiums, name="premiums"),
    path("innovatiepremie/<uuid:scheme_id>/<uuid:idea_id>/dossier.docx", views_papers.idea_docx, name="idea_docx"),
]
