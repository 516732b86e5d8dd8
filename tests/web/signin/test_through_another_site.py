"""Signing in by OpenID Connect, against a provider that runs as a process of its own: code flow, PKCE, state, nonce."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from tests.web.signin.conftest import person_called, tell
from tests.web.signin.provider import Provider, running_provider
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.queries import EVERY_CLAIM, official_numbers

pytestmark = pytest.mark.django_db
# Numbers with good check digits, given to nobody.
BAKERY, MILL, OFFICE = "0200000142", "0200000241", "0200000340"


def go(client: Client, **query: str) -> str:
    """Leave for the provider; the address there."""
    response = client.get("/nl/aanmelden/met/acm/", query)
    assert response.status_code == 302, response
    return response["Location"]


def sign_in_there(address: str, sub: str, **fields: str) -> str:
    """Sign in at the provider, or refuse to; the path on our site that it sends the browser back to."""
    answer = requests.post(address, data={"sub": sub, **fields}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert back.netloc == "testserver"
    return f"{back.path}?{back.query}"


def whole_way(client: Client, sub: str, **query: str):
    """There and back; the last answer of our site."""
    return client.get(sign_in_there(go(client, **query), sub))


def is_signed_in(client: Client) -> bool:
    return client.get("/nl/account/").status_code == 200


def refused(response) -> str:
    """The code of the page that says why it did not work."""
    assert response.status_code == 302
    address = urlsplit(response["Location"])
    assert address.path == "/nl/aanmelden/niet-gelukt/"
    return parse_qs(address.query)["waarom"][0]


def test_somebody_new_becomes_an_entrepreneur_and_comes_back_where_they_were(client, provider: Provider):
    provider.knows("s-1", name="Els Nieuw", email="Els@Firma.example", email_verified=True)
    response = whole_way(client, "s-1", next="/nl/maatregelen/")
    assert response["Location"] == "/nl/maatregelen/"
    person = Person.objects.get()
    assert (person.email, person.name, person.language) == ("els@firma.example", "Els Nieuw", "nl")
    assert not person.memberships.exists()
    assert not person.site_roles.exists()
    assert is_signed_in(client)


def test_the_way_there_carries_pkce_state_and_nonce_and_our_own_return_address(client, provider: Provider):
    asked = parse_qs(urlsplit(go(client)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["redirect_uri"] == ["http://testserver/aanmelden/acm/terug/"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["state"]
    assert asked["nonce"]


def test_a_verified_address_finds_the_person_that_is_there(client, an, provider: Provider):
    provider.knows("s-2", email="AN@bakkerij.example", email_verified=True)
    whole_way(client, "s-2")
    assert Person.objects.get().name == "An Peeters"
    assert is_signed_in(client)


def test_the_subject_stays_tied_when_the_address_changes_there(client, an, provider: Provider):
    provider.knows("s-3", email=an.email, email_verified=True)
    whole_way(client, "s-3")
    provider.knows("s-3", email="an@elders.example", email_verified=True)
    other = Client()
    whole_way(other, "s-3")
    assert Person.objects.count() == 1
    assert is_signed_in(other)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": "an@bakkerij.example"},
        {"email": "an@bakkerij.example", "email_verified": False},
        {"email": "an@bakkerij.example", "email_verified": "false"},
        {"email": "geen adres", "email_verified": True},
        {"email": ["an@bakkerij.example"], "email_verified": True},
    ],
    ids=["none", "silent", "unverified", "a text", "no address", "a list"],
)
def test_without_a_verified_address_nobody_comes_in(client, an, provider: Provider, claims):
    sub = f"s-4-{len(str(claims))}"
    provider.knows(sub, **claims)
    response = whole_way(client, sub)
    assert refused(response) == "no_email"
    page = client.get(response["Location"])
    assert page.status_code == 403
    assert "We kennen uw e-mailadres niet" in page.content.decode()
    assert not is_signed_in(client)
    assert Person.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_provider_that_the_environment_trusts_need_not_say_so(client, an, provider_process: Provider, settings):
    tell(settings, provider_process.settings(trusts_email=True))
    provider_process.knows("s-5", email=an.email)
    whole_way(client, "s-5")
    assert is_signed_in(client)


def test_a_wrong_state_or_none_is_refused(client, provider: Provider):
    provider.knows("s-6", email="els@firma.example", email_verified=True)
    back = sign_in_there(go(client), "s-6")
    assert refused(client.get(back.replace("state=", "state=x"))) == "failed"
    assert refused(client.get(back.partition("&state")[0])) == "failed"
    assert refused(Client(headers={"accept-language": "nl"}).get(back)) == "failed"  # another browser
    assert not Person.objects.exists()


def test_an_answer_works_once(client, provider: Provider):
    provider.knows("s-7", email="els@firma.example", email_verified=True)
    back = sign_in_there(go(client), "s-7")
    client.get(back)
    assert is_signed_in(client)
    client.post("/nl/afmelden/")
    assert refused(client.get(back)) == "failed"


def test_the_code_of_another_sign_in_is_refused_for_its_verifier_is_not_ours(client, provider: Provider):
    provider.knows("s-8", email="els@firma.example", email_verified=True)
    provider.knows("s-9", email="slecht@firma.example", email_verified=True)
    theirs = sign_in_there(go(Client()), "s-9")
    ours = sign_in_there(go(client), "s-8")
    code = parse_qs(urlsplit(theirs).query)["code"][0]
    own_code = parse_qs(urlsplit(ours).query)["code"][0]
    assert refused(client.get(ours.replace(own_code, code))) == "failed"
    assert not Person.objects.exists()


def test_an_expired_token_is_refused(client, db, settings):
    with running_provider(token_seconds=-60) as late:
        tell(settings, late.settings())
        late.knows("s-10", email="els@firma.example", email_verified=True)
        assert refused(whole_way(client, "s-10")) == "failed"
    assert not Person.objects.exists()


def test_who_says_no_over_there_reads_that_they_are_not_signed_in(client, provider: Provider):
    response = client.get(sign_in_there(go(client), "s-11", action="deny"))
    # the provider leaves the state out of a refusal, so that it counts as an answer without one
    assert refused(response) in ("cancelled", "failed")
    back = f"/aanmelden/acm/terug/?error=access_denied&state={parse_qs(urlsplit(go(client)).query)['state'][0]}"
    assert refused(client.get(back)) == "cancelled"


def test_a_provider_that_is_away_is_told_plainly(client, db, settings):
    tell(settings, Provider(port=9).settings())
    response = client.get("/nl/aanmelden/met/acm/")
    assert refused(response) == "unreachable"
    assert "antwoordt niet" in client.get(response["Location"]).content.decode()


def test_a_provider_that_is_not_configured_is_not_there(client, db):
    assert client.get("/nl/aanmelden/met/acm/").status_code == 404
    assert client.get("/aanmelden/acm/terug/?code=1&state=2").status_code == 404


def test_a_closed_account_stays_closed(client, an, provider: Provider):
    Person.objects.update(is_active=False)
    provider.knows("s-12", email=an.email, email_verified=True)
    assert refused(whole_way(client, "s-12")) == "closed"
    assert not is_signed_in(client)


def test_what_it_says_of_enterprises_is_kept_for_the_referral_and_taken_back_when_it_no_longer_says_so(
    client, provider: Provider
):
    provider.knows(
        "s-13",
        email="els@firma.example",
        email_verified=True,
        vo_orgcode=BAKERY,
        wv_orgcode=["0200.000.142"],
        ssm_mandaat=[{"organisation": {"code": MILL}}, "no number", "0200000143"],
    )
    whole_way(client, "s-13")
    person = person_called("els")
    assert official_numbers(person) == {BAKERY: "representative"}
    assert official_numbers(person, claims=EVERY_CLAIM) == {BAKERY: "representative", MILL: "mandate"}
    provider.knows("s-13", email="els@firma.example", email_verified=True, vo_orgcode=OFFICE)
    whole_way(Client(), "s-13")
    assert official_numbers(person) == {}
    assert official_numbers(person, claims=EVERY_CLAIM) == {OFFICE: "organisation"}


def test_a_provider_that_is_not_official_says_nothing_of_enterprises(client, provider_process: Provider, settings):
    tell(settings, provider_process.settings(gives_numbers=False))
    provider_process.knows("s-14", email="els@firma.example", email_verified=True, wv_orgcode=BAKERY)
    whole_way(client, "s-14")
    assert official_numbers(person_called("els")) == {}


def test_nothing_else_that_it_says_is_kept(client, provider: Provider):
    provider.knows("s-15", email="els@firma.example", email_verified=True, rrn="85073003328")
    whole_way(client, "s-15")
    whole_way(Client(), "s-15")
    assert [account.extra_data for account in SocialAccount.objects.all()] == [{}]
    assert not SocialToken.objects.exists()


def test_staff_go_on_to_our_second_factor_unless_the_provider_proves_one(client, desk, provider: Provider, settings):
    adviser = person_called("arne")
    provider.knows("s-16", email=adviser.email, email_verified=True, acr="urn:strong", amr=["pwd"])
    assert whole_way(client, "s-16")["Location"].startswith("/nl/aanmelden/code/")
    tell(settings, provider.settings(two_factors={"amr": ("otp", "mfa")}))
    assert whole_way(Client(), "s-16")["Location"].startswith("/nl/aanmelden/code/")
    # Only the signed token counts; this provider puts such claims in both its answers.
    tell(settings, provider.settings(two_factors={"acr": ("urn:strong",)}))
    strong = Client()
    assert not whole_way(strong, "s-16")["Location"].startswith("/nl/aanmelden/code/")
    assert is_signed_in(strong)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/nl/bestaat-niet/"])
def test_nobody_is_led_to_another_site(client, provider: Provider, elsewhere):
    provider.knows("s-17", email="els@firma.example", email_verified=True)
    assert whole_way(client, "s-17", next=elsewhere)["Location"] in ("/nl/account/", "/nl/mijn-vragen/")


def test_both_ways_of_authenticating_to_the_provider_work(client, provider_process: Provider, settings):
    provider_process.knows("s-18", email="els@firma.example", email_verified=True)
    for method in ("client_secret_basic", "client_secret_post"):
        tell(settings, provider_process.settings(token_auth_method=method))
        visitor = Client()
        whole_way(visitor, "s-18")
        assert is_signed_in(visitor)


def test_who_signs_in_over_somebody_else_takes_nothing_of_theirs(client, an, provider: Provider):
    client.force_login(an)
    provider.knows("s-19", email="els@firma.example", email_verified=True)
    whole_way(client, "s-19")
    assert "els@firma.example" in client.get("/nl/account/").content.decode()
    assert "an@bakkerij.example" not in client.get("/nl/account/").content.decode()


def test_the_sign_in_page_names_the_providers(client, provider: Provider):
    page = client.get("/nl/aanmelden/?next=/nl/maatregelen/").content.decode()
    assert "Aanmelden met ACM" in page
    assert 'href="/nl/aanmelden/met/acm/?next=%2Fnl%2Fmaatregelen%2F"' in page
