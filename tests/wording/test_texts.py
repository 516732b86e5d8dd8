"""The texts of the interface: the same keys and placeholders in every language, and every key that is used exists."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import wegwijzer
from wegwijzer.wording.language import DEFAULT_LANGUAGE, LANGUAGES, say, texts

PACKAGE = Path(wegwijzer.__file__).parent
TOPICS = sorted({path.name.split(".")[0] for path in (PACKAGE / "wording" / "texts").glob("*.toml")})
TEMPLATES = sorted(PACKAGE.glob("web/**/templates/**/*.html"))
MODULES = sorted(PACKAGE.glob("web/**/*.py"))
_TAG = re.compile(r"""\{%\s*t\s+"([^"]+)"\s*([^%]*)%\}""")
_ARGUMENT = re.compile(r"(\w+)=")
_COMMENT = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_placeholders(topic, language):
    model, found = texts(topic, DEFAULT_LANGUAGE), texts(topic, language)
    assert set(found) == set(model)
    assert {key: placeholders(found[key]) for key in found} == {key: placeholders(model[key]) for key in model}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_left_to_be_written(topic, language):
    assert [key for key, text in texts(topic, language).items() if not text.strip() or "TODO" in text] == []


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in TEMPLATES])
def test_every_text_that_a_template_uses_exists_and_gets_its_placeholders(path):
    for key, arguments in _TAG.findall(path.read_text(encoding="utf-8")):
        text = texts(key.split(".")[0], DEFAULT_LANGUAGE).get(key)
        assert text is not None, f"no text {key}"
        assert placeholders(text) == set(_ARGUMENT.findall(arguments)), key


def test_every_whole_key_in_the_code_of_the_web_exists():
    known = {key for topic in TOPICS for key in texts(topic, DEFAULT_LANGUAGE)}
    call = re.compile(rf'say\(\s*"((?:{"|".join(TOPICS)})\.[\w.]+)"')
    used = {key for path in MODULES for key in call.findall(path.read_text(encoding="utf-8"))}
    assert used - known == set()


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in TEMPLATES])
def test_templates_hold_no_words_of_their_own(path):
    text = path.read_text(encoding="utf-8")
    for machinery in (_COMMENT, _DJANGO, _ELEMENT, _ATTRIBUTE):
        text = machinery.sub(" ", text)
    assert set(re.findall(r"[^\W\d_]{2,}", text)) == set()


def test_a_text_is_filled_in():
    assert say("guide.question.progress", "nl", number="2", most="7") == "Vraag 2 van hoogstens 7"
