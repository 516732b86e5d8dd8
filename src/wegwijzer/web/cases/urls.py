"""The addresses of referring, the firm's pages and reporting, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.cases import (
    views,
    views_firm,
    views_layer,
    views_outcome,
    views_outcomes,
    views_privacy,
    views_report,
)

app_name = "cases"

urlpatterns = [
    path("doorverwijzen/", views.refer, name="refer"),
    path("doorverwijzen/klaar/<slug:what>/", views.passed, name="passed"),
    path("mijn-vragen/", views_firm.own_cases, name="list"),
    path("mijn-vragen/gegevens/", views_privacy.my_data, name="my_data"),
    path("mijn-vragen/gegevens/<uuid:firm_id>/", views_privacy.export, name="export"),
    path("mijn-vragen/gegevens/<uuid:firm_id>/elders/", views_privacy.export_elsewhere, name="export_elsewhere"),
    path("mijn-vragen/gegevens/<uuid:firm_id>/json/", views_privacy.export_file, name="export_file"),
    path("mijn-vragen/gegevens/<uuid:firm_id>/wissen/", views_privacy.erase, name="erase"),
    path("mijn-vragen/bevestig/<uuid:pending_id>/", views.confirm, name="confirm"),
    path("mijn-vragen/wie/<uuid:firm_id>/", views_firm.speakers, name="speakers"),
    path("mijn-vragen/<uuid:case_id>/", views_firm.one_case, name="case"),
    path("mijn-vragen/<uuid:case_id>/doe/<slug:what>/", views_firm.act, name="act"),
    path("mijn-vragen/<uuid:case_id>/gegevens/", views_privacy.privacy, name="privacy"),
    path("mijn-vragen/<uuid:case_id>/hoe-was-het/<int:number>/", views_outcome.outcome, name="outcome"),
    path("mijn-vragen/<uuid:case_id>/hoe-was-het/<int:number>/plaats/", views_layer.layer, name="layer"),
    path("cijfers/resultaten/", views_outcomes.outcomes, name="outcomes"),
    path("cijfers/resultaten.csv", views_outcomes.outcomes_csv, name="outcomes_csv"),
    path("melden/", views_report.report, name="report"),
    path("melden/bedankt/", views_report.reported, name="reported"),
    path("meldingen/", views_report.reports, name="reports"),
    path("meldingen/<uuid:report_id>/", views_report.one_report, name="one_report"),
]
