"""`/healthz` says that it lives, `/readyz` whether it can serve pages: cheap, for machines, without secrets."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.operating import readiness
from wegwijzer.web.post.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def looked_at_anew():
    readiness.forget_readiness()
    yield
    readiness.forget_readiness()


@pytest.fixture
def beat():
    """A worker that just showed that it lives."""
    return Heartbeat.objects.create(name="machine:1", at=timezone.now())


def ready(client) -> tuple[int, dict]:
    response = client.get("/readyz")
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    return response.status_code, json.loads(response.content)


def test_all_is_ready_where_a_worker_lives(client, beat):
    status, told = ready(client)
    assert (status, told["status"]) == (200, "ready")
    assert set(told["checks"]) == {"database", "migrations", "worker", "clock", "catalogue", "disk"}
    assert told["checks"]["catalogue"]["digest"] == shipped_catalogue().digest
    assert all(check["ok"] for check in told["checks"].values())


def test_a_worker_that_is_silent_degrades_and_closes_no_page(client, beat):
    Heartbeat.objects.update(at=timezone.now() - readiness.WORKER_SILENT - timedelta(seconds=5))
    status, told = ready(client)
    assert (status, told["status"]) == (200, "degraded")
    assert not told["checks"]["worker"]["ok"]
    assert told["checks"]["worker"]["seconds_since_sign_of_life"] >= 305


def test_without_any_worker_it_is_degraded(client):
    assert ready(client)[1]["checks"]["worker"] == {"ok": False, "needed": False, "seconds_since_sign_of_life": None}


def test_a_full_disk_degrades(client, beat, settings):
    settings.DISK_LEAST = 2**60
    status, told = ready(client)
    assert (status, told["status"], told["checks"]["disk"]["ok"]) == (200, "degraded", False)


def test_tables_that_are_behind_this_release_close_the_pages(client, settings, beat):
    settings.MIGRATION_MODULES = {}  # the tests' database is made without changes, so all of them are missing
    readiness.ours.cache_clear()
    try:
        status, told = ready(client)
    finally:
        readiness.ours.cache_clear()
    assert (status, told["status"]) == (503, "not_ready")
    assert told["checks"]["migrations"]["missing"] > 20
    assert told["checks"]["database"]["ok"]
    assert "worker" not in told["checks"]  # its table may not be there yet


def test_a_database_that_is_away_closes_the_pages_and_is_no_reason_to_restart(client, away):
    status, told = ready(client)
    assert (status, told["status"]) == (503, "not_ready")
    assert told["checks"]["database"] == {"ok": False, "needed": True, "error": "OperationalError"}
    assert client.get("/healthz").content.decode() == f"ok {shipped_catalogue().digest}\n"


def test_asking_often_costs_the_database_nothing(client, beat):
    with CaptureQueriesContext(
        connection,
    ) as first:
        client.get("/readyz")
    assert len(first) <= 5
    with CaptureQueriesContext(connection) as again:
        for _ in range(20):
            client.get("/readyz")
    assert len(again) == 0


def test_it_tells_no_secrets_and_looks_at_no_host_name(client, settings):
    settings.ALLOWED_HOSTS = ["wegwijzer.example"]
    response = client.get("/readyz", headers={"host": "10.1.2.3:8000"})
    assert response.status_code == 200
    told = response.content.decode()
    assert settings.SECRET_KEY not in told
    assert str(connection.settings_dict["NAME"]) not in told


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_only_reading_is_allowed(client, path):
    response = client.post(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_https_is_not_asked_of_who_watches_from_inside(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.get("/nl/over/").status_code == 301
