"""The addresses of clusters, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.clusters import views

app_name = "clusters"

urlpatterns = [
    path("samen/", views.clusters, name="list"),
    path("samen/groep/<slug:cluster_id>/", views.cluster, name="cluster"),
    path("samen/groep/<slug:cluster_id>/<slug:what>/", views.decide, name="decide"),
]
