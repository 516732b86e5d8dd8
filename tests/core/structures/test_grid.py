"""The map as a table: who stands where, and what managers look for."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_role, an_organisation
from wegwijzer.core.structures.doers import Axis, Doer, DoerKind, doers_of
from wegwijzer.core.structures.grid import Finding, findings, fits, grid
from wegwijzer.core.structures.steps import Basis, MapRules, RoleSteps, Step

ON = date(2026, 11, 30)
ROWS = ("food", "it", "water")


def a_doer(id, *expertise, steps=(Step.TEST,), structures=None):
    kind = DoerKind.ORGANISATION if structures is None else DoerKind.OFFERING
    return Doer(id, kind, {"nl": id}, steps, expertise, structures=structures or (id,))


def cell_of(rows, value, step):
    return next(cell for row in rows if row.value == value for cell in row.cells if cell.step is step)


def test_a_cell_tells_its_own_from_those_for_everybody():
    rows = grid([a_doer("lab", "food"), a_doer("agency")], Axis.EXPERTISE, ROWS)
    cell = cell_of(rows, "food", Step.TEST)
    assert [doer.id for doer in cell.tied] == ["lab"]
    assert [doer.id for doer in cell.general] == ["agency"]
    assert cell_of(rows, "food", Step.MARKET).everybody == ()


def test_managers_see_nobody_nobody_of_its_own_and_many():
    doers = [a_doer(f"lab {number}", "food") for number in range(4)] + [a_doer("agency")]
    found = findings(grid(doers, Axis.EXPERTISE, ROWS), many=4)
    by_cell = {(one.value, one.cell.step): one.finding for one in found}
    assert by_cell["food", Step.TEST] is Finding.MANY
    assert by_cell["it", Step.TEST] is Finding.NOBODY_OF_ITS_OWN
    assert by_cell["water", Step.MARKET] is Finding.NOBODY


def test_a_structure_with_five_offers_is_no_overlap():
    doers = [a_doer(f"offer {number}", "food", structures=("lab",)) for number in range(5)]
    assert Finding.MANY not in {one.finding for one in findings(grid(doers, Axis.EXPERTISE, ROWS), many=2)}


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sets(st.sampled_from(ROWS)), st.sets(st.sampled_from(Step), min_size=1)), max_size=12))
def test_everybody_stands_in_every_cell_where_it_fits_and_nowhere_else(made):
    doers = [a_doer(str(number), *ties, steps=tuple(steps)) for number, (ties, steps) in enumerate(made)]
    for row in grid(doers, Axis.EXPERTISE, ROWS):
        for cell in row.cells:
            expected = {doer.id for doer in doers if fits(doer, {Axis.EXPERTISE: row.value}, cell.step)}
            assert {doer.id for doer in cell.everybody} == expected
            assert len(cell.everybody) == len(expected)


def test_only_those_who_exist_and_whose_role_has_a_step_are_on_the_map():
    steps = {
        "desk": RoleSteps("desk", (Step.PROBLEM,), Basis.EDITORIAL, "", "why"),
        "policy": RoleSteps("policy", (), Basis.EDITORIAL, "", "why"),
    }
    here = an_organisation("here", role=a_role(id="desk", order=2))
    easier = an_organisation("easier", role=a_role(id="desk", order=1))
    gone = an_organisation("gone", role=a_role(id="desk"), valid_until="2016")
    silent = an_organisation("silent", role=a_role(id="policy"))
    found = doers_of([here, easier, gone, silent], MapRules(steps, 4, ()), on=ON)
    assert [doer.id for doer in found] == ["easier", "here"]
