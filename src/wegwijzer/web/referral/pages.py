"""The addresses of the pages that letters lead to. A test holds them against the pages' own addresses."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.web.referral.models import Case, Offer, Outcome, Participant, Pending, Report


def firm_page(case: Case, language: str) -> str:
    """The firm's page of its case."""
    return f"/{language}/mijn-vragen/{case.pk}/"


def confirm_page(pending: Pending, language: str) -> str:
    """Where a visitor confirms that their question may be passed on."""
    return f"/{language}/mijn-vragen/bevestig/{pending.pk}/"


def speakers_page(firm: UUID | str, language: str) -> str:
    """Where somebody who speaks for a firm says who else may."""
    return f"/{language}/mijn-vragen/wie/{firm}/"


def outcome_page(outcome: Outcome, language: str) -> str:
    """The two questions after closing."""
    return f"/{language}/mijn-vragen/{outcome.case_id}/hoe-was-het/{outcome.round}/"


def offer_page(offer: Offer, language: str) -> str:
    """An offer in the inbox of its desk."""
    return f"/{language}/postvak/{offer.pk}/"


def brought_page(participant: Participant, language: str) -> str:
    """A case as who brought it sees it."""
    return f"/{language}/doorverwezen/{participant.pk}/"


def report_page(report: Report, language: str) -> str:
    """A report, for who answers it."""
    return f"/{language}/meldingen/{report.pk}/"
