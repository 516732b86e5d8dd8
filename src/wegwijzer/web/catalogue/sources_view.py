"""Sources, predecessors and successors, the same on every page of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wegwijzer.core.catalogue.measure import Kin, Measure, Source
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.facts import Text
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
        name = _name(entry.plain_name, entry.name, language) if entry else item.name or item.id or ""
        views.append(KinView(name, item.id if entry and item.id else "", item.note or ""))
    return tuple(views)


def _name(plain_name: Text, name: Text, language: str) -> str:
    plain, official = local(plain_name, language), local(name, language)
    return plain if official.casefold() in plain.casefold() else f"{plain} ({official})"
