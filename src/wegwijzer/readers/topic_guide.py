"""Read the topic guide of interviews, and say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.interviews.guide import GuideCode, Question, Theme, TopicGuide
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, Slug, TextForm, Written
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml_file


class PromptsForm(Form):
    """What to ask on about, in the three languages, in the same order."""

    nl: list[Written] = Field(min_length=1)
    en: list[Written] = Field(min_length=1)
    fr: list[Written] = Field(min_length=1)


class QuestionForm(Form):
    """One question of a theme."""

    id: Slug
    text: TextForm
    prompts: PromptsForm
    purpose: TextForm
    paragraph: Written


class GuideCodeForm(Form):
    """One code of a theme."""

    id: Slug
    label: TextForm
    definition: TextForm


class ThemeForm(Form):
    """One theme."""

    id: Slug
    paragraph: Written
    title: TextForm
    purpose: TextForm
    questions: list[QuestionForm] = Field(min_length=1)
    codes: list[GuideCodeForm] = Field(min_length=1)


class TopicGuideForm(Form):
    """The file `data/topic_guide.yaml`."""

    version: Written
    source: Written
    themes: list[ThemeForm] = Field(min_length=1)


def read_topic_guide(located: LocatedData) -> tuple[TopicGuide | None, list[Fault]]:
    """The guide, and all faults: of form, ids given twice, and prompts that a language lacks."""
    form, faults = validate(located, TopicGuideForm)
    if form is None:
        return None, faults
    paths: list[tuple[str, str, Path_]] = []
    for at, theme in enumerate(form.themes):
        paths.append(("theme", theme.id, ("themes", at, "id")))
        for place, question in enumerate(theme.questions):
            path: Path_ = ("themes", at, "questions", place)
            paths.append(("question", question.id, (*path, "id")))
            prompts = question.prompts
            if not len(prompts.nl) == len(prompts.en) == len(prompts.fr):
                expected = "as many prompts in every language."
                faults.append(located.fault((*path, "prompts"), "the languages differ in number.", expected))
        paths += [("code", code.id, ("themes", at, "codes", place, "id")) for place, code in enumerate(theme.codes)]
    faults += _twice(located, paths)
    themes = tuple(_theme(theme) for theme in form.themes)
    return (None if faults else TopicGuide(form.version, form.source, themes)), faults


@cache
def shipped_topic_guide() -> TopicGuide:
    """The guide that ships with the package. Raises InputError with every fault of its file."""
    name = "topic_guide.yaml"
    guide, faults = read_topic_guide(read_yaml_file(shipped_folder() / name, name=name))
    if guide is None:
        raise InputError(faults)
    return guide


def _twice(located: LocatedData, paths: Iterable[tuple[str, str, Path_]]) -> list[Fault]:
    seen: set[tuple[str, str]] = set()
    faults = []
    for kind, id_, path in paths:
        if (kind, id_) in seen:
            faults.append(located.fault(path, f'the {kind} "{id_}" is given twice.', "an id of its own."))
        seen.add((kind, id_))
    return faults


def _theme(form: ThemeForm) -> Theme:
    questions = tuple(
        Question(
            entry.id,
            text(entry.text),
            {"nl": tuple(entry.prompts.nl), "en": tuple(entry.prompts.en), "fr": tuple(entry.prompts.fr)},
            text(entry.purpose),
            entry.paragraph,
        )
        for entry in form.questions
    )
    codes = tuple(GuideCode(entry.id, text(entry.label), text(entry.definition)) for entry in form.codes)
    return Theme(form.id, text(form.title), text(form.purpose), form.paragraph, questions, codes)
