"""A worker's rounds, and the commands of an operator."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from click.testing import CliRunner

from tests.web.post.conftest import AT
from tests.web.post.samples import LINK
from wegwijzer.cli.main import main
from wegwijzer.web.chores import Chores, foresee
from wegwijzer.web.post import actions, outbox
from wegwijzer.web.post.models import DigestLine, Heartbeat, Outgoing


class Watch:
    """A clock that a test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def watch():
    return Watch(AT + timedelta(hours=1))


@pytest.fixture
def chores(db, watch):
    return Chores("this:1", watch, lambda: False)


def told(chores: Chores) -> str:
    return "\n".join(chores.do())


def ran(*arguments: str, given: bytes = b""):
    return CliRunner().invoke(main, arguments, input=given, prog_name="wegwijzer")


def unsure(key: str) -> None:
    row = outbox.claim(datetime(2100, 1, 1, tzinfo=UTC))
    assert row is not None
    assert row.key == key
    outbox.leave_unsure(row, "the connection broke")


def test_a_round_sends_what_waits_and_writes_the_digest_that_is_due(chores, mailbox, letter, baker):
    letter("k1")
    values = {"link": LINK, "subject": "process", "desk": "Kollegium"}
    actions.note(key="n1", person=baker, kind="handed_over", values=values, at=AT)
    said = told(chores)
    assert "handed_over: sent" in said
    assert "digest: sent" in said
    assert chores.is_well
    assert len(mailbox.mails) == 2
    assert "@" not in said


def test_a_second_round_does_nothing_again(chores, mailbox, letter, watch):
    letter("k1")
    told(chores)
    watch.at += timedelta(hours=2)
    assert "sent" not in told(chores)
    assert len(mailbox.mails) == 1


def test_while_the_mail_server_is_away_it_is_asked_ever_less_often_up_to_ten_minutes(
    chores, no_mail_server, letter, watch
):
    letter("k1")
    asked = []
    began = watch.at
    while watch.at - began < timedelta(hours=1):
        if "mail server away" in told(chores):
            asked.append(watch.at)
        assert not chores.is_well
        watch.at += timedelta(seconds=5)
    waits = [(later - earlier).total_seconds() for earlier, later in pairwise(asked)]
    assert waits == sorted(waits)
    assert waits[0] == 15
    assert waits[-1] == 600


def test_a_worker_shows_that_it_lives(chores, watch):
    told(chores)
    assert Heartbeat.objects.get(name="this:1").at == watch.at
    watch.at += timedelta(minutes=1)
    told(chores)
    assert Heartbeat.objects.get(name="this:1").at == watch.at


def test_what_would_be_done_is_told_and_nothing_is_changed(letter, baker):
    letter("now")
    letter("later", not_before=datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    letter("after", not_before=datetime(2026, 12, 2, 8, 0, tzinfo=UTC))
    values = {"link": LINK, "subject": "process", "desk": "Kollegium"}
    actions.note(key="n1", person=baker, kind="handed_over", values=values, at=AT)
    before = list(Outgoing.objects.values())
    lines = list(foresee(datetime(2026, 12, 1, tzinfo=UTC).date(), AT))
    assert len([line for line in lines if line.startswith("letter")]) == 2
    assert [line for line in lines if line.startswith("digest")] == [f"digest for person {baker.pk}: 1 lines"]
    assert list(Outgoing.objects.values()) == before
    assert DigestLine.objects.get().digest == ""


def test_a_dry_run_prints_it(letter):
    letter("k1")
    result = ran("worker", "--dry-run", "--on", "2099-01-01")
    assert result.exit_code == 0, result.output
    assert "handed_over: from 2026-11-24 10:00" in result.output
    assert "Nothing was changed." in result.output
    assert Outgoing.objects.get().state == "waiting"


@pytest.mark.parametrize("arguments", [("--on", "2026-12-01"), ("--once", "--dry-run")])
def test_options_that_exclude_each_other_are_refused(arguments):
    result = ran("worker", *arguments)
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1


def test_letters_are_listed_with_their_keys_and_without_addresses(letter):
    letter("k1")
    unsure("k1")
    result = ran("mail", "list", "--state", "unsure", "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.output)
    assert data["count"] == 1
    assert data["letters"][0]["key"] == "k1"
    assert "@" not in result.output
    assert "k1  the connection broke" in ran("mail", "list").output


def test_an_operator_says_what_became_of_an_unsure_letter(letter):
    letter("k1")
    unsure("k1")
    assert ran("mail", "resend", "k1").exit_code == 0
    assert Outgoing.objects.get().state == "waiting"
    unsure("k1")
    assert ran("mail", "settle", "k1").exit_code == 0
    assert Outgoing.objects.get().state == "sent"


@pytest.mark.parametrize("command", ["resend", "settle"])
def test_what_is_not_unsure_is_left_as_it_is(letter, command):
    letter("k1")
    for key, problem in (("k1", "k1 is waiting. Expected"), ("k2", "k2 is not in the outbox. Expected")):
        result = ran("mail", command, key)
        assert result.exit_code == 2
        assert problem in result.output
    assert Outgoing.objects.get().state == "waiting"
