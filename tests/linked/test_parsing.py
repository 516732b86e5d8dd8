"""A file of somebody else: read without fetching, refused with its line, never a crash."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.errors import InputError
from wegwijzer.linked.parsing import LARGEST, form_of, read_graph

RDF_XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
CONTEXT = "https://standard.example/context.jsonld"
KNOWN = {CONTEXT: {"name": "http://purl.org/dc/terms/title"}}


def read(text, form):
    data = text if isinstance(text, bytes) else text.encode()
    return read_graph(data, name=f"file.{form}", form=form, contexts=KNOWN)


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        ("ttl", "<http://a> <http://b> <http://c> .\n<http://a> <http://b>\n", "file.ttl:2: is not valid Turtle"),
        ("ttl", '<http://a> <http://b> "open .\n', "file.ttl:1: is not valid Turtle"),
        ("ttl", b"\xff\xfe", "is not text in UTF-8"),
        ("ttl", "<http://a> <http://b> " + "(" * 5000 + ")" * 5000 + " .", "is nested too deeply"),
        ("jsonld", '{"a":\n [1,}', "file.jsonld:2: is not valid JSON"),
        ("jsonld", "[" * 200 + "]" * 200, "is nested too deeply"),
        ("jsonld", "[" * 90_000 + "]" * 90_000, "is nested too deeply"),
        ("jsonld", '{"@context": "https://elsewhere.example/c"}', 'elsewhere.example/c" stands elsewhere'),
        ("jsonld", '{"@context": ["file:///etc/passwd", {}]}', "nothing is fetched"),
        ("jsonld", '{"@context": {"@import": "https://elsewhere.example/c"}}', "is not fetched"),
        ("jsonld", '{"@context": {"a": {"@id": "http://a", "@context": "http://x"}}}', "nothing is fetched"),
        ("rdf", f"{RDF_XML}\n<rdf:Description>\n</rdf:RDF>", "file.rdf:3: is not valid XML"),
        ("rdf", f"{RDF_XML}\n<rdf:Description rdf:nodeID='1 2'/></rdf:RDF>", "file.rdf:2: is not valid RDF/XML"),
        (
            "rdf",
            f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n{RDF_XML}&x;</rdf:RDF>',
            "declares a DOCTYPE",
        ),
        ("rdf", f'<?xml version="1.0"?>\n<!DOCTYPE r SYSTEM "http://elsewhere.example/r.dtd">{RDF_XML}', "file.rdf:2:"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(form, text, told):
    with pytest.raises(InputError) as error:
        read(text, form)
    assert told in str(error.value)


def test_a_file_above_the_limit_is_refused_before_it_is_read():
    with pytest.raises(InputError, match="too large"):
        read(b" " * (LARGEST + 1), "ttl")


def test_a_context_that_ships_is_filled_in():
    graph = read(f'{{"@context": "{CONTEXT}", "@id": "http://a.example/1", "name": "x"}}', "jsonld")
    assert [str(item) for item in graph.objects()] == ["x"]


def test_a_file_says_its_form_by_its_ending():
    assert [form_of(name) for name in ("a.TTL", "a.json", "a.rdf", "a.nt")] == ["ttl", "jsonld", "rdf", "ttl"]
    with pytest.raises(InputError, match="does not say"):
        form_of("a.xlsx")


@settings(max_examples=60)
@given(st.sampled_from(["ttl", "jsonld", "rdf"]), st.text(alphabet='<>@[]{}()".;:/ab\n^_#', max_size=60))
def test_no_text_at_all_makes_it_crash(form, text):
    with suppress(InputError):
        read(text, form)
