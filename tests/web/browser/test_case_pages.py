"""Referring a question and following it on a phone, in a real browser."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from tests.web.browser.checks import assert_accessible, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, NARROW, PHONE
from tests.web.cases.conftest import NOW, Stage, stage  # noqa: F401
from tests.web.cases.test_outcomes import answered
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.people.models import Person
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.models import Case, Pending

UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true })"


def sign_in(page, on_stage: Stage, name: str) -> None:
    """Give the browser the session of somebody who signed in."""
    session = on_stage.client(name).cookies[settings.SESSION_COOKIE_NAME].value
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])


def test_a_firm_refers_itself_and_follows_its_question_on_a_phone(opened, stage):  # noqa: F811
    page = opened("/nl/", size=PHONE)
    page.fill("textarea", "Onze verpakking scheurt in de diepvries")
    page.click("form button[type=submit]")
    while "/vraag/" in page.url:
        page.get_by_role("button", name="Weet ik niet").click()
        page.wait_for_load_state()
    page.get_by_role("link", name="Breng mij in contact").click()
    assert_accessible(page)
    assert_nothing_sticks_out(page)
    page.fill("#name", "Bakkerij Bas")
    page.fill("#email", "bas@zaak.example")
    page.check("#consent")
    page.get_by_role("button", name="Breng mij in contact").click()
    assert "Kijk in uw mailbox" in page.inner_text("h1")
    assert_accessible(page)
    sign_in(page, stage, "bas")
    page.goto(f"/nl/mijn-vragen/bevestig/{Pending.objects.get().pk}/")
    assert "Uw vraag is doorgegeven" in page.inner_text("h1")
    page.get_by_role("link", name="Bekijk de vraag").click()
    assert "Hogeschool Zee" in page.inner_text(".four-lines")
    page.evaluate(UNFOLD)
    assert_accessible(page)
    assert_nothing_sticks_out(page)


def busy_case(on_stage: Stage, email: str = "bas@zaak.example") -> Case:
    """A case with a chain, a refusal, a contact, messages, an appointment and a contact that asks."""
    college, food = on_stage.desks["college"], on_stage.desks["food"]
    on_stage.bring("cas", "office", email, "college", "front", number="0403019261")
    Person.objects.filter(pk=on_stage.people["bas"].pk).update(name="Bas Bakker")
    on_stage.client("bas").get("/nl/mijn-vragen/")
    case = Case.objects.get(firm__enterprise_number="0403019261")
    offer, other = (case.needs.get().offers.get(desk=on_stage.desks[desk]) for desk in ("college", "front"))
    tom, filip, ine = (on_stage.actor(name) for name in ("tom", "filip", "ine"))
    refused = Step(OfferState.NOT_FOR_US, Reason.HELPED_ELSEWHERE, "De hogeschool kent dit beter.")
    actions.take_step(actor=ine, offer_id=other.pk, step=refused, version=other.version, at=NOW)
    taken = actions.take_step(
        actor=tom, offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=offer.version, at=NOW
    )
    words = "Het voedingscentrum heeft een vriescel."
    (passed,) = actions.refer_on(
        actor=tom, offer_id=taken.pk, desks=(str(food.pk),), words=words, version=taken.version, at=NOW
    )
    actions.take_step(actor=filip, offer_id=passed.pk, step=Step(OfferState.TAKEN_UP), version=passed.version, at=NOW)
    actions.write_message(actor=filip, case_id=case.pk, words="Kunt u een staal meebrengen?", at=NOW)
    actions.write_message(actor=on_stage.actor("bas"), case_id=case.pk, words="Zeker, drie stuks.", at=NOW)
    begins = NOW + timedelta(days=4)
    actions.make_appointment(actor=filip, offer_id=passed.pk, begins=begins, minutes=45, place=college.name, at=NOW)
    on_stage.bring("fons", "federation", "x@elders.example", number="0403019261", words="Wij kennen een mouw.")
    actions.look(actor=tom, case=case, what="case", at=NOW)
    ask_outcome(case, 1, NOW)
    return case


def test_axe_finds_nothing_on_the_firms_pages(opened, stage):  # noqa: F811
    case = busy_case(stage)
    page = opened("/nl/melden/", size=NARROW)
    sign_in(page, stage, "bas")
    own = (
        f"mijn-vragen/{case.pk}/",
        f"mijn-vragen/{case.pk}/gegevens/",
        f"mijn-vragen/{case.pk}/hoe-was-het/1/",
        f"mijn-vragen/gegevens/{case.firm_id}/",
        f"mijn-vragen/gegevens/{case.firm_id}/wissen/",
        f"mijn-vragen/wie/{case.firm_id}/",
        "mijn-vragen/?alle",
        "melden/",
        "doorverwijzen/?domain=product",
    )
    for path in own:
        page.goto(f"/nl/{path}")
        assert path in page.url
        page.evaluate(UNFOLD)
        assert_accessible(page)
        assert_nothing_sticks_out(page)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.emulate_media(color_scheme="dark")
    page.goto(f"/nl/{own[0]}")
    assert_accessible(page)


def test_the_analyst_reads_what_firms_said_on_any_screen(opened, stage):  # noqa: F811
    for number in range(12):
        answered(stage, number, "college" if number < 6 else "food", "no" if number == 0 else "yes")
    page = opened("/nl/melden/", size=NARROW)
    sign_in(page, stage, "anouk")
    page.goto("/nl/cijfers/")
    page.get_by_role("link", name="hielp het?").click()
    assert page.get_by_role("table").count() == 5
    for size in (NARROW, DESKTOP):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert_accessible(page)
        assert_nothing_sticks_out(page)
