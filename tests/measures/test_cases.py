"""Every worked case of every measure comes out as written; every measure has cases of all kinds and periods."""

import pytest

from wegwijzer.readers.cases import case_problems, check_cases, read_cases
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder


def all_cases():
    for measure_id in shipped_catalogue().measures:
        file, faults = read_cases(shipped_folder(), measure_id)
        assert file is not None, faults
        for case in file.form.cases:
            yield pytest.param(case, file, id=f"{measure_id}: {case.case}")


@pytest.mark.parametrize(("case", "file"), list(all_cases()))
def test_case(case, file):
    assert list(case_problems(case, file, shipped_catalogue())) == []


def test_every_measure_has_a_case_for_every_verdict_and_every_period():
    faults, count = check_cases(shipped_folder(), shipped_catalogue())
    assert [str(fault) for fault in faults] == []
    assert count >= 32 * 3
