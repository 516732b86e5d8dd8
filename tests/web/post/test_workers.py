"""Several workers at once, as processes of their own, on the database that this run is on."""

from __future__ import annotations

import signal
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller

from tests.web.post.conftest import Mailbox, free_port
from tests.web.post.databases import run, shared_database, start, value_in

LETTERS = 30
WRITE = """
import sys, django
django.setup()
from django.db import transaction
from django.utils import timezone
from wegwijzer.web.post.actions import letter_to, put_one
values = {"link": "/nl/x/", "subject": "process", "desk": "Kollegium"}
made = 0
for number in range(int(sys.argv[1])):
    with transaction.atomic():
        made += put_one(letter_to(key=f"k{number}", kind="handed_over", to=f"{number % 20}@example.be", language="nl",
                                  values=values, at=timezone.now()))
print(made)
"""
WORKER = ("-m", "wegwijzer.cli.main", "worker")


@pytest.fixture
def box():
    return Mailbox()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A database in whose outbox two processes put the same letters at once, to be copied; and what they said."""
    with shared_database(tmp_path_factory.mktemp("written")) as environment:
        writers = [start(environment, "-c", WRITE, str(LETTERS)) for _ in range(2)]
        said = [writer.communicate(timeout=120) for writer in writers]
        assert [writer.returncode for writer in writers] == [0, 0], said
        yield environment, [int(out) for out, _ in said]


@pytest.fixture
def shared(tmp_path, box, written):
    """A shared database with letters to send, and a mail server that is a little slow."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    with shared_database(tmp_path, written[0]) as environment:
        yield {
            **environment,
            "WEGWIJZER_MAIL_HOST": "127.0.0.1",
            "WEGWIJZER_MAIL_PORT": str(controller.port),
            "WEGWIJZER_MAIL_TLS": "none",
        }
    controller.stop()


def letters_in(environment, state: str) -> int:
    return value_in(environment, "SELECT count(*) FROM post_outgoing WHERE state = 'STATE'".replace("STATE", state))


def test_two_processes_that_write_the_same_letters_write_each_once(written):
    environment, said = written
    assert sum(said) == letters_in(environment, "waiting") == LETTERS


def test_three_workers_send_every_letter_once(shared, box):
    workers = [start(shared, *WORKER, "--once") for _ in range(3)]
    said = [worker.communicate(timeout=120) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0], said
    run(shared, *WORKER, "--once")  # what waited behind another letter to the same address
    counted = Counter(str(mail["Message-ID"]) for mail in box.mails)
    assert len(counted) == LETTERS
    assert set(counted.values()) == {1}
    assert letters_in(shared, "sent") == LETTERS


def test_a_worker_that_is_told_to_stop_leaves_no_letter_in_between(shared, box):
    worker = start(shared, *WORKER)
    _wait_for(lambda: len(box.mails) >= 3)
    worker.send_signal(signal.SIGTERM)
    out, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert out.decode().splitlines()[-1].endswith("stopped")
    assert letters_in(shared, "sending") == 0
    assert letters_in(shared, "sent") == len(box.mails)
    run(shared, *WORKER, "--once")
    assert letters_in(shared, "sent") == LETTERS == len({str(mail["Message-ID"]) for mail in box.mails})


def test_a_worker_that_is_killed_loses_no_letter_and_sends_none_twice(shared, box):
    for enough in (4, 12):
        worker = start(shared, *WORKER)
        _wait_for(lambda enough=enough: len(box.mails) >= enough)
        worker.kill()
        worker.communicate()
    run(shared, *WORKER, "--once")
    held = letters_in(shared, "sending")
    assert held <= 2
    counted = Counter(str(mail["Message-ID"]) for mail in box.mails)
    assert set(counted.values()) == {1}
    assert letters_in(shared, "sent") + held == LETTERS - letters_in(shared, "waiting")
    assert letters_in(shared, "waiting") <= 3 * held  # those that stand behind one that is held


def test_what_a_worker_prints_names_nobody(shared):
    said = run(shared, *WORKER, "--once").stdout.decode()
    assert said.count("handed_over: sent") >= 3
    assert "@" not in said


def test_a_worker_stops_with_the_process_that_started_it(shared):
    parent = start(
        shared,
        "-c",
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-m', 'wegwijzer.cli.main', 'worker', "
        "'--with-parent'], stdin=subprocess.DEVNULL); time.sleep(60)",
    )
    assert parent.stdout is not None
    assert parent.stdout.readline()
    parent.kill()
    out, _ = parent.communicate(timeout=60)  # it ends when the worker does
    assert out.decode().splitlines()[-1].endswith("stopped")


def _wait_for(is_so, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
