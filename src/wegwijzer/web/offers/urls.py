"""The addresses of what is on offer, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.offers import views, views_alike, views_file, views_mine, views_topics, views_write

app_name = "offers"

urlpatterns = [
    path("aanbod/", views.offerings, name="list"),
    path("aanbod/mijn/", views_mine.mine, name="mine"),
    path("aanbod/nieuw/", views_write.choose, name="choose"),
    path("aanbod/nieuw/<slug:kind>/", views_write.write, name="write"),
    path("aanbod/dubbel/", views_alike.alike, name="alike"),
    path("aanbod/dubbel/<int:pair_id>/", views_alike.decide, name="decide"),
    path("aanbod/invoeren/", views_file.upload, name="upload"),
    path("aanbod/voorbeeld.csv", views_file.example, name="example"),
    path("aanbod/aanvraag/<uuid:request_id>/", views_topics.request_page, name="request"),
    path("aanbod/aanvraag/<uuid:request_id>/antwoord/", views_topics.answer, name="answer"),
    path("aanbod/<uuid:offering_id>/", views.offering, name="offering"),
    path("aanbod/<uuid:offering_id>/wijzig/", views_write.change, name="change"),
    path("aanbod/<uuid:offering_id>/verleng/", views_mine.prolong, name="prolong"),
    path("aanbod/<uuid:offering_id>/weg/", views_mine.put_away, name="put_away"),
    path("aanbod/<uuid:offering_id>/past-bij/", views_topics.fits, name="fits"),
    path("aanbod/<uuid:offering_id>/vraag/", views_topics.ask, name="ask"),
]
