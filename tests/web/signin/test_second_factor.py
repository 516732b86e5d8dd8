"""Staff sign in with two factors: set up, asked for, lost, guessed at."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from tests.web.signin.conftest import MINUTES, came_by_mail, person_called
from wegwijzer.web.people import actions
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Attempts, Change, Person
from wegwijzer.web.people.queries import actor_for

pytestmark = pytest.mark.django_db


def code_for(secret: str, *, steps: int = 0) -> str:
    """The code that an app shows, some half minutes from now."""
    counter = list(totp.yield_hotp_counters_from_time())[1] + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def secret_on(page: str) -> str:
    """The secret as text, for who cannot scan."""
    return re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set up an app; its secret and the recovery codes."""
    secret = secret_on(client.get("/nl/aanmelden/code/instellen/").content.decode())
    page = client.post("/nl/aanmelden/code/instellen/", {"code": code_for(secret)}).content.decode()
    return secret, [code.replace(" ", "") for code in re.findall(r'<li class="secret">([0-9 ]+)<', page)]


def forget_last_code(person: Person) -> None:
    """As if half a minute went by."""
    app = Authenticator.objects.get(user=person, type="totp")
    app.data["last_counter"] = 0
    app.save()


@pytest.fixture
def arne(desk) -> Person:
    """An adviser without a second factor yet."""
    return person_called("arne")


def test_before_the_second_factor_every_page_leads_there_and_no_role_counts(arne):
    client = came_by_mail(arne)
    for path in ("/nl/account/", "/nl/maatregelen/", "/nl/", "/nl/postvak/", "/nl/mensen/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/nl/aanmelden/code/")
    assert client.get("/nl/account/")["Location"] == "/nl/aanmelden/code/?next=%2Fnl%2Faccount%2F"
    assert client.post("/nl/", {"need": "iets"})["Location"] == "/nl/aanmelden/code/"
    assert client.get("/nl/aanmelden/code/")["Location"].startswith("/nl/aanmelden/code/instellen/")


def test_before_the_second_factor_the_menu_offers_no_page_that_leads_back_to_it(arne):
    client = came_by_mail(arne)
    for has_app in (False, True):
        page = client.get("/nl/aanmelden/code/", follow=True).content.decode()
        menu = page.split('<div class="person-menu-body">')[1].split("</div>")[0]
        assert re.findall(r'(?:href|action)="([^"]+)"', menu) == ["/nl/afmelden/"]
        if not has_app:
            set_up(client)
            assert 'href="/nl/postvak/"' in client.get("/nl/account/").content.decode()
            client = came_by_mail(arne)


def test_setting_up_shows_a_picture_and_the_secret_and_then_the_recovery_codes_once(arne):
    client = came_by_mail(arne)
    page = client.get("/nl/aanmelden/code/instellen/?next=/nl/account/").content.decode()
    assert re.search(r'<svg class="qr" role="img".*<path d="M', page)
    assert "style=" not in page
    secret = secret_on(page)
    assert secret_on(client.get("/nl/aanmelden/code/instellen/").content.decode()) == secret
    wrong = client.post("/nl/aanmelden/code/instellen/", {"code": "000000"})
    assert wrong.status_code == 422
    assert "Deze code klopt niet" in wrong.content.decode()
    done = client.post("/nl/aanmelden/code/instellen/", {"code": code_for(secret), "next": "/nl/account/"})
    codes = re.findall(r'<li class="secret">([0-9 ]+)<', done.content.decode())
    assert len(set(codes)) == 10
    assert 'href="/nl/account/"' in done.content.decode()
    assert client.get("/nl/account/").status_code == 200
    assert client.get("/nl/aanmelden/code/instellen/")["Location"] == "/nl/account/"


def test_the_secret_is_not_kept_in_clear(arne):
    secret, codes = set_up(came_by_mail(arne))
    kept = str([row.data for row in Authenticator.objects.all()])
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_the_next_sign_in_asks_for_a_code_and_the_session_gets_a_new_key(arne):
    secret, _ = set_up(came_by_mail(arne))
    forget_last_code(arne)
    client = came_by_mail(arne)
    before = client.session.session_key
    assert client.get("/nl/account/")["Location"].startswith("/nl/aanmelden/code/")
    response = client.post("/nl/aanmelden/code/", {"code": code_for(secret), "next": "/nl/maatregelen/"})
    assert response["Location"] == "/nl/maatregelen/"
    assert client.session.session_key != before
    assert client.get("/nl/account/").status_code == 200


def test_a_code_of_the_app_works_once_in_whatever_browser(arne):
    secret, _ = set_up(came_by_mail(arne))
    forget_last_code(arne)
    code = code_for(secret)
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": code}).status_code == 302
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": code}).status_code == 422
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": code_for(secret, steps=1)}).status_code == 302


def test_a_recovery_code_works_once(arne):
    _, codes = set_up(came_by_mail(arne))
    spaced = f"{codes[3][:4]} {codes[3][4:]}"
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": spaced}).status_code == 302
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": codes[3]}).status_code == 422
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": codes[4]}).status_code == 302


def test_guessing_codes_ends_in_waiting_longer_each_time_also_with_the_right_code(arne):
    secret, _ = set_up(came_by_mail(arne))
    client = came_by_mail(arne)
    statuses = [client.post("/nl/aanmelden/code/", {"code": f"00000{number}"}).status_code for number in range(5)]
    assert statuses == [422] * 4 + [429]
    forget_last_code(arne)
    waiting = client.post("/nl/aanmelden/code/", {"code": code_for(secret)})
    assert waiting.status_code == 429
    assert "Over 1 minuut" in waiting.content.decode()
    assert waiting["Retry-After"] == "60"
    later = timezone.now() - timedelta(seconds=1)
    Attempts.objects.update(blocked_until=later)
    again = client.post("/nl/aanmelden/code/", {"code": "000009"})
    assert "Over 2 minuten" in again.content.decode()
    Attempts.objects.update(blocked_until=later)
    assert client.post("/nl/aanmelden/code/", {"code": code_for(secret)}).status_code == 302
    assert not Attempts.objects.filter(count__gt=6).exists()


def test_another_phone_asks_for_a_code_first_and_new_recovery_codes_end_the_old(arne):
    client = came_by_mail(arne)
    secret, codes = set_up(client)
    forget_last_code(arne)
    assert client.post("/nl/account/code/", {"code": "1", "what": "phone"}).status_code == 422
    page = client.post("/nl/account/code/", {"code": code_for(secret), "what": "codes"}).content.decode()
    new = [code.replace(" ", "") for code in re.findall(r'<li class="secret">([0-9 ]+)<', page)]
    assert not set(new) & set(codes)
    assert came_by_mail(arne).post("/nl/aanmelden/code/", {"code": codes[0]}).status_code == 422
    assert client.post("/nl/account/code/", {"code": new[0], "what": "phone"})["Location"].endswith("/instellen/")
    assert secret_on(client.get("/nl/aanmelden/code/instellen/").content.decode()) != secret


def test_an_administrator_resets_a_lost_factor_and_it_is_written_down(client, arne, administrator):
    theirs = came_by_mail(arne)
    set_up(theirs)
    client.force_login(administrator)
    response = client.post(f"/nl/mensen/{arne.pk}/code/")
    assert response["Location"].endswith("?gedaan=reset")
    assert theirs.get("/nl/account/").status_code == 302  # signed out
    assert came_by_mail(arne).get("/nl/aanmelden/code/")["Location"].endswith("/instellen/")
    change = Change.objects.get(kind="two_factors_reset")
    assert (change.by, change.person) == (administrator, arne)
    assert client.post(f"/nl/mensen/{administrator.pk}/code/").status_code == 422


def test_made_up_people_may_skip_it_in_development_and_nobody_else(arne, settings):
    client = came_by_mail(arne)
    assert "Overslaan" not in client.get("/nl/aanmelden/code/instellen/").content.decode()
    assert client.post("/nl/aanmelden/code/overslaan/").status_code == 404
    Person.objects.update(is_demo=True)
    assert "alleen in deze proefopstelling" in client.get("/nl/aanmelden/code/instellen/").content.decode()
    settings.IS_PRODUCTION = True
    assert client.post("/nl/aanmelden/code/overslaan/").status_code == 404
    settings.IS_PRODUCTION = False
    assert client.post("/nl/aanmelden/code/overslaan/").status_code == 302
    assert client.get("/nl/account/").status_code == 200


def test_entrepreneurs_and_first_line_contacts_need_none(an):
    assert came_by_mail(an).get("/nl/account/").status_code == 200
    office = actions.make_desk("accountant", "Kantoor")
    actions.add_member(office, an.email, "first_line", "", timezone.now())
    assert actor_for(an).desks
    assert came_by_mail(an).get("/nl/account/").status_code == 200


def test_who_becomes_staff_while_signed_in_shows_one_at_the_next_page(an, desk):
    client = came_by_mail(an)
    assert client.get("/nl/account/").status_code == 200
    actions.add_member(desk, an.email, "adviser", "", timezone.now())
    assert client.get("/nl/account/")["Location"].startswith("/nl/aanmelden/code/")


def test_a_changed_site_key_lets_no_code_through_and_breaks_no_page(arne, settings):
    _, codes = set_up(came_by_mail(arne))
    link = make_link(arne, to_path="/nl/account/", at=timezone.now(), valid_for=MINUTES, purpose="sign_in")
    settings.SECRET_KEY = "another key of the site, long enough to be one, for this test alone"
    client = Client()
    client.post(link)
    assert client.post("/nl/aanmelden/code/", {"code": codes[0]}).status_code == 422
