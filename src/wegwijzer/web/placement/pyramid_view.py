"""The pyramid on the pages of the self-placement: the picture, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wegwijzer.core.pyramid.placing import Standing
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.charts.pyramid import Layer, pyramid_picture
from wegwijzer.web.charts.svg import Svg
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, number_text


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer as a row: its name, what it is, its share of firms, and what stands there ("" where nothing does).

    `share` is as the picture says it, `percent` the figure alone.
    """

    name: str
    text: str
    share: str
    percent: str
    mark: str


@dataclass(frozen=True, slots=True)
class PyramidView:
    """The picture with its rows, from the top."""

    picture: Svg
    rows: tuple[LayerRow, ...]


def pyramid_view(found: Standing | None, language: str, *, before: tuple[Segment, date] | None = None) -> PyramidView:
    """The pyramid with the places that are possible marked; `before` is an earlier place with its day.

    Without a standing nothing in it is marked.
    """
    words = shipped_self_placement()
    mark = "" if found is None else say(f"placement.pyramid.{'here' if found.is_decided else 'maybe'}", language)
    layers, rows = [], []
    for segment in Segment:
        place = words.places[segment]
        number = number_text(Decimal(str(words.shares[segment])), language)
        share = say("placement.pyramid.share", language, share=number)
        percent = say("criteria.value.percent", language, number=number)
        is_marked = found is not None and segment in found.possible
        was = _was(before, segment, language)
        layers.append(Layer(local(place.name, language), share, is_marked, was))
        marks = [text for text in (mark if is_marked else "", was) if text]
        rows.append(
            LayerRow(local(place.name, language), local(place.text, language), share, percent, "; ".join(marks))
        )
    return PyramidView(pyramid_picture(layers, _told(rows, language), mark=mark), tuple(rows))


def _was(before: tuple[Segment, date] | None, segment: Segment, language: str) -> str:
    if before is None or before[0] is not segment:
        return ""
    return say("placement.pyramid.was", language, day=date_text(before[1], language))


def _told(rows: list[LayerRow], language: str) -> str:
    parts = (f"{row.name}: {row.share}{f', {row.mark}' if row.mark else ''}" for row in rows)
    return say("placement.pyramid.told", language, parts="; ".join(parts))
