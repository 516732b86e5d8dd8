"""What people decide on clusters. Each decision is kept, holds at once for the needs that it names, and the next run
obeys it and learns from it.

Gathering all needs anew takes minutes where there are many: that is a worker's, on its next round.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.clusters.errors import ClustersError
from wegwijzer.web.clusters.models import Cluster, DecisionRow, Member


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
    row.delete()


@transaction.atomic
def split(cluster_id: str, version: int, out: Sequence[str], by: Actor, *, at: datetime) -> None:
    """Some needs do not belong with the others: they go out, and stand in no cluster until the next run.

    Raises ClustersError `stale`, or `nothing_split` for none or all.
    """
    row = _held(cluster_id, version)
    members = members_of(row)
    apart = tuple(need for need in members if need in set(out))
    rest = tuple(need for need in members if need not in set(out))
    if not apart or not rest:
        raise ClustersError("nothing_split")
    _decide(Decision(Verdict.SPLIT, (rest, apart)), by, at)
    row.members.filter(need__in=[UUID(need) for need in apart]).delete()
    _changed(row)


@transaction.atomic
def merge(cluster_id: str, version: int, with_id: str, by: Actor, *, at: datetime) -> None:
    """Two clusters are one, under the title of the first. Raises ClustersError `stale`, or `gone` for the other."""
    row = _held(cluster_id, version)
    other = Cluster.objects.filter(pk=with_id).exclude(pk=row.pk).first()
    if other is None:
        raise ClustersError("gone")
    _decide(Decision(Verdict.MERGE, (members_of(row), members_of(other))), by, at)
    Member.objects.filter(cluster=other).update(cluster=row)
    other.delete()
    _changed(row)


def members_of(row: Cluster) -> tuple[str, ...]:
    """The ids of a cluster's needs, in order."""
    return tuple(str(need) for need in row.members.order_by("need_id").values_list("need_id", flat=True))


def _changed(row: Cluster) -> None:
    """Count again; what firms it is of (`sectors`, `provinces`) is not known until the next run."""
    row.firms = row.members.values("need__case__firm").distinct().count()
    row.sectors, row.provinces, row.near = {}, {}, ""
    row.version += 1
    row.save()


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
