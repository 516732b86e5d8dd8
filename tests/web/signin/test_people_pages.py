"""Who manages whom: the administrator everybody, a manager the own desk; all of it written down."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.web.signin.conftest import AT, person_called
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.models import Change, Desk, Membership, Person, SiteRole
from wegwijzer.web.people.queries import actor_for
from wegwijzer.web.post.models import Outgoing

pytestmark = pytest.mark.django_db

PAGES = (
    "account",
    "account/code",
    "mensen",
    "mensen/{person}",
    "mensen/post",
    "mensen/loketten",
    "mensen/loket/{desk}",
)
ALLOWED = {
    "visitor": set(),
    "entrepreneur": {"account"},
    "first_line": {"account"},
    "adviser": {"account"},
    "manager": {"account", "mensen/loket/{desk}"},
    "manager_elsewhere": {"account"},
    "editor": {"account"},
    "analyst": {"account"},
    "administrator": {"account", "mensen", "mensen/{person}", "mensen/post", "mensen/loketten", "mensen/loket/{desk}"},
}


@pytest.fixture
def by_role(desk, administrator, an) -> dict[str, Person | None]:
    """Somebody of every role."""
    office = actions.make_desk("accountant", "Kantoor")
    actions.add_member(office, "carla@kantoor.example", Role.FIRST_LINE, "Carla", AT)
    actions.add_member(office, "mark@kantoor.example", Role.MANAGER, "Mark", AT)
    for role in (Role.EDITOR, Role.ANALYST):
        person = actions.person_with(f"{role.value}@wegwijzer.example")
        actions.set_site_role(person, role, held=True, at=AT)
    return {
        "visitor": None,
        "entrepreneur": an,
        "first_line": person_called("carla"),
        "adviser": person_called("arne"),
        "manager": person_called("mieke"),
        "manager_elsewhere": person_called("mark"),
        "editor": person_called("editor"),
        "analyst": person_called("analyst"),
        "administrator": administrator,
    }


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ALLOWED)
def test_every_page_opens_for_its_roles_and_is_not_there_for_others(client, by_role, desk, an, role, page):
    if by_role[role] is not None:
        client.force_login(by_role[role])
    response = client.get(f"/nl/{page.format(person=an.pk, desk=desk.pk)}/")
    if page in ALLOWED[role]:
        assert response.status_code == 200
    elif role == "visitor":
        assert response["Location"].startswith("/nl/aanmelden/?next=")
    elif page == "account/code":
        assert response.status_code == 302  # nobody here has an app yet
    else:
        assert response.status_code == 404


WRITES = ("mensen/{person}/rol", "mensen/{person}/code", "mensen/{person}/toegang", "mensen", "mensen/loketten")


@pytest.mark.parametrize("page", WRITES)
@pytest.mark.parametrize("role", [role for role in ALLOWED if role not in ("administrator", "visitor")])
def test_nobody_but_the_administrator_changes_people(client, by_role, desk, an, role, page):
    client.force_login(by_role[role])
    before = Change.objects.count()
    sent = {"role": "administrator", "held": "yes", "active": "no", "email": "x@y.example", "name": "x", "kind": "bank"}
    assert client.post(f"/nl/{page.format(person=an.pk, desk=desk.pk)}/", sent).status_code == 404
    assert Change.objects.count() == before


@pytest.mark.parametrize("role", [role for role in ALLOWED if role not in ("administrator", "manager", "visitor")])
def test_nobody_but_its_manager_and_the_administrator_changes_a_desk(client, by_role, desk, role):
    client.force_login(by_role[role])
    row = Membership.objects.get(person=person_called("arne"), desk=desk)
    path = f"/nl/mensen/loket/{desk.pk}/"
    assert client.post(path, {"email": "x@y.example", "role": "adviser"}).status_code == 404
    assert client.post(f"{path}{row.pk}/", {"what": "remove"}).status_code == 404
    assert desk.memberships.count() == 2


def test_a_manager_invites_somebody_who_gets_a_letter_with_a_way_in(client, desk):
    client.force_login(person_called("mieke"))
    sent = {"email": "Nele@Centrum.example", "name": "Nele Nieuw", "role": "adviser", "language": "fr"}
    response = client.post(f"/nl/mensen/loket/{desk.pk}/", sent)
    assert response["Location"].endswith("?gedaan=invited")
    assert "De uitnodiging is onderweg" in client.get(response["Location"]).content.decode()
    nele = person_called("nele")
    assert (nele.name, nele.language) == ("Nele Nieuw", "fr")
    letter = Outgoing.objects.get()
    assert (letter.kind, letter.to) == ("invitation", "nele@centrum.example")
    assert (letter.values["desk"], letter.values["role"]) == ("Voedingscentrum", "adviser")
    client.post("/nl/afmelden/")
    assert client.post(letter.values["link"])["Location"].startswith("/fr/aanmelden/code/")
    kinds = list(Change.objects.filter(person=nele).values_list("kind", "by__email").order_by("pk"))
    assert kinds == [("member_added", "mieke@centrum.example"), ("invited", "mieke@centrum.example")]


def test_what_was_typed_stays_when_an_invitation_is_refused(client, desk):
    client.force_login(person_called("mieke"))
    page = client.post(f"/nl/mensen/loket/{desk.pk}/", {"email": "geen", "name": "Nele", "role": "adviser"})
    assert page.status_code == 422
    assert 'value="Nele"' in page.content.decode()
    assert not Outgoing.objects.exists()
    refused = client.post(f"/nl/mensen/loket/{desk.pk}/", {"email": "n@c.example", "name": "", "role": "administrator"})
    assert refused.status_code == 422
    assert not Person.objects.filter(email="n@c.example").exists()


def test_roles_change_and_the_last_manager_stays(client, desk):
    client.force_login(person_called("mieke"))
    rows = {row.person.email.split("@")[0]: row for row in desk.memberships.select_related("person")}
    path = f"/nl/mensen/loket/{desk.pk}/"
    for sent in ({"what": "remove"}, {"what": "role", "role": "adviser"}):
        page = client.post(f"{path}{rows['mieke'].pk}/", sent)
        assert page.status_code == 422
        assert "Dit is de enige verantwoordelijke" in page.content.decode()
    client.post(f"{path}{rows['arne'].pk}/", {"what": "role", "role": "manager"})
    assert client.post(f"{path}{rows['mieke'].pk}/", {"what": "remove"})["Location"] == "/nl/account/"
    assert [row.person.name for row in desk.memberships.all()] == ["Arne Adviseur"]
    assert client.get(path).status_code == 404  # mieke no longer works there


def test_the_administrator_finds_people_and_gives_and_takes_roles(client, administrator, an, desk):
    client.force_login(administrator)
    assert "An Peeters" in client.get("/nl/mensen/", {"q": "peet an"}).content.decode()
    found = client.get("/nl/mensen/", {"rol": "adviser"}).content.decode()
    assert "Arne Adviseur" in found
    assert "An Peeters" not in found
    path = f"/nl/mensen/{an.pk}/rol/"
    client.post(path, {"role": "analyst", "held": "yes"})
    assert actor_for(an).roles == {Role.ANALYST}
    client.post(path, {"role": "analyst", "held": "no"})
    assert not actor_for(an).roles
    assert client.post(path, {"role": "keizer", "held": "yes"}).status_code == 422
    page = client.get(f"/nl/mensen/{an.pk}/").content.decode()
    assert "verloor de rol onderzoeker van de cijfers" in page
    assert "door Bea Beheer" in page


def test_the_administrator_invites_to_the_site_and_makes_offices(client, administrator):
    client.force_login(administrator)
    sent = {"email": "ed@wegwijzer.example", "name": "Ed", "role": "editor", "language": "nl"}
    client.post("/nl/mensen/", sent)
    assert SiteRole.objects.get(person=person_called("ed")).role == "editor"
    assert Outgoing.objects.get().kind == "invitation"
    response = client.post("/nl/mensen/loketten/", {"name": "Kantoor Nieuw", "kind": "accountant"})
    assert Desk.objects.get().name == "Kantoor Nieuw"
    assert client.get(response["Location"]).status_code == 200
    assert client.post("/nl/mensen/loketten/", {"name": "", "kind": "accountant"}).status_code == 422


def test_the_last_administrator_and_ones_own_account_stay(client, administrator, an):
    client.force_login(administrator)
    own = f"/nl/mensen/{administrator.pk}/"
    assert client.post(f"{own}rol/", {"role": "administrator", "held": "no"}).status_code == 422
    assert client.post(f"{own}toegang/", {"active": "no"}).status_code == 422
    actions.set_site_role(an, Role.ADMINISTRATOR, held=True, at=AT)
    assert client.post(f"{own}rol/", {"role": "administrator", "held": "no"}).status_code == 302


def test_closing_an_account_ends_its_sign_ins_and_opening_it_gives_the_roles_back(client, administrator, desk):
    from django.test import Client

    theirs, arne = Client(), person_called("arne")
    theirs.force_login(arne)
    client.force_login(administrator)
    client.post(f"/nl/mensen/{arne.pk}/toegang/", {"active": "no"})
    assert theirs.get("/nl/account/").status_code == 302
    client.post(f"/nl/mensen/{arne.pk}/toegang/", {"active": "yes"})
    arne.refresh_from_db()
    assert arne.is_active
    assert actor_for(arne).desks
    assert [row.kind for row in Change.objects.filter(person=arne)][:2] == ["activated", "deactivated"]


def test_the_only_manager_of_a_desk_is_not_closed_out(client, administrator, desk):
    client.force_login(administrator)
    mieke = person_called("mieke")
    assert client.post(f"/nl/mensen/{mieke.pk}/toegang/", {"active": "no"}).status_code == 422
    mieke.refresh_from_db()
    assert mieke.is_active


def test_an_action_asks_again_what_the_page_asked(desk, an):
    with pytest.raises(PeopleError, match="not_allowed"):
        actions.add_member(desk, "x@y.example", Role.ADVISER, "", AT, by=actor_for(an))
    with pytest.raises(PeopleError, match="not_allowed"):
        actions.set_site_role(an, Role.EDITOR, held=True, at=AT, by=actor_for(person_called("mieke")))
    assert not Person.objects.filter(email="x@y.example").exists()


def test_ones_name_and_language_are_kept(client, an):
    client.force_login(an)
    assert client.post("/nl/account/", {"name": " An P. ", "language": "en"})["Location"] == "/en/account/?gedaan=saved"
    an.refresh_from_db()
    assert (an.name, an.language) == ("An P.", "en")
    assert "An P." in client.get("/en/").content.decode()


def test_what_a_person_types_is_escaped(client, administrator, an):
    Person.objects.filter(pk=an.pk).update(name="<script>alert(1)</script>")
    client.force_login(administrator)
    for path in ("/nl/mensen/", f"/nl/mensen/{an.pk}/"):
        assert "<script>alert" not in client.get(path).content.decode()


def test_lists_stay_within_their_number_of_questions(client, administrator, desk, django_assert_max_num_queries):
    for number in range(60):
        actions.add_member(desk, f"p{number}@centrum.example", Role.ADVISER, f"P {number}", timezone.now())
    client.force_login(administrator)
    client.get("/nl/mensen/")
    for path in ("/nl/mensen/", "/nl/mensen/?blad=2", f"/nl/mensen/loket/{desk.pk}/", "/nl/mensen/loketten/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
