"""The addresses of the agenda, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.agenda import views, views_organiser, views_subscribe

app_name = "agenda"

urlpatterns = [
    path("agenda/", views.agenda, name="list"),
    path("agenda/agenda.ics", views.calendar_feed, name="calendar"),
    path("agenda/rss.xml", views.news, {"kind": "rss"}, name="rss"),
    path("agenda/atom.xml", views.news, {"kind": "atom"}, name="atom"),
    path("agenda/inschrijven/", views_subscribe.subscribe, name="subscribe"),
    path("agenda/inschrijven/verstuurd/", views_subscribe.sent, name="sent"),
    path("agenda/bevestigen/<str:token>/", views_subscribe.confirm, name="confirm"),
    path("agenda/stop/<str:token>/", views_subscribe.stop, name="stop"),
    path("agenda/stop/<str:token>/gegevens.json", views_subscribe.kept, name="kept"),
    path("agenda/organisator/", views_organiser.organiser, name="organiser"),
    path("agenda/organisator/nieuw/", views_organiser.new_event, name="new"),
    path("agenda/organisator/lijst/", views_organiser.add_feed, name="add_feed"),
    path("agenda/organisator/lijst/<uuid:feed_id>/", views_organiser.change_feed, name="change_feed"),
    path("agenda/organisator/bestand/", views_organiser.upload, name="upload"),
    path("agenda/organisator/samen/<uuid:clash_id>/", views_organiser.clash, name="clash"),
    path("agenda/organisator/<uuid:listing_id>/", views_organiser.edit_event, name="edit"),
    path("agenda/organisator/<uuid:listing_id>/afgelasten/", views_organiser.cancel_event, name="cancel"),
    path("agenda/<uuid:listing_id>/", views.event, name="event"),
    path("agenda/<uuid:listing_id>.ics", views.event_file, name="file"),
]
