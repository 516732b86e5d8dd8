"""Names of things lead to a page or to data; files of data say when they changed; the map holds what is public."""

from __future__ import annotations

import re

import pytest
from rdflib import Graph

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.linked.negotiating import wanted

pytestmark = pytest.mark.django_db

KMO = "/id/measure/kmo-portefeuille"
TURTLE = {"HTTP_ACCEPT": "text/turtle"}


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "page"),
        ("*/*", "page"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "page"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("text/turtle;q=0.2, application/ld+json;q=0.9", "jsonld"),
        ("text/html;q=0.1, text/*;q=0.4", "ttl"),
        ("text/turtle;q=zot, text/html;q=0.1", "page"),
        ("application/pdf", "page"),
    ],
)
def test_the_best_of_what_the_client_would_read(accept, form):
    assert wanted(accept) == form


def test_a_measure_has_one_name_and_leads_to_a_page_or_to_data(client):
    page = client.get(KMO, HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE="fr")
    assert (page.status_code, page["Location"]) == (303, "/fr/maatregelen/kmo-portefeuille/")
    assert {"Accept", "Accept-Language"} <= {part.strip() for part in page["Vary"].split(",")}
    for accept, ending in (("text/turtle", "ttl"), ("application/ld+json", "jsonld")):
        found = client.get(KMO, HTTP_ACCEPT=accept)
        assert (found.status_code, found["Location"]) == (303, f"/data/measure/kmo-portefeuille.{ending}")


@pytest.mark.parametrize(
    ("name", "page", "data"),
    [
        (
            "measure/kmo-portefeuille/version/3",
            "/en/maatregelen/kmo-portefeuille/?op=2019-12-01",
            "measure/kmo-portefeuille",
        ),
        ("measure/kmo-portefeuille/version/3/criterion/sme", None, "measure/kmo-portefeuille"),
        ("organisation/vlaio", "/en/organisaties/vlaio/", "organisation/vlaio"),
        ("fact/fte", "/data/vocabulary.ttl", "vocabulary"),
        ("code/level/flemish", None, "vocabulary"),
        ("dataset", "/en/maatregelen/", "dcat"),
    ],
)
def test_every_kind_of_thing_leads_somewhere(client, name, page, data):
    assert client.get(f"/id/{name}", **TURTLE)["Location"] == f"/data/{data}.ttl"
    if page:
        found = client.get(f"/id/{name}", HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE="en")
        assert found["Location"] == page


def test_a_shape_leads_to_the_shapes_of_its_day(client):
    found = client.get(f"{KMO}/version/3/criterion/sme/shape", **TURTLE)
    assert found["Location"] == "/data/shapes.ttl?on=2019-12-01"


@pytest.mark.parametrize(
    "path",
    [
        "/id/",
        "/id/measure",
        "/id/measure/nope",
        f"{KMO}/version/99",
        "/id/organisation/nope",
        "/id/fact/nope",
        "/id/zot/1",
        "/data/zot.ttl",
        "/data/measure.ttl",
        "/data/catalogue.xlsx",
        "/data/measure/../../etc.ttl",
    ],
)
def test_what_there_is_not_is_not_found(client, path):
    assert client.get(path, **TURTLE).status_code == 404


def test_a_file_of_data_is_open_to_all_and_is_sent_again_only_when_it_changed(client):
    first = client.get("/data/measure/vis.ttl")
    assert (first.status_code, first["Content-Type"]) == (200, "text/turtle; charset=utf-8")
    assert (first["Access-Control-Allow-Origin"], first["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")
    assert len(Graph().parse(data=first.content, format="turtle")) > 100
    for header in ({"HTTP_IF_NONE_MATCH": first["ETag"]}, {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}):
        again = client.get("/data/measure/vis.ttl", **header)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    other = client.get("/data/measure/vis.jsonld", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (other.status_code, other["Content-Type"]) == (200, "application/ld+json")


def test_shapes_of_days_between_two_changes_are_one_file(client):
    days = ["2019-12-01", "2019-12-15", "2020-01-01"]
    tags = [client.head(f"/data/shapes.ttl?on={day}")["ETag"] for day in days]
    assert tags[0] == tags[1] != tags[2]
    refused = client.get("/data/shapes.ttl?on=<b>")
    assert (refused.status_code, refused["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_a_file_without_an_ending_leads_to_the_form_asked_for(client):
    found = client.get("/data/shapes?on=2020-01-01", HTTP_ACCEPT="application/ld+json")
    assert (found.status_code, found["Location"]) == (303, "/data/shapes.jsonld?on=2020-01-01")


def test_the_map_of_the_site_holds_every_measure_and_organisation_in_every_language(client):
    text = client.get("/sitemap.xml").content.decode()
    places = set(re.findall("<loc>(.*?)</loc>", text))
    catalogue = shipped_catalogue()
    for language in ("nl", "en", "fr"):
        for pages, slugs in (("maatregelen", catalogue.measures), ("organisaties", catalogue.organisations)):
            ends = {f"/{language}/{pages}/{slug}/" for slug in slugs}
            assert {end for end in ends if not any(place.endswith(end) for place in places)} == set()
    assert not any("/vraag/" in place or "/account/" in place for place in places)
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_page_of_a_measure_points_at_its_data(client):
    page = client.get("/nl/maatregelen/vis/").content.decode()
    assert '<link rel="alternate" type="text/turtle" href="/data/measure/vis.ttl">' in page
