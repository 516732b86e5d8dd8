"""Read a change of rules: the catalogue as it would be, checked as strictly as the catalogue itself.

A change is a new dated version, never an edit: the measure's own file is copied, the version in force on the day ends
the day before, and the same version with what changes begins. So the reader of measures checks it, and every fault is
told at its line of the change file. What no firm or every firm would meet is a fault too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from wegwijzer.core.catalogue.catalogue import SIZE_TOPIC, Catalogue
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.catalogue.vocabulary import Topic
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.period import Period
from wegwijzer.core.simulating.changing import ChangedMeasure, changed_measures, contradictions
from wegwijzer.readers.catalogue import standing_text
from wegwijzer.readers.measures import MeasureReader
from wegwijzer.readers.simulating.change_forms import WORDS, AmountChangeForm, ChangeForm, MeasureChangeForm
from wegwijzer.readers.simulating.merged_data import merged
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml, read_yaml_file

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A change that was read: the day from which it holds, and the catalogue without and with it.

    `files` holds the content of each measure's file with the change in it, by the measure's id.
    """

    name: str
    starts: date
    before: Catalogue
    after: Catalogue
    files: Mapping[str, object]

    def on(self, day: date) -> tuple[ChangedMeasure, ...]:
        """The measures that differ on a day. Raises InputError for a day before the change."""
        if day < self.starts:
            problem = f"lies before the change, which holds from {self.starts.isoformat()}."
            raise InputError([Fault("--on", f"{day.isoformat()} {problem}", "a day from then on.")])
        return changed_measures(self.before.on(day), self.after.on(day))


def read_change(located: LocatedData, catalogue: Catalogue, *, folder: Path | None = None) -> Change:
    """The change of a file. `folder` holds the data files that the catalogue was read from; those of the catalogue
    that stands if None.

    Raises InputError with all faults.
    """
    form, faults = validate(located, ChangeForm)
    if form is None:
        raise InputError(faults)
    reading = _Reading(located, catalogue, folder, form)
    topics = dict(catalogue.topics)
    for topic_id, limits in form.thresholds.items():
        found = reading.topic(topic_id, limits)
        if found is not None:
            topics[topic_id] = found
    measures = dict(catalogue.measures)
    ids = [entry.measure for entry in form.measures]
    for place, entry in enumerate(form.measures):
        if ids.index(entry.measure) != place:
            path: Path_ = ("measures", place, "measure")
            reading.faults.append(located.fault(path, f'"{entry.measure}" stands here twice.', "each measure once."))
            continue
        measure = reading.measure(entry, place)
        if measure is not None:
            measures[measure.id] = measure
    if not form.measures and not form.thresholds:
        reading.faults.append(located.fault((), "changes nothing.", "measures or thresholds."))
    if reading.faults:
        raise InputError(reading.faults)
    digest = hashlib.sha256(f"{catalogue.digest} {form.model_dump_json()}".encode()).hexdigest()[:16]
    after = replace(catalogue, measures=measures, topics=topics, digest=digest)
    change = Change(form.name, form.from_, catalogue, after, reading.files)
    faults = _senseless(change, form, located)
    if faults:
        raise InputError(faults)
    return change


def _senseless(change: Change, form: ChangeForm, located: LocatedData) -> list[Fault]:
    """Criteria that no firm or every firm meets, limits without a number on the day, and changes that are none."""
    try:
        found = {changed.id: changed for changed in change.on(change.starts)}
    except KeyError as error:
        return [located.fault((), f"the limit {error} has no number on that day.", "a day that it is documented for.")]
    faults = []
    for place, entry in enumerate(form.measures):
        changed = found.get(entry.measure)
        if changed is None and entry.valid_until is None and not entry.brings_words:
            faults.append(
                located.fault(("measures", place), "changes nothing on that day.", "something else than what holds.")
            )
        if changed is None:
            continue
        for criterion, kind, others in contradictions(changed, change.after.facts):
            path = _place_of(criterion, entry, place)
            faults.append(located.fault(path, *_told(kind, others)))
    return faults


def _told(kind: str, others: Collection[str]) -> tuple[str, str]:
    if kind == "never":
        return "no firm can meet this criterion.", "one that some firms meet; status: closed to shut the measure."
    if kind == "always":
        return "every firm meets this criterion, whatever it is.", "one that asks something; drop to take it away."
    return f"no firm can meet this together with {', '.join(others)}.", "criteria that some firm can meet together."


def _place_of(criterion: str, entry: MeasureChangeForm, place: int) -> Path_:
    key = "criteria" if criterion in entry.criteria else "add"
    return ("measures", place, key, criterion) if criterion in getattr(entry, key) else ("measures", place)


class _Reading:
    """Reads the parts of one change; what is wrong with any of them is in `faults`."""

    def __init__(self, located: LocatedData, catalogue: Catalogue, folder: Path | None, form: ChangeForm) -> None:
        self._located, self._catalogue, self._folder, self._starts = located, catalogue, folder, form.from_
        self._reason = form.reason.strip()
        self.faults: list[Fault] = []
        self.files: dict[str, object] = {}

    def topic(self, topic_id: str, limits: Mapping[str, Decimal]) -> Topic | None:
        """The topic with other numbers from the day on."""
        path: Path_ = ("thresholds", topic_id)
        topic = self._catalogue.topics.get(topic_id)
        if topic is None:
            self._unknown(path, "topic of limits", topic_id, self._catalogue.topics)
            return None
        version = next((version for version in topic.versions if version.period.covers(self._starts)), None)
        if version is None:
            self._fault(path, f"documents nothing for {self._starts.isoformat()}.", "a day that it covers.")
            return None
        for name, number in limits.items():
            if name not in version.limits:
                self._unknown((*path, name), "limit", name, version.limits)
            elif number <= 0:
                self._fault((*path, name), f"{number} is no limit.", "a number above 0.")
        if topic_id == SIZE_TOPIC:
            self._check_sizes(path, {**version.limits, **limits})
        new = replace(
            version,
            period=Period(self._starts, version.period.valid_until),
            limits={**version.limits, **limits},
        )
        versions = [*topic.versions]
        place = versions.index(version)
        versions[place : place + 1] = self._split(version, new)
        return replace(topic, versions=tuple(versions))

    def _check_sizes(self, path: Path_, limits: Mapping[str, Decimal]) -> None:
        """A larger class of the EU size has larger limits."""
        for end in ("staff_lt", "turnover_max_eur", "balance_max_eur"):
            for smaller, larger in (("micro", "small"), ("small", "medium")):
                low, high = limits[f"{smaller}_{end}"], limits[f"{larger}_{end}"]
                if low >= high:
                    problem = f"{smaller}_{end} ({low}) is not below {larger}_{end} ({high})."
                    self._fault(path, problem, "a larger limit for the larger class.")

    def _split(self, old: Any, new: Any) -> list[Any]:
        """The old version up to the day before, and the new one; the new one alone where the old begins that day."""
        if old.period.valid_from == self._starts:
            return [new]
        return [replace(old, period=Period(old.period.valid_from, self._starts - _ONE_DAY)), new]

    def measure(self, entry: MeasureChangeForm, place: int) -> Measure | None:
        """The measure with a new version from the day on."""
        path: Path_ = ("measures", place)
        known = self._catalogue.measures.get(entry.measure)
        if known is None:
            self._unknown((*path, "measure"), "measure", entry.measure, self._catalogue.measures)
            return None
        position = self._version_to_change(known, entry, path)
        if position is None:
            return None
        name = f"measures/{known.id}/measure.yaml"
        raw = deepcopy(self._file(name).data)
        versions = raw["versions"]  # type: ignore[index]  # the catalogue was read from it
        old = versions[position]
        new = deepcopy(old)
        at = position if known.versions[position].period.valid_from == self._starts else position + 1
        if at == position:
            versions[position] = new
        else:
            if old["valid_until"] is None or date.fromisoformat(old["valid_until"]) >= self._starts:
                old["valid_until"] = (self._starts - _ONE_DAY).isoformat()
                old.pop("valid_until_certainty", None)
            versions.insert(at, new)
        new["valid_from"] = self._starts.isoformat()
        new["valid_from_certainty"] = "exact"
        origins = self._apply(entry, new, path, ("versions", at))
        if origins is None:
            return None
        data = merged(raw, name, self._located, path, origins)
        limits = {
            topic.id: frozenset(name for version in topic.versions for name in version.limits)
            for topic in self._catalogue.topics.values()
        }
        rules = frozenset(
            version.rule.id for topic in self._catalogue.topics.values() for version in topic.versions if version.rule
        )
        reader = MeasureReader(data, self._catalogue.facts, limits, rules)
        measure = reader.read()
        self.faults += reader.faults
        self.files[known.id] = raw
        return measure

    def _file(self, name: str) -> LocatedData:
        if self._folder is not None:
            return read_yaml_file(self._folder / name, name=name)
        return read_yaml(standing_text(name), name=name)

    def _version_to_change(self, measure: Measure, entry: MeasureChangeForm, path: Path_) -> int | None:
        """The place of the version in force on the day; to go on longer, that of the last one before it."""
        for place, version in enumerate(measure.versions):
            if version.period.covers(self._starts):
                return place
        earlier = [place for place, version in enumerate(measure.versions) if version.period.valid_from < self._starts]
        if earlier and "valid_until" in entry.model_fields_set:
            return earlier[-1]
        periods = "; ".join(str(version.period) for version in measure.versions)
        problem = f"has no version on {self._starts.isoformat()} (documented: {periods})."
        self._fault((*path, "measure"), problem, "a day inside one, or a later valid_until to take up the last one.")
        return None

    def _apply(
        self, entry: MeasureChangeForm, new: dict[str, Any], path: Path_, at: Path_
    ) -> dict[Path_, Path_] | None:
        """Put the change into the new version; where each part of it stands, None when a name is wrong."""
        before = len(self.faults)
        data = self._located.data["measures"][path[1]]  # type: ignore[index]  # it has its form
        origins: dict[Path_, Path_] = {}
        for key in ("status", "valid_until", "confidence", "source", *WORDS):
            if key in entry.model_fields_set:
                new[key] = data[key]
                origins[*at, key] = (*path, key)
        if "valid_until" in entry.model_fields_set:
            new.pop("valid_until_certainty", None)
        if self._reason:
            new["documented"] = {**new["documented"], "change": self._reason}
        self._apply_criteria(entry, data, new, path, at, origins)
        if entry.amount is not None:
            self._apply_amount(entry.amount, data["amount"], new, (*path, "amount"), (*at, "amount"), origins)
        return None if len(self.faults) > before else origins

    def _apply_criteria(
        self,
        entry: MeasureChangeForm,
        data: Mapping[str, Any],
        new: dict[str, Any],
        path: Path_,
        at: Path_,
        origins: dict[Path_, Path_],
    ) -> None:
        places = {
            criterion["id"]: (condition, position)
            for condition, line in enumerate(new["conditions"])
            for position, criterion in enumerate(line.get("criteria", []))
        }
        for criterion in entry.criteria:
            if criterion not in places:
                self._unknown((*path, "criteria", criterion), "criterion", criterion, places, "add: for a new one")
                continue
            condition, position = places[criterion]
            new["conditions"][condition]["criteria"][position]["test"] = data["criteria"][criterion]
            if self._reason:
                new["conditions"][condition]["documented"] = self._reason
            here = (*at, "conditions", condition, "criteria", position)
            origins[*here, "test"] = (*path, "criteria", criterion)
        for place, criterion in enumerate(entry.drop):
            if criterion not in places:
                self._unknown((*path, "drop", place), "criterion", criterion, places)
        for criterion in entry.add:
            if criterion in places:
                problem = f'there is a criterion "{criterion}" already.'
                self._fault((*path, "add", criterion), problem, "another name, or criteria: to change it.")
                continue
            origins[*at, "conditions", len(new["conditions"]), "criteria", 0, "test"] = (*path, "add", criterion)
            added = {"id": criterion, "test": data["add"][criterion]}
            new["conditions"].append({"documented": self._reason or self._located.name, "criteria": [added]})
        for condition in new["conditions"]:
            kept = [criterion for criterion in condition.get("criteria", []) if criterion["id"] not in entry.drop]
            if "criteria" in condition and len(kept) < len(condition["criteria"]):
                condition["criteria"] = kept
                # What is no longer read as a criterion must still be something: the line itself, in every language.
                text = condition["documented"]
                condition.setdefault("information", {"nl": text, "en": text, "fr": text})

    def _apply_amount(
        self,
        form: AmountChangeForm,
        data: Mapping[str, Any],
        new: dict[str, Any],
        path: Path_,
        at: Path_,
        origins: dict[Path_, Path_],
    ) -> None:
        amount = new["amount"]
        if amount is None:
            self._fault(path, "no amount is documented for this version.", "a measure with an amount.")
            return
        if "ceiling_eur" in form.model_fields_set:
            amount["ceiling_eur"] = data["ceiling_eur"]
            origins[*at, "ceiling_eur"] = (*path, "ceiling_eur")
        places = {part["id"]: place for place, part in enumerate(amount["parts"])}
        for part, change in form.parts.items():
            if part not in places:
                self._unknown((*path, "parts", part), "part of the amount", part, places)
                continue
            for key in change.model_fields_set:
                value = data["parts"][part][key]
                if value is None:
                    amount["parts"][places[part]].pop(key, None)
                else:
                    amount["parts"][places[part]][key] = value
                origins[*at, "parts", places[part], key] = (*path, "parts", part, key)

    def _unknown(self, path: Path_, kind: str, wanted: str, known: Collection[str], hint: str = "") -> None:
        near = get_close_matches(wanted, list(known), n=1, cutoff=0.4)
        nearest = f' Did you mean "{near[0]}"?' if near else ""
        expected = f"one of {', '.join(known)}{'; ' + hint if hint else ''}."
        self._fault(path, f'unknown {kind} "{wanted}".{nearest}', expected)

    def _fault(self, path: Path_, problem: str, expected: str) -> None:
        self.faults.append(self._located.fault(path, problem, expected))
