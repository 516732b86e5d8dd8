"""What the tests of the observatory share: people of every role, and a small file of use with its population."""

from __future__ import annotations

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.observatory import nightly
from wegwijzer.web.people import actions as people

FILES, REACH, NEEDS = "/nl/observatorium/bestanden/", "/nl/observatorium/bereik/", "/nl/observatorium/noden/"
SIZES, PROVINCES = ("1-9", "10-49", "50+"), ("antwerpen", "limburg", "west-vlaanderen")
MEASURES = ("kmo-portefeuille", "innovatiepremie")


def made_up(seed: int = 3, *, synthetic: bool = True) -> tuple[list[dict[str, object]], str, str]:
    """Uses as rows, as CSV, and the population as CSV."""
    draw = np.random.default_rng(seed)
    size = draw.choice(3, 2000, p=(0.7, 0.2, 0.1))
    province = draw.choice(3, 2000, p=(0.6, 0.35, 0.05))
    chance = np.array((0.06, 0.2, 0.4))[size]
    rows: list[dict[str, object]] = []
    for year in (2024, 2025):
        for place, measure in enumerate(MEASURES):
            for firm in np.flatnonzero(draw.random(2000) < chance / (1 + 3 * place)).tolist():
                row = {"firm": f"f{firm}", "measure": measure, "year": year, "size": SIZES[size[firm]]}
                row |= {"province": PROVINCES[province[firm]], "amount_eur": int(draw.integers(100, 9000))}
                rows.append(row | ({"synthetic": 1} if synthetic else {}))
    use = "\n".join([",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)])
    counted = {(one, other): 0 for one in SIZES for other in PROVINCES}
    for one, other in zip(size.tolist(), province.tolist(), strict=True):
        counted[SIZES[one], PROVINCES[other]] += 1
    lines = [f"{one},{other},{count}" for (one, other), count in counted.items() if count]
    return rows, use, "\n".join(["size,province,firms", *lines])


@pytest.fixture
def clients(db) -> dict[str, Client]:
    """A browser for the analyst and for everybody who may see nothing."""
    now = timezone.now()
    desk = people.make_desk("helper", "Hogeschool Zee")
    office = people.make_desk("accountant", "Kantoor Cijfers")
    persons = {
        "adviser": people.add_member(desk, "tom@desk.example", Role.ADVISER, "Tom", now).person,
        "manager": people.add_member(desk, "tine@desk.example", Role.MANAGER, "Tine", now).person,
        "first_line": people.add_member(office, "cas@desk.example", Role.FIRST_LINE, "Cas", now).person,
        "entrepreneur": people.person_with("bas@zaak.example", name="Bas"),
    }
    for name, role in (("editor", Role.EDITOR), ("analyst", Role.ANALYST), ("administrator", Role.ADMINISTRATOR)):
        persons[name] = people.person_with(f"{name}@site.example", name=name.title())
        people.set_site_role(persons[name], role, held=True, at=now)
    found = {}
    for name, person in persons.items():
        found[name] = Client()
        found[name].force_login(person)
    return found


def send(client: Client, content: str, population: str = "", *, kind: str = "use", name: str = "gebruik.csv"):
    """Send a file as an analyst does."""
    fields = {"soort": kind, "bron": "een verstrekker", "bestand": SimpleUploadedFile(name, content.encode())}
    if population:
        fields["bevolking"] = SimpleUploadedFile("bevolking.csv", population.encode())
    return client.post(FILES, fields)


@pytest.fixture
def shown(clients) -> tuple[Client, list[dict[str, object]]]:
    """An analyst in front of the figures of a file, and its rows."""
    rows, use, population = made_up()
    assert send(clients["analyst"], use, population).status_code == 302
    assert list(nightly.run(timezone.now()))
    return clients["analyst"], rows
