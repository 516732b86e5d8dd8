"""`wegwijzer advise`: the contract's keys, the same answer in words, and bad input that writes nothing."""

from __future__ import annotations

import json

import pytest

BAKER = {
    "legal_form": "bv",
    "postal_code": "8500",
    "nace": "10.711",
    "nace_version": "2008",
    "fte": 12,
    "turnover_eur": 1_500_000,
    "balance_sheet_total_eur": 800_000,
    "founded": "2009-03-01",
}
NEED = "onze verpakking scheurt in de diepvries"


@pytest.fixture
def advise(run, tmp_path):
    """Advise a firm given as a mapping; gives the JSON."""

    def command(firm, *options):
        path = tmp_path / "firm.json"
        path.write_text(json.dumps(firm), encoding="utf-8")
        result = run("advise", "--firm", str(path), "--json", *options)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return command


def test_the_contract_holds(advise):
    data = advise(BAKER, "--need", NEED, "--on", "2026-11-24")
    assert data["on"] == "2026-11-24"
    assert data["firm"]["facts"]["fte"] == {"value": 12, "source": "stated", "as_of": "2026-11-24"}
    assert data["firm"]["facts"]["province"]["source"] == "derived"
    assert data["firm"]["size_class"] == "small"
    assert data["need"]["text"] == NEED
    assert "product" in data["need"]["business_domains"]
    assert "food" in data["need"]["expertise_domains"]
    assert [measure["rank"] for measure in data["measures"]] == list(range(1, len(data["measures"]) + 1))
    for measure in data["measures"]:
        assert measure["verdict"] in {"met", "not_met", "unknown"}
        assert measure["confidence"] in {"high", "medium", "low"}
        assert measure["verdict"] == "unknown" or measure["missing"] == []
        for criterion in measure["criteria"]:
            assert set(criterion) >= {"id", "verdict", "sentence", "source"}
            assert criterion["source"]
        if measure["amount"] is not None:
            low, high = measure["amount"]["min_eur"], measure["amount"]["max_eur"]
            assert high is None or low <= high
    assert all(set(question) >= {"fact", "question", "decides"} for question in data["next_questions"])
    assert all(set(contact) >= {"organisation", "why"} for contact in data["contacts"])
    assert {step["domain"] for step in data["roadmap"]} == {
        "product", "process", "organisation", "personnel", "marketing", "business_model", "finance", "legal",
    }  # fmt: skip
    assert data["roadmap"][0]["domain"] == "product"
    assert len(data["receipt"]) == 64


def by_id(data):
    return {measure["id"]: measure for measure in data["measures"]}


def test_the_baker_on_three_days(advise):
    today = by_id(advise(BAKER, "--on", "2026-11-24"))
    assert today["kmo-portefeuille"]["amount"]["max_eur"] == 7500
    assert "kmo-innovatieproject" not in today
    autumn = by_id(advise(BAKER, "--on", "2015-10-01"))
    assert autumn["kmo-portefeuille"]["amount"]["max_eur"] == 40_000
    assert "kmo-innovatieproject" in autumn
    spring = by_id(advise(BAKER, "--on", "2016-04-01"))
    assert spring["kmo-portefeuille"]["amount"]["max_eur"] == 10_000
    assert spring["technologieverkenning"]["verdict"] == "not_met"


def test_a_vzw_is_refused_the_kmo_portefeuille_and_told_why(advise):
    measure = by_id(advise({**BAKER, "legal_form": "vzw"}))["kmo-portefeuille"]
    assert measure["verdict"] == "not_met"
    [criterion] = [item for item in measure["criteria"] if item["verdict"] == "not_met"]
    assert "vereniging" in criterion["sentence"]


def test_a_sole_trader_hears_what_a_company_would_bring(advise):
    measures = by_id(advise({**BAKER, "legal_form": "eenmanszaak"}))
    assert measures["ontwikkelingsproject"]["verdict"] == "not_met"
    assert "bv" in measures["ontwikkelingsproject"]["near_miss"]["sentence"]


def test_a_vzw_is_not_told_to_become_a_company(advise):
    measures = advise({**BAKER, "legal_form": "vzw"})["measures"]
    assert not [m["id"] for m in measures if m["near_miss"] and "bv" in m["near_miss"]["sentence"]]


def test_a_firm_that_knows_nothing_is_refused_nothing_it_may_have(advise):
    data = advise({})
    refused = [measure["id"] for measure in data["measures"] if measure["verdict"] == "not_met"]
    assert refused == ["technologieverkenning"]  # closed to everyone
    assert data["firm"]["size_class"] == "unknown"
    assert data["next_questions"]
    assert data["contacts"]


def test_answering_the_next_question_again_and_again_decides_what_can_be_decided(advise):
    answers = {
        "legal_form": "bv", "region": "vlaanderen", "fte": 12, "turnover_eur": 10**6, "balance_sheet_total_eur": 10**6,
        "founded": "2009-03-01", "planned_action": "training", "theme": "innovation", "ip_right": "none",
        "investment_category": "ordinary", "researcher_diploma": "other", "belspo_notification": "none",
    }  # fmt: skip
    firm: dict[str, object] = {}
    for _ in range(150):
        questions = advise(firm)["next_questions"]
        if not questions:
            break
        fact = questions[0]["fact"]
        assert fact not in firm
        firm[fact] = answers.get(fact, _an_answer(fact))
    measures = advise(firm)["measures"]
    open_ones = {m["id"] for m in measures if m["verdict"] == "unknown" and m["status"] == "open"}
    assert open_ones == set()
    assert len(firm) < 100


def _an_answer(fact: str) -> object:
    from wegwijzer.core.firm.facts import FactType
    from wegwijzer.readers.catalogue import shipped_catalogue

    definition = shipped_catalogue().facts[fact]
    if definition.type is FactType.BOOLEAN:
        return False
    if definition.type is FactType.CHOICE:
        return definition.options[0].id
    return "2015-01-01" if definition.type is FactType.DATE else 1


@pytest.mark.parametrize(("language", "word"), [("nl", "Past bij u"), ("en", "Fits you"), ("fr", "Vous convient")])
def test_the_same_advice_in_words_in_three_languages(run, firm_file, language, word):
    result = run("advise", "--firm", firm_file(BAKER), "--need", NEED, "--lang", language)
    assert result.exit_code == 0
    assert word in result.stdout


def test_standard_input_is_read(run):
    assert run("advise", "--firm", "-", "--json", input="fte: 3\n").exit_code == 0


class TestBadInput:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("ftee: 3\n", 'standard input:1: ftee: unknown key. Did you mean "fte"?'),
            ("fte: [\n", "standard input:2: is not valid YAML"),
            ("fte: -1\n", "standard input:1: fte: -1 is impossible. Expected: 0 or more."),
            ("enterprise_number: 123\n", "standard input:1: enterprise_number:"),
        ],
    )
    def test_is_one_line_per_fault_and_exit_2(self, run, text, line):
        result = run("advise", "--firm", "-", input=text)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.startswith(line)
        assert result.stderr.count("\n") == 1

    def test_all_faults_come_at_once(self, run):
        result = run("advise", "--firm", "-", input="ftee: 1\nregion: mars\nfte: x\n")
        assert len(result.stderr.splitlines()) == 3

    @pytest.mark.parametrize(
        "options",
        [
            ("--on", "2026-02-30"),
            ("--on", "tomorrow"),
            ("--lang", "de"),
            ("--need", "x" * 3000),
            ("--need", "   "),
            ("--on", "2011-12-31"),
        ],
    )
    def test_an_option_that_cannot_be_is_refused_with_what_can(self, run, options):
        result = run("advise", "--firm", "-", *options, input="fte: 1\n")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1

    def test_a_huge_file_and_a_missing_one_are_refused(self, run, tmp_path):
        huge = tmp_path / "huge.yaml"
        huge.write_bytes(b"name: " + b"x" * 5_000_000)
        assert "is too large" in run("advise", "--firm", str(huge)).stderr
        assert "cannot be read" in run("advise", "--firm", str(tmp_path / "none.yaml")).stderr
        (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9\n")
        assert "UTF-8" in run("advise", "--firm", str(tmp_path / "latin.yaml")).stderr

    def test_nothing_is_written(self, run, tmp_path):
        receipt = tmp_path / "receipt.json"
        assert run("advise", "--firm", "-", "--receipt", str(receipt), input="ftee: 1\n").exit_code == 2
        assert not receipt.exists()
