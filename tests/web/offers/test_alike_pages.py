"""The same machine at two structures: found, decided by both, shown once with both named."""

from __future__ import annotations

import pytest

from tests.web.offers.conftest import MACHINE, in_days, text_of
from wegwijzer.web.offers.models import AlikePair, OfferingRow
from wegwijzer.web.post.models import Outgoing

OTHER = {
    "title": "Trekproeven op metaal en kunststof",
    "text": "Op onze trekbank (50 kN) meten we hoe sterk uw materiaal is. Breng proefstukken mee.",
}


@pytest.fixture
def pair(world):
    """Two offerings that look alike."""
    world.machine()
    assert world.post("sara", desk=world.centre, **OTHER).status_code == 302
    return AlikePair.objects.get()


def say(world, name, pair, answer):
    return world.browser(name).post(f"/nl/aanbod/dubbel/{pair.pk}/", {"answer": answer})["Location"]


def test_the_other_structure_is_told_and_both_see_it(world, pair):
    told = Outgoing.objects.get(kind="offering_alike")
    assert told.to == "vera@voorbeeld.example"
    assert (told.values["by"], told.values["title"]) == ("Centrum Proef", MACHINE["title"])
    for name in ("victor", "sara", "ria"):
        assert OTHER["title"] in text_of(world.browser(name).get("/nl/aanbod/dubbel/"))


def test_one_alone_cannot_merge_and_both_can(world, client, pair):
    assert say(world, "sara", pair, "same").endswith("waits")
    assert "2 keer aanbod" in text_of(client.get("/nl/aanbod/"))
    assert say(world, "vera", pair, "same").endswith("same")
    page = text_of(client.get("/nl/aanbod/"))
    assert "1 keer aanbod" in page
    assert "Hogeschool Proef en Centrum Proef (zelfde aanbod bij elk van hen)" in page
    for row in OfferingRow.objects.all():
        seen = text_of(client.get(f"/nl/aanbod/{row.pk}/"))
        assert "Hogeschool Proef" in seen
        assert "Centrum Proef" in seen
        assert OTHER["title"] in seen


def test_what_is_joint_says_so_and_when_one_hides_it_the_other_stays(world, client, pair):
    say(world, "sara", pair, "joint")
    say(world, "vera", pair, "joint")
    assert "(samen)" in text_of(client.get("/nl/aanbod/"))
    first = OfferingRow.objects.earliest("created")
    world.browser("vera").post(f"/nl/aanbod/{first.pk}/weg/")
    page = text_of(client.get("/nl/aanbod/"))
    assert OTHER["title"] in page
    assert "Hogeschool Proef" not in page


def test_different_is_kept_and_not_asked_again_when_something_is_changed(world, pair):
    say(world, "vera", pair, "different")
    row = OfferingRow.objects.earliest("created")
    fields = {**MACHINE, "valid_until": in_days(100), "version": str(row.version)}
    world.browser("vera").post(f"/nl/aanbod/{row.pk}/wijzig/", fields)
    assert AlikePair.objects.get().outcome == "different"
    assert OTHER["title"] not in text_of(world.browser("vera").get("/nl/aanbod/dubbel/"))


def test_a_pair_that_no_longer_looks_alike_goes(world, pair):
    row = OfferingRow.objects.earliest("created")
    other = {"title": "Drone voor daken", "text": "Beelden van uw dak, met uitleg over lekken en scheuren."}
    fields = {**MACHINE, **other, "valid_until": in_days(100), "version": str(row.version)}
    world.browser("vera").post(f"/nl/aanbod/{row.pk}/wijzig/", fields)
    assert not AlikePair.objects.exists()


def test_an_editor_can_say_it_for_both(world, client, pair):
    assert say(world, "ria", pair, "same").endswith("same")
    assert "1 keer aanbod" in text_of(client.get("/nl/aanbod/"))
