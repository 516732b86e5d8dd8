"""What is kept of a plan: told in the export of who made it, gone when they say so."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.web.money.action_fields import action_fields, kind_name
from wegwijzer.web.money.models import Planner
from wegwijzer.web.money.queries import aid_rows
from wegwijzer.wording.language import local


def tell(firm: UUID, person: str) -> Told:
    """The plan of the person: it is theirs, whatever firm they speak for."""
    planner = Planner.objects.filter(person_id=person).first()
    if planner is None:
        return []
    return [
        {
            **plain(planner, "created", "firm", "assumptions"),
            "actions": [
                {"kind": action.kind, **action.data, **plain(action, "facts", "created")}
                for action in planner.actions.all()
            ],
            "aid": [{name: value for name, value in row.items() if value} for row in aid_rows(planner)],
        }
    ]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove the plan with `own`."""
    if own:
        Planner.objects.filter(person_id=person).delete()


def word(name: str, language: str) -> str:
    """A kind of action, a field of its form or a fact, as its page names it."""
    rules, facts = shipped_support_rules(), shipped_catalogue().facts
    if name in rules.action_kinds:
        return kind_name(name, language)
    if name in rules.assumptions:
        return local(rules.assumptions[name].label, language)
    if name in facts:
        return local(facts[name].subject, language)
    return _field_labels(language).get(name, "")


@cache
def _field_labels(language: str) -> dict[str, str]:
    kinds = shipped_support_rules().action_kinds.values()
    return {field.name: field.label for kind in kinds for field in action_fields(kind, language)}
