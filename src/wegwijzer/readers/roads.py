"""Read the roads: one file a subject, with every fault of every file at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field, model_validator

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.vocabulary import Card
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.roads.subject import Basis, Door, FirstStep, Roads, Subject, reachable
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Form, Slug, TextForm, Written
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml_file


class FirstStepForm(Form):
    """A first step."""

    do: TextForm
    who: list[Slug] = Field(min_length=1)
    pays: list[Slug] = []


class DoorForm(Form):
    """A door to another subject."""

    to: Slug
    because: TextForm


class BasisForm(Form):
    """What the subject rests on: exactly one of the three."""

    report: Written | None = Field(default=None, pattern=r"^§\d+(\.\d+)*$")
    facts: Slug | None = None
    editorial: bool = False

    @model_validator(mode="after")
    def _is_one(self) -> BasisForm:
        if (self.report is not None) + (self.facts is not None) + self.editorial != 1:
            raise ValueError("rests on one thing: report, facts or editorial")
        return self


class SubjectForm(Form):
    """A file of `data/roads`."""

    id: Slug
    name: TextForm
    label: TextForm
    when: TextForm
    sayings: list[Written] = Field(min_length=1)
    business_domains: list[Slug] = Field(min_length=1, max_length=3)
    expertise_domains: list[Slug] = Field(min_length=1, max_length=3)
    sectors: list[Slug] = []
    first_steps: list[FirstStepForm] = Field(min_length=2, max_length=4)
    next_doors: list[DoorForm] = Field(min_length=2, max_length=4)
    asks_more: list[TextForm] = Field(min_length=1, max_length=3)
    source: BasisForm


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that roads may name. `open_doors` are the roles and organisations that every firm can call, with the
    fields of expertise to which each is tied (none: it helps with anything).
    """

    business_domains: Collection[str]
    expertise_domains: Collection[str]
    sectors: Collection[str]
    measures: Collection[str]
    organisations: Collection[str]
    roles: Collection[str]
    open_doors: Mapping[str, frozenset[str]]


@cache
def shipped_roads() -> Roads:
    """The roads inside the package, read once per process. Raises InputError with all faults of all files."""
    catalogue = shipped_catalogue()
    roads = read_roads(shipped_folder() / "roads", known=known_ids(catalogue))
    if faults := faults_of_cards(catalogue.cards, roads):
        raise InputError(faults)
    return roads


def faults_of_cards(cards: Iterable[Card], roads: Roads) -> list[Fault]:
    """The subjects that cards name and that there are not."""
    return [
        Fault(f"card {card.id}", f'"{subject}" does not exist.', "the id of a subject in data/roads.")
        for card in cards
        for moment in card.when
        for subject in moment.subjects
        if subject not in roads.subjects
    ]


def known_ids(catalogue: Catalogue) -> Known:
    """What a catalogue knows."""
    open_doors: dict[str, frozenset[str]] = {}
    for found in catalogue.organisations.values():
        if not found.provinces and not found.sectors and found.valid_until is None:
            fields = frozenset() if found.role.is_own else frozenset(found.expertise)
            open_doors[found.id] = fields
            before = open_doors.get(found.role.id, fields)
            open_doors[found.role.id] = before | fields if before and fields else frozenset()
    return Known(
        business_domains=tuple(catalogue.business_domains),
        expertise_domains=tuple(catalogue.expertise_domains),
        sectors=tuple(option.id for option in catalogue.facts["sector"].options),
        measures=tuple(catalogue.measures),
        organisations=tuple(catalogue.organisations),
        roles=tuple(catalogue.roles),
        open_doors=open_doors,
    )


def read_roads(folder: Path, *, known: Known) -> Roads:
    """The subjects of a folder with one file each. Raises InputError with all faults of all files."""
    faults: list[Fault] = []
    read: dict[str, tuple[SubjectForm, LocatedData]] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            located = read_yaml_file(path, name=f"{folder.name}/{path.name}")
        except InputError as error:
            faults += error.faults
            continue
        form, found = validate(located, SubjectForm)
        faults += found
        if form is None:
            continue
        faults += _faults_of(form, located, known)
        if form.id != path.stem:
            faults.append(located.fault(("id",), f'"{form.id}" is not the name of its file.', f'"{path.stem}".'))
        read[form.id] = (form, located)
    if not read and not faults:
        faults.append(Fault(folder.name, "holds no subjects.", "a file a subject."))
    faults += _faults_between(read, is_whole=not faults)
    if faults:
        raise InputError(faults)
    return Roads({subject_id: _subject(form) for subject_id, (form, _) in read.items()})


def _faults_of(form: SubjectForm, located: LocatedData, known: Known) -> list[Fault]:
    named: list[tuple[Path_, list[str], Collection[str], str]] = [
        (("business_domains",), form.business_domains, known.business_domains, "a business domain"),
        (("expertise_domains",), form.expertise_domains, known.expertise_domains, "an expertise domain"),
        (("sectors",), form.sectors, known.sectors, "a sector of facts.yaml"),
    ]
    callable_ = {*known.organisations, *known.roles}
    for place, step in enumerate(form.first_steps):
        path = ("first_steps", place)
        named.append(((*path, "who"), step.who, callable_, "the id of a role or an organisation"))
        named.append(((*path, "pays"), step.pays, known.measures, "the id of a measure"))
    if form.source.facts is not None:
        facts = {*known.measures, *known.organisations}
        named.append((("source", "facts"), [form.source.facts], facts, "the id of a measure or an organisation"))
    faults = [
        located.fault(path, f'"{name}" does not exist.', f"{expected}.")
        for path, names, allowed, expected in named
        for name in names
        if name not in allowed
    ]
    faults += [
        located.fault(path, "names one twice.", "each once.")
        for path, names, _, _ in named
        if len(set(names)) < len(names)
    ]
    for place, step in enumerate(form.first_steps):
        last = step.who[-1]
        fields = known.open_doors.get(last)
        if last in callable_ and (fields is None or (fields and fields.isdisjoint(form.expertise_domains))):
            problem = f'"{last}" does not help every firm with this.'
            expected = "as the last of who, one without provinces or sectors that still exists and knows the field."
            faults.append(located.fault(("first_steps", place, "who"), problem, expected))
    return faults


def _faults_between(read: Mapping[str, tuple[SubjectForm, LocatedData]], *, is_whole: bool) -> list[Fault]:
    """What subjects say of each other; who can reach whom is told only of a whole set."""
    faults = []
    for form, located in read.values():
        targets = [door.to for door in form.next_doors]
        for place, target in enumerate(targets):
            path = ("next_doors", place, "to")
            if target == form.id:
                faults.append(located.fault(path, "a door leads to its own subject.", "another subject."))
            elif target not in read and is_whole:
                faults.append(located.fault(path, f'"{target}" does not exist.', "the id of a subject."))
            elif target in targets[:place]:
                faults.append(located.fault(path, f'two doors lead to "{target}".', "one door a subject."))
    if faults or not is_whole or not read:
        return faults
    doors = {subject_id: [door.to for door in form.next_doors] for subject_id, (form, _) in read.items()}
    within = {subject_id: reachable(doors, subject_id) for subject_id in doors}
    for subject_id, (_, located) in read.items():
        outside = [start for start in doors if subject_id not in within[start]]
        if outside:
            problem = f"{len(outside)} subjects have no way to here, such as {outside[0]}."
            faults.append(located.fault(("id",), problem, "a door to it in a neighbour."))
    return faults


def _subject(form: SubjectForm) -> Subject:
    source = form.source
    basis = Basis.REPORT if source.report else Basis.CATALOGUE if source.facts else Basis.EDITORIAL
    return Subject(
        id=form.id,
        name=text(form.name),
        label=text(form.label),
        when=text(form.when),
        sayings=tuple(form.sayings),
        business_domains=tuple(form.business_domains),
        expertise_domains=tuple(form.expertise_domains),
        sectors=tuple(form.sectors),
        first_steps=tuple(FirstStep(text(step.do), tuple(step.who), tuple(step.pays)) for step in form.first_steps),
        next_doors=tuple(Door(door.to, text(door.because)) for door in form.next_doors),
        asks_more=tuple(text(question) for question in form.asks_more),
        basis=basis,
        reference=source.report or source.facts or "",
    )
