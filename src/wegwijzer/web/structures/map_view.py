"""The map as a page shows it: filters in the address, a table by row and step, and the names behind a chosen row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from wegwijzer.core.structures.doers import Axis, Doer, DoerKind
from wegwijzer.core.structures.grid import Cell, Row, fits, grid
from wegwijzer.core.structures.steps import Step
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.structures import shipped_map_rules
from wegwijzer.web.catalogue.queries import Facet, Filtered, filtered
from wegwijzer.wording.language import local, say

AXIS, ROW = "per", "rij"
_AXES = {"vakgebied": Axis.EXPERTISE, "sector": Axis.SECTOR, "provincie": Axis.PROVINCE}
_NAMED = 3
"""Names in a cell of the table; the rest is counted."""
_KINDS = {"organisaties": DoerKind.ORGANISATION, "aanbod": DoerKind.OFFERING}
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class NamedDoer:
    """One of them, with its page."""

    name: str
    page: str
    argument: str
    is_offer: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: how many of its own, the first names, and the address of the whole list."""

    step: str
    count: int
    names: tuple[str, ...]
    more: int
    address: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the table; `counts` tells it in one line, "" where there is nobody."""

    label: str
    address: str
    is_chosen: bool
    cells: tuple[CellView, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """The chosen row at one step: its own, and those for everybody."""

    label: str
    tied: tuple[NamedDoer, ...]
    general: tuple[NamedDoer, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything that the page shows. `error` says what the address asks for that there is not."""

    found: Filtered[Doer]
    axis: str
    axes: tuple[tuple[str, str, str, bool], ...]
    axis_label: str
    steps: tuple[str, ...]
    rows: tuple[RowView, ...]
    general: int
    chosen: str
    chosen_steps: tuple[ChosenStep, ...]
    query: str
    error: str


def map_view(doers: Sequence[Doer], asked: Mapping[str, str], *, language: str) -> MapView:
    """Put the page together."""
    name, axis, error = _axis(asked, language)
    labels = row_labels(axis, language)
    row = str(asked.get(ROW, "")).strip()
    if row and row not in labels:
        error, row = say("structures.map.unknown", language, typed=row[:_LONGEST]), ""
    kept = {AXIS: name, ROW: row}
    found = filtered(doers, facets(language), asked, kept=kept, language=language)
    chosen = {item.name: item.chosen for item in found.filters if item.chosen}
    steps = [step for step in Step if not chosen.get("stap") or step.value == chosen["stap"]]
    rows = [_only(one, steps) for one in grid(found.rows, axis, tuple(labels))]
    query = {**chosen, AXIS: name}
    picked = next((one for one in rows if one.value == row), None)
    return MapView(
        found=found,
        axis=name,
        axes=tuple(
            (other, say(f"structures.axis.{which.value}", language), _address({**chosen, AXIS: other}), other == name)
            for other, which in _AXES.items()
        ),
        axis_label=say(f"structures.axis.{axis.value}", language),
        steps=tuple(say(f"structures.step.{step.value}", language) for step in steps),
        rows=tuple(_row(one, labels, query, row, language) for one in rows),
        general=sum(not doer.ties(axis) for doer in found.rows),
        chosen=labels.get(row, ""),
        chosen_steps=() if picked is None else tuple(_chosen(cell, language) for cell in picked.cells),
        query=_address({**query, ROW: row}),
        error=error,
    )


def axis_asked(asked: Mapping[str, str], language: str) -> tuple[str, Axis, str]:
    """The axis in an address: its name there, which it is, and what is wrong ("": nothing)."""
    return _axis(asked, language)


def axis_names() -> Mapping[str, Axis]:
    """The axes by their names in an address."""
    return _AXES


@lru_cache(maxsize=16)
def row_labels(axis: Axis, language: str) -> Mapping[str, str]:
    """The rows of an axis, in order, with their words."""
    catalogue = shipped_catalogue()
    if axis is Axis.EXPERTISE:
        return {domain.id: local(domain.label, language) for domain in catalogue.expertise_domains.values()}
    fact = "sector" if axis is Axis.SECTOR else "province"
    labels = {option.id: local(option.label, language) for option in catalogue.facts[fact].options}
    if axis is Axis.PROVINCE:
        return {id: labels[id] for id in shipped_map_rules().provinces}
    return {id: label for id, label in labels.items() if id != "other"}


def facets(language: str) -> tuple[Facet[Doer], ...]:
    """The filters over the map."""

    def of_axis(name: str, axis: Axis) -> Facet[Doer]:
        options = tuple(row_labels(axis, language).items())
        return Facet(
            name, say(f"structures.map.{axis.value}", language), options, lambda doer, v: fits(doer, {axis: v})
        )

    steps = tuple((step.value, say(f"structures.step.{step.value}", language)) for step in Step)
    kinds = (
        ("organisaties", say("structures.map.organisations", language)),
        ("aanbod", say("structures.map.offers", language)),
    )
    return (
        of_axis("vakgebied", Axis.EXPERTISE),
        of_axis("sector", Axis.SECTOR),
        of_axis("provincie", Axis.PROVINCE),
        Facet("stap", say("structures.map.step", language), steps, lambda doer, v: Step(v) in doer.steps),
        Facet("wat", say("structures.map.what", language), kinds, lambda doer, v: doer.kind is _KINDS[v]),
    )


def named(doer: Doer, language: str) -> NamedDoer:
    """One of them with its page."""
    is_offer = doer.kind is DoerKind.OFFERING
    page = "offers:offering" if is_offer else "catalogue:organisation"
    return NamedDoer(local(doer.name, language), page, doer.id, is_offer)


def _axis(asked: Mapping[str, str], language: str) -> tuple[str, Axis, str]:
    typed = str(asked.get(AXIS, "")).strip()
    if typed and typed not in _AXES:
        wrong = say("structures.map.unknown", language, typed=typed[:_LONGEST])
        return "vakgebied", Axis.EXPERTISE, wrong
    name = typed or "vakgebied"
    return name, _AXES[name], ""


def _only(row: Row, steps: Sequence[Step]) -> Row:
    return Row(row.value, tuple(cell for cell in row.cells if cell.step in steps))


def _row(row: Row, labels: Mapping[str, str], query: Mapping[str, str], chosen: str, language: str) -> RowView:
    address = _address({**query, ROW: row.value}) + "#gekozen"
    cells = tuple(
        CellView(
            say(f"structures.step.{cell.step.value}", language),
            len(cell.tied),
            tuple(local(doer.name, language) for doer in cell.tied[:_NAMED]),
            max(0, len(cell.tied) - _NAMED),
            address,
        )
        for cell in row.cells
    )
    counts = " · ".join(f"{cell.step}: {cell.count}" for cell in cells if cell.count)
    return RowView(labels[row.value], address, row.value == chosen, cells, counts)


def _chosen(cell: Cell, language: str) -> ChosenStep:
    return ChosenStep(
        say(f"structures.step.{cell.step.value}", language),
        tuple(named(doer, language) for doer in cell.tied),
        tuple(named(doer, language) for doer in cell.general),
    )


def _address(asked: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})
