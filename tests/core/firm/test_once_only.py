"""Ask once: registers fill in what the firm did not say, and never change what it did."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.band import exactly
from wegwijzer.core.firm.facts import FactSource, KnownFact
from wegwijzer.core.firm.once_only import with_registers
from wegwijzer.core.firm.profile import Profile, YearFigures
from wegwijzer.core.firm.size import Figures

DAY = date(2026, 11, 24)


def known(value, source=FactSource.REGISTER, detail="kbo"):
    return KnownFact(value, source, DAY, detail)


def stated(**facts):
    return Profile({fact: known(value, FactSource.STATED, "") for fact, value in facts.items()})


def test_a_register_fills_in_what_was_not_said():
    profile = with_registers(stated(), {"legal_form": known("bv")}, name="Bakkerij")
    assert profile.facts["legal_form"].source is FactSource.REGISTER
    assert profile.name == "Bakkerij"
    assert profile.overruled == {}


def test_what_the_firm_says_counts_and_the_register_stays_visible():
    profile = with_registers(stated(fte=exactly(12)), {"fte": known(exactly(9), detail="nbb")})
    assert profile.facts["fte"].value == exactly(12)
    assert profile.overruled["fte"].value == exactly(9)


def test_saying_the_same_as_the_register_overrules_nothing():
    assert with_registers(stated(fte=exactly(9)), {"fte": known(exactly(9))}).overruled == {}


def test_a_place_that_was_said_is_not_mixed_with_that_of_the_register():
    registered = {"postal_code": known("8500"), "province": known("west-vlaanderen"), "region": known("vlaanderen")}
    profile = with_registers(stated(region="brussel"), registered)
    assert set(profile.facts) == {"region"}
    assert set(profile.overruled) == {"postal_code", "province", "region"}


def test_an_activity_that_was_said_keeps_its_own_version():
    registered = {"nace": known("10711"), "nace_version": known("2008")}
    assert "nace_version" not in with_registers(stated(nace="62010"), registered).facts


def test_earlier_years_of_the_firm_go_before_those_of_its_accounts():
    own, filed = (YearFigures(Figures(exactly(number), None, None)) for number in (1, 2))
    assert with_registers(stated(), {}, previous_years=(filed,)).previous_years == (filed,)
    assert with_registers(Profile({}, previous_years=(own,)), {}, previous_years=(filed,)).previous_years == (own,)


values = st.dictionaries(st.sampled_from(["fte", "region", "nace", "legal_form"]), st.sampled_from(["a", "b"]))


@given(said=values, registered=values)
def test_nothing_said_is_lost_and_nothing_registered_disappears(said, registered):
    profile = with_registers(stated(**said), {fact: known(value) for fact, value in registered.items()})
    for fact, value in said.items():
        assert profile.facts[fact].value == value
    for fact, value in registered.items():
        shown = {profile.facts[fact].value} if fact in profile.facts else set()
        assert value in shown | ({profile.overruled[fact].value} if fact in profile.overruled else set())
    again = with_registers(profile, {fact: known(value) for fact, value in registered.items()})
    assert again == profile
