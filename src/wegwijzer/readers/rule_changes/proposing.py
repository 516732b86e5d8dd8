"""A change of one measure as editors propose it: the change file of `simulate`, with its reason and source.

What comes out is the measure's own file with the new version in it. So what is published is a text that the reader of
the catalogue checks, and files and store are the same thing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.simulating.changing import ChangedMeasure, changed_measures
from wegwijzer.readers.catalogue import catalogue_with, shipped_catalogue, standing_text
from wegwijzer.readers.simulating.change_file import read_change
from wegwijzer.readers.simulating.change_forms import ChangeForm
from wegwijzer.readers.standing import standing, while_it_stands
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml
from wegwijzer.readers.yaml_writing import write_yaml

_LEAST_REASON = 10


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """One measure's file with a new version in it, and what it was made from.

    `base` is the digest of the text that stood. `source_title`, `source_url` and `confidence` are the new version's.
    """

    measure: str
    starts: date
    text: str
    base: str
    reason: str
    source_title: str
    source_url: str
    confidence: str


@dataclass(frozen=True, slots=True, eq=False)
class RuleChange:
    """A measure without and with the proposed text, each in the whole catalogue; `changed` on the first day.

    `changed` is None where only words differ.
    """

    measure: str
    starts: date
    before: Catalogue
    after: Catalogue

    @property
    def changed(self) -> ChangedMeasure | None:
        """What decides, where it differs."""
        found = changed_measures(self.before.on(self.starts), self.after.on(self.starts))
        return next((one for one in found if one.id == self.measure), None)


def file_name(measure: str) -> str:
    """The name of a measure's file in the catalogue."""
    return f"measures/{measure}/measure.yaml"


def case_file_name(measure: str) -> str:
    """The name of the file with a measure's worked cases."""
    return f"measures/{measure}/cases.yaml"


def digest_of(text: str) -> str:
    """A short digest of a file's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def base_of(measure: str) -> str:
    """The digest of the measure's file as it stands."""
    return digest_of(standing_text(file_name(measure)))


def read_proposal(text: str, *, name: str, on: date) -> ProposedRule:
    """The proposal of a change file, on a day. Raises InputError with all its faults.

    Stricter than a simulation: one measure, from a day to come on which no version begins, with a reason and a source.
    """
    located = read_yaml(text, name=name)
    form, faults = validate(located, ChangeForm)
    if form is None:
        raise InputError(faults)
    faults = list(_missing(form, located, on))
    change = None
    try:
        change = read_change(located, shipped_catalogue())
    except InputError as error:
        faults += error.faults
    if faults or change is None:
        raise InputError(faults)
    entry = form.measures[0]
    if entry.source is None or entry.confidence is None:
        raise ValueError("a proposal without a source")
    return ProposedRule(
        entry.measure,
        form.from_,
        write_yaml(change.files[entry.measure], name=file_name(entry.measure)),
        base_of(entry.measure),
        form.reason.strip(),
        entry.source.title,
        entry.source.url or "",
        entry.confidence,
    )


def read_rule_change(measure: str, text: str, starts: date, *, before: str | None = None) -> RuleChange:
    """What a text makes of the catalogue that stands, or of one in which the measure's file is `before`.

    Raises InputError where it does not fit.
    """
    was = standing().catalogue if before is None else _with_text(measure, before)
    return RuleChange(measure, starts, was, _with_text(measure, text))


@while_it_stands(maxsize=8)
def _with_text(measure: str, text: str) -> Catalogue:
    found, faults = catalogue_with({**standing().texts, file_name(measure): text})
    if found is None:
        raise InputError(faults)
    return found


def _missing(form: ChangeForm, located: LocatedData, on: date) -> list[Fault]:
    """What a proposal needs beside what a simulation does."""
    faults = []

    def fault(path: Path_, problem: str, expected: str) -> None:
        faults.append(located.fault(path, problem, expected))

    if len(form.measures) != 1 or form.thresholds:
        problem = "is no change of one measure."
        fault((), problem, "one entry under measures and no thresholds: shared limits change in the shipped files.")
    if len(form.reason.strip()) < _LEAST_REASON:
        fault(("reason",), "does not say why.", f"a reason of {_LEAST_REASON} characters at least.")
    if form.from_ <= on:
        problem = f"{form.from_.isoformat()} is not to come: what held until today stays as it was."
        fault(("from",), problem, "a day from tomorrow on.")
    for place, entry in enumerate(form.measures[:1]):
        path: Path_ = ("measures", place)
        if entry.source is None:
            fault((*path, "source"), "is missing.", "a title and the address of the page that says so.")
        elif not (entry.source.url or "").startswith(("https://", "http://")):
            fault((*path, "source", "url"), f'"{entry.source.url or ""}" is no address.', "https://…")
        if entry.confidence is None:
            fault((*path, "confidence"), "is missing.", "high, medium or low.")
        known = shipped_catalogue().measures.get(entry.measure)
        if known is not None and any(version.period.valid_from == form.from_ for version in known.versions):
            problem = f"a version begins on {form.from_.isoformat()} already, and what stands is never edited."
            fault(("from",), problem, "another day; or undo the publication that brought that version.")
    return faults
