"""Read by what names are recognised: data/understanding/names.yaml."""

from __future__ import annotations

from functools import cache

from wegwijzer.core.errors import InputError
from wegwijzer.core.language.naming import NameSigns
from wegwijzer.core.language.words import plain
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, Written
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file


class NameSignsForm(Form):
    """The whole file."""

    titles: list[Written]
    introductions: list[Written]
    forms: list[Written]
    particles: list[Written]
    ordinary: list[Written]


@cache
def shipped_name_signs() -> NameSigns:
    """The signs that ship with the package. Raises InputError with all faults."""
    form, faults = validate(read_yaml_file(shipped_folder() / "understanding" / "names.yaml"), NameSignsForm)
    if form is None:
        raise InputError(faults)
    return NameSigns(
        titles=frozenset(map(plain, form.titles)),
        introductions=tuple(tuple(plain(phrase).split()) for phrase in form.introductions),
        forms=frozenset(map(plain, form.forms)),
        particles=frozenset(map(plain, form.particles)),
        ordinary=frozenset(map(plain, form.ordinary)),
    )
