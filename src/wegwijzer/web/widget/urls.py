"""The addresses of the advice window for other sites: pages below the language, and files beside it."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.widget import views, views_files

app_name = "widget"

urlpatterns = [
    path("voor-uw-website/", views.own_website, name="own_website"),
    path("widget/", views.window, name="window"),
    path("widget/verder/", views.carry_over, name="carry_over"),
]
files = [
    path("widget/v1.js", views_files.script, name="widget_script"),
    path("widget/v1-frame.js", views_files.frame_script, name="widget_frame_script"),
    path("widget/v1-frame.css", views_files.frame_style, name="widget_frame_style"),
]
"""Addresses that other sites name: they never change, and what stands there keeps understanding what came before."""
