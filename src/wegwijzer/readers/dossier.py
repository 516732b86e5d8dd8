"""Read the structure of dossiers and what measures ask of them: data/dossier, with every fault of both files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Version
from wegwijzer.core.criteria.nodes import Values
from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.limits import LimitKind, Rules, documents, rules_for
from wegwijzer.core.dossier.structure import Aspect, Extra, Part, Quoted, Request, Structure
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Form, Slug, TextForm, Written
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

PartName = Literal[
    "firm", "problem", "idea", "new", "plan", "people", "costs", "market", "partners", "effects", "risks"
]
LimitName = Literal["month_after", "most_share", "least_firms", "least_research", "least_cost"]


class AspectForm(Form):
    """A question of an evaluator."""

    text: TextForm
    source: Written | None = None


class PartForm(Form):
    """One part."""

    id: PartName
    title: TextForm
    question: TextForm
    good: TextForm
    words: tuple[int, int] = Field(strict=False)
    is_table: bool = False
    aspects: list[AspectForm] = Field(min_length=1)


class StructureForm(Form):
    """The file `data/dossier/structure.yaml`."""

    parts: list[PartForm]
    cost_kinds: dict[Slug, TextForm] = Field(min_length=1)


class QuotedForm(Form):
    """A limit told in words."""

    kind: LimitName
    value: int = Field(gt=0)
    quote: Written


class ExtraForm(Form):
    """A question that a measure asks besides."""

    id: str = Field(pattern=r"^x-[a-z-]+$")
    part: PartName
    question: TextForm
    quote: Written


class CostsForm(Form):
    """The kinds of costs that a measure is known to take."""

    kinds: list[Slug] = Field(min_length=1)
    quote: Written


class RequestForm(Form):
    """What one measure asks."""

    measure: Slug
    parts: dict[PartName, Written]
    limits: list[QuotedForm] = Field(default_factory=list)
    extras: list[ExtraForm] = Field(default_factory=list)
    costs: CostsForm | None = None


class RequestsForm(Form):
    """The file `data/dossier/requests.yaml`."""

    requests: list[RequestForm] = Field(min_length=1)


def read_structure(parts: LocatedData, requests: LocatedData, catalogue: Catalogue) -> Structure:
    """The structure. Raises InputError with all faults of both files, among them a quote that its measure lacks."""
    form, faults = validate(parts, StructureForm)
    asked, more = validate(requests, RequestsForm)
    faults += more
    if form is not None and [part.id for part in form.parts] != [part.value for part in PartId]:
        faults.append(parts.fault(("parts",), "are not the parts in their order.", ", ".join(p.value for p in PartId)))
    for place, part in enumerate(form.parts if form else ()):
        if part.words[1] <= part.words[0]:
            faults.append(parts.fault(("parts", place, "words"), "stand upside down.", "[least, most]"))
    if asked is not None:
        faults += _request_faults(asked, requests, catalogue, set(form.cost_kinds) if form else set())
    if faults or form is None or asked is None:
        raise InputError(faults)
    return Structure(
        tuple(
            Part(
                PartId(part.id),
                text(part.title),
                text(part.question),
                text(part.good),
                tuple(Aspect(text(aspect.text), aspect.source or "") for aspect in part.aspects),
                part.words[0],
                part.words[1],
                part.is_table,
            )
            for part in form.parts
        ),
        {kind: text(label) for kind, label in form.cost_kinds.items()},
        {request.measure: _request(request) for request in asked.requests},
    )


def _request(form: RequestForm) -> Request:
    return Request(
        form.measure,
        {PartId(part): quote for part, quote in form.parts.items()},
        tuple(Extra(extra.id, PartId(extra.part), text(extra.question), extra.quote) for extra in form.extras),
        tuple(Quoted(LimitKind(limit.kind).value, limit.value, limit.quote) for limit in form.limits),
        tuple(form.costs.kinds) if form.costs else (),
        form.costs.quote if form.costs else "",
    )


def _request_faults(asked: RequestsForm, located: LocatedData, catalogue: Catalogue, kinds: set[str]) -> list[Fault]:
    faults = []
    for place, request in enumerate(asked.requests):
        path = ("requests", place)
        if request.measure not in catalogue.measures:
            faults.append(located.fault((*path, "measure"), f'there is no measure "{request.measure}".', "its id."))
            continue
        versions = catalogue.measures[request.measure].versions
        for quote in _quotes(request):
            if not any(documents(version, quote) for version in versions):
                problem = f'"{quote}" stands in no version of {request.measure}.'
                faults.append(located.fault(path, problem, "a part of a condition, word for word."))
        for kind in set(request.costs.kinds) - kinds if request.costs else ():
            faults.append(located.fault((*path, "costs"), f'"{kind}" is no kind of costs.', ", ".join(sorted(kinds))))
    return faults


def _quotes(request: RequestForm) -> Iterable[str]:
    yield from request.parts.values()
    yield from (limit.quote for limit in request.limits)
    yield from (extra.quote for extra in request.extras)
    if request.costs:
        yield request.costs.quote


@cache
def shipped_structure() -> Structure:
    """The structure that ships with the package."""
    folder = shipped_folder() / "dossier"
    files = [read_yaml_file(folder / name, name=f"dossier/{name}") for name in ("structure.yaml", "requests.yaml")]
    return read_structure(files[0], files[1], shipped_catalogue())


def measure_rules(measure: str, values: Values, *, on: date) -> Rules | None:
    """What a measure asks of a dossier on a day; None for one that asks no dossier, or has no version that day."""
    request = shipped_structure().requests.get(measure)
    version = version_on(measure, on=on) if request else None
    return rules_for(request, version, values) if request and version else None


def version_on(measure: str, *, on: date) -> Version | None:
    """The version of a measure that covers a day."""
    found: Mapping[str, object] = shipped_catalogue().measures
    if measure not in found:
        return None
    versions = shipped_catalogue().measures[measure].versions
    return next((version for version in versions if version.period.covers(on)), None)
