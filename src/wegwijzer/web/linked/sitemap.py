"""The map of the site for search engines: every public page in every language, each pointing at the others."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijzer.readers.about import compiled_on
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.linked.files import root
from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_PAGES = (
    "guide:front",
    "guide:companions",
    "guide:about",
    "guide:accessibility",
    "catalogue:measures",
    "catalogue:organisations",
    "structures:map",
    "agenda:list",
    "offers:list",
    "figures:list",
    "figures:definitions",
    "placement:start",
    "observatory:front",
)
"""The pages that stand by themselves; what belongs to one visitor is not among them."""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The map, in the form of sitemaps.org."""
    Xml.register_namespace("", _SITEMAP)
    Xml.register_namespace("xhtml", _XHTML)
    found = Xml.Element(f"{{{_SITEMAP}}}urlset")
    for name, arguments, day in _public_pages():
        addresses = {language: root() + reverse(name, args=(language, *arguments)) for language in LANGUAGES}
        for address in addresses.values():
            page = Xml.SubElement(found, f"{{{_SITEMAP}}}url")
            Xml.SubElement(page, f"{{{_SITEMAP}}}loc").text = address
            if day:
                Xml.SubElement(page, f"{{{_SITEMAP}}}lastmod").text = day
            for language, other in (*addresses.items(), ("x-default", addresses[DEFAULT_LANGUAGE])):
                link = {"rel": "alternate", "hreflang": language, "href": other}
                Xml.SubElement(page, f"{{{_XHTML}}}link", link)
    text = Xml.tostring(found, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _public_pages() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The name of each page, its arguments, and the day on which its content was last looked over, if we know."""
    yield from ((name, (), "") for name in _PAGES)
    catalogue, day = shipped_catalogue(), compiled_on().isoformat()
    yield from (("catalogue:measure", (measure,), day) for measure in catalogue.measures)
    yield from (("catalogue:organisation", (organisation,), day) for organisation in catalogue.organisations)
