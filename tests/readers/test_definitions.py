"""What the data say of the definitions."""

from __future__ import annotations

from wegwijzer.core.pyramid.definitions import DEFINITIONS
from wegwijzer.readers.definitions import read_definitions, shipped_definitions
from wegwijzer.readers.yaml_file import read_yaml

BROKEN = """\
limits: {young_below_years: 5}
definitions:
- id: eurostat
  group: eurostat
  name: {nl: a, en: b, fr: c}
  source: {title: t, url: null}
  verified: true
  note: {nl: n, en: n, fr: n}
- id: rogers
  group: rogers
  name: {nl: a, en: b, fr: c}
  source: {title: t, url: null}
  verified: true
  note: {nl: n, en: n, fr: n}
  shares:
  - {id: innovators, pct: 2.5, name: {nl: a, en: b, fr: c}}
- id: elsewhere
  group: panteia
  name: {nl: a, en: b, fr: c}
  source: {title: t, url: null}
  verified: true
  note: {nl: n, en: n, fr: n}
"""


def test_every_rule_has_a_name_in_three_languages_and_a_source():
    found = shipped_definitions().by_id
    assert [name for name in found if name in DEFINITIONS] == list(DEFINITIONS)
    for definition in found.values():
        assert set(definition.names) == {"nl", "en", "fr"}
        assert definition.source
        assert set(definition.note) == {"nl", "en", "fr"}


def test_rogers_is_a_distribution_that_adds_up_and_needs_no_answer():
    rogers = shipped_definitions().by_id["rogers"]
    assert list(rogers.shares.values()) == [2.5, 13.5, 34, 34, 16]
    assert rogers.needs == ()
    assert set(rogers.share_names) == set(rogers.shares)


def test_what_public_sources_do_not_spell_out_is_marked():
    unsure = {name for name, definition in shipped_definitions().by_id.items() if not definition.is_verified}
    assert {"profile_3", "profile_6", "profile_7", "panteia_young", "panteia_innovative"} <= unsure
    assert "eurostat" not in unsure


def test_all_faults_of_a_file_are_told_at_once():
    _, faults = read_definitions(read_yaml(BROKEN, name="definitions.yaml"))
    told = "\n".join(map(str, faults))
    assert "add up to 2.5 %" in told
    assert '"elsewhere" needs either a rule' in told
    assert '"pyramid" has no entry' in told
