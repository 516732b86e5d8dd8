"""Load the whole catalogue from its data files, and report every fault of every file at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from wegwijzer.core.catalogue.catalogue import SIZE_TOPIC, Catalogue, DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.catalogue.vocabulary import Topic
from wegwijzer.core.criteria.nodes import All, AnyOf, Criterion, Named, Not, RuleRef, ThresholdRef
from wegwijzer.core.errors import Fault, InputError, WegwijzerError
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.firm.technology import TechnologyTable
from wegwijzer.core.period import Period
from wegwijzer.readers.codelists import (
    read_business_domains,
    read_cards,
    read_expertise_domains,
    read_legal_forms,
    read_sectors,
    read_technology_classes,
    read_topic,
)
from wegwijzer.readers.facts import read_facts
from wegwijzer.readers.measures import MeasureReader
from wegwijzer.readers.nace_correspondence import read_correspondences
from wegwijzer.readers.organisations import read_organisations, read_roles
from wegwijzer.readers.standing import reads_with, standing, while_it_stands
from wegwijzer.readers.yaml_file import LocatedData, read_yaml, read_yaml_file, text_of_file

R = TypeVar("R")

_MEASURE = "measure.yaml"
_IN_ORDER = (
    "facts.yaml",
    "codelists/legal_forms.yaml",
    "codelists/business_domains.yaml",
    "codelists/expertise_domains.yaml",
    "codelists/organisation_roles.yaml",
    "codelists/technology_classes.yaml",
    "codelists/nace_correspondence.yaml",
    "codelists/sectors.yaml",
    "codelists/myths.yaml",
    "thresholds/*.yaml",
    f"measures/*/{_MEASURE}",
    "organisations/*.yaml",
)
"""The files in the order in which they are read; the digest follows it."""
FIRST_DAY = date(2012, 1, 1)
"""The first day for which the catalogue is asked to answer."""


def shipped_catalogue() -> Catalogue:
    """The catalogue that stands: the files inside the package, with what editors published over them.

    It is read once per process and again after a publication (`readers.standing`).
    """
    return standing().catalogue


@while_it_stands(maxsize=32)
def shipped_day(on: date) -> DayCatalogue:
    """The catalogue that stands, as it holds on a day; a few days are kept ready."""
    return shipped_catalogue().on(on)


def measure_on(measure: Measure, on: date) -> MeasureOnDay:
    """The measure as it held on the day, limits filled in. Raises NoPeriodError when no period covers it."""
    measure.version_required(on)
    for on_day in shipped_day(checked_day(on)).measures:
        if on_day.measure.id == measure.id:
            return on_day
    raise WegwijzerError(f"{measure.id} is not in the catalogue of {on.isoformat()}.")


def standing_text(name: str) -> str:
    """The text of a file of the catalogue that stands. Raises InputError when there is no such file."""
    published = standing().texts.get(name)
    if published is not None:
        return published
    return text_of_file(shipped_folder() / name, name=name)


def checked_day(on: date) -> date:
    """The day, or InputError when it lies before everything that the catalogue documents."""
    if on < FIRST_DAY:
        raise InputError(
            [
                Fault(
                    "",
                    f"{on.isoformat()} lies before the catalogue begins.",
                    f"a day from {FIRST_DAY.isoformat()} on.",
                )
            ]
        )
    return on


def shipped_folder() -> Path:
    """Where the package keeps its data files."""
    return Path(str(files("wegwijzer"))) / "data"


def load_catalogue(folder: Path) -> Catalogue:
    """Read and check a folder laid out as `wegwijzer/data`. Raises InputError with all faults of all files."""
    catalogue, faults = read_catalogue(folder)
    if catalogue is None:
        raise InputError(faults)
    return catalogue


def read_catalogue(folder: Path) -> tuple[Catalogue | None, list[Fault]]:
    """The catalogue, or None with every fault found."""
    reading = _Reading(folder)
    facts, legal_forms = (
        reading.take(read_facts, "facts.yaml"),
        reading.take(read_legal_forms, "codelists/legal_forms.yaml"),
    )
    business = reading.take(read_business_domains, "codelists/business_domains.yaml")
    expertise = reading.take(read_expertise_domains, "codelists/expertise_domains.yaml")
    roles = reading.take(read_roles, "codelists/organisation_roles.yaml")
    technology = reading.take(read_technology_classes, "codelists/technology_classes.yaml")
    correspondences = reading.take(read_correspondences, "codelists/nace_correspondence.yaml")
    sectors = reading.take(read_sectors, "codelists/sectors.yaml")
    if facts is None or expertise is None or roles is None or business is None:
        return None, reading.faults
    actions = [option.id for option in facts["planned_action"].options] if "planned_action" in facts else []
    named: dict[str, Collection[str]] = {"business_domains": tuple(business), "expertise_domains": tuple(expertise)}
    named |= {"planned_actions": actions, "roles": tuple(roles)}
    cards = reading.take(partial(read_cards, known=named), "codelists/myths.yaml")
    topic_files = reading.located("thresholds/*.yaml")
    known_limits, rules = _names_in(topic_files)
    topics: dict[str, Topic] = {}
    for located in topic_files:
        topic, faults = read_topic(located, facts, known_limits=known_limits, rules=rules)
        reading.faults += faults
        if topic is not None:
            topics[topic.id] = topic
    measures: dict[str, Measure] = {}
    for located in reading.located("measures/*/measure.yaml"):
        reader = MeasureReader(located, facts, known_limits, rules)
        measure = reader.read()
        reading.faults += reader.faults
        if measure is not None:
            reading.faults += _misfit(measure, located, facts, business, topics)
            measures[measure.id] = measure
    organisations: dict[str, Organisation] = {}
    for located in reading.located("organisations/*.yaml"):
        found, faults = read_organisations(located, roles=roles, facts=facts, expertise=expertise)
        reading.faults += faults
        for organisation in found:
            if organisation.id in organisations:
                reading.faults.append(Fault(located.name, f'"{organisation.id}" is given twice.', "each one once."))
            organisations[organisation.id] = organisation
    reading.faults += _broken_links(measures, organisations) if not reading.faults else []
    if SIZE_TOPIC not in topics:
        reading.faults.append(Fault("thresholds", "there are no EU size ceilings.", f"{SIZE_TOPIC}.yaml."))
    if reading.faults or legal_forms is None or technology is None or sectors is None or cards is None:
        return None, reading.faults
    if correspondences is None:
        return None, reading.faults
    return Catalogue(
        facts=facts,
        measures=measures,
        organisations=organisations,
        roles=roles,
        topics=topics,
        business_domains=business,
        expertise_domains=expertise,
        legal_forms=legal_forms,
        technology_table=TechnologyTable(technology, correspondences),
        sectors=sectors,
        cards=cards,
        digest=reading.digest,
    ), []


@cache
def _shipped_alone() -> Catalogue:
    """The shipped files as they are."""
    return load_catalogue(shipped_folder())


def catalogue_with(texts: Mapping[str, str]) -> tuple[Catalogue | None, list[Fault]]:
    """The shipped files with texts in place of the measure files of the same name; None with the faults of the texts.

    It equals what the whole would load to from a folder, digest included; only the texts are read anew. Texts of files
    that are no part of the catalogue (worked cases) change nothing. Raises InputError when a shipped file has a fault.
    """
    shipped = _shipped_alone()
    if not texts:
        return shipped, []
    limits = {
        topic.id: frozenset(name for version in topic.versions for name in version.limits)
        for topic in shipped.topics.values()
    }
    rules = frozenset(
        version.rule.id for topic in shipped.topics.values() for version in topic.versions if version.rule
    )
    measures, faults = dict(shipped.measures), list[Fault]()
    for name, text in texts.items():
        if Path(name).name != _MEASURE:
            continue
        try:
            located = read_yaml(text, name=name)
        except InputError as error:
            faults += error.faults
            continue
        reader = MeasureReader(located, shipped.facts, limits, rules)
        measure = reader.read()
        faults += reader.faults
        if measure is not None:
            faults += _misfit(measure, located, shipped.facts, shipped.business_domains, shipped.topics)
            measures[measure.id] = measure
    faults += [] if faults else _broken_links(measures, shipped.organisations)
    if faults:
        return None, faults
    return replace(shipped, measures=measures, digest=_digest_with(texts)), []


def _digest_with(texts: Mapping[str, str]) -> str:
    """The digest that the folder would have with these texts in it."""
    digest, folder = hashlib.sha256(), shipped_folder()
    for pattern in _IN_ORDER:
        for path in sorted(folder.glob(pattern)):
            name = path.relative_to(folder).as_posix()
            digest.update(name.encode())
            digest.update(texts[name].encode() if name in texts else path.read_bytes())
    return digest.hexdigest()[:16]


class _Reading:
    """Reads files of one folder and gathers their faults."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digest = hashlib.sha256()
        self.faults: list[Fault] = []

    @property
    def digest(self) -> str:
        """A short digest of the files read so far and their names; what is no part of the catalogue changes nothing."""
        return self._digest.hexdigest()[:16]

    def _read(self, path: Path) -> LocatedData:
        name = path.relative_to(self._folder).as_posix()
        located = read_yaml_file(path, name=name)
        self._digest.update(name.encode())
        self._digest.update(path.read_bytes())
        return located

    def take(self, read: Callable[[LocatedData], tuple[R, list[Fault]]], name: str) -> R | None:
        """What a reader makes of one file, or None when it has faults."""
        try:
            located = self._read(self._folder / name)
        except InputError as error:
            self.faults += error.faults
            return None
        result, faults = read(located)
        self.faults += faults
        return None if faults else result

    def located(self, pattern: str) -> list[LocatedData]:
        """All files of a pattern that are YAML, in order of name."""
        found = []
        for path in sorted(self._folder.glob(pattern)):
            try:
                found.append(self._read(path))
            except InputError as error:
                self.faults += error.faults
        return found


def _names_in(topic_files: list[LocatedData]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The names of limits per topic and of rules, read ahead so that criteria may refer to any of them."""
    limits: dict[str, frozenset[str]] = {}
    rules: set[str] = set()
    for located in topic_files:
        data = located.data if isinstance(located.data, dict) else {}
        versions = data.get("versions")
        names: set[str] = set()
        for version in versions if isinstance(versions, list) else []:
            if isinstance(version, dict):
                names |= set(version.get("limits") or {})
                rule = version.get("rule")
                if isinstance(rule, dict):
                    rules.add(str(rule.get("id")))
        limits[str(data.get("topic"))] = frozenset(names)
    return limits, frozenset(rules)


def _misfit(
    measure: Measure,
    located: LocatedData,
    facts: FactDictionary,
    business: Mapping[str, object],
    topics: Mapping[str, Topic],
) -> list[Fault]:
    """What a measure says that the other files do not bear out."""
    faults = []
    folder = Path(located.name).parent.name
    if measure.id != folder:
        faults.append(located.fault(("id",), f'"{measure.id}" is not the name of its folder.', f'"{folder}".'))
    actions = {option.id for option in facts["planned_action"].options} if "planned_action" in facts else set()
    for action in measure.actions:
        if action not in actions:
            faults.append(located.fault(("actions",), f'unknown action "{action}".', ", ".join(sorted(actions))))
    for domain in measure.domains:
        if domain not in business:
            faults.append(located.fault(("domains",), f'unknown domain "{domain}".', ", ".join(business)))
    for place, version in enumerate(measure.versions):
        path = ("versions", place)
        for criterion in version.criteria:
            for name in _references(criterion.test):
                if not _is_covered(name, version.period, topics):
                    problem = f"{name} is not documented for {version.period}."
                    expected = "a limit for its first and last day, or a rule for part of it."
                    faults.append(located.fault(path, problem, expected))
    return faults


def _references(criterion: Criterion) -> Iterator[str]:
    """The thresholds (topic.name) and rules that a criterion leans on."""
    limit = getattr(criterion, "limit", None)
    if isinstance(limit, ThresholdRef):
        yield f"{limit.topic}.{limit.name}"
    if isinstance(criterion, RuleRef):
        yield criterion.rule
    if isinstance(criterion, All | AnyOf):
        for part in criterion.parts:
            yield from _references(part)
    if isinstance(criterion, Not):
        yield from _references(criterion.part)
    if isinstance(criterion, Named):
        yield from _references(criterion.inner)


def _is_covered(reference: str, period: Period, topics: Mapping[str, Topic]) -> bool:
    """Whether a limit is documented from the period's first day to its last, or a rule on some day of it."""
    topic_id, _, name = reference.partition(".")
    if not name:
        return any(
            version.rule is not None and version.rule.id == reference and version.period.overlaps(period)
            for topic in topics.values()
            for version in topic.versions
        )
    ends = (period.valid_from, period.valid_until or period.valid_from)
    return all(
        any(version.period.covers(day) and name in version.limits for version in topics[topic_id].versions)
        for day in ends
    )


def _broken_links(measures: Mapping[str, Measure], organisations: Mapping[str, Organisation]) -> list[Fault]:
    """Predecessors, successors and providers that point at nothing."""
    faults = []
    for measure in measures.values():
        where = f"measures/{measure.id}/measure.yaml"
        for kin in (*measure.predecessors, *measure.successors):
            if kin.id is not None and kin.id not in measures:
                faults.append(Fault(where, f'unknown predecessor or successor "{kin.id}".', "the id of a measure."))
        for provider in measure.providers:
            if provider.organisation is not None and provider.organisation not in organisations:
                faults.append(
                    Fault(where, f'unknown provider "{provider.organisation}".', "the id of an organisation.")
                )
    for organisation in organisations.values():
        for kin in (*organisation.predecessors, *organisation.successors):
            if kin.id is not None and kin.id not in organisations:
                faults.append(
                    Fault(
                        f"organisation {organisation.id}",
                        f'unknown kin "{kin.id}".',
                        "the id of an organisation.",
                    )
                )
    return faults


reads_with(catalogue_with)
