"""Tells Django of the interviews."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Registers the interviews with Django."""

    name = "wegwijzer.web.interviews"
    label = "interviews"
