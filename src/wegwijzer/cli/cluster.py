"""`wegwijzer cluster`: gather the needs of many firms into what they share."""

from __future__ import annotations

import click

from wegwijzer.cli.cluster_figures import evaluation_keys, evaluation_lines
from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.core.clustering.clustering import LEAST_FIRMS, Cluster, Clustering
from wegwijzer.core.clustering.evaluating import Evaluation, evaluate
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.clustering import clusterer_taught_by, shipped_clusterer
from wegwijzer.readers.clustering_files import read_decisions, read_needs, read_previous
from wegwijzer.readers.embedding import embedder_or_reason

_MEMBERS_SHOWN = 8


@click.command("cluster")
@click.argument("needs", metavar="NEEDS.jsonl")
@click.option(
    "--min-firms",
    type=click.IntRange(2, 1000),
    default=LEAST_FIRMS,
    show_default=True,
    help="Firms that a cluster has at least.",
)
@click.option("--decisions", metavar="FILE", help="What people decided about clusters, one JSON object a line.")
@click.option("--previous", metavar="FILE", help="Clusters of an earlier run, whose ids and members are kept.")
@click.option("--evaluate", "evaluated", is_flag=True, help='Score against the "theme" of the needs.')
@json_option
def command(
    needs: str, min_firms: int, decisions: str | None, previous: str | None, evaluated: bool, as_json: bool
) -> None:
    """Cluster needs of many firms, one JSON object a line with `id` and `text`; `-` is standard input.

    \b
    wegwijzer cluster needs.jsonl --json
    """
    with plain_errors():
        file = read_needs(needs)
        decided = read_decisions(decisions) if decisions else ()
        earlier = read_previous(previous) if previous else {}
        if evaluated and not file.themes:
            raise InputError([Fault("--evaluate", 'no need has a "theme".', "needs with a theme, null for noise.")])
        if reason := embedder_or_reason()[1]:
            click.echo(f"By words alone, not by meaning: fewer needs find each other. {reason}", err=True)
        clusterer = clusterer_taught_by(file.needs, decided) if decided else shipped_clusterer()
        found = clusterer.cluster(file.needs, decisions=decided, previous=earlier, least_firms=min_firms)
        scores = evaluate(clusterer, file.needs, file.themes, found, least_firms=min_firms) if evaluated else None
        if as_json:
            print_json(_json(found, scores))
        else:
            click.echo("\n".join(_lines(found, scores)))


def _json(found: Clustering, scores: Evaluation | None) -> dict[str, object]:
    data: dict[str, object] = {
        "clusters": [_row(cluster) for cluster in found.clusters],
        "unclustered": list(found.unclustered),
        "refused": [{"id": need, "reason": reason.value} for need, reason in sorted(found.refused.items())],
        "perhaps_one": [{"clusters": [one, other], "likeness": likeness} for one, other, likeness in found.perhaps_one],
    }
    if scores is not None:
        data["evaluation"] = evaluation_keys(scores)
    return data


def _row(cluster: Cluster) -> dict[str, object]:
    why = cluster.why
    return {
        "id": cluster.id,
        "title": cluster.title,
        "members": list(cluster.members),
        "keywords": list(cluster.keywords),
        "firms": cluster.firms,
        "cohesion": cluster.cohesion,
        "why": {
            "words": [{"word": word, "firms": firms} for word, firms in why.words],
            "topics": list(why.topics),
            "expertise_domains": [{"id": name, "score": score} for name, score in why.expertise],
            **{
                name: [{"id": value, "firms": firms} for value, firms in counts.items()]
                for name, counts in (
                    ("sectors", why.sectors),
                    ("processes", why.processes),
                    ("materials", why.materials),
                    ("provinces", why.provinces),
                )
            },
        },
    }


def _lines(found: Clustering, scores: Evaluation | None) -> list[str]:
    lines = []
    for cluster in found.clusters:
        lines.append(f"{cluster.id}  {cluster.firms:4} firms  {cluster.title}")
        shown = ", ".join(cluster.members[:_MEMBERS_SHOWN])
        more = len(cluster.members) - _MEMBERS_SHOWN
        lines.append(f"    needs: {shown}{f' and {more} more' if more > 0 else ''}")
        shared = ", ".join(f"{word} ({firms})" for word, firms in cluster.why.words)
        if shared:
            lines.append(f"    shared words, with how many firms use them: {shared}")
        fields = [name for name, _ in cluster.why.expertise]
        if fields:
            lines.append(f"    shared fields of expertise: {', '.join(fields)}")
    inside = sum(len(cluster.members) for cluster in found.clusters)
    lines.append(f"{len(found.clusters)} clusters with {inside} needs; {len(found.unclustered)} needs in none")
    lines += [f"kept out: {need} ({reason.value})" for need, reason in sorted(found.refused.items())]
    lines += [f"perhaps one: {one} and {other} ({value:.2f})" for one, other, value in found.perhaps_one]
    if scores is not None:
        lines += evaluation_lines(scores)
    return lines
