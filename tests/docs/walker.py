"""Somebody who walks a lesson: they follow links, fill in fields and press buttons by the names that the lesson gives.

What stands in bold in a lesson is a name on a page. The steps of a walk say what is done; each takes the next name from
the lesson itself, and finds it on the page or fails. So a lesson and the pages cannot drift apart, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree, html

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


def bold_names(page: Path) -> list[str]:
    """What stands in bold in a page, in order, on one line each."""
    return [" ".join(name.split()) for name in _BOLD.findall(_CODE.sub("", page.read_text(encoding="utf-8")))]


class Walker:
    """Walks one lesson from its first name to its last."""

    def __init__(self, page: Path) -> None:
        self._names: Iterator[str] = iter(bold_names(page))
        self._files: dict[str, SimpleUploadedFile] = {}
        self.client = Client()
        self.tree: Any = None
        self.address = ""

    def open(self, path: str) -> None:
        """Type an address."""
        self._take(self.client.get(path, follow=True), path)

    def follow(self) -> None:
        """Follow the link of the next name."""
        name = next(self._names)
        found = [link for link in self.tree.iter("a") if link.get("href") and _says(link, name)]
        assert found, f"{self.address} has no link {name!r}: {self._all('a')}"
        self.open(urljoin(self.address, found[0].get("href")))

    def see(self) -> None:
        """Find the next name anywhere on the page."""
        name = next(self._names)
        assert name in self.words(), f"{self.address} does not say {name!r}: {self.words()[:3000]}"

    def fill(self, value: str) -> None:
        """Fill in the field of the next name; a select takes the option with this text."""
        field = self._field(next(self._names))
        if field.tag == "select":
            options = [option for option in field.iter("option") if _words(option).startswith(value)]
            assert options, f"{self.address} offers no {value!r}: {[_words(option) for option in field.iter('option')]}"
            field.value = options[0].get("value", _words(options[0]))
        else:
            field.value = value

    def give(self, name: str, content: bytes) -> None:
        """Give a file to the field of the next name."""
        self._files[self._field(next(self._names)).get("name")] = SimpleUploadedFile(name, content)

    def tick(self) -> None:
        """Tick the box or choose the answer of the next name."""
        field = self._field(next(self._names))
        if field.get("type") == "radio":
            for other in _form(field).xpath(f".//input[@type='radio'][@name='{field.get('name')}']"):
                other.attrib.pop("checked", None)
        field.set("checked", "checked")

    def press(self) -> None:
        """Press the button of the next name, and so send its form."""
        name = next(self._names)
        found = [button for button in self.tree.iter("button") if _says(button, name)]
        assert found, f"{self.address} has no button {name!r}: {self._all('button')}"
        self.send(found[0])

    def send(self, button: Any) -> None:
        """Send the form of a button with what is filled in."""
        form = _form(button)
        data: dict[str, Any] = {}
        for key, value in form.form_values():
            data.setdefault(key, []).append(value)
        if button.get("name"):
            data[button.get("name")] = button.get("value", "")
        for key, file in self._files.items():
            data[key] = file
        self._files = {}
        target = urljoin(self.address, button.get("formaction") or form.get("action") or self.address)
        path = target.partition("#")[0]
        way = (button.get("formmethod") or form.get("method") or "get").lower()
        sent = self.client.post if way == "post" else self.client.get
        self._take(sent(path, data, follow=True), path)

    def words(self) -> str:
        """What a reader sees of the page, on one line."""
        return _words(self.tree)

    def end(self) -> None:
        """Every name of the lesson was used."""
        assert list(self._names) == []

    def _take(self, answer: Any, path: str) -> None:
        gone_to = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        self.address = urljoin(self.address or "/", gone_to)
        assert answer.status_code == 200, f"{self.address} answers {answer.status_code}"
        self.tree = html.document_fromstring(answer.content.decode())
        etree.strip_elements(self.tree, "script", "style", "svg", etree.Comment, with_tail=False)
        parts = urlsplit(self.address)
        self.address = f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _field(self, name: str) -> Any:
        for label in self.tree.iter("label"):
            if _says(label, name):
                if label.get("for"):
                    return self.tree.get_element_by_id(label.get("for"))
                return next(field for field in label.iter("input", "select", "textarea"))
        raise AssertionError(f"{self.address} has no field {name!r}: {self._all('label')}")

    def _all(self, tag: str) -> list[str]:
        return sorted({_words(found) for found in self.tree.iter(tag)})


def _form(element: Any) -> Any:
    named = element.get("form")
    if named:
        return element.getroottree().getroot().get_element_by_id(named)
    return next(element.iterancestors("form"))


def _says(element: Any, name: str) -> bool:
    """Whether an element has this name: its label for readers aloud, or its words, which may go on after it."""
    words = _words(element)
    return element.get("aria-label") == name or bool(re.match(rf"{re.escape(name)}(?!\w)", words))


def _words(element: Any) -> str:
    seen = " ".join(element.itertext())
    return re.sub(r" ([.,:;?!)])", r"\1", " ".join(seen.split()))
