"""The same dossier for another measure: what stays, what is asked besides, and which limits differ. Nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.dossier.content import Content, PartId
from wegwijzer.core.dossier.limits import LimitKind, Rules
from wegwijzer.core.dossier.structure import Extra


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A limit that differs; None where a measure has no such limit in its file."""

    kind: LimitKind
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Reuse:
    """What changes from one measure to the next.

    `stays` are the parts with their text. `asked` are extra questions of the next measure; `answered` those of them
    that were answered before, `resting` the answers that the next does not ask: they are kept. `costs_out` are kinds
    of costs in the table that the next is known not to take; `costs_unknown` says that no source tells what it takes.
    """

    stays: tuple[PartId, ...]
    asked: tuple[Extra, ...]
    answered: tuple[Extra, ...]
    resting: tuple[Extra, ...]
    limits: tuple[LimitChange, ...]
    costs_out: tuple[str, ...]
    costs_unknown: bool


def reuse(content: Content, before: Rules | None, after: Rules) -> Reuse:
    """Hold a dossier written for one measure (None: for none yet) against what another asks."""
    old = before.extras if before else ()
    wanted = {extra.id for extra in after.extras}
    values = {rule.kind: rule.value for rule in before.limits} if before else {}
    new = {rule.kind: rule.value for rule in after.limits}
    kinds = {line.kind for line in content.costs if line.kind}
    return Reuse(
        tuple(part for part in PartId if has_words(content, part)),
        tuple(extra for extra in after.extras if not content.texts.get(extra.id, "").strip()),
        tuple(extra for extra in after.extras if content.texts.get(extra.id, "").strip()),
        tuple(extra for extra in old if extra.id not in wanted and content.texts.get(extra.id, "").strip()),
        tuple(
            LimitChange(kind, values.get(kind), new.get(kind))
            for kind in LimitKind
            if values.get(kind) != new.get(kind)
        ),
        tuple(sorted(kinds - set(after.request.costs))) if after.request.costs else (),
        not after.request.costs,
    )


def has_words(content: Content, part: PartId) -> bool:
    """Whether anything stands in a part."""
    rows = {
        PartId.PLAN: content.packages,
        PartId.PEOPLE: content.people,
        PartId.COSTS: content.costs,
        PartId.PARTNERS: content.partners,
    }.get(part, ())
    return bool(rows) or bool(content.texts.get(part.value, "").strip())
