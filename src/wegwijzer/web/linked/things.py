"""What an address names: the page for people, and the file of data that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.day_choice import PARAMETER
from wegwijzer.web.linked.files import SHAPES

ON = "on"
"""The parameter of a file of shapes that names the day."""
_OF_THE_WHOLE = {"catalogue": "dcat", "dataset": "dcat", "publisher": "dcat"}
_OF_THE_VOCABULARY = ("fact", "code", "term")


@dataclass(frozen=True, slots=True)
class Thing:
    """Where to read of it: `page` is the name of a page and its arguments, or None; `file` a file without its ending.

    `page_query` and `file_query` are what follows in the address.
    """

    page: tuple[str, tuple[str, ...]] | None
    file: str
    page_query: str = ""
    file_query: str = ""

    def page_address(self, language: str) -> str | None:
        """The page in a language."""
        if self.page is None:
            return None
        name, arguments = self.page
        return reverse(name, args=(language, *arguments)) + self.page_query

    def file_address(self, ending: str) -> str:
        """The file in a form."""
        return reverse("linked:data", args=(f"{self.file}.{ending}",)) + self.file_query


def thing_named(name: str) -> Thing | None:
    """The thing that `/id/<name>` names; None when there is none."""
    kind, *rest = name.split("/")
    if kind in _OF_THE_WHOLE:
        is_file = kind == "dataset" and rest[:1] == ["file"]
        return Thing(("catalogue:measures", ()), _OF_THE_WHOLE[kind]) if not rest or is_file else None
    if kind in _OF_THE_VOCABULARY and rest and rest[0]:
        return Thing(None, "vocabulary") if _is_in_the_vocabulary(kind, rest) else None
    catalogue = shipped_catalogue()
    if kind == "organisation" and rest and rest[0] in catalogue.organisations:
        return Thing(("catalogue:organisation", (rest[0],)), f"organisation/{rest[0]}")
    if kind != "measure" or not rest or rest[0] not in catalogue.measures:
        return None
    measure_id, *part = rest
    page = ("catalogue:measure", (measure_id,))
    if part[:1] != ["version"]:
        return Thing(page, f"measure/{measure_id}")
    versions = {str(version.number): version for version in catalogue.measures[measure_id].versions}
    if len(part) < 2 or part[1] not in versions:
        return None
    day: date = versions[part[1]].period.valid_from
    page_query = f"?{PARAMETER}={day.isoformat()}"
    if part[-1] == "shape":
        return Thing(page, SHAPES, page_query, f"?{ON}={day.isoformat()}")
    return Thing(page, f"measure/{measure_id}", page_query)


def _is_in_the_vocabulary(kind: str, rest: list[str]) -> bool:
    """Whether it has a fact of that id; lists and terms are few, and their file says which there are."""
    return kind != "fact" or rest[0] in shipped_catalogue().facts
