"""The page that lays definitions of an innovative firm beside each other, from what the report prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.report.table import ReportTable, Unit
from wegwijzer.readers.report_tables import printed_definitions, report_tables
from wegwijzer.web.charts.stacked_bars import Stack, stacked_bars
from wegwijzer.web.charts.svg import Svg
from wegwijzer.web.figures.table_view import SlipView, slip_views
from wegwijzer.wording.figures import cell_text, figure_text, place_text, segment_text
from wegwijzer.wording.language import local, say

_LAYERS = ("niet_innovatief", "volger", "toepasser", "ontwikkelaar", "koploper")
"""From the bottom, so that the bars of who does not innovate start together."""
_TONES = (1, 5, 4, 3, 2, 6)
_PYRAMID_TABLE = 3


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """One definition: for whom it was measured, how many are innovative by it and how many are not."""

    name: str
    who: str
    layers: tuple[tuple[str, str], ...]
    innovative: str
    not_innovative: str


@dataclass(frozen=True, slots=True)
class DefinitionsView:
    """The whole page."""

    title: str
    place: str
    source: str
    picture: Svg
    rows: tuple[DefinitionRow, ...]
    sizes: tuple[tuple[str, str], ...]
    rogers: str
    slips: tuple[SlipView, ...]


def definitions_view(language: str) -> DefinitionsView:
    """Put the page together."""
    printed, pyramid = printed_definitions(), report_tables()[_PYRAMID_TABLE - 1]
    netherlands = [printed.value(f"nl-{layer}", "share") for layer in _LAYERS]
    flanders = [pyramid.value(layer, "total") for layer in _LAYERS]
    innovative, not_innovative = (printed.value(row, "share") for row in ("eurostat-innovative", "eurostat-not"))
    rows = (
        _pyramid_row("netherlands", netherlands, language),
        _row("eurostat", innovative, not_innovative, (), language),
        _pyramid_row("flanders", flanders, language),
    )
    names = [segment_text(layer, language) for layer in _LAYERS]
    return DefinitionsView(
        title=local(printed.title, language),
        place=place_text(printed.place, language),
        source=printed.source,
        picture=stacked_bars(
            [
                _stack(rows[0], netherlands, None, language),
                _stack(rows[1], [not_innovative], innovative, language),
                _stack(rows[2], flanders, None, language),
            ],
            [*names, say("figures.definitions.innovative_undivided", language)],
            _told(rows, language),
            tones=_TONES,
        ),
        rows=rows,
        sizes=tuple(_group(printed, "eurostat-size", language)),
        rogers=", ".join(f"{name} {share}" for name, share in _group(printed, "rogers", language)),
        slips=slip_views(printed, language),
    )


def _pyramid_row(key: str, shares: Sequence[Decimal], language: str) -> DefinitionRow:
    """A definition with layers; what is not in the lowest one is innovative."""
    layers = tuple(
        (segment_text(layer, language), _percent(share, language)) for layer, share in zip(_LAYERS, shares, strict=True)
    )
    return _row(key, sum(shares[1:], Decimal(0)), shares[0], layers, language)


def _row(
    key: str,
    innovative: Decimal,
    not_innovative: Decimal,
    layers: tuple[tuple[str, str], ...],
    language: str,
) -> DefinitionRow:
    return DefinitionRow(
        name=say(f"figures.definitions.{key}", language),
        who=say(f"figures.definitions.{key}_who", language),
        layers=layers,
        innovative=_percent(innovative, language),
        not_innovative=_percent(not_innovative, language),
    )


def _stack(row: DefinitionRow, shares: Sequence[Decimal], undivided: Decimal | None, language: str) -> Stack:
    """A bar: the lowest layer first, so that all start together; the innovative part last where it has no layers."""
    parts: list[Decimal | None] = [*shares, *[None] * (len(_LAYERS) - len(shares)), undivided]
    return Stack(
        f"{row.name} ({row.who})",
        tuple(None if part is None else float(part) for part in parts),
        tuple("" if part is None else _percent(part, language) for part in parts),
    )


def _told(rows: Sequence[DefinitionRow], language: str) -> str:
    innovative, not_innovative = (
        say(f"figures.definitions.{key}", language) for key in ("innovative", "not_innovative")
    )
    parts = [
        say(
            "figures.told.layer",
            language,
            label=f"{row.name} ({row.who})",
            values=", ".join(
                f"{name} {share}"
                for name, share in row.layers or ((not_innovative, row.not_innovative), (innovative, row.innovative))
            ),
        )
        for row in rows
    ]
    return say("figures.told.stacked", language, parts="; ".join(parts))


def _group(table: ReportTable, group: str, language: str) -> list[tuple[str, str]]:
    return [
        (local(row.label, language), cell_text(table.cell(row.id, "share"), Unit.PERCENT, language))
        for row in table.rows
        if row.group == group
    ]


def _percent(share: Decimal, language: str) -> str:
    return figure_text(share, Unit.PERCENT, language)
