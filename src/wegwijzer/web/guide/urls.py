"""The guide's addresses, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.guide import views, views_roadmap, views_share, views_statement, views_understood

app_name = "guide"

urlpatterns = [
    path("", views.front, name="front"),
    path("begeleiders/", views.companions, name="companions"),
    path("over/", views.about, name="about"),
    path("toegankelijkheid/", views_statement.accessibility, name="accessibility"),
    path("wissen/", views.forget, name="forget"),
    path("begrepen/", views_understood.understood, name="understood"),
    path("vraag/", views.next_question, name="next_question"),
    path("vraag/<slug:fact>/", views.question, name="question"),
    path("antwoord/<slug:fact>/", views_roadmap.correct, name="correct"),
    path("wegwijzer/", views_roadmap.roadmap, name="roadmap"),
    path("wegwijzer/pdf/", views_roadmap.roadmap_pdf, name="roadmap_pdf"),
    path("wegwijzer/onderwerp/", views_roadmap.domains, name="domains"),
    path("wegwijzer/buurt/", views_roadmap.nearby, name="nearby"),
    path("deel/", views_share.share, name="share"),
    path("deel/<slug:token>/", views_share.share_ready, name="share_ready"),
    path("gedeeld/<slug:token>/", views_share.shared, name="shared"),
    path("gedeeld/<slug:token>/pdf/", views_share.shared_pdf, name="shared_pdf"),
]
