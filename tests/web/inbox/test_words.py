"""Every code that the inbox can show has its words."""

from __future__ import annotations

import pytest

from wegwijzer.core.referral.routing import Why, WhyNot
from wegwijzer.core.referral.states import CaseState, NeedState, OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.inbox.desk_form import LISTS
from wegwijzer.web.inbox.inbox_choice import VIEWS
from wegwijzer.web.inbox.views import DONE
from wegwijzer.web.referral.givens import ABOUT
from wegwijzer.wording.language import LANGUAGES, texts

CODES = {
    "state": [state.value for state in OfferState],
    "need_state": [state.value for state in NeedState],
    "case_state": [state.value for state in CaseState],
    "reason": [reason.value for reason in Reason],
    "why": [why.value for why in Why],
    "why_not": [why.value for why in WhyNot],
    "view": list(VIEWS.values()),
    "did": sorted(DONE),
    "origin": list(ABOUT),
    "desk.field": [*LISTS, "phone", "email", "capacity", "reply_days"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", CODES)
def test_every_code_has_its_words_and_no_other(section, language):
    found = {key for key in texts("inbox", language) if key.startswith(f"inbox.{section}.")}
    assert found == {f"inbox.{section}.{code}" for code in CODES[section]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_has_its_empty_state(language):
    found = texts("inbox", language)
    assert {f"inbox.empty.{view}" for view in VIEWS.values()} <= set(found)
