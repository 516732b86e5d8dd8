"""The chart of rubrics that ships with the package."""

from wegwijzer.core.accounts.rubrics import RubricKind
from wegwijzer.readers.accounts.chart import read_chart, shipped_chart
from wegwijzer.readers.yaml_file import read_yaml

SOURCE = "source: {title: NBB, url: null}\n"
RUBRIC = "{code: '%s', label: {nl: a, en: b, fr: c}, kind: stock}"


def chart(text):
    return read_chart(read_yaml(SOURCE + text, name="rubrics.yaml"))


def test_the_shipped_chart_knows_what_grows_with_the_year_and_which_sums_hold():
    shipped = shipped_chart()
    assert shipped.rubrics["10/15"].is_signed
    assert shipped.rubrics["70"].kind is RubricKind.FLOW
    assert shipped.only_when_there_is == ("9072", "9076")
    assert {identity.total for identity in shipped.identities} >= {"20/58", "10/49", "29/58", "42/48"}


def test_a_rubric_given_twice_and_a_sum_of_unknown_rubrics_are_faults_with_their_line():
    text = f"rubrics:\n- {RUBRIC % '20'}\n- {RUBRIC % '20'}\nidentities:\n- total: '20'\n  plus: ['99/1']\n"
    read, faults = chart(text)
    assert read is None
    assert [str(fault) for fault in faults] == [
        'rubrics.yaml:4: rubrics.1.code: "20" is given twice. Expected: each code once.',
        'rubrics.yaml:7: identities.0.plus: unknown rubric "99/1". Expected: a code of this file.',
    ]


def test_a_code_that_is_none_is_refused():
    read, faults = chart(f"rubrics:\n- {RUBRIC % 'omzet'}\nidentities: []\n")
    assert read is None
    assert len(faults) == 1
