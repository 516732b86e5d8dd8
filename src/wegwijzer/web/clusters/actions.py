"""What people decide on clusters. Each decision is kept, and the next run obeys it and learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.clusters.errors import ClustersError
from wegwijzer.web.clusters.gathering import gather
from wegwijzer.web.clusters.models import Cluster, DecisionRow


@transaction.atomic
def confirm(cluster_id: str, version: int, by: Actor, *, at: datetime) -> None:
    """These needs belong together. Raises ClustersError `stale` when the cluster changed meanwhile."""
    row = _held(cluster_id, version)
    _decide(Decision(Verdict.CONFIRM, (members_of(row),)), by, at)
    row.state = Cluster.State.CONFIRMED
    row.save(update_fields=["state"])


@transaction.atomic
def reject(cluster_id: str, version: int, by: Actor, *, at: datetime) -> None:
    """These needs do not belong together: the cluster goes, and its needs do not come together again."""
    row = _held(cluster_id, version)
    _decide(Decision(Verdict.REJECT, (members_of(row),)), by, at)
    gather(at, anew=True)


@transaction.atomic
def split(cluster_id: str, version: int, out: Sequence[str], by: Actor, *, at: datetime) -> None:
    """Some needs do not belong with the others. Raises ClustersError `stale`, or `nothing_split` for none or all."""
    row = _held(cluster_id, version)
    members = members_of(row)
    apart = tuple(need for need in members if need in set(out))
    rest = tuple(need for need in members if need not in set(out))
    if not apart or not rest:
        raise ClustersError("nothing_split")
    _decide(Decision(Verdict.SPLIT, (rest, apart)), by, at)
    gather(at, anew=True)


@transaction.atomic
def merge(cluster_id: str, version: int, with_id: str, by: Actor, *, at: datetime) -> None:
    """Two clusters are one. Raises ClustersError `stale`, or `gone` when the other is no longer there."""
    row = _held(cluster_id, version)
    other = Cluster.objects.filter(pk=with_id).exclude(pk=row.pk).first()
    if other is None:
        raise ClustersError("gone")
    _decide(Decision(Verdict.MERGE, (members_of(row), members_of(other))), by, at)
    gather(at, anew=True)


def members_of(row: Cluster) -> tuple[str, ...]:
    """The ids of a cluster's needs, in order."""
    return tuple(str(need) for need in row.members.order_by("need_id").values_list("need_id", flat=True))


def _held(cluster_id: str, version: int) -> Cluster:
    row = Cluster.objects.select_for_update().filter(pk=cluster_id).first()
    if row is None or row.version != version:
        raise ClustersError("stale")
    return row


def _decide(decision: Decision, by: Actor, at: datetime) -> None:
    DecisionRow.objects.create(
        verdict=decision.verdict.value,
        groups=[list(group) for group in decision.groups],
        desk_id=next(iter(sorted(by.desks)), None),
        person_id=by.person or None,
        at=at,
    )
