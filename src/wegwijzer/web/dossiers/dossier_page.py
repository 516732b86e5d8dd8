"""The page of a whole dossier: how each part stands, what does not fit, whom to call, and the lists of dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from wegwijzer.core.dossier.checking import verdict
from wegwijzer.core.dossier.completeness import part_verdict
from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.finding import Finding
from wegwijzer.core.dossier.reusing import has_words
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.dossier import shipped_structure
from wegwijzer.web.dossiers import queries
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.dossiers.reading import Read
from wegwijzer.wording.dossier import DossierWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_ICONS = {MET: "met", NOT_MET: "no", UNKNOWN: "maybe"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words. `status` is met, maybe or no; `anchor` the field on the part's page.

    `is_in_empty_part`: nothing was written there yet, so that it says no more than that.
    """

    part: str
    status: str
    what: str
    where: str
    do: str
    rule: str
    anchor: str
    is_advice: bool
    is_in_empty_part: bool


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part in the list: its status with a word, and what waits there."""

    id: str
    title: str
    status: str
    word: str
    comments: int
    has_rivals: bool


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier in a list."""

    id: str
    title: str
    measure: str
    changed: str
    comments: int


def part_lines(dossier: Dossier, read: Read, language: str) -> tuple[PartLine, ...]:
    """Every part with how it stands."""
    comments, rivals = queries.open_comments(dossier), queries.rival_parts(dossier)
    lines = []
    for part in shipped_structure().parts:
        found = part_verdict(read.findings, part.id)
        key = found.value if has_words(read.content, part.id) else "empty"
        if key == "empty" and part.id is PartId.PARTNERS and found is MET:
            key = "alone"
        status = "check" if key in ("empty", "alone") else _ICONS[found]
        word = say(f"dossiers.part_word.{key}", language)
        title = local(part.title, language)
        part_id = part.id.value
        lines.append(PartLine(part_id, title, status, word, comments.get(part_id, 0), part_id in rivals))
    return tuple(lines)


def finding_lines(
    findings: Iterable[Finding], read: Read, language: str, *, only: PartId | None = None
) -> tuple[FindingLine, ...]:
    """What does not hold or is not known yet, what must be mended first, advice last."""
    wording = DossierWording(shipped_structure(), language)
    chosen = [item for item in findings if item.verdict is not MET and (only is None or item.place.part is only)]
    chosen.sort(key=lambda item: (item.is_advice, item.verdict is UNKNOWN))
    return tuple(_line(item, wording, read) for item in chosen)


def met_count(findings: Iterable[Finding]) -> int:
    """How many checks hold."""
    return sum(item.verdict is MET for item in findings)


def overall(findings: tuple[Finding, ...]) -> tuple[str, str]:
    """The icon and the key of the verdict on the whole."""
    found: Verdict = verdict(findings)
    return _ICONS[found], found.value


def dossier_lines(dossiers: Iterable[Dossier], language: str) -> tuple[DossierLine, ...]:
    """Dossiers as lines of a list."""
    return tuple(
        DossierLine(
            str(one.pk),
            one.title,
            measure_name(one.measure, language),
            date_text(timezone.localdate(one.updated), language),
            getattr(one, "open_comments", 0),
        )
        for one in dossiers
    )


def measure_name(measure: str, language: str) -> str:
    """The name of a measure; "" for none."""
    found = shipped_catalogue().measures.get(measure)
    return local(found.name, language) if found else ""


def _line(item: Finding, wording: DossierWording, read: Read) -> FindingLine:
    words = wording.finding(item, read.content)
    place = item.place
    anchor = f"row-{place.row}-{place.field}" if place.row and place.field else place.field or "text"
    return FindingLine(
        place.part.value,
        _ICONS[item.verdict],
        words.what,
        words.where,
        words.do,
        _rule(words.rule, read),
        anchor,
        item.is_advice,
        not has_words(read.content, place.part),
    )


def _rule(documented: str, read: Read) -> str:
    """The rule as it can be read: its words, or, for a figure of the measure's file, the title of its source."""
    if " " in documented or read.rules is None:
        return documented
    return next((limit.source for limit in read.rules.limits if limit.documented == documented), documented)
