"""`wegwijzer evaluate`: how well problems are understood, answered and clustered, and how far people agree on them."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import TypedDict

import click

from wegwijzer.cli.cluster_figures import evaluation_keys, evaluation_lines
from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.understanding.evaluating import Figure, Figures, evaluate
from wegwijzer.core.understanding.labelled import LabelledProblem, agreement, disagreements
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.kinship_model import untouched_needs
from wegwijzer.readers.kinship_scores import on_untouched
from wegwijzer.readers.labelled_problems import shipped_problems, untouched_problems
from wegwijzer.readers.matching import FileMatcher
from wegwijzer.readers.matching_files import read_expected
from wegwijzer.readers.own_matching import answered, expected_of
from wegwijzer.readers.search_index.document_file import check_document_file
from wegwijzer.readers.search_index.shipped import shipped_search

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("evaluate")
def command() -> None:
    """Judge the product on files of labelled cases.

    \b
    wegwijzer evaluate matching --catalogue catalogue.jsonl --queries problems.jsonl
    """


@command.command("matching")
@click.option(
    "--catalogue", required=True, type=_FILE, metavar="FILE", help="What can be found, one JSON object a line."
)
@click.option("--queries", required=True, type=_FILE, metavar="FILE", help="The problems to score, with their labels.")
@click.option("--train", type=_FILE, metavar="FILE", help="Other problems with such labels, to learn from as well.")
@json_option
def matching(catalogue: Path, queries: Path, train: Path | None, as_json: bool) -> None:
    """Score search and domains on labelled problems; a problem that is scored is never learnt from.

    \b
    wegwijzer evaluate matching --catalogue catalogue.jsonl --queries problems.jsonl
    """
    with plain_errors():
        file = check_document_file(catalogue)
        entries = frozenset(document.id for document in file.documents())
        scored = read_expected(queries, entries=entries)
        taught = read_expected(train, entries=entries) if train else ()
        matcher = FileMatcher(file, scored=scored, taught=taught)
        if matcher.reason:
            click.echo(f"By words alone, not by meaning. {matcher.reason}", err=True)
        _tell(evaluate(scored, matcher.answer), as_json=as_json)


@command.command("untouched")
@json_option
def untouched(as_json: bool) -> None:
    """Score what ships on the 150 problems that nothing was ever learnt from or chosen on.

    For the figure of a release, not to improve by: whoever looks at these problems to make it better needs new ones.

    \b
    wegwijzer evaluate untouched
    """
    with plain_errors():
        if reason := shipped_search().reason:
            click.echo(f"By words alone, not by meaning. {reason}", err=True)
        _tell(evaluate(expected_of(untouched_problems()), answered), as_json=as_json)


@command.command("clusters")
@json_option
def clusters(as_json: bool) -> None:
    """Score the clustering that ships on 241 labelled needs that nothing was ever learnt from or chosen on.

    For the figure of a release, not to improve by: whoever looks at these to make it better needs new ones.

    \b
    wegwijzer evaluate clusters
    """
    with plain_errors():
        if reason := embedder_or_reason()[1]:
            click.echo(f"By words alone, not by meaning. {reason}", err=True)
        needs = untouched_needs()
        found = on_untouched()
        themes = {one.theme for one in needs if one.theme is not None}
        inside = sum(one.theme is not None for one in needs)
        if as_json:
            print_json({"n": len(needs), "themes": len(themes), "noise": len(needs) - inside, **evaluation_keys(found)})
            return
        click.echo(f"{len(needs)} needs, {inside} in {len(themes)} themes, {len(needs) - inside} that belong to none")
        click.echo("\n".join(evaluation_lines(found)))


def _tell(figures: Figures, *, as_json: bool) -> None:
    if as_json:
        print_json(_keys(figures))
        return
    click.echo(f"{figures.n} problems, {figures.ranked} with a best entry")
    for field in fields(figures):
        value = getattr(figures, field.name)
        if isinstance(value, Figure):
            click.echo(f"  {field.name:20} {value.value:5.3f}  ({value.low:.3f} to {value.high:.3f})")
    click.echo(f"  {'milliseconds':20} {figures.p50_ms:.0f} (half of them), {figures.p95_ms:.0f} (95 of 100)")


@command.command("labels")
@json_option
def labels(as_json: bool) -> None:
    """Tell how far two people agree on the problems that the reader learns from, and list where they do not.

    \b
    wegwijzer evaluate labels
    """
    problems = shipped_problems()
    found, differing = agreement(problems), disagreements(problems)
    if as_json:
        print_json({**asdict(found), "disagreements": [_differences(problem) for problem in differing]})
        return
    click.echo(f"{found.n} problems with two labellings; they differ on {len(differing)}")
    for name in ("business_f1", "expertise_f1", "same_best", "near_best"):
        click.echo(f"  {name.replace('_', ' '):14} {getattr(found, name):.3f}")
    for problem in differing:
        click.echo(f"{problem.id}: {problem.text}")
        for what, (first, second) in _differences(problem)["labels"].items():
            click.echo(f"    {what:10} {first}  |  {second}")


class _Differing(TypedDict):
    id: str
    text: str
    labels: dict[str, tuple[str, str]]


def _differences(problem: LabelledProblem) -> _Differing:
    """What two people said otherwise of a problem, side by side, the writer's labels first."""
    first, second = problem.labellings[:2]
    said = {
        "business": (sorted(first.business), sorted(second.business)),
        "expertise": (sorted(first.expertise), sorted(second.expertise)),
        "best": ([first.best or "-"], [second.best or "-"]),
    }
    differing = {what: (", ".join(one), ", ".join(other)) for what, (one, other) in said.items() if one != other}
    return {"id": problem.id, "text": problem.text, "labels": differing}


def _keys(figures: Figures) -> dict[str, object]:
    """Each figure under its name; the intervals beside them."""
    values = {field.name: getattr(figures, field.name) for field in fields(figures)}
    return {
        **{name: value.value if isinstance(value, Figure) else value for name, value in values.items()},
        "intervals": {name: [value.low, value.high] for name, value in values.items() if isinstance(value, Figure)},
    }
