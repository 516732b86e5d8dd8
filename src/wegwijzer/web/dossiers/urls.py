"""The addresses of dossiers, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.dossiers import views, views_files, views_measure, views_part, views_share, views_versions

app_name = "dossiers"

urlpatterns = [
    path("dossiers/", views.dossiers, name="list"),
    path("dossiers/nieuw/", views.begin, name="begin"),
    path("dossiers/uitnodiging/<str:token>/", views_share.take_up, name="take_up"),
    path("dossiers/<uuid:dossier_id>/", views.dossier, name="dossier"),
    path("dossiers/<uuid:dossier_id>/stand/", views.state, name="state"),
    path("dossiers/<uuid:dossier_id>/weg/", views.remove, name="remove"),
    path("dossiers/<uuid:dossier_id>/deel/<slug:part>/", views_part.part, name="part"),
    path("dossiers/<uuid:dossier_id>/deel/<slug:part>/bewaar/", views_part.keep, name="keep"),
    path("dossiers/<uuid:dossier_id>/deel/<slug:part>/kies/", views_part.settle, name="settle"),
    path("dossiers/<uuid:dossier_id>/deel/<slug:part>/opmerking/", views_share.comment, name="comment"),
    path(
        "dossiers/<uuid:dossier_id>/deel/<slug:part>/opmerking/<uuid:comment_id>/", views_share.resolve, name="resolve"
    ),
    path("dossiers/<uuid:dossier_id>/maatregel/", views_measure.choose, name="measure"),
    path("dossiers/<uuid:dossier_id>/versies/", views_versions.versions, name="versions"),
    path("dossiers/<uuid:dossier_id>/versies/<int:number>/terug/", views_versions.go_back, name="go_back"),
    path("dossiers/<uuid:dossier_id>/delen/", views_share.share, name="share"),
    path("dossiers/<uuid:dossier_id>/delen/<uuid:invitation_id>/weg/", views_share.withdraw, name="withdraw"),
    path("dossiers/<uuid:dossier_id>/bijlagen/", views_files.attachments, name="attachments"),
    path("dossiers/<uuid:dossier_id>/bijlagen/<uuid:attachment_id>/", views_files.download, name="download"),
    path("dossiers/<uuid:dossier_id>/bijlagen/<uuid:attachment_id>/weg/", views_files.detach, name="detach"),
    path("dossiers/<uuid:dossier_id>/uitvoer/<slug:kind>/", views_files.export, name="export"),
]
