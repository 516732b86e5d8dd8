"""The name of the page that a request is for, which stands in logs and counts in place of its address."""

from __future__ import annotations

from django.http import HttpRequest

NO_ROUTE = "none"
"""What is told of an address that is no page of ours."""
_STATIC = "/static/"
_GIVEN = "wegwijzer_route"


def route_of(request: HttpRequest) -> str:
    """The name of the page that answers, `static` for a file of the site, else `none`."""
    given = getattr(request, _GIVEN, "")
    if given:
        return str(given)
    found = request.resolver_match
    if found is not None:
        return found.view_name or found.route
    return "static" if request.path_info.startswith(_STATIC) else NO_ROUTE


def name_route(request: HttpRequest, name: str) -> None:
    """Say which page answers, where it stands in no list of addresses."""
    setattr(request, _GIVEN, name)
