"""The shipped lights: each file well-formed, and each light equal to its definition worked out by hand."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.accounts.filing import Filing, FinancialYear
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.errors import InputError
from wegwijzer.core.knipperlichten.reading import read_lights
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.knipperlichten import load_lights, read_light, shipped_board, shipped_lights
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.wording.language import LANGUAGES
from wegwijzer.wording.signals import LightWording

DAY = date(2026, 11, 24)
BOARD = shipped_board(DAY)
CODES = ("20", "29/58", "29", "42/48", "492/3", "40/41", "50/53", "54/58", "10/15", "20/58", "10", "14", "17/49")
CODES += ("70", "9900", "62", "630", "65", "9901", "9904", "9072", "9076")


def lights_of(now, before=None, **more):
    years = (FinancialYear(now), None if before is None else FinancialYear(before))
    [reading] = read_lights(join_filings([Filing("client", *years, **more)]), BOARD)
    return {light.light: light for light in reading.latest.lights}


def by_hand(light, n, p):
    """The value of a light by the table of definitions, None where it cannot be computed."""

    def growth(code):
        return n[code] / p[code] - 1 if p[code] > 0 else None

    try:
        match light:
            case "falling-sales":
                sales = growth("70") if "70" in n and "70" in p else None
                return growth("9900") if sales is None else sales
            case "shrinking-margin":
                if "70" in n and "70" in p and "9900" in n and "9900" in p and n["70"] > 0 and p["70"] > 0:
                    return n["9900"] / n["70"] - p["9900"] / p["70"]
                if n["9900"] > 0 and p["9900"] > 0:
                    return n["9901"] / n["9900"] - p["9901"] / p["9900"]
                return None
            case "operating-loss":
                return n["9901"]
            case "staff-cost-pressure":
                return n["62"] / n["9900"] if n["9900"] > 0 else None
            case "liquidity":
                return (n["29/58"] - n["29"]) / (n["42/48"] + n["492/3"])
            case "quick-ratio":
                return (n["40/41"] + n["50/53"] + n["54/58"]) / n["42/48"]
            case "solvency":
                return n["10/15"] / n["20/58"]
            case "net-assets":
                return n["10/15"] - n["20"]
            case "losses-carried-forward":
                return n["14"] / n["20/58"]
            case "capacity-to-repay":
                return (n["9904"] + n["630"]) / n["17/49"]
            case "interest-cover":
                return n["9901"] / n["65"] if n["65"] > 0 else None
            case "overdue-debts":
                return n["9072"] + n["9076"]
    except (KeyError, ZeroDivisionError):
        return None
    raise AssertionError(f"no definition of {light}")


def with_proven_zeros(amounts):
    """The amounts with 0 for parts left out of a total that equals the rest: worked out one filing at a time."""
    found = dict(amounts)
    for identity in shipped_chart().identities:
        parts, total = identity.parts, found.get(identity.total)
        absent = [part for part in parts if part not in found]
        if total is None or not absent or len(absent) == len(parts):
            continue
        if len(absent) > 1 and any(shipped_chart().is_signed(part) for part in absent):
            continue
        rest = sum(found.get(part, 0) * (-1 if part in identity.minus else 1) for part in parts)
        if abs(total - rest) <= 0.5 * (len(parts) + 1) and not any(found.get(code) for code in identity.unless):
            found |= dict.fromkeys(absent, 0.0)
    return found


RED = {
    "falling-sales": lambda v, n, p: v < -0.10,
    "shrinking-margin": lambda v, n, p: v < -0.03,
    "operating-loss": lambda v, n, p: v < 0,
    "staff-cost-pressure": lambda v, n, p: v > 0.90,
    "liquidity": lambda v, n, p: v < 1,
    "quick-ratio": lambda v, n, p: v < 0.7,
    "solvency": lambda v, n, p: v < 0.15,
    "net-assets": lambda v, n, p: v < 0,
    "losses-carried-forward": lambda v, n, p: v < 0 and n["14"] < p["14"],
    "capacity-to-repay": lambda v, n, p: v < 0.05,
    "interest-cover": lambda v, n, p: v < 1,
    "overdue-debts": lambda v, n, p: v > 0,
}

positive = st.integers(0, 100_000)
signed = st.integers(-100_000, 100_000)
amounts = {code: signed if code in ("10/15", "14", "9900", "9901", "9904") else positive for code in CODES}
columns = st.fixed_dictionaries(amounts)


@given(now=columns, before=columns, gone=st.sets(st.sampled_from(CODES), max_size=3))
def test_each_light_is_what_its_definition_says(now, before, gone):
    now = {code: float(amount) for code, amount in now.items() if code not in gone}
    before = {code: float(amount) for code, amount in before.items()}
    lights = lights_of(now, before)
    now, before = with_proven_zeros(now), with_proven_zeros(before)
    for light_id, light in lights.items():
        value = by_hand(light_id, now, before)
        if light_id == "overdue-debts" and value is None:
            value = next((now[code] for code in ("9072", "9076") if now.get(code, 0) > 0), None)
        if value is None:
            assert light.value is None
            continue
        assert light.value is not None
        assert math.isclose(light.value, value, rel_tol=1e-9, abs_tol=1e-9)
        assert (light.status.value == "red") is RED[light_id](value, now, before)


def test_every_light_of_the_definition_is_there_in_order():
    assert [light.id for light, _ in BOARD.lights] == list(RED)


@pytest.mark.parametrize("light", shipped_lights(), ids=lambda light: light.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_light_can_be_said(light, language):
    texts = [light.name, light.meaning, light.question, light.referral, *light.sentences.values()]
    for text in texts:
        assert text[language].format(value="1", size="1", limit="1").strip()
    assert "{" not in light.referral[language] + light.question[language]


@pytest.mark.parametrize("light", shipped_lights(), ids=lambda light: light.id)
def test_a_light_opens_two_roads_at_most_three_and_is_sourced(light):
    assert 1 <= len(light.domains) <= 3
    assert all(version.source.title and 1 <= version.weight <= 100 for version in light.versions)


def test_negative_equity_is_red_even_without_the_formation_expenses():
    light = lights_of({"10/15": -10.0})["net-assets"]
    assert light.status.value == "red"
    assert "{" not in LightWording(BOARD, "nl").sentence(light)


def test_the_full_model_shows_its_margin_in_the_parts_of_the_gross_margin():
    """The full model has no rubric 9900; it states what the abridged model adds up in it."""
    now = {"70": 1000.0, "70/76A": 1010.0, "60": 500.0, "61": 300.0}
    light = lights_of(now, {**now, "60": 450.0})["shrinking-margin"]
    assert light.value == pytest.approx(-0.05)
    assert light.status.value == "red"


def test_staff_without_any_gross_margin_is_red():
    light = lights_of({"62": 10.0, "9900": -5.0})["staff-cost-pressure"]
    assert light.status.value == "red"
    assert LightWording(BOARD, "nl").sentence(light).endswith(".")


@pytest.mark.parametrize(("form", "status"), [("nv", "red"), ("bv", "green"), ("", "amber")])
def test_an_nv_below_half_its_capital_rings_the_alarm_bell(form, status):
    """WVV art. 7:228; for a bv (art. 5:153) capital is no yardstick."""
    light = lights_of({"10/15": 20_000.0, "10": 61_500.0, "20": 0.0, "9904": 5.0}, legal_form=form)["net-assets"]
    assert light.status.value == status


def test_a_bv_that_one_more_such_loss_would_sink_is_warned():
    """WVV art. 5:153: also when net assets threaten to become negative."""
    light = lights_of({"10/15": 20_000.0, "20": 0.0, "9904": -25_000.0}, legal_form="bv")["net-assets"]
    assert light.status.value == "amber"


def test_one_overdue_debt_is_enough_and_none_must_be_known_of_both():
    assert lights_of({"9076": 5.0})["overdue-debts"].status.value == "red"
    assert lights_of({"9076": 0.0})["overdue-debts"].status.value == "not_computable"
    assert lights_of({"9076": 0.0}, is_deposit=True)["overdue-debts"].status.value == "green"


def a_file(**changes):
    text = (shipped_folder() / "knipperlichten" / "solvency.yaml").read_text(encoding="utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    return read_yaml(text, name="solvency.yaml")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"[10/15] / [20/58]"', '"[10/15] / [20/59]"', 'unknown rubric "20/59"'),
        ('"[10/15] / [20/58]"', '"[10/15] /"', "is no formula"),
        ('"value < red"', '"[10/15]"', "of the wrong kind"),
        ('"value < amber"', '"value < orange"', 'unknown name "orange"'),
        ("{red: 0.15,", "{rood: 0.15,", "there is no limit for red"),
        ("weight: ", "weight: 0.", "is no weight"),
        ("[finance, ", "[finances, ", 'unknown domain "finances"'),
        ("valid_until: null", 'valid_until: "2015-01-01"', "lies before valid_from"),
        ("  amber:\n", "  orange:\n", "unknown key"),
    ],
)
def test_a_wrong_file_is_told_what_and_where(old, new, complaint):
    light, faults = read_light(a_file(change=(old, new)), shipped_chart())
    assert light is None
    assert any(complaint in str(fault) and "solvency.yaml:" in str(fault) for fault in faults)


def test_a_folder_reports_the_faults_of_all_its_files(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_lights(tmp_path, shipped_chart())
    assert {fault.where.split(":")[0] for fault in error.value.faults} == {
        "knipperlichten/a.yaml",
        "knipperlichten/b.yaml",
    }
