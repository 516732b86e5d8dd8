"""What can be changed in a version by a form: a field for each bound and value, with where it stands in a change file.

Fields are read off the version's own data, so that a form shows what stands and nothing else; `composing` puts what was
typed back in the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType
from wegwijzer.readers.yaml_file import Path_

COMPARISONS = ("at_least", "above", "at_most", "below")
PART_KEYS = ("rate_pct", "plus_pct", "rate_ceiling_pct", "min_base_eur", "floor_eur", "ceiling_eur", "fixed_eur")
"""The numbers of a part of an amount, in the order in which a form shows them."""
_ALWAYS = ("min_base_eur", "ceiling_eur")
_IN_CASE = {"rate_pct": "pct", "plus_pct": "pct", "ceiling_eur": "eur", "fixed_eur": "eur"}


@dataclass(frozen=True, slots=True)
class RuleField:
    """One thing to fill in.

    `key` names it in a form. `path` leads to it inside its criterion's test, or inside the value of its amount key;
    `where` is its path in a change file, for its faults. `kind` is number, choice, choices, boolean, date, codes or
    comparison; `value` what stands. `fact` is the fact that a criterion's field tests; `when` the test of a case of an
    amount.
    """

    key: str
    path: Path_
    where: Path_
    kind: str
    value: object
    owner: str
    name: str = ""
    fact: str = ""
    when: Mapping[str, Any] | None = None


def criterion_fields(version: Mapping[str, Any], facts: FactDictionary) -> dict[str, tuple[RuleField, ...]]:
    """The fields of every criterion of a version, by its id; none for one that is a shared rule."""
    return {
        item["id"]: tuple(_leaves(item["test"], (), item["id"], facts))
        for condition in version["conditions"]
        for item in condition.get("criteria", [])
    }


def amount_fields(version: Mapping[str, Any]) -> dict[str, tuple[RuleField, ...]]:
    """The fields of a version's amount: under "" the ceiling over the whole, else those of a part by its id."""
    amount = version["amount"]
    if amount is None:
        return {}
    base: Path_ = ("measures", 0, "amount")
    found = {"": tuple(_amount_value("", "ceiling_eur", amount.get("ceiling_eur"), (*base, "ceiling_eur")))}
    for part in amount["parts"]:
        fields: list[RuleField] = []
        for key in PART_KEYS:
            if part.get(key) or (key in _ALWAYS and part.get("base")):
                fields += _amount_value(part["id"], key, part.get(key), (*base, "parts", part["id"], key))
        found[part["id"]] = tuple(fields)
    return found


def kind_of(fact: FactDefinition, test: str) -> str:
    """What is typed for a test of a fact."""
    if fact.type is FactType.BOOLEAN:
        return "boolean"
    if test == "in":
        return "choices"
    if fact.type is FactType.CHOICE:
        return "choice"
    if fact.type is FactType.CODE:
        return "codes"
    return "date" if fact.type is FactType.DATE else "number"


def _leaves(test: Any, path: Path_, owner: str, facts: FactDictionary) -> Iterator[RuleField]:
    """The fields of a test, from left to right."""
    if not isinstance(test, dict):
        return
    for group in ("all", "any"):
        for place, part in enumerate(test.get(group, ())):
            yield from _leaves(part, (*path, group, place), owner, facts)
    if "not" in test:
        yield from _leaves(test["not"], (*path, "not"), owner, facts)
    fact = facts.get(test.get("fact", ""))
    if fact is None:
        return
    (name,) = [key for key in test if key != "fact"]
    if name in COMPARISONS:
        yield _field(owner, (*path, "?"), "comparison", name, fact.id)
    if name == "between":
        for place, end in enumerate(test[name]):
            yield _field(owner, (*path, name, place), kind_of(fact, name), end, fact.id)
        return
    yield _field(owner, (*path, name), kind_of(fact, name), test[name], fact.id)


def _field(owner: str, path: Path_, kind: str, value: object, fact: str) -> RuleField:
    where = tuple(part for part in path if part != "?")
    # The key leaves out the comparison, so that it is the same field when another one is chosen.
    steps = ("=" if step in COMPARISONS else str(step) for step in path)
    return RuleField(
        key="|".join(("c", owner, *steps)),
        path=path,
        where=("measures", 0, "criteria", owner, *where),
        kind=kind,
        value=value,
        owner=owner,
        fact=fact,
    )


def _amount_value(part: str, name: str, value: Any, where: Path_) -> Iterator[RuleField]:
    """One number, the two ends of a band, or a number for each case."""

    def field(path: Path_, value: object, when: Mapping[str, Any] | None = None) -> RuleField:
        key = "|".join(("a", part, name, *map(str, path)))
        return RuleField(key, path, (*where, *path), "number", value, part, name, when=when)

    if isinstance(value, dict):
        yield from (field((end,), value.get(end)) for end in ("min", "max"))
    elif isinstance(value, list):
        inner = _IN_CASE[name]
        for place, case in enumerate(value):
            yield field((place, inner), case[inner], case.get("when") or {})
    else:
        yield field((), value)
