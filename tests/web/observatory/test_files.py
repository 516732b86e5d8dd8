"""Files of analysts: taken whole or refused with every fault by name; nothing of a firm is kept."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from tests.web.observatory.conftest import FILES, made_up, send
from tests.web.visitor import words_of
from wegwijzer.web.observatory import nightly
from wegwijzer.web.observatory.building import build_use
from wegwijzer.web.observatory.models import Aggregate, SentFile

HEAD = "firm,measure,year,size\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "geen, of het is leeg"),
        ("firm,measure\nf1,kmo-portefeuille\n", "de kolom “year” ontbreekt"),
        (f"{HEAD}f1,kmo-portefuille,2025,1-9\n", "Bedoelt u “kmo-portefeuille”?"),
        (f"{HEAD}f1,kmo-portefeuille,twee,1-9\n", "“twee” in de kolom “year” is geen getal (regel 2)"),
        (
            f"{HEAD}f1,kmo-portefeuille,2025,1-9\nf1,kmo-portefeuille,2025,1-9\n",
            "dezelfde onderneming, maatregel en jaar als in",
        ),
        (f"{HEAD},kmo-portefeuille,2025,1-9\n", "de kolom “firm” is leeg (regel 2)"),
        ("PK\x03\x04 geen tabel", ""),
    ],
)
def test_a_file_with_faults_is_refused_with_their_names_and_nothing_is_kept(clients, content, told):
    response = send(clients["analyst"], content)
    assert response.status_code == 422
    words = words_of(response.content.decode())
    assert told in words
    assert "Expected" not in words
    assert "/tmp" not in words  # noqa: S108
    assert not SentFile.objects.exists()


def test_a_population_without_the_classes_of_the_users_is_refused(clients):
    response = send(clients["analyst"], f"{HEAD}f1,kmo-portefeuille,2025,1-9\n", "size,firms\n10-49,80\n")
    assert response.status_code == 422
    assert "1-9" in words_of(response.content.decode())


def test_nothing_of_a_firm_stays_once_the_figures_are_made(clients):
    _, use, population = made_up()
    send(clients["analyst"], use, population)
    assert bytes(SentFile.objects.get().content)
    list(nightly.run(timezone.now()))
    file = SentFile.objects.get()
    assert (bytes(file.content), bytes(file.population), file.state, file.is_shown) == (b"", b"", "ready", True)
    assert '"f1' not in json.dumps(list(Aggregate.objects.values_list("data", flat=True)))


def test_a_long_file_is_made_ready_a_year_a_round_and_shown_when_it_is_whole(clients):
    _, use, population = made_up()
    send(clients["analyst"], use, population)
    file = SentFile.objects.get()
    build_use(file, timezone.now(), seconds=0)
    assert (SentFile.objects.get().state, Aggregate.objects.count()) == ("waiting", 1)
    meanwhile = clients["analyst"].get("/nl/observatorium/bereik/").content.decode()
    assert "De cijfers worden gemaakt" in meanwhile
    assert "data-awaited" in meanwhile
    assert "Nog geen gebruiksbestand" not in meanwhile
    build_use(file, timezone.now(), seconds=0)
    build_use(file, timezone.now(), seconds=0)
    assert (SentFile.objects.get().state, Aggregate.objects.count()) == ("ready", 2)


def test_the_same_file_is_taken_once(clients):
    _, use, population = made_up()
    assert send(clients["analyst"], use, population).status_code == 302
    response = send(clients["analyst"], use, population)
    assert response.status_code == 422
    assert "is er al" in words_of(response.content.decode())


def test_who_is_kept_out_by_what_is_read_shown_and_checked(clients):
    def figure(number: int) -> dict[str, object]:
        return {"n": number, "weighted": None, "se": None, "ci_low": None, "ci_high": None}

    criterion = {"id": "sme", "sentence": "Kleine of middelgrote onderneming.", "about_the_plan": False}
    criterion |= {"blocks": figure(400), "alone": figure(310), "alone_sure_as_firm": figure(300)}
    criterion |= {"alone_possible": figure(350), "near_alone": figure(3)}
    measure = {"id": "kmo-portefeuille", "name": "Kmo-portefeuille", "firms": figure(1000), "criteria": [criterion]}
    data = {"on": "2026-11-30", "population": {"synthetic": True}, "measures": [measure]}
    client = clients["analyst"]
    assert send(client, json.dumps(data), kind="excluded", name="buiten.json").status_code == 302
    words = words_of(client.get("/nl/observatorium/drempels/").content.decode())
    assert "31,0 %" in words
    assert "minder dan 5" in words
    assert "SYNTHETISCH" in words
    del criterion["alone"]
    refused = send(client, json.dumps(data), kind="excluded", name="buiten.json")
    assert refused.status_code == 422
    assert "measures[0].criteria[0].alone" in words_of(refused.content.decode())
    assert "dit is geen JSON" in words_of(send(client, "{", kind="excluded").content.decode())


def test_the_example_can_be_sent_in_as_it_is(clients):
    example = clients["analyst"].get(f"{FILES}voorbeeld.csv").content.decode("utf-8-sig")
    assert send(clients["analyst"], example).status_code == 302
    list(nightly.run(timezone.now()))
    assert SentFile.objects.get().state == "ready"
    assert clients["analyst"].get("/nl/observatorium/bereik/").status_code == 200
