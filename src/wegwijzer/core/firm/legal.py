"""Legal forms: what kind of person they are, and whether they have a personality of their own."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.firm.facts import Text


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form; `legal_personality` is None where the name alone does not tell.

    `kind` is natural_person, company, non_profit, public or other.
    """

    id: str
    label: Text
    kind: str
    legal_personality: bool | None
