"""`wegwijzer cluster`, through the command line."""

from __future__ import annotations

import json

import pytest

from wegwijzer.cli.cluster_figures import evaluation_keys, evaluation_lines
from wegwijzer.core.clustering.evaluating import Evaluation

ROWS = (
    ("Onze diepvrieszakken scheuren open", "1071"),
    ("De verpakking van onze diepvriesgroenten barst in de vriezer", "1031"),
    ("zakjes voor ijs breken bij min twintig", "1052"),
    ("folie rond diepgevroren maaltijden scheurt", "1085"),
    ("Wij vinden geen lassers", "2511"),
    ("vacature voor lasser blijft al een jaar open", "2512"),
    ("geen technieker te vinden, niemand solliciteert", "2822"),
    ("lassers gezocht, vdab stuurt niemand", "2599"),
    ("mag mijn papegaai het volkslied fluiten", "5630"),
)


@pytest.fixture
def needs(tmp_path):
    """Write rows to a file and give its path."""

    def write(rows=None, name="needs.jsonl"):
        path = tmp_path / name
        given = rows if rows is not None else _needs()
        path.write_text("".join(f"{json.dumps(row)}\n" for row in given), encoding="utf-8")
        return str(path)

    return write


def _needs():
    return [
        {
            "id": f"n{number}",
            "text": text,
            "firm": f"f{number}",
            "nace": nace,
            "theme": None if number == 9 else "pack" if number < 5 else "staff",
        }
        for number, (text, nace) in enumerate(ROWS, start=1)
    ]


def found(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_clusters_have_an_id_a_title_members_and_keywords(run, needs):
    data = found(run("cluster", needs(), "--json"))
    assert {"clusters", "unclustered"} <= set(data)
    members = {frozenset(cluster["members"]) for cluster in data["clusters"]}
    assert members == {frozenset({"n1", "n2", "n3", "n4"}), frozenset({"n5", "n6", "n7", "n8"})}
    assert data["unclustered"] == ["n9"]
    for cluster in data["clusters"]:
        assert cluster["title"]
        assert cluster["keywords"]
        assert cluster["firms"] == 4


def test_people_read_titles_words_and_what_stands_alone(run, needs):
    result = run("cluster", needs())
    assert result.exit_code == 0
    assert "4 firms" in result.stdout
    assert "2 clusters with 8 needs; 1 needs in none" in result.stdout


def test_decisions_and_an_earlier_run_are_obeyed(run, needs, tmp_path):
    path = needs()
    earlier = tmp_path / "earlier.json"
    earlier.write_text(run("cluster", path, "--json").stdout, encoding="utf-8")
    split = needs([{"verdict": "split", "groups": [["n1", "n2"], ["n3", "n4"]]}], "decisions.jsonl")
    data = found(run("cluster", path, "--previous", str(earlier), "--decisions", split, "--min-firms", "2", "--json"))
    place = {need: cluster["id"] for cluster in data["clusters"] for need in cluster["members"]}
    assert place["n1"] == place["n2"] != place["n3"]
    before = {cluster["id"] for cluster in json.loads(earlier.read_text(encoding="utf-8"))["clusters"]}
    assert place["n5"] in before


def test_themes_are_scored_against(run, needs):
    figures = found(run("cluster", needs(), "--evaluate", "--json"))["evaluation"]
    assert figures["f1"] == 1.0
    assert figures["noise_kept_out"] == 1.0
    assert figures["stability"] == 1.0
    assert figures["f1_arriving"] == 1.0
    assert figures["intervals"]["f1"] == [1.0, 1.0]


def test_a_figure_has_its_interval_and_a_dash_where_it_cannot_be_told():
    scores = Evaluation(0.8, 0.5, 0.615, None, 1.0, None, 0.6, {"f1": (0.5, 0.7)})
    lines = evaluation_lines(scores)
    assert "  f1                   0.615  (0.500 to 0.700)" in lines
    assert "  noise_kept_out       -" in lines
    assert evaluation_keys(scores)["intervals"] == {"f1": [0.5, 0.7]}


def test_spam_is_kept_out_with_its_reason(run, needs):
    spam = [{"id": "big", "text": "x" * 5_000_000}, {"id": "none", "text": ""}, {"id": "tags", "text": "<b>koop</b>"}]
    data = found(run("cluster", needs([*_needs(), *spam]), "--json"))
    assert {row["id"]: row["reason"] for row in data["refused"]} == {
        "big": "too_long",
        "none": "empty",
        "tags": "markup",
    }
    assert len(data["clusters"]) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"id": "a"}', '"text"'),
        ('{"text": "brood"}', '"id"'),
        ('{"id": "a", "text": 5}', '"text"'),
        ('{"id": "a", "text": "brood", "nace": "bakker"}', '"nace"'),
        ('{"id": "a", "text": "brood", "postal_code": "99"}', '"postal_code"'),
        ("[1]", "no JSON object"),
        ("{", "no JSON"),
    ],
)
def test_a_row_with_a_fault_is_told_with_its_line(run, tmp_path, row, said):
    path = tmp_path / "needs.jsonl"
    path.write_text(f'{{"id": "ok", "text": "brood schimmelt"}}\n{row}\n', encoding="utf-8")
    result = run("cluster", str(path), "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("needs.jsonl:2")
    assert said in line


def test_every_fault_has_a_line(run, tmp_path):
    path = tmp_path / "needs.jsonl"
    path.write_bytes(b'{"id": "a"}\n\xff\xfe\n{"id": "b", "text": "x y z"}\n{"id": "b", "text": "x y z"}\n')
    result = run("cluster", str(path))
    assert result.exit_code == 2
    assert [line.split(" ")[0] for line in result.stderr.strip().splitlines()] == [
        "needs.jsonl:1:",
        "needs.jsonl:2:",
        "needs.jsonl:4:",
    ]


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--decisions", '{"verdict": "burn", "groups": []}\n', "burn"),
        ("--decisions", '{"groups": []}\n', "verdict"),
        ("--decisions", '{"verdict": "merge", "groups": [["n1"]]}\n', "at least 2"),
        ("--previous", "{}", "no clusters"),
        ("--previous", '[{"id": "c"}]', "cannot be read"),
        ("--previous", "nothing", "no JSON"),
    ],
)
def test_other_files_with_faults_are_refused(run, needs, tmp_path, option, content, said):
    path = tmp_path / "other"
    path.write_text(content, encoding="utf-8")
    result = run("cluster", needs(), option, str(path))
    assert result.exit_code == 2
    assert said in result.stderr


def test_no_file_no_needs_and_no_themes_are_faults(run, needs, tmp_path):
    assert run("cluster", str(tmp_path / "none.jsonl")).exit_code == 2
    assert "holds no needs" in run("cluster", needs([])).stderr
    plain = [{"id": row["id"], "text": row["text"]} for row in _needs()]
    assert "theme" in run("cluster", needs(plain), "--evaluate").stderr
