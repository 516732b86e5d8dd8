"""What is asked for advice, and the advice: the same document as `wegwijzer advise --json`."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from wegwijzer.web.api.schemas.shared import Day, Given, Told, Words

Figure = int | float | dict[str, Any] | None
"""A number, a band `{min, max}`, or null where it is not known."""
A_FIRM = {
    "legal_form": "bv",
    "region": "vlaanderen",
    "postal_code": "8500",
    "fte": 12,
    "turnover_eur": {"max": 2000000},
}


class FirmGiven(Given):
    """A firm and the day for which it is asked."""

    firm: dict[str, Any] = Field(
        description="What is known of the firm, as in a firm file: facts by id (`/facts`), each a number, a band "
        "`{min, max}` or an option, and `enterprise_number`, `name`, `relations`, `previous_years`. With an enterprise "
        "number, what the loaded registers know is filled in; what is given goes first. Nothing of it is kept.",
        examples=[A_FIRM],
    )
    on: Day | None = Field(None, description="The day whose rules apply; without it today.", examples=["2026-11-24"])


class AdviceGiven(FirmGiven):
    """A firm, its need and the day."""

    need: Words | None = Field(
        None, min_length=1, max_length=2000, description="The problem in plain words.",
        examples=["onze verpakking scheurt in de diepvries"],
    )  # fmt: skip


class FactKnown(Told):
    """A fact with where it came from; `register` is what a register says instead, where the firm corrected it."""

    value: Any
    source: str = Field(description="stated, register or derived.")
    as_of: str
    detail: str = ""
    from_register: dict[str, Any] | None = Field(default=None, alias="register")


class FirmKnown(Told):
    """What is known of the firm, derived facts included."""

    facts: dict[str, FactKnown]
    size_class: str = Field(description="micro, small, medium, large or unknown.")
    assumptions: list[str]


class NeedRead(Told):
    """What was read in the need."""

    text: str
    business_domains: list[str]
    expertise_domains: list[str]


class CriterionRead(Told):
    """How a firm stands to one criterion."""

    id: str
    verdict: str = Field(description="met, not_met or unknown.")
    sentence: str
    source: str
    missing: list[str] = Field(default=[], description="The facts that would settle it.")


class AmountRead(Told):
    """What a measure is worth to the firm, in euro."""

    min_eur: int | float
    max_eur: int | float | None
    sentence: str


class NearMiss(Told):
    """What would have to change."""

    sentence: str


class MeasureRead(Told):
    """One measure for the firm."""

    id: str
    name: str
    plain_name: str
    valid_from: str
    valid_until: str | None
    status: str
    verdict: str = Field(description="met, not_met or unknown.")
    group: str = Field(description="fits, maybe or no.")
    criteria: list[CriterionRead]
    missing: list[str]
    amount: AmountRead | None
    odds: str | None
    near_miss: NearMiss | None
    confidence: str
    caveats: list[str]
    why: list[str]
    rank: int


class NextQuestion(Told):
    """The fact that settles most, as a question."""

    fact: str
    question: str
    decides: int
    nature: str


class Contact(Told):
    """Who can help."""

    organisation: str
    name: str
    role: str
    why: str


class RoadStep(Told):
    """One stop of the roadmap."""

    domain: str
    step: str
    measures: list[str]
    organisations: list[str]


class Advice(Told):
    """The whole advice for a firm on a day."""

    on: str
    firm: FirmKnown
    need: NeedRead | None
    measures: list[MeasureRead]
    next_questions: list[NextQuestion]
    contacts: list[Contact]
    roadmap: list[RoadStep]
    receipt: str = Field(description="A hash over facts, rule versions and day.")


class Counted(Told):
    """An enterprise that counts for the size of the firm."""

    name: str
    share_pct: int | float
    weight_pct: int | float
    why: str


class Size(Told):
    """The EU size of a firm with its group."""

    size_class: str
    fte: Figure
    turnover_eur: Figure
    balance_sheet_total_eur: Figure
    counted: list[Counted]
    notes: list[str]


class RuleStamp(Told):
    """A version of a rule with what it decided."""

    valid_from: str
    digest: str
    verdict: str


class Receipt(Told):
    """A receipt: all that is needed to give the same advice again."""

    receipt: str
    on: str
    firm: dict[str, Any]
    facts: dict[str, Any]
    rules: dict[str, RuleStamp]


class ReceiptGiven(Given):
    """A receipt to replay, exactly as it was given."""

    receipt: dict[str, Any] = Field(description="The document that `POST /receipts` or `advise --receipt` gave.")


class RuleDifference(Told):
    """A rule that decides otherwise now, or whose version differs."""

    measure: str
    before: RuleStamp | None
    after: RuleStamp | None


class Replayed(Told):
    """Whether the advice is the same today."""

    on: str
    same: bool
    receipt: str
    replayed: str
    differences: list[RuleDifference]
