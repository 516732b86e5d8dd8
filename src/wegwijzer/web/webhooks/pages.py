"""The addresses that messages name."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse


def offer_page(offer: UUID, language: str) -> str:
    """A question in the inbox of the desk that was asked."""
    return reverse("inbox:offer", args=[language, offer])


def brought_page(participant: UUID, language: str) -> str:
    """A question as the office sees it that brought it."""
    return reverse("inbox:brought", args=[language, participant])


def measure_page(measure: str, language: str) -> str:
    """A measure of the catalogue."""
    return reverse("catalogue:measure", args=[language, measure])


def question_api(offer: UUID) -> str:
    """The same question in the API."""
    return reverse("api-v1:get_question", kwargs={"question_id": offer})


def referral_api(participant: UUID) -> str:
    """The same referral in the API."""
    return reverse("api-v1:get_referral", kwargs={"referral_id": participant})


def measure_api(measure: str) -> str:
    """The same measure in the API."""
    return reverse("api-v1:get_measure", kwargs={"measure_id": measure})
