"""The addresses of agreements and promises, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.agreements import views, views_draft, views_log, views_promise

app_name = "agreements"

urlpatterns = [
    path("afspraken/", views.start, name="start"),
    path("afspraken/tekst/<uuid:draft_id>/", views_draft.result, name="result"),
    path("afspraken/tekst/<uuid:draft_id>/vragen/<slug:page>/", views_draft.questions, name="questions"),
    path("afspraken/tekst/<uuid:draft_id>/nakijken/", views_draft.check, name="check"),
    path("afspraken/tekst/<uuid:draft_id>/taal/", views_draft.write_in, name="write_in"),
    path("afspraken/tekst/<uuid:draft_id>/wissen/", views_draft.forget, name="forget"),
    path("afspraken/tekst/<uuid:draft_id>/bestand.<slug:form>", views_draft.file, name="file"),
    path("afspraken/beloftes/", views_log.logs, name="logs"),
    path("afspraken/beloftes/nagaan/", views_log.verify, name="verify"),
    path("afspraken/beloftes/<uuid:log_id>/", views_log.log, name="log"),
    path("afspraken/beloftes/<uuid:log_id>/meedoen/", views_log.join, name="join"),
    path("afspraken/beloftes/<uuid:log_id>/uitnodigen/", views_log.invite, name="invite"),
    path("afspraken/beloftes/<uuid:log_id>/nieuw/", views_promise.promise, name="promise"),
    path("afspraken/beloftes/<uuid:log_id>/<int:number>/", views_promise.step, name="step"),
    path("afspraken/beloftes/<uuid:log_id>/tijdlijn.<slug:form>", views_log.timeline_file, name="timeline"),
    path("afspraken/<slug:slug>/", views.kind, name="kind"),
]
