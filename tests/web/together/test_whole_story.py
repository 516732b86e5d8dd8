"""From sixty questions in the inbox to a project with six firms, as each of them sees it; nobody is named unasked."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.web.projects.test_story import FORM
from tests.web.together.town import UNRELATED, a_town, needs_of_fifty
from tests.web.visitor import words_of
from wegwijzer.web.clusters.models import Cluster
from wegwijzer.web.clusters.reminders import write_reminders
from wegwijzer.web.projects.models import Project

pytestmark = pytest.mark.django_db
LIST = "/nl/samen/"
NAME = "Zaak Vlasbloem"
WORDS = {
    **FORM,
    "title": "Een verpakking die houdt",
    "problem": "Voeding komt beschadigd aan of bederft, omdat wat eromheen zit niet past.",
    "question": "Welk materiaal past bij welke soort voeding?",
}


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Made and gathered once: the tests of this file only add to it, in a transaction of their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = a_town()
        list(write_reminders(timezone.now()))
        yield made
        transaction.set_rollback(True)


def about_packaging() -> Cluster:
    return max(
        (row for row in Cluster.objects.all() if "verpakking" in " ".join(row.keywords)), key=lambda row: row.firms
    )


def test_an_intermediary_sees_what_many_ask_and_none_of_what_one_asks(town):
    page = town.page("tom", LIST)
    assert about_packaging().title in page
    for one in Cluster.objects.filter(firms__gte=5):
        shown = town.page("tom", f"{LIST}groep/{one.pk}/")
        assert not any(words in shown for words in UNRELATED)
        assert "goedkoop.example" not in shown


def test_a_firm_that_asks_fifty_times_counts_once(town):
    members = [row.members.values("need__case__firm").distinct().count() for row in Cluster.objects.all()]
    assert [row.firms for row in Cluster.objects.all()] == members
    shown = town.page("tom", f"{LIST}groep/{about_packaging().pk}/")
    repeated = needs_of_fifty()[0]
    assert shown.count(repeated) == needs_of_fifty().count(repeated) == 2


def test_fifty_firms_become_a_project_of_six_and_a_dossier(town):
    tom, row = town.client("tom"), about_packaging()
    assert tom.post(f"{LIST}groep/{row.pk}/bevestig/", {"version": row.version}).status_code == 302
    tom.post("/nl/samen/projecten/nieuw/", {"cluster": row.pk})
    project = Project.objects.get()
    desk = f"/nl/samen/projecten/{project.pk}/"
    assert tom.post(desk, {**WORDS, "version": project.version}).status_code == 302
    assert tom.post(f"{desk}vraag/").headers["Location"].endswith("gedaan=vraag")
    behind = sorted(project.firms.values_list("firm__name", flat=True))
    numbers = [int(name.rpartition(" ")[2]) for name in behind][:6]
    for number in numbers:
        client = town.client(f"firm{number}")
        address = f"/nl/projecten/{project.pk}/"
        assert "komt onder meer uit uw eigen vraag" in words_of(client.get(address).content.decode())
        client.post(f"{address}doe-mee/", {"named": "yes" if number in numbers[:2] else ""})
    seen = town.page(f"firm{numbers[0]}", f"/nl/projecten/{project.pk}/")
    assert f"{NAME} {numbers[1]}" in seen
    assert not any(f"{NAME} {number}" in seen for number in numbers[2:])
    assert tom.post(f"{desk}dossier/", follow=True).status_code == 200
    assert tom.get(f"/nl/dossiers/?project={project.pk}").status_code == 200
    assert Project.objects.get().handed_over_on is not None


def test_nothing_public_tells_a_firm(town):
    secrets = (NAME, "firm0@", *(str(firm.pk) for firm in town.firms[:10]))
    visitor = Client()
    for address in ("projecten/", "partners/", "agenda/", "agenda/rss.xml", "agenda/agenda.ics", "aanbod/"):
        shown = visitor.get(f"/nl/{address}").content.decode()
        assert not any(secret in shown for secret in secrets), address
    for address in ("samen/", "wie-doet-wat/csv/"):
        shown = town.client("tom").get(f"/nl/{address}").content.decode()
        assert not any(secret in shown for secret in secrets), address


def test_an_event_that_is_sent_twice_is_there_once(town):
    day = (timezone.localdate() + timezone.timedelta(days=20)).isoformat()
    table = f"title,day,begins,ends,place,themes\nVerpakken zonder plastic,{day},14:00,17:00,9000 Gent,product\n"
    tom = town.client("tom")
    for _ in range(2):
        file = SimpleUploadedFile("agenda.csv", table.encode())
        sent = {"desk": str(town.desks["college"].pk), "file": file}
        assert tom.post("/nl/agenda/organisator/bestand/", sent).status_code == 200
    shown = words_of(Client().get("/nl/agenda/").content.decode())
    assert shown.count("Verpakken zonder plastic") == 1
