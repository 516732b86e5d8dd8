"""Where nobody is and where many are, with the names: for managers, analysts and editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from wegwijzer.core.structures.doers import Doer, DoerKind
from wegwijzer.core.structures.grid import Finding, Found, findings, grid
from wegwijzer.readers.structures import shipped_map_rules
from wegwijzer.web.catalogue.queries import Filtered, filtered
from wegwijzer.web.structures.map_view import AXIS, NamedDoer, axis_asked, axis_names, facets, named, row_labels
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class FoundCell:
    """One cell worth looking at; without names, the cells of one row together."""

    row: str
    step: str
    names: tuple[NamedDoer, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """The cells of one finding."""

    id: str
    title: str
    text: str
    count: int
    cells: tuple[FoundCell, ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    """The page. `unspecified` organisations have no domain, sector or province in their source."""

    found: Filtered[Doer]
    axis: str
    axes: tuple[tuple[str, str, str, bool], ...]
    findings: tuple[FindingView, ...]
    unspecified: int
    error: str


def gaps_view(doers: Sequence[Doer], asked: Mapping[str, str], *, language: str) -> GapsView:
    """Put the page together."""
    name, axis, error = axis_asked(asked, language)
    found = filtered(doers, facets(language), asked, kept={AXIS: name}, language=language)
    chosen = {item.name: item.chosen for item in found.filters if item.chosen}
    labels, many = row_labels(axis, language), shipped_map_rules().many
    cells = findings(grid(found.rows, axis, tuple(labels)), many=many)
    cells = tuple(one for one in cells if chosen.get("stap") in (None, one.cell.step.value))
    return GapsView(
        found,
        name,
        tuple(
            (
                other,
                say(f"structures.axis.{which.value}", language),
                "?" + urlencode({**chosen, AXIS: other}),
                other == name,
            )
            for other, which in axis_names().items()
        ),
        tuple(_finding(finding, cells, labels, many, language) for finding in Finding),
        sum(
            doer.kind is DoerKind.ORGANISATION and not (doer.expertise or doer.sectors or doer.provinces)
            for doer in found.rows
        ),
        error,
    )


def _finding(
    finding: Finding, cells: Sequence[Found], labels: Mapping[str, str], many: int, language: str
) -> FindingView:
    key = f"structures.gaps.{finding.value}"
    text = say(f"{key}_text", language, count=many) if finding is Finding.MANY else say(f"{key}_text", language)
    return FindingView(
        finding.value,
        say(key, language),
        text,
        sum(one.finding is finding for one in cells),
        tuple(_lines([one for one in cells if one.finding is finding], labels, language)),
    )


def _lines(cells: Sequence[Found], labels: Mapping[str, str], language: str) -> Iterator[FoundCell]:
    """A line for each cell with names; cells without are told together, a line a row."""
    steps: dict[str, list[str]] = {}
    for one in cells:
        step = say(f"structures.step.{one.cell.step.value}", language)
        if one.cell.tied:
            yield FoundCell(labels[one.value], step, tuple(named(doer, language) for doer in one.cell.tied))
        else:
            steps.setdefault(one.value, []).append(step)
    for value, together in steps.items():
        yield FoundCell(labels[value], ", ".join(together), ())
