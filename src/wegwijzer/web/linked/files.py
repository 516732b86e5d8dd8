"""The files of linked data: which there are, and their text, made once for as long as the catalogue stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

from wegwijzer import __version__
from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.readers.about import compiled_on
from wegwijzer.readers.catalogue import FIRST_DAY, shipped_catalogue, shipped_day
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.wording.linked import LinkedWords

if TYPE_CHECKING:
    from rdflib import Graph

    from wegwijzer.linked.graphs import LinkedCatalogue

MEDIA_TYPES = {"ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json"}
SHAPES = "shapes"
_WHOLE = ("catalogue", "dcat", "vocabulary", SHAPES)
_NAME = re.compile(r"(?P<what>[a-z]+)(?:/(?P<id>[a-z0-9][a-z0-9_-]*))?\.(?P<ending>ttl|jsonld)")
_making = Lock()


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file: what it tells of (`catalogue`, `measure`, ...), the id of one thing, the day and the form."""

    what: str
    id: str
    ending: str
    day: date

    @property
    def etag(self) -> str:
        """Changes with whatever the text is made of, and can be told without making it."""
        made_of = (self.what, self.id, self.ending, self.day.isoformat(), root(), shipped_catalogue().digest)
        return f'"{hashlib.sha256(repr((*made_of, __version__)).encode()).hexdigest()[:32]}"'


def root() -> str:
    """The address under which everything has its own."""
    return str(settings.SITE_ADDRESS).rstrip("/")


def file_named(name: str, *, on: date) -> DataFile | None:
    """The file of a name such as `measure/kmo-portefeuille.ttl`, as of a day; None when there is none."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    what, thing, ending = found["what"], found["id"] or "", found["ending"]
    catalogue = shipped_catalogue()
    things = {"measure": catalogue.measures, "organisation": catalogue.organisations}.get(what, {})
    if thing not in things if thing else what not in _WHOLE:
        return None
    return DataFile(what, thing, ending, last_change(on))


def last_change(on: date) -> date:
    """The last day up to this one on which a period of a measure, a limit or an organisation begins or has ended.

    Between two such days the same is told, so that it is made once, whatever days a visitor thinks of.
    """
    return max((day for day in _changes() if day <= on), default=FIRST_DAY)


@while_it_stands(maxsize=1)
def _changes() -> tuple[date, ...]:
    catalogue: Catalogue = shipped_catalogue()
    periods = [version.period for measure in catalogue.measures.values() for version in measure.versions]
    periods += [version.period for topic in catalogue.topics.values() for version in topic.versions]
    days = {period.valid_from for period in periods}
    days |= {period.valid_until + timedelta(days=1) for period in periods if period.valid_until is not None}
    days |= {day for organisation in catalogue.organisations.values() for day in organisation.days_of_change()}
    return tuple(sorted({FIRST_DAY, *(day for day in days if day > FIRST_DAY)}))


def text_of(file: DataFile) -> str:
    """The text of a file."""
    with _making:  # the whole takes seconds: two who ask at once wait for one making
        return _made(file, root())


@while_it_stands(maxsize=256)
def _made(file: DataFile, at_root: str) -> str:
    from wegwijzer.linked.addresses import Addresses
    from wegwijzer.linked.graphs import LinkedCatalogue
    from wegwijzer.linked.serialising import as_text

    told = LinkedCatalogue(shipped_day(file.day), LinkedWords(), Addresses(at_root), compiled_on())
    return as_text(_graph(told, file), file.ending)


def _graph(told: LinkedCatalogue, file: DataFile) -> Graph:
    if file.what == SHAPES:
        from wegwijzer.linked.shapes import shapes_of

        return shapes_of(told.day, told.words, told.at)
    if file.id:
        of_one: Callable[[str], Graph] = told.measure if file.what == "measure" else told.organisation
        return of_one(file.id)
    return {"catalogue": told.whole, "dcat": told.entry, "vocabulary": told.vocabulary}[file.what]()
