"""Read the habits of a synthetic Flanders: each a fact that there is, with options, layers and plans that there are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches

from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.facts import FactDictionary, FactType
from wegwijzer.core.population.habits import ChoiceHabit, DayHabit, Habit, Habits, NumberHabit, YesNoHabit
from wegwijzer.core.population.plan import LAYERS
from wegwijzer.readers.population.forms import ChoiceForm, DayForm, HabitForm, HabitsForm, NumberForm, YesNoForm
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_

PLAN = "planned_action"
"""The fact that says what a plan is; `when` names its options."""

_TYPES: dict[type[HabitForm], tuple[FactType, ...]] = {
    YesNoForm: (FactType.BOOLEAN,),
    ChoiceForm: (FactType.CHOICE,),
    NumberForm: (FactType.NUMBER, FactType.MONEY),
    DayForm: (FactType.DATE,),
}


def read_habits(located: LocatedData, facts: FactDictionary) -> tuple[Habits | None, list[Fault]]:
    """The habits, and all faults."""
    form, faults = validate(located, HabitsForm)
    if form is None:
        return None, faults
    habits: list[Habit] = []
    for path, entry in _entries(form):
        faults += list(_faults(located, path, entry, facts))
        habits.append(_habit(entry))
    names = [habit.fact for habit in habits]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.append(located.fault((), f'"{name}" has two habits.', "one."))
    actions = [habit for habit in habits if habit.fact == PLAN and isinstance(habit, ChoiceHabit)]
    if not actions:
        faults.append(located.fault(("choices",), f"there is no {PLAN}.", "what plans firms have."))
    if faults:
        return None, faults
    others = tuple(habit for habit in habits if habit.fact != PLAN)
    return Habits(tuple(map(float, form.plans)), actions[0], others), faults


def _entries(form: HabitsForm) -> Iterator[tuple[Path_, HabitForm]]:
    for key in ("choices", "yes_no", "numbers", "days"):
        for place, entry in enumerate(getattr(form, key)):
            yield (key, place), entry


def _faults(located: LocatedData, path: Path_, form: HabitForm, facts: FactDictionary) -> Iterator[Fault]:
    fact = facts.get(form.fact)
    if fact is None:
        near = get_close_matches(form.fact, list(facts), n=1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        yield located.fault((*path, "fact"), f'unknown fact "{form.fact}".{hint}', "a fact of facts.yaml.")
        return
    if fact.type not in _TYPES[type(form)] or fact.ordered:
        yield located.fault((*path, "fact"), f"{form.fact} is a {fact.type.value}.", "the list of its kind.")
        return
    plans = [option.id for option in facts[PLAN].options]
    for name in form.when:
        if name not in plans:
            yield located.fault((*path, "when"), f'"{name}" is no {PLAN}.', f"one of {', '.join(plans)}.")
    if isinstance(form, ChoiceForm):
        known = [option.id for option in fact.options]
        for pulls in form.options if isinstance(form.options, list) else [form.options]:
            for name in pulls:
                if name not in known:
                    expected = f"one of {', '.join(known)}."
                    yield located.fault((*path, "options"), f'{form.fact} has no option "{name}".', expected)
    if isinstance(form, NumberForm):
        has_ends = form.from_ is not None and form.to is not None
        if has_ends == (form.middle is not None):
            yield located.fault(path, "has no values, or two kinds of them.", "from and to, or middle.")
        for number in (form.from_, form.to):
            below = number is not None and fact.minimum is not None and number < fact.minimum
            if below or (number is not None and fact.maximum is not None and number > fact.maximum):
                yield located.fault(path, f"{number} is impossible for {form.fact}.", "a number that it can have.")


def _habit(form: HabitForm) -> Habit:
    of_plan, known, when = form.of == "plan", float(form.known), tuple(form.when)
    match form:
        case YesNoForm():
            yes = form.yes if isinstance(form.yes, list) else [form.yes] * len(LAYERS)
            return YesNoHabit(form.fact, of_plan, known, when, tuple(map(float, yes)))
        case ChoiceForm():
            options = form.options if isinstance(form.options, list) else [form.options] * len(LAYERS)
            pulls = tuple({name: float(pull) for name, pull in entry.items()} for entry in options)
            return ChoiceHabit(form.fact, of_plan, known, when, pulls)
        case NumberForm():
            ends = None if form.from_ is None or form.to is None else (float(form.from_), float(form.to))
            numbers = [_float(part) for part in (form.nil, form.middle, form.spread, form.growth)]
            nil, middle, spread, growth = numbers
            return NumberHabit(form.fact, of_plan, known, when, nil, ends, middle, spread, growth, float(form.round_to))
        case DayForm():
            return DayHabit(form.fact, of_plan, known, when, (float(form.years[0]), float(form.years[1])))
    raise TypeError(f"{form!r} is no habit of a known kind")


def _float(number: Decimal | None) -> float:
    return 0.0 if number is None else float(number)
