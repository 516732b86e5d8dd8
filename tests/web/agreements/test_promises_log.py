"""A log of promises: entered by one, confirmed by the other, reminded of once, and seen by nobody else."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.agreements.conftest import Firm, signed_in
from wegwijzer.core.agreements.chain import check_chain
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.agreements.models import Cooperation, LogEvent, Partner, PromiseRow
from wegwijzer.web.agreements.reminders import write_reminders
from wegwijzer.web.people.models import SiteRole
from wegwijzer.web.post.models import Outgoing

TOKEN = "7d1f7f3e-0000-4000-8000-000000000001"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def log(staalwerk, kade) -> str:
    """The path of a log in which both take part."""
    staalwerk.send("beloftes/", title="Coating voor zeefplaten", name="Staalwerk bv")
    path = "beloftes/" + staalwerk.last["Location"].rstrip("/").rpartition("/")[2] + "/"
    staalwerk.send(f"{path}uitnodigen/", partner="De Kade", email="jo@kade.example")
    kade.send(f"{path}meedoen/")
    return path


def enter(firm: Firm, log: str, **fields: str):
    """Enter a promise of one's own."""
    given = {"what": "tien proefplaten", "due": in_days(30).isoformat(), "who": "me", "token": TOKEN, **fields}
    return firm.send(f"{log}nieuw/", **given)


def kinds() -> list[str]:
    return list(Outgoing.objects.order_by("created").values_list("kind", flat=True))


def test_a_promise_is_confirmed_by_the_other_and_both_see_its_story(log, staalwerk, kade):
    enter(staalwerk, log)
    assert "wacht op bevestiging" in staalwerk.see(log)
    assert "Wacht op uw antwoord: 1" in kade.see(log)
    kade.send(f"{log}1/", step="confirmed")
    text = staalwerk.see(log)
    assert "afgesproken" in text
    assert "De Kade bevestigde." in text
    assert kinds() == ["promise_invited", "promise_answer", "promise_news"]


def test_one_can_write_down_what_the_other_promised_who_then_confirms(log, staalwerk, kade):
    enter(staalwerk, log, who="other", what="slijtproeven")
    assert "De Kade aan Staalwerk bv" in kade.see(log)
    kade.send(f"{log}1/", step="confirmed")
    kade.send(f"{log}1/", step="said_kept")
    staalwerk.send(f"{log}1/", step="kept")
    assert "nagekomen" in kade.see(log)


def test_terms_change_only_with_the_consent_of_both_and_the_story_keeps_the_old_ones(log, staalwerk, kade):
    enter(staalwerk, log)
    kade.send(f"{log}1/", step="confirmed")
    staalwerk.send(f"{log}1/", step="change_asked", what="acht proefplaten", due=in_days(60).isoformat(), words="pech")
    assert "tien proefplaten" in kade.see(log).split("Wat er gebeurde")[0]
    kade.send(f"{log}1/", step="change_agreed")
    text = kade.see(log)
    assert "acht proefplaten" in text.split("Wat er gebeurde")[0]
    assert "vulde in: tien proefplaten" in text
    assert "pech" in text


def test_the_same_form_sent_twice_gives_one_promise_and_one_step(log, staalwerk, kade):
    enter(staalwerk, log)
    enter(staalwerk, log)
    assert PromiseRow.objects.count() == 1
    kade.send(f"{log}1/", step="confirmed")
    kade.send(f"{log}1/", step="confirmed")
    assert list(LogEvent.objects.values_list("step", flat=True)) == [
        "started",
        "invited",
        "joined",
        "promised",
        "confirmed",
    ]
    assert kinds().count("promise_news") == 1


def test_inviting_twice_adds_nobody_and_sends_one_letter(staalwerk):
    staalwerk.send("beloftes/", title="X", name="Staalwerk bv")
    path = "beloftes/" + str(Cooperation.objects.get().pk) + "/"
    for _ in range(2):
        staalwerk.send(f"{path}uitnodigen/", partner="De Kade", email="nieuw@kade.example")
    assert Partner.objects.count() == 2
    assert kinds() == ["promise_invited"]


def test_the_link_in_the_invitation_lets_its_reader_in(staalwerk):
    staalwerk.send("beloftes/", title="Coating", name="Staalwerk bv")
    path = "beloftes/" + str(Cooperation.objects.get().pk) + "/"
    staalwerk.send(f"{path}uitnodigen/", partner="De Kade", email="nieuw@kade.example")
    link = Outgoing.objects.get().values["link"]
    reader = Firm(Client())
    answer = reader.client.post(link, follow=True)
    assert answer.status_code == 200
    assert "U bent uitgenodigd" in answer.content.decode()
    assert "tien proefplaten" not in answer.content.decode()


def test_what_is_not_theirs_or_not_now_is_refused_in_words(log, staalwerk, kade):
    enter(staalwerk, log)
    staalwerk.send(f"{log}1/", step="confirmed")
    assert "Dit kan nu niet." in staalwerk.words
    kade.send(f"{log}1/", step="not_kept")
    assert "Dit kan nu niet." in kade.words
    assert LogEvent.objects.count() == 4


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"what": " "}, "Schrijf wat er beloofd wordt."),
        ({"due": "gisteren"}, "Dit is geen dag."),
        ({"due": "1/1/2020"}, "Die dag is al voorbij."),
        ({"what": "x" * 301}, "Dit is te lang: 301 tekens."),
    ],
)
def test_a_promise_that_is_none_is_told_and_what_was_typed_stays(log, staalwerk, fields, told):
    enter(staalwerk, log, **fields)
    assert told in staalwerk.words
    assert fields.get("due", fields.get("what", "")).strip() in staalwerk.last.content.decode()
    assert PromiseRow.objects.count() == 0


def test_html_emoji_quotes_and_turned_text_in_a_promise_are_only_text(log, staalwerk, kade):
    enter(staalwerk, log, what='<b>10</b> 🙂 "O\'Neil" شركة \u202eabc')
    kade.see(log)
    page = kade.last.content.decode()
    assert "&lt;b&gt;10&lt;/b&gt; 🙂" in page
    assert "\u202e" not in page
    for form in ("pdf", "json"):
        assert kade.client.get(f"/nl/afspraken/{log}tijdlijn.{form}").status_code == 200


PATHS = ("", "tijdlijn.json", "tijdlijn.pdf")


def test_nobody_but_the_partners_sees_a_log_whatever_their_role(log, staalwerk):
    enter(staalwerk, log)
    for role in (None, Role.ADMINISTRATOR, Role.ANALYST, Role.EDITOR):
        other = signed_in(f"{role}@elders.example".lower(), "Iemand")
        if role is not None:
            SiteRole.objects.create(person=other.person, role=role.value)
        for path in PATHS:
            assert other.client.get(f"/nl/afspraken/{log}{path}").status_code == 404
        assert other.send(f"{log}nieuw/", what="x", due=in_days(3).isoformat(), token=TOKEN).status_code == 404
        assert other.send(f"{log}1/", step="confirmed").status_code == 404
        assert other.send(f"{log}uitnodigen/", partner="X", email="x@x.example").status_code == 404
        assert other.send(f"{log}meedoen/").status_code == 404
        assert "Coating" not in other.see("beloftes/")
    for path in PATHS:
        answer = Client().get(f"/nl/afspraken/{log}{path}")
        assert answer.status_code == 302
        assert "/aanmelden/" in answer["Location"]


def test_who_is_invited_and_has_not_joined_sees_no_promise_and_can_do_nothing(log, staalwerk):
    enter(staalwerk, log)
    staalwerk.send(f"{log}uitnodigen/", partner="Derde", email="derde@x.example")
    third = signed_in("derde@x.example", "Derde")
    assert "tien proefplaten" not in third.see(log)
    for path in PATHS[1:]:
        assert third.client.get(f"/nl/afspraken/{log}{path}").status_code == 404
    assert third.send(f"{log}nieuw/", what="x", due=in_days(3).isoformat(), token=TOKEN).status_code == 404


def test_a_third_partner_cannot_answer_for_one_of_the_two(log, staalwerk, kade):
    enter(staalwerk, log, other="2")
    staalwerk.send(f"{log}uitnodigen/", partner="Derde", email="derde@x.example")
    third = signed_in("derde@x.example", "Derde")
    third.send(f"{log}meedoen/")
    assert "tien proefplaten" in third.see(log)
    assert third.send(f"{log}1/", step="confirmed").status_code == 404


def test_the_exported_timeline_is_a_whole_chain_without_addresses(log, staalwerk, kade):
    enter(staalwerk, log)
    kade.send(f"{log}1/", step="confirmed")
    content = kade.client.get(f"/nl/afspraken/{log}tijdlijn.json").content.decode()
    data = json.loads(content)
    assert check_chain(data["log"], data["events"], data["head"]).is_whole
    assert "@" not in content
    assert [event["step"] for event in data["events"]][-2:] == ["promised", "confirmed"]


def verify(content: bytes) -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = Client().post("/nl/afspraken/beloftes/nagaan/", {"bestand": SimpleUploadedFile("t.json", content)})
    return answer.content.decode()


def test_the_page_tells_a_whole_file_from_one_that_was_meddled_with(log, staalwerk, kade):
    enter(staalwerk, log)
    content = staalwerk.client.get(f"/nl/afspraken/{log}tijdlijn.json").content
    assert "De laatste hash is die van het logboek zoals het nu" in verify(content)
    kade.send(f"{log}1/", step="confirmed")
    assert "Sindsdien is er iets bijgekomen" in verify(content)
    assert "Vanaf gebeurtenis 4 klopt het niet meer" in verify(
        content.replace(b"tien proefplaten", b"acht proefplaten")
    )
    data = json.loads(content)
    data["events"].pop()
    assert "De laatste hash past niet" in verify(json.dumps(data).encode())


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b"[" * 90000, b'{"format": "wegwijzer-promises"}', b"null"]
)
def test_a_file_that_is_no_timeline_is_told(db, content):
    assert "Dit is geen tijdlijn van Wegwijzer" in verify(content)


def test_a_database_in_which_an_event_was_changed_shows_in_the_export(log, staalwerk):
    enter(staalwerk, log)
    LogEvent.objects.filter(step="promised").update(what="twintig proefplaten")
    content = staalwerk.client.get(f"/nl/afspraken/{log}tijdlijn.json").content
    assert "Vanaf gebeurtenis 4" in verify(content)


def test_the_paper_names_every_event_and_says_what_it_proves_and_what_not(log, staalwerk):
    import io

    import pypdf

    enter(staalwerk, log)
    paper = pypdf.PdfReader(io.BytesIO(staalwerk.client.get(f"/nl/afspraken/{log}tijdlijn.pdf").content))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "belofte 1, van Staalwerk bv aan De Kade" in text
    assert "Staalwerk bv vulde in: tien proefplaten" in text
    assert "Het bewijst niet dat wat er staat waar is" in text
    assert Cooperation.objects.get().head[:20] in text.replace(" ", "")


def at(days: int) -> datetime:
    return datetime.combine(in_days(days), datetime.min.time(), tzinfo=UTC) + timedelta(hours=10)


def test_reminders_go_once_a_week_before_and_once_late_to_both(log, staalwerk, kade):
    enter(staalwerk, log)
    assert list(write_reminders(at(25))) == []
    kade.send(f"{log}1/", step="confirmed")
    assert list(write_reminders(at(20))) == []
    assert len(list(write_reminders(at(24)))) == 1
    assert list(write_reminders(at(25))) == []
    assert len(list(write_reminders(at(31)))) == 2
    assert list(write_reminders(at(40))) == []
    sent = Outgoing.objects.filter(kind__in=("promise_soon", "promise_late")).values_list("kind", "to")
    assert sorted(sent) == [
        ("promise_late", "an@staalwerk.example"),
        ("promise_late", "jo@kade.example"),
        ("promise_soon", "an@staalwerk.example"),
    ]


def test_a_new_day_that_both_agree_on_is_reminded_of_anew(log, staalwerk, kade):
    enter(staalwerk, log)
    kade.send(f"{log}1/", step="confirmed")
    list(write_reminders(at(24)))
    staalwerk.send(f"{log}1/", step="change_asked", what="tien proefplaten", due=in_days(60).isoformat())
    kade.send(f"{log}1/", step="change_agreed")
    assert list(write_reminders(at(31))) == []
    assert len(list(write_reminders(at(54)))) == 1


def test_letters_carry_the_seal_of_that_moment(log, staalwerk):
    enter(staalwerk, log)
    values = Outgoing.objects.get(kind="promise_answer").values
    assert values["seal"] == f"4-{Cooperation.objects.get().head[:16]}"


def test_an_invitation_to_oneself_or_to_no_address_is_told(log, staalwerk):
    for email, told in (("an@staalwerk.example", "Dit is uw eigen adres."), ("geen adres", "Dit is geen e-mailadres.")):
        staalwerk.send(f"{log}uitnodigen/", partner="X", email=email)
        assert told in staalwerk.words
