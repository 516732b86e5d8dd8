"""Who may do what with a dossier, through the front door: every address for every way somebody stands to it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.dossiers.conftest import NUMBER, Writer, stage  # noqa: F401
from wegwijzer.web.dossiers import actions, sharing
from wegwijzer.web.dossiers.models import Applicant, Attachment, Comment, Dossier, Invitation, Look
from wegwijzer.web.referral.models import Firm, Speaker

SEEN = {"owner", "firm", "asked", "desk"}
OWN = {"owner", "firm"}
GETS = {
    "": SEEN,
    "deel/idea/": SEEN,
    "versies/": SEEN,
    "bijlagen/": SEEN,
    "uitvoer/xlsx/": SEEN,
    "maatregel/": OWN,
    "delen/": OWN,
    "weg/": {"owner"},
}
POSTS = {
    "deel/idea/": OWN,
    "deel/idea/bewaar/": OWN,
    "deel/idea/kies/": OWN,
    "deel/idea/opmerking/": SEEN,
    "maatregel/": OWN,
    "stand/": OWN,
    "versies/1/terug/": OWN,
    "delen/": OWN,
    "bijlagen/": OWN,
}
WHO = ("owner", "firm", "asked", "desk", "stranger", "colleague", "first_line", "admin", "editor", "visitor")


@pytest.fixture
def table(stage, settings) -> dict[str, Client]:  # noqa: F811
    """Everybody: the owner and a colleague who speaks for the firm; an adviser by link; the desk of the open case; a
    desk that was not asked, a contact, an administrator, an editor, and a visitor."""
    settings.POSTS_PER_MINUTE = 10_000
    case = stage.ask("bas", "college", enterprise_number=NUMBER.replace(".", ""))
    Speaker.objects.create(
        firm=case.firm, person=stage.people["mia"], confirmed_at=timezone.now(), created=timezone.now()
    )
    clients = {
        "owner": stage.client("bas"),
        "firm": stage.client("mia"),
        "asked": stage.client("sam"),
        "desk": stage.client("tom"),
        "stranger": stage.client("filip"),
        "colleague": stage.client("ine"),
        "first_line": stage.client("cas"),
        "admin": stage.client("bea"),
        "editor": stage.client("ria"),
        "visitor": Client(),
    }
    return clients


@pytest.fixture
def dossier(table, stage) -> Dossier:  # noqa: F811
    """A dossier of bas, tied to the firm, with sam and the college asked to read along."""
    writer = Writer(table["owner"]).begin()
    writer.see()
    found = Dossier.objects.get(pk=writer.id)
    assert found.firm is not None
    token = sharing.invite_by_link(found, "Sam", at=timezone.now())
    table["asked"].post(f"/nl/dossiers/uitnodiging/{token}/")
    writer.post("delen/", desk=str(stage.desks["college"].pk))
    return found


@pytest.mark.parametrize("who", WHO)
def test_each_page_is_there_for_exactly_those_who_may_see_it(table, dossier, who):
    for path, allowed in GETS.items():
        status = table[who].get(f"/nl/dossiers/{dossier.pk}/{path}").status_code
        assert (status == 200) == (who in allowed), (path, status)
        assert status in (200, 403 if who in SEEN else 404)


@pytest.mark.parametrize("who", WHO)
def test_each_form_is_taken_from_exactly_those_who_may_send_it(table, dossier, who):
    for path, allowed in POSTS.items():
        sent = {"text": "x", "words": "x", "title": "x", "name": "", "settle": f"{uuid4()}:keep", "base": "0"}
        status = table[who].post(f"/nl/dossiers/{dossier.pk}/{path}", sent).status_code
        refused = status in (403, 404)
        assert refused == (who not in allowed), (path, status)
        assert not refused or status == (403 if who in SEEN else 404)


def test_nobody_but_the_owner_can_remove_it(table, dossier):
    for who in WHO[1:]:
        table[who].post(f"/nl/dossiers/{dossier.pk}/weg/")
    assert Dossier.objects.filter(pk=dossier.pk).exists()


def test_an_adviser_reads_the_words_and_has_no_field_to_change_them(table, dossier):
    Writer(table["owner"], id=dossier.pk).write("idea", text="Onze geheime laag")
    page = table["asked"].get(f"/nl/dossiers/{dossier.pk}/deel/idea/").content.decode()
    assert "Onze geheime laag" in page
    assert 'name="text"' not in page


def test_an_adviser_stops_reading_when_told_and_a_desk_when_the_case_ends(table, dossier, stage):  # noqa: F811
    page = f"/nl/dossiers/{dossier.pk}/"
    by_link, by_desk = Invitation.objects.get(desk=None), Invitation.objects.exclude(desk=None).get()
    table["owner"].post(f"{page}delen/{by_link.pk}/weg/")
    assert table["asked"].get(page).status_code == 404
    case = by_desk.case
    case.closed_at = timezone.now()
    case.save()
    assert table["desk"].get(page).status_code == 404


def test_looks_of_advisers_are_kept_once_and_shown_to_the_firm_alone(table, dossier):
    page = f"/nl/dossiers/{dossier.pk}/"
    for _ in range(3):
        table["asked"].get(page)
    table["asked"].get(f"{page}deel/idea/")
    table["owner"].get(page)
    assert sorted(Look.objects.values_list("what", flat=True)) == ["dossier", "idea"]
    assert "Sam" in table["firm"].get(f"{page}delen/").content.decode()


def test_a_link_works_once_for_whoever_signs_in_and_never_after_its_time(table, dossier):
    token = sharing.invite_by_link(dossier, "Iemand", at=timezone.now())
    address = f"/nl/dossiers/uitnodiging/{token}/"
    assert "/aanmelden/" in table["visitor"].get(address)["Location"]
    assert table["colleague"].get(address).status_code == 200
    assert table["colleague"].get(f"/nl/dossiers/{dossier.pk}/").status_code == 404  # opening is not taking up
    assert table["colleague"].post(address).status_code == 302
    assert table["stranger"].post(address).status_code == 404
    old = sharing.invite_by_link(dossier, "Laat", at=timezone.now() - timedelta(days=15))
    assert table["stranger"].get(f"/nl/dossiers/uitnodiging/{old}/").status_code == 404


def test_the_link_is_shown_once_and_kept_nowhere(table, dossier):
    page = table["owner"].post(f"/nl/dossiers/{dossier.pk}/delen/", {"name": "Els"}).content.decode()
    token = page.split("/uitnodiging/")[1].split("/")[0]
    assert token not in table["owner"].get(f"/nl/dossiers/{dossier.pk}/delen/").content.decode()
    assert not Invitation.objects.filter(digest=token).exists()


def test_comments_go_both_ways_and_are_dealt_with(table, dossier):
    page = f"/nl/dossiers/{dossier.pk}/deel/idea/"
    table["asked"].post(f"{page}opmerking/", {"words": "Hoe dik is de laag?"})
    table["owner"].post(f"{page}opmerking/", {"words": "Vijf micrometer."})
    found = Comment.objects.order_by("at")
    assert [one.side for one in found] == ["adviser", "firm"]
    assert "Hoe dik" in table["firm"].get(page).content.decode()
    table["asked"].post(f"{page}opmerking/{found[0].pk}/")
    assert Comment.objects.filter(resolved_at__isnull=True).count() == 1
    table["owner"].post(f"{page}opmerking/{found[0].pk}/", {"open": "yes"})
    assert Comment.objects.filter(resolved_at__isnull=True).count() == 2
    table["stranger"].post(f"{page}opmerking/", {"words": "Wie ik?"})
    assert Comment.objects.count() == 2


def test_a_visitors_dossier_comes_along_when_they_sign_in_and_leaves_the_browser_when_they_go(writer, stage):  # noqa: F811
    writer.begin()
    assert Client().get(writer.path()).status_code == 404
    writer.client.force_login(stage.people["sam"])
    assert writer.client.get(writer.path()).status_code == 200
    assert Applicant.objects.get().person == stage.people["sam"]
    writer.client.post("/nl/afmelden/")
    assert writer.client.get(writer.path()).status_code == 404
    assert stage.client("sam").get(writer.path()).status_code == 200


def test_a_dossier_is_tied_to_a_firm_only_where_the_owner_speaks_for_it(writer, stage):  # noqa: F811
    Firm.objects.create(enterprise_number="0403019261", created=timezone.now())
    writer.client.force_login(stage.people["sam"])
    writer.begin().write("firm", firm_number=NUMBER)
    writer.see()
    assert Dossier.objects.get().firm is None


def test_old_dossiers_of_visitors_go_and_those_of_people_stay_longer(writer, stage):  # noqa: F811
    writer.begin()
    signed_in = Writer(stage.client("sam")).begin()
    now = timezone.now()
    assert actions.remove_old(now + timedelta(days=31)) == 1
    assert [str(one.pk) for one in Dossier.objects.all()] == [str(signed_in.id)]
    assert actions.remove_old(now + timedelta(days=366 * actions.KEPT_YEARS)) == 1


def test_an_attachment_of_another_dossier_is_not_there(table, dossier):
    other = Writer(Client()).begin()
    file = Attachment.objects.create(
        dossier_id=other.id, name="x.txt", media="text/plain", size=1, content=b"x", at=timezone.now()
    )
    assert table["owner"].get(f"/nl/dossiers/{dossier.pk}/bijlagen/{file.pk}/").status_code == 404
