"""What the catalogue says of itself: when its facts were last looked over."""

from __future__ import annotations

from datetime import date
from functools import cache

from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Day, Form
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file


class AboutForm(Form):
    """The file `data/about.yaml`."""

    compiled_on: Day


@cache
def compiled_on() -> date:
    """The day on which the shipped facts were compiled. Raises InputError when the file does not say."""
    form, faults = validate(read_yaml_file(shipped_folder() / "about.yaml", name="about.yaml"), AboutForm)
    if form is None:
        raise InputError(faults)
    return form.compiled_on
