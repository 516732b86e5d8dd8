"""Read how labels of the register are to be understood: kbo_legal_forms.yaml and kbo_situations.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.registered import LabelRow, RegisterVocabulary, plain_label
from wegwijzer.readers.kbo.names import NameFolder
from wegwijzer.readers.schema import Form
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

F = TypeVar("F", bound=Form)


class LegalFormLabelsForm(Form):
    """The labels of one legal form, and the words that people write for it behind a name."""

    option: str
    nl: list[str]
    fr: list[str]
    words: list[str]


class LegalFormsLabelsForm(Form):
    """kbo_legal_forms.yaml."""

    legal_forms: list[LegalFormLabelsForm]


class SituationLabelsForm(Form):
    """The labels of situations in which proceedings are under way, or in which none are."""

    insolvency_proceedings: bool
    nl: list[str]
    fr: list[str]


class SituationsForm(Form):
    """kbo_situations.yaml."""

    situations: list[SituationLabelsForm]


@cache
def shipped_vocabulary() -> RegisterVocabulary:
    """How the labels of legal forms and situations are read."""
    forms = _shipped("kbo_legal_forms.yaml", LegalFormsLabelsForm).legal_forms
    situations = _shipped("kbo_situations.yaml", SituationsForm).situations
    return RegisterVocabulary(
        tuple(LabelRow(row.option, _labels(nl=row.nl, fr=row.fr)) for row in forms),
        tuple(LabelRow(row.insolvency_proceedings, _labels(nl=row.nl, fr=row.fr)) for row in situations),
    )


@cache
def shipped_folder() -> NameFolder:
    """Folds names, the words of legal forms left out."""
    forms = _shipped("kbo_legal_forms.yaml", LegalFormsLabelsForm).legal_forms
    return NameFolder({word for row in forms for word in row.words})


def _labels(**by_language: list[str]) -> Mapping[str, tuple[str, ...]]:
    return {
        language: tuple(f"{plain_label(label)}*" if label.endswith("*") else plain_label(label) for label in labels)
        for language, labels in by_language.items()
    }


def _shipped(name: str, form: type[F]) -> F:
    path = Path(str(files("wegwijzer") / "data" / "codelists" / name))
    found, faults = validate(read_yaml_file(path, name=f"codelists/{name}"), form)
    if found is None:
        raise InputError(faults)
    return found
