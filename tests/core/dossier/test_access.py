"""Who may do what with a dossier, cell by cell."""

from __future__ import annotations

import pytest

from wegwijzer.core.dossier.access import ALLOWED, Deed, Standing, allows

TABLE = """
                owner firm adviser stranger
see             yes   yes  yes     no
write           yes   yes  no      no
comment         yes   yes  yes     no
settle_comment  yes   yes  yes     no
export          yes   yes  yes     no
download        yes   yes  yes     no
attach          yes   yes  no      no
invite          yes   yes  no      no
see_looks       yes   yes  no      no
go_back         yes   yes  no      no
remove          yes   no   no      no
"""
LINES = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (Deed(line[0]), Standing(column), answer == "yes")
    for line in LINES[1:]
    for column, answer in zip(LINES[0], line[1:], strict=True)
]


@pytest.mark.parametrize(("deed", "standing", "may"), CELLS)
def test_a_standing_may_do_what_the_table_says(deed, standing, may):
    assert allows([standing], deed) is may


def test_the_table_has_every_cell():
    assert len(CELLS) == len(Deed) * len(Standing) == len(ALLOWED) * len(Standing)
