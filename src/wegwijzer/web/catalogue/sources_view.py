"""Sources, predecessors and successors, the same on every page of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wegwijzer.core.catalogue.measure import Kin, Measure, Source
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.wording.language import local


@dataclass(frozen=True, slots=True)
class SourceView:
    """A public document with its address, if it has one; `sections` are the paragraphs of the 2016 report."""

    title: str
    url: str
    sections: str


@dataclass(frozen=True, slots=True)
class KinView:
    """What came before or after: a link when the catalogue holds it. The note is documented text, in Dutch."""

    name: str
    official: str
    slug: str
    note: str


def source_views(source: Source) -> tuple[SourceView, ...]:
    """The source and those that say the same."""
    return tuple(SourceView(item.title, item.url or "", item.report_sections or "") for item in (source, *source.also))


def kin_views(
    kin: Iterable[Kin], known: Mapping[str, Measure] | Mapping[str, Organisation], language: str
) -> tuple[KinView, ...]:
    """Predecessors or successors under the name that a firm understands."""
    views = []
    for item in kin:
        entry = known.get(item.id) if item.id else None
        if entry is None:
            views.append(KinView(item.name or item.id or "", "", "", item.note or ""))
            continue
        plain, official = local(entry.plain_name, language), local(entry.name, language)
        views.append(KinView(plain, "" if official == plain else official, entry.id, item.note or ""))
    return tuple(views)
