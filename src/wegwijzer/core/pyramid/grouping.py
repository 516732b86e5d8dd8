"""The groups that a pyramid is split by: a column of the survey, technology class by table 13, or size by staff."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.technology import TechnologyTable, technology_class
from wegwijzer.core.survey.data import SurveyData, places_by_value
from wegwijzer.core.survey.design import Labels, Numbers

TECHNOLOGY, SIZE = "technology", "size"
NOT_DECIDED = "open"
"""The group of firms whose NACE code does not decide the technology class.

The code is too short, stands for activities of several classes in NACE-BEL 2008, or is none of its version.
"""

SIZE_CLASSES: Mapping[str, tuple[float, float]] = {
    "0-9": (0, 10),
    "10-49": (10, 50),
    "50-249": (50, 250),
    "250+": (250, np.inf),
}
"""Classes by persons employed, as Eurostat's survey has them: from the first number up to the second."""

_SECTION = re.compile(r"^[A-U](?=[0-9])")
_SHOWN_FAULTS = 20


def size_classes(staff: Numbers) -> Labels:
    """The size class of each firm by its staff; None where it is missing.

    >>> size_classes(np.array([12.0, 250.0, np.nan])).tolist()
    ['10-49', '250+', None]
    """
    labels = np.full(len(staff), None, object)
    for name, (low, high) in SIZE_CLASSES.items():
        labels[(staff >= low) & (staff < high)] = name
    return labels


def technology_classes(data: SurveyData, column: str, table: TechnologyTable, *, nace_version: str) -> Labels:
    """The class of each firm by its NACE code, `outside` for services, `open` where the code does not decide.

    A letter of the section before the code is dropped: C26 is 26. Raises InputError with the codes that are none, and
    for a version of NACE that the table cannot be read for.
    """
    if not nace_version.strip().endswith(table.versions):
        problem = f'"{nace_version[:40]}" is no version of NACE that table 13 can be read for.'
        raise InputError([Fault(data.name, problem, f"{', '.join(table.versions)}.")])
    labels = np.full(data.rows, None, object)
    faults = []
    for code, rows in places_by_value(data.texts(column)).items():
        if code is None:
            continue
        try:
            found = technology_class(_SECTION.sub("", code), nace_version, table)
        except ValueError:
            expected = "two to five digits, with or without dots, such as 25 or 25.40."
            problem = f'{column}: "{code[:40]}" is no NACE code ({data.name_rows(rows)}).'
            faults.append(Fault(data.name, problem, expected))
            continue
        labels[rows] = found or NOT_DECIDED
    if faults:
        raise InputError(faults[:_SHOWN_FAULTS])
    return labels


def group_order(value: str) -> tuple[int, float, str]:
    """Where a group stands: technology and size in their own order, then numbers, then words."""
    known = ("high", "medium_high", "medium_low", "low", "outside", NOT_DECIDED, *SIZE_CLASSES)
    if value in known:
        return 0, known.index(value), value
    try:
        number = float(value)
    except ValueError:
        return 2, 0.0, value
    return (1, number, value) if number == number else (2, 0.0, value)
