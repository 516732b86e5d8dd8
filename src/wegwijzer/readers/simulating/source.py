"""What a simulation reads: a population, which of its rows, and how they were drawn. Nothing is read here yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wegwijzer.core.survey.selecting import Condition
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu


@dataclass(frozen=True, slots=True)
class Drawn:
    """How the rows were drawn: the columns of weights and design; "" where there is none."""

    weight: str = ""
    strata: str = ""
    psu: str = ""
    fpc: str = ""
    single_psu: SinglePsu = DEFAULT_RULE

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that are named."""
        return tuple(name for name in (self.weight, self.strata, self.psu, self.fpc) if name)

    @property
    def is_survey(self) -> bool:
        """Whether something is said of how rows were drawn, so that there is a sampling error."""
        return bool(self.strata or self.psu or self.fpc)


@dataclass(frozen=True, slots=True)
class Source:
    """What to read: a population, its design, which rows, and the relations between firms."""

    path: Path
    drawn: Drawn = Drawn()
    where: Condition | None = None
    relations: Path | None = None
    ignore_others: bool = False
