"""The size class over two accounting years (Recommendation 2003/361/EC, annex, art. 4)."""

from __future__ import annotations

from itertools import product

import pytest

from tests.core.firm.sized import (
    CEILINGS,
    LARGE,
    MEDIUM,
    MICRO,
    NONE_OF_IT,
    OF_CLASS,
    SMALL,
    Year,
    assess,
    relation,
)
from wegwijzer.core.firm.size import (
    SIZE_CLASSES,
    undecided_by,
)


class TestTwoYears:
    """Art. 4(2)."""

    @pytest.mark.parametrize(
        ("now", "last", "before", "is_sme"),
        [
            (True, False, False, False),
            (True, True, False, True),
            (True, True, True, True),
            (True, False, True, True),
            (False, True, True, True),
            (False, False, True, False),
            (False, True, False, False),
            (False, False, False, False),
        ],
    )
    def test_table_of_the_user_guide(self, now, last, before, is_sme):
        own, *previous = (MEDIUM if sme else LARGE for sme in (now, last, before))
        assessment = assess(own, previous=[Year(year) for year in previous])
        assert assessment.size_class == ("medium" if is_sme else "large")

    @pytest.mark.parametrize(
        ("years", "expected"),
        [
            (("small", "medium", "large"), "medium"),
            (("large", "medium", "small"), "medium"),
            (("micro", "large", "medium"), "medium"),
            (("micro", "micro", "large", "micro", "large"), "micro"),
            (("micro", "large", "large", "micro", "large"), "large"),
            (("micro", "small", "small", "medium", "medium"), "medium"),
        ],
    )
    def test_each_ceiling_changes_status_on_its_own(self, years, expected):
        *earlier, own = (OF_CLASS[name] for name in years)
        assert assess(own, previous=[Year(year) for year in reversed(earlier)]).size_class == expected

    @pytest.mark.parametrize(("last", "now"), list(product(SIZE_CLASSES, repeat=2)))
    def test_of_two_years_that_differ_the_earlier_one_counts(self, last, now):
        assessment = assess(OF_CLASS[now], previous=[Year(OF_CLASS[last])])
        assert assessment.size_class == last
        noted = {"two_year_rule_kept_previous", "third_year_unknown"} <= set(assessment.notes)
        assert noted is (last != now)

    def test_unknown_earlier_year_leaves_the_class_open_where_it_matters(self):
        assert assess(MEDIUM, previous=[Year(LARGE), Year(NONE_OF_IT)]).size_class == "unknown"
        assert assess(LARGE, previous=[Year(LARGE), Year(NONE_OF_IT)]).size_class == "large"
        assert "two_year_rule_undecided" in assess(MEDIUM, previous=[Year(LARGE), Year(NONE_OF_IT)]).notes

    def test_unknown_present_year_does_not_matter_when_the_years_before_agree(self):
        assert assess(NONE_OF_IT, previous=[Year(SMALL), Year(SMALL)]).size_class == "small"
        assert undecided_by(NONE_OF_IT, ceilings=CEILINGS, previous=[Year(SMALL), Year(SMALL)]) == ()

    def test_assessments_serve_as_earlier_years(self):
        years = [assess(figures_of) for figures_of in (LARGE, MEDIUM)]
        assert assess(LARGE, previous=years).size_class == "large"

    def test_status_carried_by_an_earlier_assessment_is_kept(self):
        """Medium, medium, large: still medium in the third year, so large only in the fourth."""
        third = assess(LARGE, previous=[Year(MEDIUM), Year(MEDIUM)])
        assert third.size_class == "medium"
        assert assess(MEDIUM, previous=[third]).size_class == "medium"
        assert assess(LARGE, previous=[third]).size_class == "large"

    def test_earlier_year_without_relations_had_the_present_ones_with_unknown_figures(self):
        parent = relation("Parent", 100, 1)
        assert assess(MICRO, parent, previous=[Year(MICRO, None), Year(MICRO, None)]).lowest == 0
        assert assess(MICRO, parent, previous=[Year(MICRO, None), Year(MICRO, None)]).highest == 3
        assert assess(MICRO, previous=[Year(MICRO, None)]).size_class == "micro"

    def test_change_of_ownership_is_noted_and_not_treated_apart(self):
        takeover = relation("Buyer", 100, 900)
        assessment = assess(MICRO, takeover, previous=[Year(MICRO), Year(MICRO)])
        assert assessment.size_class == "micro"
        assert "ownership_differs_between_years" in assessment.notes
