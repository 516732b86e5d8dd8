"""The addresses of duties, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.duties import views, views_calendar, views_dossier, views_letters

app_name = "duties"

urlpatterns = [
    path("plichten/", views.duties, name="list"),
    path("plichten/agenda.ics", views_calendar.download, name="download"),
    path("plichten/agenda/", views_calendar.feed_address, name="feed_address"),
    path("plichten/agenda/<str:token>.ics", views_calendar.feed, name="feed"),
    path("plichten/mail/", views_letters.letters, name="letters"),
    path("plichten/stop/<str:token>/", views_letters.stop, name="stop"),
    path("plichten/dossier/<uuid:dossier_id>/", views_dossier.begin, name="from_dossier"),
    path("plichten/wissen/", views.forget, name="forget"),
    path("plichten/<uuid:support_id>/", views.days, name="days"),
    path("plichten/<uuid:support_id>/weg/", views.remove, name="remove"),
    path("plichten/<uuid:support_id>/<slug:duty>/", views.tick, name="tick"),
]
