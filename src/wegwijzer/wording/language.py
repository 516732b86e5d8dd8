"""The interface languages and their texts, kept in TOML files beside this module.

A text is named `topic.key` or `topic.section.key`, where the topic is the file it stands in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from wegwijzer.core.firm.facts import Text

LANGUAGES = ("nl", "en", "fr")
DEFAULT_LANGUAGE = "nl"


class MissingTextError(KeyError):
    """A text that no file holds: a mistake in the code, caught by the tests."""


def say(key: str, language: str, **arguments: object) -> str:
    """A text of the interface, with its placeholders filled in.

    >>> say("criteria.value.true", "nl")
    'ja'
    """
    topic = key.partition(".")[0]
    try:
        template = texts(topic, language)[key]
    except KeyError as error:
        raise MissingTextError(f"no text {key!r} in {topic}.{language}.toml") from error
    return template.format(**arguments) if arguments else template


def local(text: Text | None, language: str) -> str:
    """A text of the catalogue in the language; empty when there is none."""
    return text.get(language, "") if text else ""


@cache
def texts(topic: str, language: str) -> Mapping[str, str]:
    """All texts of a topic, by full key."""
    source = files("wegwijzer.wording") / "texts" / f"{topic}.{language}.toml"
    return dict(_flattened(tomllib.loads(source.read_text(encoding="utf-8")), topic))


def _flattened(data: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}.{key}")
        else:
            yield f"{prefix}.{key}", str(value)
