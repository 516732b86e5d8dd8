"""A file of documents to search, one JSON object a line: `id`, `kind`, `title` and `text`.

`title` and `text` are Dutch, or an object with a text by language. Other keys are passed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.language.analysis import LANGUAGES
from wegwijzer.core.search.documents import MAIN_LANGUAGE, Document, Text
from wegwijzer.readers.json_lines import numbered_lines, object_of

_MOST_FAULTS = 20
_LONGEST_ID = 200
_EXPECTED = 'a line such as {"id": "led-bouw", "kind": "led", "title": "LED Bouw", "text": "..."}.'


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that was read through once and found right: how many documents it holds, and a digest of its bytes."""

    path: Path
    count: int
    digest: str

    def documents(self) -> Iterator[Document]:
        """The documents in order, one at a time. Raises InputError when the file was changed meanwhile."""
        for number, line in numbered_lines(self.path):
            yield _document(line, f"{self.path.name}:{number}")


def check_document_file(path: Path) -> DocumentFile:
    """Read the file through. Raises InputError with the faults of all lines, the first twenty told one by one."""
    faults: list[Fault] = []
    more = 0
    first_lines: dict[str, int] = {}
    digest = hashlib.sha256()
    for number, line in numbered_lines(path):
        digest.update(line)
        where = f"{path.name}:{number}"
        try:
            document = _document(line, where)
            if document.id in first_lines:
                told = f'id "{document.id}" stands on line {first_lines[document.id]} too.'
                raise InputError([Fault(where, told, "each id once.")])
            first_lines[document.id] = number
        except InputError as error:
            room = _MOST_FAULTS - len(faults)
            faults += error.faults[:room]
            more += max(len(error.faults) - room, 0)
    if more:
        faults.append(Fault(path.name, f"{more} more lines are wrong in such ways."))
    if not first_lines and not faults:
        faults.append(Fault(path.name, "holds no documents.", _EXPECTED))
    if faults:
        raise InputError(faults)
    return DocumentFile(path, len(first_lines), digest.hexdigest())


def _document(line: bytes, where: str) -> Document:
    data = object_of(line, where, _EXPECTED)
    faults: list[Fault] = []
    names = {key: _name(data, key, where, faults) for key in ("id", "kind")}
    texts = {key: _text(data, key, where, faults) for key in ("title", "text")}
    if faults:
        raise InputError(faults)
    return Document(names["id"], names["kind"], texts["title"], texts["text"])


def _name(data: dict[str, object], key: str, where: str, faults: list[Fault]) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        faults.append(Fault(where, f'"{key}" is missing or no text.', _EXPECTED))
        return ""
    if len(value) > _LONGEST_ID or not value.isprintable():
        expected = f"at most {_LONGEST_ID} characters on one line."
        faults.append(Fault(where, f'"{key}" is too long or holds characters that do not print.', expected))
    return value


def _text(data: dict[str, object], key: str, where: str, faults: list[Fault]) -> Text:
    value = data.get(key)
    if isinstance(value, str):
        return {MAIN_LANGUAGE: _whole(value)}
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
        unknown = [language for language in value if language not in LANGUAGES]
        if not unknown:
            return {language: _whole(text) for language, text in value.items()}
        faults.append(Fault(f'{where}, "{key}"', f'language "{unknown[0]}" is unknown.', ", ".join(LANGUAGES) + "."))
        return {}
    faults.append(Fault(where, f'"{key}" is missing or no text.', _EXPECTED))
    return {}


def _whole(text: str) -> str:
    """Halves of characters, which JSON can hold and no file can, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
