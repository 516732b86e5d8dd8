"""`wegwijzer receipt replay`: the same verdicts, or which rule version differs."""

import json

import pytest

FIRM = {"legal_form": "bv", "region": "vlaanderen", "fte": {"min": 10, "max": 49}, "turnover_eur": 1_000_000.5}


@pytest.fixture
def receipt(run, firm_file, tmp_path):
    path = tmp_path / "receipt.json"
    result = run("advise", "--firm", firm_file(FIRM), "--on", "2016-04-01", "--receipt", str(path), "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(path.read_text())["receipt"] == json.loads(result.stdout)["receipt"]
    return path


def test_a_replay_on_the_same_rules_is_the_same(run, receipt):
    result = run("receipt", "replay", str(receipt))
    assert result.exit_code == 0
    assert "Same verdicts" in result.stdout
    data = json.loads(run("receipt", "replay", str(receipt), "--json").stdout)
    assert data["same"] is True
    assert data["receipt"] == data["replayed"]


def test_a_rule_that_changed_since_is_named(run, receipt):
    from wegwijzer.core.advice.receipt import Receipt
    from wegwijzer.readers.receipts import read_receipt

    data = json.loads(receipt.read_text())
    _, before = read_receipt(receipt.read_text(), "r")
    data["rules"]["kmo-portefeuille"]["digest"] = "0" * 12
    data["rules"]["kmo-portefeuille"]["verdict"] = "met"
    changed = Receipt(before.on, data["facts"], {
        name: type(next(iter(before.rules.values())))(**rule) for name, rule in data["rules"].items()
    })  # fmt: skip
    data["receipt"] = changed.hash
    receipt.write_text(json.dumps(data))
    result = run("receipt", "replay", str(receipt))
    assert result.exit_code == 0
    assert "kmo-portefeuille: rule version 2016-04-01/000000000000 is now 2016-04-01/" in result.stdout
    assert "verdict met is now unknown" in result.stdout


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"on": "x"}', "not json"])
def test_what_is_no_receipt_is_refused(run, text):
    result = run("receipt", "replay", "-", input=text)
    assert result.exit_code == 2
    assert "is no receipt" in result.stderr


def test_a_receipt_changed_by_hand_is_refused(run, receipt):
    receipt.write_text(receipt.read_text().replace('"bv"', '"vzw"'))
    result = run("receipt", "replay", str(receipt))
    assert result.exit_code == 2
    assert "it was changed" in result.stderr


@pytest.mark.parametrize(
    ("old", "new"), [('"max": 49', '"max": 48'), ('"region": "vlaanderen"', '"region": "brussel"')]
)
def test_a_firm_changed_beside_its_sealed_facts_is_refused(run, receipt, old, new):
    data = json.loads(receipt.read_text())
    firm = json.dumps(data["firm"])
    assert old in firm
    data["firm"] = json.loads(firm.replace(old, new))
    receipt.write_text(json.dumps(data))
    result = run("receipt", "replay", str(receipt))
    assert result.exit_code == 2
    assert "it was changed" in result.stderr


def test_a_changed_group_gives_another_receipt(run, firm_file):
    alone = json.loads(run("advise", "--firm", firm_file(FIRM), "--json").stdout)["receipt"]
    group = {**FIRM, "relations": [{"name": "Moeder", "share_pct": 10, "holder": "other"}]}
    assert json.loads(run("advise", "--firm", firm_file(group), "--json").stdout)["receipt"] != alone
