"""The small forms: a study's title, a firm's coarse categories, and a code of the code book."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wegwijzer.core.interviews.guide import Code
from wegwijzer.core.interviews.masking import propose_masks
from wegwijzer.core.interviews.study import CATEGORIES, Attribute
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews.models import Case
from wegwijzer.web.interviews.study_reading import mask_labels, vocabulary
from wegwijzer.wording.language import say

LONGEST_TITLE, LONGEST_REMINDER, LONGEST_LABEL, LONGEST_DEFINITION = 120, 60, 80, 300
LEAST_MINIMUM, MOST_MINIMUM = 3, 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AttributeField:
    """One list of categories; the first option is "not known"."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class CodeForm:
    """A code as typed. `found`: words in it that look like a name, place or number, which a person has to allow."""

    code: str
    theme: str
    label: str
    definition: str
    error: str = ""
    found: tuple[str, ...] = ()


def read_title(sent: Mapping[str, str]) -> str:
    """A title on one line; empty when nothing usable was typed."""
    return " ".join(str(sent.get("title", "")).split())[:LONGEST_TITLE]


def read_minimum(sent: Mapping[str, str], *, now: int) -> int:
    """The smallest number of firms to show, never below what the project allows."""
    typed = str(sent.get("minimum", ""))
    if not typed.isascii() or not typed.isdigit():
        return now
    return min(max(int(typed), LEAST_MINIMUM), MOST_MINIMUM)


def attribute_fields(case: Case, language: str) -> tuple[AttributeField, ...]:
    """The lists of a case, with what is known chosen."""
    return tuple(
        AttributeField(
            attribute.value,
            say(f"interviews.attribute.{attribute.value}", language),
            (
                Choice("", say("interviews.case.unknown", language), not case.attributes.get(attribute.value)),
                *(
                    Choice(
                        category,
                        category_label(attribute, category, language),
                        case.attributes.get(attribute.value) == category,
                    )
                    for category in CATEGORIES[attribute]
                ),
            ),
        )
        for attribute in Attribute
    )


def category_label(attribute: Attribute, category: str, language: str) -> str:
    """A category in words."""
    name = category.replace("+", "_plus").replace("-", "_")
    return say(f"interviews.category.{attribute.value}.{name}", language)


def read_attributes(sent: Mapping[str, str]) -> dict[str, str]:
    """The categories that were chosen; what is left open is absent."""
    return {
        attribute.value: sent[attribute.value]
        for attribute in Attribute
        if sent.get(attribute.value) in CATEGORIES[attribute]
    }


def read_reminder(sent: Mapping[str, str]) -> str:
    """The researcher's own word for a case."""
    return " ".join(str(sent.get("reminder", "")).split())[:LONGEST_REMINDER]


def read_code(sent: Mapping[str, str], known: Sequence[str], language: str) -> tuple[CodeForm, Code | None]:
    """A code as typed, and as it can be kept. Labels leave with every export, so names in them are asked about."""
    label = " ".join(str(sent.get("label", "")).split())[:LONGEST_LABEL]
    definition = " ".join(str(sent.get("definition", "")).split())[:LONGEST_DEFINITION]
    theme = str(sent.get("theme", ""))
    themes = [theme.id for theme in shipped_topic_guide().themes]
    code = str(sent.get("code", ""))
    if code not in known:
        code = _new_id(label, known)
    form = CodeForm(code if code in known else "", theme, label, definition)
    if not label or not definition or theme not in themes:
        return CodeForm(form.code, theme, label, definition, error=say("interviews.codes.incomplete", language)), None
    found = _suspect(f"{label}\n{definition}", language)
    if found and sent.get("allowed") != "yes":
        return CodeForm(form.code, theme, label, definition, found=found), None
    return form, Code(code, theme, label, definition)


def _suspect(text: str, language: str) -> tuple[str, ...]:
    masks = propose_masks(text, vocabulary({}), labels=mask_labels(language))
    return tuple(dict.fromkeys(mask.span.of(text) for mask in masks))


def _new_id(label: str, known: Sequence[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-")[:30] or "code"
    name, count = plain, 2
    while name in known:
        name, count = f"{plain}-{count}", count + 1
    return name
