"""`/metrics`: numbers for Prometheus, for whom the settings name, without anything of a visitor."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from wegwijzer.web.operating.exposition import forget_readings
from wegwijzer.web.operating.readiness import forget_readiness
from wegwijzer.web.post.actions import letter_to, put
from wegwijzer.web.post.models import Heartbeat

pytestmark = pytest.mark.django_db
TOKEN = "t" * 10 + "0123456789"


@pytest.fixture(autouse=True)
def read_anew(settings):
    settings.METRICS_TOKEN, settings.METRICS_FROM = TOKEN, ()
    forget_readings()
    forget_readiness()
    yield
    forget_readings()
    forget_readiness()


def numbers(client) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    families = text_string_to_metric_families(response.content.decode())
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_nobody_reads_them_without_the_token_or_the_address(client, settings):
    def ask(address: str = "192.0.2.1", **headers: str) -> int:
        return client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code

    assert ask() == 404
    assert ask(Authorization="Bearer wrong") == 404
    assert ask(Authorization=f"Bearer {TOKEN}") == 200
    settings.METRICS_FROM = (ip_network("10.0.0.0/8"),)
    assert ask("10.1.2.3") == 200
    assert ask("192.0.2.1") == 404
    settings.METRICS_TOKEN, settings.METRICS_FROM = "", ()
    assert ask(Authorization="Bearer ") == 404


def test_a_proxy_on_an_allowed_address_lets_nobody_through(client, settings):
    settings.METRICS_FROM, settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"),), 1
    outside = {"X-Forwarded-For": "203.0.113.9"}
    assert client.get("/metrics", headers=outside, REMOTE_ADDR="127.0.0.1").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 200


def test_requests_count_by_page_method_and_status_and_their_time_by_page(client):
    labels = (("method", "GET"), ("route", "guide:about"), ("status", "200"))
    took = ("wegwijzer_request_seconds_count", (("route", "guide:about"),))
    before = numbers(client)
    for _ in range(3):
        client.get("/nl/over/")
    after = numbers(client)
    assert after["wegwijzer_requests_total", labels] - before.get(("wegwijzer_requests_total", labels), 0) == 3
    assert after[took] - before.get(took, 0) == 3
    assert after["wegwijzer_request_seconds_bucket", (("le", "10.0"), ("route", "guide:about"))] > 0


def test_an_address_that_somebody_typed_is_no_label(client):
    client.get("/nl/geheim-recept/")
    client.generic("GEHEIM", "/nl/")
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert "geheim" not in response.content.decode().lower()


def test_the_outbox_the_workers_and_the_catalogue_are_told(client):
    now = timezone.now()
    values = {"link": "/nl/x/", "subject": "process", "desk": "Kollegium"}
    written = {"to": "bas@example.be", "language": "nl", "values": values, "at": now - timedelta(minutes=7)}
    put([letter_to(key="k", kind="handed_over", **written)])
    Heartbeat.objects.create(name="machine:1", at=now - timedelta(seconds=40))
    told = numbers(client)
    assert told["wegwijzer_letters", (("part", "queued"),)] == 1
    assert 410 < told["wegwijzer_letters_oldest_seconds", ()] < 440
    assert 39 < told["wegwijzer_worker_beat_age_seconds", ()] < 60
    assert told["wegwijzer_workers_alive", ()] == 1
    assert told["wegwijzer_ready", ()] == 1
    assert told["wegwijzer_cases_overdue", ()] == 0
    assert any(name == "wegwijzer_catalogue_info" and re.match("[0-9a-f]{16}", labels[0][1]) for name, labels in told)


def test_where_no_worker_ever_lived_its_age_is_absent_and_not_nought(client):
    assert ("wegwijzer_worker_beat_age_seconds", ()) not in numbers(client)


def test_a_database_that_is_away_is_told_and_breaks_nothing(client, away):
    told = numbers(client)
    assert told["wegwijzer_ready", ()] == 0
    assert told["wegwijzer_check_ok", (("check", "database"),)] == 0
    assert not any(name == "wegwijzer_letters" for name, _ in told)
