"""The addresses of the self-placement, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.placement import views

app_name = "placement"

urlpatterns = [
    path("waar-staat-u/", views.start, name="start"),
    path("waar-staat-u/verder/", views.onward, name="onward"),
    path("waar-staat-u/vraag/<slug:question>/", views.question, name="question"),
    path("waar-staat-u/resultaat/", views.result, name="result"),
    path("waar-staat-u/resultaat/<int:number>/", views.result, name="earlier"),
    path("waar-staat-u/bewaard/<slug:text>/", views.kept, name="kept"),
    path("waar-staat-u/wissen/", views.forget, name="forget"),
]
