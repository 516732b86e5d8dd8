"""The addresses of the interviews, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.interviews import views, views_coding, views_interview, views_results, views_review

app_name = "interviews"

urlpatterns = [
    path("gesprekken/", views.studies, name="list"),
    path("gesprekken/nieuw/", views.make, name="make"),
    path("gesprekken/wissen/", views.forget, name="forget"),
    path("gesprekken/dienst.js", views_interview.worker, name="worker"),
    path("gesprekken/<uuid:study_id>/", views.study, name="study"),
    path("gesprekken/<uuid:study_id>/weg/", views.remove, name="remove"),
    path("gesprekken/<uuid:study_id>/bedrijf/", views.add_case, name="add_case"),
    path("gesprekken/<uuid:study_id>/codeboek/", views.codes, name="codes"),
    path("gesprekken/<uuid:study_id>/vergelijken/", views_results.compare, name="compare"),
    path("gesprekken/<uuid:study_id>/uitvoer/", views_results.exports, name="exports"),
    path("gesprekken/<uuid:study_id>/uitvoer/<slug:kind>/", views_results.export, name="export"),
    path("gesprekken/<uuid:study_id>/verslag/", views_results.report, name="report"),
    path("gesprekken/<uuid:study_id>/verslag/pdf/", views_results.report_pdf, name="report_pdf"),
    path("gesprekken/bedrijf/<uuid:case_id>/", views.case, name="case"),
    path("gesprekken/bedrijf/<uuid:case_id>/weg/", views.remove_case, name="remove_case"),
    path("gesprekken/bedrijf/<uuid:case_id>/gesprek/", views_interview.interview, name="interview"),
    path("gesprekken/bedrijf/<uuid:case_id>/bewaar/", views_interview.keep, name="keep"),
    path("gesprekken/bedrijf/<uuid:case_id>/heropen/", views_interview.reopen, name="reopen"),
    path("gesprekken/bedrijf/<uuid:case_id>/coderen/", views_coding.code, name="code"),
    path("gesprekken/bedrijf/<uuid:case_id>/nakijken/", views_review.review, name="review"),
    path("gesprekken/fragment/<uuid:passage_id>/weg/", views_coding.remove_passage, name="remove_passage"),
]
