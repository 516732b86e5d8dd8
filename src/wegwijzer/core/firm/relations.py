"""What is stated of a firm and of the enterprises around it: figures, and who holds how much of whom.

Terms and article numbers are those of the annex to Commission Recommendation 2003/361/EC (OJ L 124,
20.5.2003, p. 36), which Annex I of Regulation (EU) 651/2014 repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from wegwijzer.core.band import Band

Holder = Literal["firm", "other"]
"""Who holds the share: the enterprise nearer the firm, or the other one."""

EXEMPT_INVESTORS = frozenset(
    {
        "business_angel",
        "institutional",
        "public_investment_corporation",
        "small_municipality",
        "university",
        "venture_capital",
    }
)
"""The investors of art. 3(2), second subparagraph: with 25 % up to and including 50 % they are no partner.

`university` includes non-profit research centres, `institutional` regional development funds. Two ids hold
their own limit, which whoever states the relation has checked: `business_angel` invests less than EUR 1 250
000 in the firm, `small_municipality` has a budget under EUR 10 million and fewer than 5 000 inhabitants.
"""

NATURAL_PERSON = "natural_person"
PUBLIC_BODY = "public_body"
INVESTORS = EXEMPT_INVESTORS | {NATURAL_PERSON, PUBLIC_BODY}
"""Every value that `Relation.investor` may have; None is an ordinary enterprise."""


@dataclass(frozen=True, slots=True)
class Figures:
    """An enterprise's own figures of one accounting year; None where a figure is not known.

    `fte` is in annual work units (art. 5), the other two in euro. A new enterprise without approved
    accounts states an estimate made in good faith (art. 4(3)); nothing is computed differently for it.
    """

    fte: Band | None = None
    turnover_eur: Band | None = None
    balance_sheet_total_eur: Band | None = None


UNKNOWN_FIGURES = Figures()


@dataclass(frozen=True, slots=True)
class Relation:
    """Another enterprise, as seen from its parent in the tree: the firm itself, or another relation.

    `share_pct` is the share of the capital or of the votes, whichever is higher, from 0 to 100 (art. 3(2)).
    `linked` is True when one controls the other by other means than the majority that `share_pct` shows:
    the right to appoint, a contract, an agreement, or persons acting jointly in the same or an adjacent
    market (art. 3(3)). It never loosens a link: False says no more than None. `consolidated`: the parent's
    figures already include this enterprise's (art. 6(2) and 6(3)). `enterprise_number` identifies the
    enterprise where it is known; else its name does.
    """

    name: str
    share_pct: Decimal
    holder: Holder
    figures: Figures = UNKNOWN_FIGURES
    investor: str | None = None
    linked: bool | None = None
    consolidated: bool = False
    relations: tuple[Relation, ...] = ()
    enterprise_number: str = ""

    def __post_init__(self) -> None:
        if not Decimal(0) <= self.share_pct <= Decimal(100):
            raise ValueError(f'"{self.name}": "share_pct" is {self.share_pct}. Give a percentage from 0 to 100.')
        if self.holder not in ("firm", "other"):
            raise ValueError(
                f'"{self.name}": "holder" is "{self.holder}". Give "firm" when the enterprise nearer the '
                'firm holds the share, "other" when this one does.'
            )
        if self.investor is not None and self.investor not in INVESTORS:
            raise ValueError(
                f'"{self.name}": "investor" is "{self.investor}". Give one of '
                f"{', '.join(sorted(INVESTORS))}, or leave it out for an ordinary enterprise."
            )
