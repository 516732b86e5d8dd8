"""Offerings from a file, and what others may ask of what is on offer."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.web.offers.conftest import in_days, text_of
from wegwijzer.core.offers.finding import Wanted
from wegwijzer.core.offers.offering import Kind
from wegwijzer.readers.word_sharing import asked_in_search
from wegwijzer.web.offers import queries
from wegwijzer.web.offers.demo import fill
from wegwijzer.web.offers.models import OfferingRow

HEADER = "kind,title,text,business_domains,expertise,steps,languages,valid_until,page,operator"


def line(title="Trekbank voor kunststof", until=None):
    last = until or in_days(90)
    return f"equipment,{title},Meet hoe sterk uw materiaal is.,product,food,test,nl,{last},https://a.example/b,firm"


def upload(world, *lines, name="vera", desk=None, header=HEADER):
    file = SimpleUploadedFile("aanbod.csv", "\n".join((header, *lines)).encode(), content_type="text/csv")
    fields = {"voor": str((desk or world.college).pk), "bestand": file}
    return world.browser(name).post("/nl/aanbod/invoeren/", fields)


def test_a_good_file_is_taken_in_whole(world, client):
    assert upload(world, line(), line("Klimaatkamer")).status_code == 302
    assert "2 keer aanbod" in text_of(client.get("/nl/aanbod/"))


def test_one_wrong_line_and_nothing_is_taken_in(world):
    response = upload(world, line(), line(until="ooit"), line("Kort", until="1/1/2020"))
    page = text_of(response)
    assert response.status_code == 422
    assert "Regel 3, kolom valid_until: “ooit” is geen dag." in page
    assert "Regel 4, kolom title" in page
    assert not OfferingRow.objects.exists()


def test_a_file_for_somebody_elses_desk_is_refused(world):
    assert upload(world, line(), desk=world.centre).status_code == 422
    assert not OfferingRow.objects.exists()


def test_no_file_says_so_and_the_example_can_be_read_in(world):
    vera = world.browser("vera")
    assert "Kies eerst een bestand" in text_of(vera.post("/nl/aanbod/invoeren/", {"voor": str(world.college.pk)}))
    example = vera.get("/nl/aanbod/voorbeeld.csv")
    file = SimpleUploadedFile("v.csv", example.content)
    assert vera.post("/nl/aanbod/invoeren/", {"voor": str(world.college.pk), "bestand": file}).status_code == 302


def test_a_roadmap_finds_half_a_day_for_a_need(world):
    on = timezone.localdate()
    world.post(
        "vera", "half_day", desk=world.college, expertise=["food"], provinces=["limburg"], title="Halve dag food"
    )
    world.machine(expertise=["food"])
    found = queries.answering_need(Wanted(expertise=("food",), province="limburg"), on=on)
    assert [one.shown.head.kind for one in found] == [Kind.HALF_DAY]
    assert queries.answering_need(Wanted(expertise=("food",), province="antwerpen"), on=on) == ()
    assert queries.answering_need(Wanted(expertise=("water",)), on=on) == ()


def test_a_search_finds_an_offering_by_its_words_and_no_firm_by_name(world):
    world.machine(title="Klimaatkamer voor verpakkingen")
    world.topic_of_firm()
    on = timezone.localdate()
    found = queries.searched(asked_in_search("verpakking"), on=on)
    assert [one.head.title for one in found] == ["Klimaatkamer voor verpakkingen"]
    for words in ("Peeters", "boekhouding"):
        assert queries.searched(asked_in_search(words), on=on) == ()


@pytest.mark.django_db
def test_without_demonstration_people_there_is_no_demonstration_offering():
    assert fill(timezone.now()) == 0
