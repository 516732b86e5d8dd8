"""The addresses of linked data, without a language: names of things, and the files that tell of them."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.linked import sitemap, views

app_name = "linked"

urlpatterns = [
    path("id/<path:name>", views.thing, name="thing"),
    path("data/<path:name>", views.data, name="data"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
]
