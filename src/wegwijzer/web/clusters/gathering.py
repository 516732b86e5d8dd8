"""From the needs of firms to what the clustering reads, and back into rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from wegwijzer.core.clustering.clustering import Cluster as Found
from wegwijzer.core.clustering.clustering import Clustering
from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.understanding.learnable import learnable
from wegwijzer.readers.clustering import clusterer_taught_by
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.name_signs import shipped_name_signs
from wegwijzer.web.clusters.models import Cluster, DecisionRow, Member, Run
from wegwijzer.web.referral import queries as referral
from wegwijzer.web.referral.models import Need


def gather(at: datetime, *, anew: bool = False) -> Run | None:
    """Cluster all needs that firms let lie beside others'; None when nothing changed since the last run.

    Clusters keep their id, and a need its cluster, unless people decided otherwise. What somebody decides meanwhile
    goes before what was found: then nothing is kept (None), and the next round does it again.
    """
    decided = DecisionRow.objects.count()
    rows = referral.needs_together()
    decisions = decisions_so_far()
    fingerprint = _fingerprint(rows, decisions)
    last = Run.objects.order_by("-at").first()
    if last is not None and last.fingerprint == fingerprint and not anew:
        return None
    needs = [as_cluster_need(row) for row in rows]
    found = _clustered(needs, decisions)
    with transaction.atomic():
        known = {row.pk: row for row in Cluster.objects.select_for_update()}
        if DecisionRow.objects.count() != decided:
            return None
        _keep(found, known, at)
        Run.objects.all().delete()
        return Run.objects.create(
            at=at, needs=len(rows), fingerprint=fingerprint, by_words_alone=embedder_or_reason()[0] is None
        )


def _clustered(needs: Sequence[ClusterNeed], decisions: Sequence[Decision]) -> Clustering:
    if not needs:  # nothing to load a model for
        return Clustering((), ())
    return clusterer_taught_by(needs, decisions).cluster(needs, decisions=decisions, previous=_previous())


def as_cluster_need(row: Need) -> ClusterNeed:
    """A need as the clustering reads it: without the names in its words."""
    case, firm = row.case, row.case.firm
    nace = str(firm.facts.get("nace", {}).get("value", "")).replace(".", "") if firm is not None else ""
    return ClusterNeed(
        str(row.pk),
        without_names(row),
        str(case.firm_id),
        nace if nace.isdecimal() else None,
        case.sector or None,
        case.province or None,
    )


def without_names(row: Need) -> str:
    """The words of a need as an intermediary reads them."""
    name = row.case.firm.name if row.case.firm is not None else ""
    return learnable(row.words, shipped_name_signs(), known_names=[name] if name else ())


def decisions_so_far() -> list[Decision]:
    """What people decided, oldest first; a group whose needs are all gone says nothing any more."""
    here = {str(pk) for pk in Need.objects.filter(together_at__isnull=False).values_list("pk", flat=True)}
    found = []
    for row in DecisionRow.objects.all():
        groups = tuple(tuple(need for need in group if need in here) for group in row.groups)
        groups = tuple(group for group in groups if group)
        try:
            found.append(Decision(Verdict(row.verdict), groups))
        except ValueError:
            continue  # too little of it is left
    return found


def _previous() -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for cluster, need in Member.objects.order_by("need_id").values_list("cluster_id", "need_id"):
        members.setdefault(cluster, []).append(str(need))
    return members


def _keep(found: Clustering, known: Mapping[str, Cluster], at: datetime) -> None:
    near = {one: other for one, other, _ in found.perhaps_one} | {other: one for one, other, _ in found.perhaps_one}
    ids = {cluster.id for cluster in found.clusters}
    Cluster.objects.exclude(pk__in=ids).delete()
    Member.objects.all().delete()
    for cluster in found.clusters:
        row = known.get(cluster.id)
        if row is None:
            row = Cluster(pk=cluster.id, made_at=at, version=0)
        _describe(row, cluster, near.get(cluster.id, ""))
    Member.objects.bulk_create(
        Member(cluster_id=cluster.id, need_id=need) for cluster in found.clusters for need in cluster.members
    )


def _describe(row: Cluster, cluster: Found, near: str) -> None:
    row.title = cluster.title[:200]
    row.keywords = list(cluster.keywords)
    row.topics = list(cluster.why.topics)
    row.expertise = [field for field, _ in cluster.why.expertise]
    row.sectors = dict(cluster.why.sectors)
    row.provinces = dict(cluster.why.provinces)
    row.firms = cluster.firms
    row.near = near
    row.version += 1
    row.save()


def _fingerprint(rows: Sequence[Need], decisions: Sequence[Decision]) -> str:
    told = [f"{row.pk} {row.words}" for row in rows] + [f"{one.verdict.value} {one.groups}" for one in decisions]
    return sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()
