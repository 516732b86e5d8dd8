"""Signing in as an adviser on a phone, with a second factor, under our own strict policy; and the pages behind it."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone
from playwright.sync_api import expect

from tests.web.browser.checks import assert_accessible, assert_nothing_sticks_out
from tests.web.browser.conftest import NARROW
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions
from wegwijzer.web.people.links import make_link


def checked(page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
    assert_accessible(page)
    assert_nothing_sticks_out(page)


def test_a_manager_comes_in_by_link_sets_up_a_code_and_goes_round(opened):
    now = timezone.now()
    desk = actions.make_desk("helper", "Voedingscentrum met een lange naam voor een smal scherm")
    actions.add_member(desk, "mieke.manager@voedingscentrum.example", Role.MANAGER, "Mieke Manager", now)
    person = desk.memberships.get().person
    actions.set_site_role(person, Role.ADMINISTRATOR, held=True, at=now)
    page = opened("/nl/aanmelden/?next=/nl/account/", size=NARROW)
    checked(page)
    link = make_link(person, to_path="/nl/account/", at=now, valid_for=timedelta(minutes=5), purpose="sign_in")
    page.goto(link)
    checked(page)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/instellen/**")
    checked(page)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    counter = list(totp.yield_hotp_counters_from_time())[1]
    page.get_by_label("Code uit de app").fill(totp.format_hotp_value(totp.hotp_value(secret, counter)))
    page.get_by_role("button", name="Bevestigen").click()
    page.wait_for_selector(".codes")
    checked(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    for path in ("account/", "account/code/", f"mensen/loket/{desk.pk}/", "mensen/", f"mensen/{person.pk}/"):
        page.goto(f"/nl/{path}")
        checked(page)
    page.locator(".person-menu summary").click()
    assert_nothing_sticks_out(page)
    page.get_by_role("button", name="Afmelden").last.click()
    page.wait_for_url("**/nl/")
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
