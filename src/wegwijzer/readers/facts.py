"""Read the facts dictionary."""

from __future__ import annotations

from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, Nature, Option, Scope
from wegwijzer.readers.schema import FactForm, FactsForm
from wegwijzer.readers.texts import optional_text, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData


def read_facts(located: LocatedData) -> tuple[FactDictionary, list[Fault]]:
    """The dictionary in file order, and all faults; with faults it may be incomplete."""
    form, faults = validate(located, FactsForm)
    if form is None:
        return {}, faults
    facts: dict[str, FactDefinition] = {}
    for place, entry in enumerate(form.facts):
        path = ("facts", place)
        if entry.id in facts:
            faults.append(located.fault(path, f'fact "{entry.id}" is given twice.', "each fact once."))
        for problem, expected in _incoherent(entry):
            faults.append(located.fault(path, f"{entry.id}: {problem}", expected))
        facts[entry.id] = _definition(entry)
    for place, entry in enumerate(form.facts):
        for base in entry.derived_from:
            if base not in facts and base != "relations":
                faults.append(
                    located.fault(("facts", place, "derived_from"), f'unknown fact "{base}".', "a fact of this file.")
                )
    return facts, faults


def _incoherent(entry: FactForm) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    is_boolean = entry.type == "boolean"
    if is_boolean and (entry.holds is None or entry.fails is None):
        found.append(("a yes-or-no fact lacks its statements.", "holds and fails."))
    if not is_boolean and entry.subject is None:
        found.append(("lacks the noun phrase for its sentences.", "subject."))
    if (entry.type == "choice") != bool(entry.options):
        found.append(("options go with a choice, and only with a choice.", "options for a choice."))
    if entry.askable and (entry.question is None or entry.help is None):
        found.append(("is asked but has no question or no help.", "question and help, or askable: false."))
    if entry.type == "number" and entry.unit is None:
        found.append(("a number lacks its unit.", "unit."))
    return found


def _definition(entry: FactForm) -> FactDefinition:
    return FactDefinition(
        id=entry.id,
        type=FactType(entry.type),
        scope=Scope(entry.scope),
        nature=Nature(entry.nature),
        unit=optional_text(entry.unit),
        subject=optional_text(entry.subject) or {},
        holds=optional_text(entry.holds) or {},
        fails=optional_text(entry.fails) or {},
        question=optional_text(entry.question) or {},
        help=optional_text(entry.help) or {},
        options=tuple(Option(option.id, text(option.label), tuple(option.aliases)) for option in entry.options),
        ordered=entry.ordered,
        bands=tuple((low, high) for low, high in entry.bands),
        minimum=entry.minimum,
        maximum=entry.maximum,
        register=entry.register_,
        changeable=entry.changeable,
        derived_from=tuple(entry.derived_from),
        askable=entry.askable,
    )
