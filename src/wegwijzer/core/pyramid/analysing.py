"""From a survey, a map and a question to the pyramid, with everything about the rows that a reader must know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.technology import TechnologyTable
from wegwijzer.core.pyramid.answers import MISSING, Trits
from wegwijzer.core.pyramid.definitions import Definition, definitions_of
from wegwijzer.core.pyramid.firm_figures import answers_of_figures
from wegwijzer.core.pyramid.grouping import SIZE, TECHNOLOGY, size_classes, technology_classes
from wegwijzer.core.pyramid.mapping import CANONICAL, SurveyMap, missing_columns, own_names, read_answers
from wegwijzer.core.pyramid.notes import Note, notes_on
from wegwijzer.core.pyramid.segments import PRINTED, Placed, Reading, deciding_answers, moved, place_in_pyramid
from wegwijzer.core.pyramid.tally import DEFAULT_RULES, PyramidTally, share_of_undecided, tally_pyramid
from wegwijzer.core.pyramid.view import SurveyView
from wegwijzer.core.survey.checking import design_faults
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.design import Design, Flags, Labels
from wegwijzer.core.survey.refining import UNREFINED, Refined, Refinement, refine
from wegwijzer.core.survey.selecting import Condition, Selected
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu

T = TypeVar("T")

MOST_GROUPS = 100
"""So many groups can a pyramid be split in: beyond, nearly every cell would have to be hidden."""

READINGS = tuple(item.name for item in fields(Reading))
"""The names of the choices that table 12 leaves open."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a survey. Names are those of columns, canonical or of the file; "" where there is none.

    `id_column` names the firms; `may_lack_columns` lets the map name columns that the file does not have. `year` is
    that of the survey, and `young_below` the age in years below which a firm is young; for a firm's age.
    """

    reading: Reading = PRINTED
    weight: str = ""
    strata: str = ""
    psu: str = ""
    fpc: str = ""
    where: Condition | None = None
    by: str = ""
    min_count: int = 5
    disclosure: DisclosureRules = DEFAULT_RULES
    single_psu: SinglePsu = DEFAULT_RULE
    nace_version: str = "2008"
    id_column: str = ""
    may_lack_columns: bool = False
    refinement: Refinement = UNREFINED
    year: int | None = None
    young_below: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names."""
        own = (self.weight, self.strata, self.psu, self.fpc, self.by, self.id_column)
        named = (*own, *self.refinement.columns)
        return (*(name for name in named if name), *(self.where.columns if self.where is not None else ()))


@dataclass(frozen=True, eq=False)
class Analysis:
    """The pyramid with its notes; `left_out` says by reason how many rows the figures leave out.

    `refined` is the design that it was made with; `known` what is to be said of each definition, yardsticks too.
    """

    tally: PyramidTally
    answers: Mapping[str, Trits]
    placed: Placed
    question: Question
    survey_map: SurveyMap
    rows_read: int
    rows_used: int
    left_out: Mapping[str, int]
    undecided_share: float | None
    moves: Mapping[str, int | None]
    notes: tuple[Note, ...]
    absent: tuple[str, ...]
    refined: Refined
    known: Mapping[str, Definition]


def columns_to_read(survey_map: SurveyMap | None, question: Question) -> frozenset[str]:
    """The columns of the file that an analysis reads; those that it does not have are of no matter."""
    names = {*CANONICAL, *question.columns}
    if survey_map is None:
        names |= {changed for name in CANONICAL for changed in (name.upper(), name.capitalize())}
    else:
        names |= {column for row in survey_map.rows.values() for column in row.columns}
    return frozenset(names)


def analyse(
    data: SurveyData,
    survey_map: SurveyMap | None,
    question: Question,
    technology: TechnologyTable,
    definitions: Mapping[str, Definition] = MappingProxyType({}),
) -> Analysis:
    """The pyramid of a survey; without a map its columns have the canonical names. Raises InputError, all faults.

    `definitions` is what is to be said of each definition.
    """
    known_map = own_names(tuple(data.columns)) if survey_map is None else survey_map
    lacking = missing_columns(data, known_map, question.reading.questions)
    if lacking and not question.may_lack_columns:
        raise InputError(lacking)
    answered = read_answers(data, known_map)
    view = SurveyView(data, known_map, answered.answers)
    of_figures = answers_of_figures(view, young_below=question.young_below, year=question.year)
    view = SurveyView(data, known_map, {**answered.answers, **of_figures.answers})
    faults = [*answered.faults, *of_figures.faults]
    selected = _collected(faults, lambda: _selected(view, question))
    design = _collected(faults, lambda: _design(view, question))
    labels = _collected(faults, lambda: _labels(view, question.by, question, technology) if question.by else None)
    if faults or selected is None or design is None:
        raise InputError(faults)
    within = selected.met
    is_strict = question.single_psu is SinglePsu.FAIL and not question.refinement.has_replicates
    faults += design_faults(design, within=within, single_units=is_strict, file=data.name, told=data.name_rows)
    faults += _too_many_groups(data, question.by, labels)
    if not faults and not within.any():
        faults.append(Fault(data.name, "no row meets the condition.", "a condition that some row meets."))
    drawn = design
    refined = _collected(faults, lambda: _refined(view, drawn, question, technology))
    if faults or refined is None:
        raise InputError(list(dict.fromkeys(faults)))
    design = refined.design
    answers, reading = view.answers, question.reading
    placed = _placed(answers, reading, data.rows)
    tally = tally_pyramid(
        design,
        placed,
        within=within,
        definitions=definitions_of(answers, reading) if answers else {},
        given=answers,
        by=labels,
        min_count=question.min_count,
        rules=question.disclosure,
        single_psu=question.single_psu,
    )
    return Analysis(
        tally,
        answers,
        placed,
        question,
        known_map,
        data.rows,
        int(within.sum()),
        {"where": int(selected.not_met.sum()), "where_open": int(selected.open.sum())},
        share_of_undecided(design, placed, within),
        _moves(answers, within, question.min_count) if answers else {},
        (
            *notes_on(
                view,
                within,
                absent=answered.absent,
                reading=reading,
                by=question.by,
                id_column=question.id_column,
            ),
            *(Note("unread_answer", {"column": column}, is_warning=True) for column in answered.unread),
            *of_figures.notes,
        ),
        answered.absent,
        refined,
        definitions,
    )


def _too_many_groups(data: SurveyData, by: str, labels: Labels | None) -> list[Fault]:
    count = len({value for value in labels.tolist() if value is not None}) if labels is not None else 0
    if count <= MOST_GROUPS:
        return []
    expected = f"a column with at most {MOST_GROUPS}: sectors or sizes, not single firms."
    return [Fault(data.name, f"{by} has {count:,} values to split by.", expected)]


def deciding_texts(answers: Mapping[str, Trits], reading: Reading, rows: int) -> Labels:
    """For each row the answers that decided it, joined by `;`; each pattern of answers is worked out once."""
    names = reading.questions
    columns = [answers.get(name) for name in names]
    patterns = np.zeros(rows, np.int64)
    for column in columns:
        patterns = patterns * 3 + (MISSING if column is None else column)
    found, first, places = np.unique(patterns, return_index=True, return_inverse=True)
    texts = np.empty(len(found), object)
    for place, row in enumerate(first.tolist()):
        firm = {name: int(column[row]) for name, column in zip(names, columns, strict=True) if column is not None}
        texts[place] = ";".join(deciding_answers(firm, reading))
    return texts[places]


def _collected(faults: list[Fault], work: Callable[[], T]) -> T | None:
    """What the work gives; its faults join the others, so that all are told at once."""
    try:
        return work()
    except InputError as error:
        faults.extend(error.faults)
        return None


def _selected(view: SurveyView, question: Question) -> Selected:
    if question.where is None:
        return Selected(np.ones(view.rows, np.bool_), np.zeros(view.rows, np.bool_))
    return question.where.over(view)


def _design(view: SurveyView, question: Question) -> Design:
    return Design(
        view.rows,
        weights=view.numbers(question.weight) if question.weight else None,
        strata=view.texts(question.strata) if question.strata else None,
        psu=view.texts(question.psu) if question.psu else None,
        fpc=view.numbers(question.fpc) if question.fpc else None,
    )


def _refined(view: SurveyView, design: Design, question: Question, technology: TechnologyTable) -> Refined:
    return refine(
        design,
        question.refinement,
        labels=lambda name: _labels(view, name, question, technology),
        numbers=view.numbers,
        file=view.data.name,
        told=view.data.name_rows,
    )


def _labels(view: SurveyView, by: str, question: Question, technology: TechnologyTable) -> Labels:
    """The values of a column, or of the classes that are worked out where there is no such column."""
    if by == TECHNOLOGY and not view.has(by):
        return technology_classes(view.data, view.own("nace"), technology, nace_version=question.nace_version)
    if by == SIZE and not view.has(by):
        return size_classes(view.numbers("emp"))
    return view.texts(by)


def _placed(answers: Mapping[str, Trits], reading: Reading, rows: int) -> Placed:
    return place_in_pyramid(answers or {"q8a": np.full(rows, MISSING, np.int8)}, reading)


def _moves(answers: Mapping[str, Trits], within: Flags, min_count: int) -> dict[str, int | None]:
    """The rows that each choice alone would place otherwise; None for a number too small to show."""
    counts = {name: int((moved(answers, reading_of((name,))) & within).sum()) for name in READINGS}
    return {name: None if 0 < count < min_count else count for name, count in counts.items()}


def reading_of(names: tuple[str, ...]) -> Reading:
    """The reading of table 12 in which these choices are taken."""
    return Reading(**dict.fromkeys(names, True))


def chosen(reading: Reading) -> tuple[str, ...]:
    """The choices that a reading takes."""
    return tuple(name for name, is_taken in asdict(reading).items() if is_taken)
