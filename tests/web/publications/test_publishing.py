"""Editors change a rule: proposed by one, decided on by another, seen at once everywhere, and undone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.readers.rule_changes.test_writing import a_change
from wegwijzer.core.referral.permissions import Role
from wegwijzer.readers.cases import check_cases
from wegwijzer.readers.catalogue import load_catalogue, shipped_catalogue, shipped_day
from wegwijzer.readers.rule_changes.exporting import export_catalogue
from wegwijzer.readers.standing import stand_on
from wegwijzer.web.people import actions as people
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.publications import actions, watching
from wegwijzer.web.publications.errors import PublicationError
from wegwijzer.web.publications.in_force import forget_seen
from wegwijzer.web.publications.models import Proposal, Publication

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
TODAY, NEXT, LATER = date(2026, 11, 30), date(2027, 1, 1), date(2027, 4, 1)
KMO = "kmo-portefeuille"


@pytest.fixture(autouse=True)
def shipped_again():
    yield
    stand_on({})
    forget_seen()


@pytest.fixture
def ria():
    return editor("ria")


@pytest.fixture
def rik():
    return editor("rik")


def editor(name):
    person = people.person_with(f"{name}@wegwijzer.example", name=name.capitalize())
    people.set_site_role(person, Role.EDITOR, held=True, at=AT)
    return person


def ceiling(day=NEXT):
    return shipped_catalogue().measures[KMO].version_required(day).amount.ceiling[0].euro.high


def proposed(author, euro=5000, day=NEXT):
    row = actions.save_draft(author, a_change(KMO, {"amount": {"ceiling_eur": euro}}, day), at=AT, on=TODAY)
    return actions.hand_in(row.pk, author, at=AT)


def published(author, approver, euro=5000, day=NEXT):
    return actions.approve(proposed(author, euro, day).pk, approver, at=AT, on=TODAY)


def test_another_editor_publishes_and_every_day_from_then_reads_it(ria, rik):
    found = published(ria, rik)
    assert (found.author, found.approver, found.confidence) == (ria, rik, "high")
    assert (found.reason, found.source_url) == ("The government decided so.", "https://example.org/rule")
    assert (ceiling(date(2026, 12, 31)), ceiling()) == (7500, 5000)
    assert shipped_day(NEXT).measures


def test_what_is_published_goes_out_as_files_with_cases_of_its_own_period(ria, rik, tmp_path):
    published(ria, rik)
    export_catalogue(tmp_path / "standing")
    loaded = load_catalogue(tmp_path / "standing")
    assert loaded.digest == shipped_catalogue().digest
    assert check_cases(tmp_path / "standing", loaded)[0] == []


def test_nobody_decides_on_a_proposal_of_their_own(ria):
    row = proposed(ria)
    with pytest.raises(PublicationError, match="own"):
        actions.approve(row.pk, ria, at=AT, on=TODAY)
    with pytest.raises(PublicationError, match="own"):
        actions.reject(row.pk, ria, "no", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=row.pk).update(state="rejected", decided_by=ria, decision="no")


def test_the_database_itself_refuses_an_author_who_approves(ria, rik):
    found = published(ria, rik)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=found.pk).update(approver=ria)


def test_a_rejection_says_why(ria, rik):
    row = proposed(ria)
    with pytest.raises(PublicationError, match="why"):
        actions.reject(row.pk, rik, " ", at=AT)
    assert actions.reject(row.pk, rik, "The source says otherwise.", at=AT).state == "rejected"
    with pytest.raises(PublicationError, match="decided"):
        actions.approve(row.pk, rik, at=AT, on=TODAY)
    assert ceiling() == 7500


def test_a_proposal_on_what_no_longer_stands_is_refused_and_can_be_made_again(ria, rik):
    first, second = proposed(ria, 5000), proposed(rik, 6000, LATER)
    actions.approve(first.pk, rik, at=AT, on=TODAY)
    with pytest.raises(PublicationError, match="stale"):
        actions.approve(second.pk, ria, at=AT, on=TODAY)
    again = actions.renew(second.pk, rik, at=AT, on=TODAY)
    assert again.state == "draft"
    actions.hand_in(again.pk, rik, at=AT)
    actions.approve(again.pk, ria, at=AT, on=TODAY)
    assert (ceiling(), ceiling(LATER)) == (5000, 6000)


def test_a_day_that_has_come_is_not_published(ria, rik):
    row = proposed(ria)
    with pytest.raises(PublicationError, match="late"):
        actions.approve(row.pk, rik, at=AT, on=NEXT)


def test_undoing_before_the_day_puts_the_file_back_and_keeps_both_on_record(ria, rik):
    before = shipped_catalogue().digest
    found = published(ria, rik)
    undone(found, rik, ria)
    assert shipped_catalogue().digest == before
    assert Publication.objects.count() == 2
    with pytest.raises(PublicationError, match="undone"):
        undo(found, rik)


def test_undoing_after_the_day_begins_what_held_before_anew(ria, rik):
    found = published(ria, rik)
    undone(found, rik, ria, day=LATER, on=date(2027, 2, 1))
    assert [ceiling(day) for day in (date(2026, 12, 31), NEXT, date(2027, 3, 31), LATER)] == [7500, 5000, 5000, 7500]


def test_what_something_was_built_on_is_undone_last(ria, rik):
    first = published(ria, rik)
    published(ria, rik, 6000, LATER)
    with pytest.raises(PublicationError, match="built_on"):
        undo(first, rik)


def undo(found, author, *, day=LATER, on=TODAY):
    source = (found.source_title, found.source_url, found.confidence)
    return actions.save_undo(author, found.pk, reason="It was a mistake.", source=source, day=day, at=AT, on=on)


def undone(found, author, approver, **when):
    row = undo(found, author, **when)
    actions.hand_in(row.pk, author, at=AT)
    return actions.approve(row.pk, approver, at=AT, on=when.get("on", TODAY))


BAKERY = {
    "legal_form": "bv",
    "region": "vlaanderen",
    "establishment_in_flanders": True,
    "fte": 12,
    "turnover_eur": 1_400_000,
    "balance_sheet_total_eur": 850_000,
    "kmop_activity_listed": True,
    "public_ownership_pct": 0,
    "planned_action": "training",
    "theme": "innovation",
    "training_cost_eur": 40_000,
}


def test_a_firm_that_asked_is_told_once_and_one_that_is_not_touched_is_not(ria, rik):
    bas, mia = (people.person_with(f"{name}@wegwijzer.example", name=name) for name in ("bas", "mia"))
    watching.start(bas, {**BAKERY, "name": "Bakkerij"}, at=AT)
    watching.start(mia, {**BAKERY, "training_cost_eur": 1000}, at=AT)
    published(ria, rik)
    assert list(watching.tell_all(AT)) == [f"publication {Publication.objects.get().pk} of {KMO}: 1 told"]
    assert list(watching.tell_all(AT)) == []
    (letter,) = Outgoing.objects.filter(kind="rule_changed")
    assert (letter.person, letter.values["day"]) == (bas, "2027-01-01")
    assert "7.500" in letter.values["was"]
    assert "5.000" in letter.values["becomes"]
    Publication.objects.update(told=None)  # a worker that broke off before it could note it
    list(watching.tell_all(AT))
    assert Outgoing.objects.filter(kind="rule_changed").count() == 1


def test_who_stopped_and_what_was_undone_at_once_is_told_to_nobody(ria, rik):
    bas = people.person_with("bas@wegwijzer.example", name="bas")
    row = watching.start(bas, BAKERY, at=AT)
    found = published(ria, rik)
    undone(found, rik, ria)
    list(watching.tell_all(AT))
    assert watching.stop(row.stop)
    assert not watching.stop(row.stop)
    published(ria, rik, 6000)
    list(watching.tell_all(AT))
    assert not Outgoing.objects.filter(kind="rule_changed").exists()


def test_an_editor_goes_through_the_pages(ria, rik, client):
    client.force_login(ria)
    day = date(timezone.localdate().year + 1, 1, 1)
    page = f"/nl/regels/maatregel/{KMO}/"
    shown = client.get(page).context["form"]
    fields = [
        *shown.first(),
        *shown.last(),
        *(one for group in (*shown.criteria(), *shown.amounts()) for one in group.fields),
    ]
    sent = {
        one.id: one.value or next((value for value, _, is_chosen in one.options if is_chosen), "")
        for one in fields
        if one.kind != "choices"
    }
    sent |= {
        one.id: [value for value, _, is_chosen in one.options if is_chosen] for one in fields if one.kind == "choices"
    }
    sent |= {"versie": shown.shown_version, "vanaf": day.isoformat(), "a||ceiling_eur": "vijf"}
    refused = client.post(page, sent)
    assert refused.status_code == 400
    (fault,) = next(
        one.faults for group in refused.context["form"].amounts() for one in group.fields if one.id == "a||ceiling_eur"
    )
    assert fault.text == "Dit is geen getal. Schrijf cijfers, zoals 5000 of 12,5."
    assert "Input should be" not in refused.content.decode()
    sent |= {"a||ceiling_eur": "5.000", "reason": "Zo is beslist door de regering.", "source_title": "Beslissing"}
    sent |= {"source_url": "https://example.org/rule", "confidence": "high"}
    address = client.post(page, sent)["Location"]
    row = Proposal.objects.get()
    row.simulated, row.simulation = "", None
    text = client.get(address).content.decode()
    for words in ("7.500 euro", "5.000 euro", "20.000 verzonnen bedrijven", "up to EUR 5,000", "jusqu", "7.500"):
        assert words in text, words
    client.post(f"{address}dien-in/")
    assert "eigen voorstel" in client.get(client.post(f"{address}keur-goed/")["Location"]).content.decode()
    client.force_login(rik)
    client.post(f"{address}keur-goed/")
    assert "5.000 euro" in client.get(f"/nl/maatregelen/{KMO}/?op={day.isoformat()}").content.decode()
    assert ceiling(day) == 5000
    for path in ("/nl/regels/", "/en/regels/", f"/fr{address[3:]}"):
        assert client.get(path).status_code == 200
