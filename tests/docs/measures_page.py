"""The page docs/measures.md, made from the catalogue: `python -m tests.docs.measures_page` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator

from tests.docs.pages import ROOT
from wegwijzer.core.catalogue.measure import Certainty, Measure, Status, Version
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import local

PAGE = ROOT / "docs" / "measures.md"

_INTRODUCTION = """\
# Measures

Every measure of the catalogue, with the name a firm understands and its documented periods.
This page is made from the files in [`src/wegwijzer/data/measures`](../src/wegwijzer/data/measures) by
`python -m tests.docs.measures_page`; a test fails when it no longer says what they say.

How sure we are: *high* is an official source or two independent ones, *medium* one source or an undated one, *low*
not confirmed. "≤" before a day: the rules held by then at the latest. "±": about then. "…" at the end: no end is
documented, which does not prove that there is none.
"""


def page_text() -> str:
    """The whole page."""
    catalogue = shipped_catalogue()
    measures = catalogue.measures.values()
    periods = sum(len(measure.versions) for measure in measures)
    lines = [
        _INTRODUCTION,
        f"{len(measures)} measures, {periods} periods.\n",
        "| Measure | In plain words | Period | How sure | Whether open |",
        "|---|---|---|---|---|",
        *(row for measure in measures for row in _rows(measure)),
    ]
    return "\n".join(lines) + "\n"


def _rows(measure: Measure) -> Iterator[str]:
    link = f"[`{measure.id}`](../src/wegwijzer/data/measures/{measure.id}/measure.yaml)"
    name = local(measure.plain_name, "en")
    for place, version in enumerate(measure.versions):
        head = f"{link} | {name}" if place == 0 else " | "
        yield f"| {head} | {_period(version)} | {version.confidence.value} | {_status(version)} |"


def _period(version: Version) -> str:
    mark = {Certainty.EXACT: "", Certainty.APPROX: "± ", Certainty.AT_LATEST: "≤ "}[version.start_certainty]
    return f"{mark}{version.period}"


def _status(version: Version) -> str:
    if version.status is Status.CLOSED and version.is_transition:
        return "closed, earlier rights continue"
    return version.status.value


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
