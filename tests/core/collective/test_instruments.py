"""Collective instruments read the catalogue's own criteria and amounts."""

from __future__ import annotations

from datetime import date

import pytest

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.collective.instruments import Team, fitting_instruments
from wegwijzer.core.truth import MET, NOT_MET
from wegwijzer.readers.catalogue import shipped_catalogue

DAY = shipped_catalogue().on(date(2026, 11, 30))


def fits(team, day=DAY):
    return {fit.assessment.measure.id: fit for fit in fitting_instruments(team, day)}


def test_a_university_college_with_six_firms():
    found = fits(Team("university_college", firms=6, has_centre=True, budget_eur=exactly(200_000)))
    tetra = found["tetra"]
    assert tetra.assessment.verdict is MET
    assert (tetra.support_eur, tetra.share_eur) == (exactly(185_000), exactly("2500.00"))  # 92.5 %, the rest over six
    assert next(iter(found)) in ("tetra", "coock")
    assert found["coock"].assessment.verdict is MET


def test_a_project_that_is_too_small_for_tetra_gets_nothing_from_it():
    found = fits(Team("university_college", firms=6, has_centre=True, budget_eur=exactly(50_000)))
    assert found["tetra"].support_eur in (None, exactly(0))


def test_a_firm_cannot_apply_for_what_is_for_centres_and_fitting_ones_come_first():
    found = fitting_instruments(Team("firm", firms=3, has_centre=True), DAY)
    verdicts = [fit.assessment.verdict for fit in found]
    assert verdicts == sorted(verdicts, key=[MET, *set(verdicts) - {MET, NOT_MET}, NOT_MET].index)
    assert next(fit for fit in found if fit.assessment.measure.id == "tetra").assessment.verdict is NOT_MET


def test_the_instruments_are_those_of_the_day():
    then = fits(Team("professional_association", firms=8, has_centre=True), shipped_catalogue().on(date(2016, 6, 1)))
    assert then["vis"].assessment.verdict is MET
    assert "coock" not in then
    assert "vis" not in fits(Team("professional_association", firms=8, has_centre=True))


def test_an_open_budget_leaves_the_share_open():
    found = fits(Team("university_college", firms=6, has_centre=True, budget_eur=Band(exactly(100_000).low, None)))
    assert found["tetra"].share_eur is not None
    assert found["tetra"].share_eur.high is None


def test_a_project_without_firms_is_refused():
    with pytest.raises(ValueError, match="firms"):
        fitting_instruments(Team("university_college", firms=0, has_centre=True), DAY)
