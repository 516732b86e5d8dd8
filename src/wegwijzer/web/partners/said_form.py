"""The form on which a firm says what it has and seeks: read, checked, and shown again as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict

from wegwijzer.readers.partnering import shipped_partner_rules
from wegwijzer.web.partners.actions import Said
from wegwijzer.web.partners.choices import LONGEST_ASSET, MARKETS
from wegwijzer.web.partners.models import Seeking
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what a firm has or seeks."""

    id: str
    typed: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SaidForm:
    """What was typed. `faults` maps a field to what is wrong with it; `said` is whole without faults."""

    has: Sequence[Line]
    seeks: Sequence[Line]
    markets: Sequence[str]
    meets_competitors: str
    pen: str
    agrees: bool
    version: int
    faults: Mapping[str, str] = field(default_factory=dict)

    def said(self) -> Said:
        """The content, once there are no faults."""
        return Said(
            [line.typed for line in self.has if line.typed],
            [line.typed for line in self.seeks if line.typed],
            self.markets or None,
            self.meets_competitors == "yes",
            UUID(self.pen) if self.pen else None,
        )


def form_of(row: Seeking | None) -> SaidForm:
    """The form as it stands; empty for a firm that is not in the search."""
    most = shipped_partner_rules().assets
    if row is None:
        return SaidForm(_lines("has", [], most), _lines("seeks", [], most), (), "no", "", False, 0)
    return SaidForm(
        _lines("has", row.has, most),
        _lines("seeks", row.seeks, most),
        row.markets or (),
        "yes" if row.meets_competitors else "no",
        str(row.pen_id or ""),
        row.agreed_at is not None,
        row.version,
    )


def read_form(sent: QueryDict, pens: Sequence[str], language: str) -> SaidForm:
    """What was sent. `pens` are the offices that can be chosen."""
    most = shipped_partner_rules().assets
    typed = {side: [sent.get(f"{side}{number}", "").strip() for number in range(most)] for side in ("has", "seeks")}
    faults: dict[str, str] = {}
    for side, lines in typed.items():
        for number, words in enumerate(lines):
            if len(words) > LONGEST_ASSET:
                faults[f"{side}{number}"] = say("partners.fault.long", language, most=LONGEST_ASSET)
    if not any(words for lines in typed.values() for words in lines):
        faults["has0"] = say("partners.fault.nothing_said", language)
    if sent.get("agrees") != "yes":
        faults["agrees"] = say("partners.fault.agree", language)
    version = sent.get("version", "")
    return SaidForm(
        _lines("has", typed["has"], most, faults),
        _lines("seeks", typed["seeks"], most, faults),
        [market for market in MARKETS if market in sent.getlist("markets")],
        "yes" if sent.get("competitors") == "yes" else "no",
        sent.get("pen", "") if sent.get("pen", "") in pens else "",
        sent.get("agrees") == "yes",
        int(version) if version.isdecimal() and len(version) < 9 else 0,
        faults,
    )


def _lines(side: str, typed: Sequence[str], most: int, faults: Mapping[str, str] | None = None) -> Sequence[Line]:
    shown = [*typed[:most], *[""] * (most - len(typed))]
    known = faults or {}
    return [Line(f"{side}{number}", words, known.get(f"{side}{number}", "")) for number, words in enumerate(shown)]
