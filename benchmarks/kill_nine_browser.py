"""A browser as far as `kill_nine` needs one: cookies, forms as they stand on a page, and no answer at times."""

from __future__ import annotations

import http.client
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser

_PATIENCE = 20.0
"""Seconds after which somebody calls it no answer."""


class NoAnswerError(Exception):
    """The server was not there, went away half way, or answered with an error of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """What came back; `path` is where it came from after every redirect."""

    status: int
    path: str
    body: str


@dataclass
class Browser:
    """One visitor's. Raises NoAnswerError where a person would see no page of the site."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Page:
        """A page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Page:
        """The page that sending a form leads to."""
        return self._ask("POST", path, urllib.parse.urlencode(fields))

    def _ask(self, method: str, path: str, form: str | None) -> Page:
        for _ in range(5):
            status, location, body = self._once(method, path, form)
            if status not in (301, 302, 303):
                if status >= 500:
                    raise NoAnswerError(f"{path} answered {status}")
                return Page(status, path, body)
            method, path, form = "GET", urllib.parse.urljoin(path, location), None
        raise RuntimeError(f"{path} leads in circles")

    def _once(self, method: str, path: str, form: str | None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, form, headers)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(f"{path}: {error}") from error
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, kept = value.split(";")[0].partition("=")
                self.cookies[key] = kept
        return answer.status, answer.getheader("Location", ""), body


class _Forms(HTMLParser):
    """Collects each form with the fields that a browser would send, buttons left out."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self._select, self._area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        found = {name: value or "" for name, value in attrs}
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "form":
            self.forms.append([])
        elif tag == "option" and self._select and self.forms:
            kept = [pair for pair in self.forms[-1] if pair[0] != self._select]
            if "selected" in found or len(kept) == len(self.forms[-1]):
                self.forms[-1] = [*kept, (self._select, value)]
        elif tag == "select":
            self._select = name
        elif tag == "textarea" and self.forms:
            self._area = name
            self.forms[-1].append((name, ""))
        elif tag == "input" and name and self.forms:
            kind = found.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in found:
                self.forms[-1].append((name, value))

    def handle_endtag(self, tag: str) -> None:
        """A field ends."""
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """What stands in a large field."""
        if self._area and self.forms:
            self.forms[-1][-1] = (self._area, self.forms[-1][-1][1] + data)


def form_with(page: Page, name: str) -> list[tuple[str, str]]:
    """The fields of the first form on a page that has a field of that name. Raises RuntimeError where there is none."""
    found = _Forms()
    found.feed(page.body)
    for form in found.forms:
        if any(field_name == name for field_name, _ in form):
            return form
    raise RuntimeError(f"no form with {name!r} on {page.path} ({page.status}): {page.body[:500]}")


def filled(form: list[tuple[str, str]], **typed: str) -> list[tuple[str, str]]:
    """A form with something else typed in some of its fields."""
    return [*(pair for pair in form if pair[0] not in typed), *typed.items()]
