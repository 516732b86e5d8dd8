"""What may be shown of clusters, and what other apps may ask. Below the least number of firms there is nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.web.clusters.access import desks_that_gather as desks_that_gather
from wegwijzer.web.clusters.gathering import without_names
from wegwijzer.web.clusters.models import Cluster, Member, Run
from wegwijzer.web.referral.models import Need


@dataclass(frozen=True, slots=True)
class Shown:
    """A cluster with what may be said of it. `sectors` and `provinces` are those of enough firms, by id."""

    row: Cluster
    sectors: tuple[tuple[str, int], ...]
    provinces: tuple[tuple[str, int], ...]


def least_firms() -> int:
    """So many firms must be behind whatever is shown."""
    return shipped_rules().minimum_count


def clusters_to_show() -> Sequence[Shown]:
    """The clusters of enough firms that nobody rejected, those with most firms first."""
    enough = (
        _members()
        .values("cluster")
        .annotate(now=Count("need__case__firm", distinct=True))
        .filter(now__gte=least_firms())
    )
    rows = Cluster.objects.filter(pk__in=enough.values("cluster")).exclude(state=Cluster.State.REJECTED)
    return [_shown(row) for row in rows]


def cluster_to_show(cluster_id: str) -> Shown | None:
    """One of them."""
    row = Cluster.objects.filter(pk=cluster_id).exclude(state=Cluster.State.REJECTED).first()
    if row is None or firms_behind(cluster_id) < least_firms():
        return None
    return _shown(row)


def words_of(cluster_id: str) -> Sequence[tuple[str, str]]:
    """The needs of a cluster as (id, words without names), in the order of the alphabet: not of when they came.

    What a firm repeats is there once.
    """
    rows = _needs(cluster_id)
    said = {(row.case.firm_id, without_names(row)): row for row in sorted(rows, key=lambda row: str(row.pk))}
    return sorted(
        ((str(row.pk), words) for (_, words), row in said.items()), key=lambda one: (one[1].casefold(), one[0])
    )


def texts_by_firm(cluster_id: str) -> Mapping[str, Sequence[str]]:
    """The words of each firm in a cluster, by its id: to hold neutral words against, never for a page."""
    found: dict[str, list[str]] = {}
    for row in _needs(cluster_id):
        found.setdefault(str(row.case.firm_id), []).append(row.words)
    return found


def firms_of(cluster_id: str) -> Sequence[UUID]:
    """The firms behind a cluster, to be asked; never for a page."""
    return sorted({row.case.firm_id for row in _needs(cluster_id) if row.case.firm_id is not None}, key=str)


def firms_behind(cluster_id: str) -> int:
    """How many firms are behind a cluster now: consent may have been taken back since the last run."""
    return len(firms_of(cluster_id))


def last_run() -> Run | None:
    """When needs were last clustered."""
    return Run.objects.order_by("-at").first()


def _needs(cluster_id: str) -> list[Need]:
    ids = _members().filter(cluster_id=cluster_id).values("need_id")
    return list(Need.objects.filter(pk__in=ids).select_related("case__firm"))


def _members() -> QuerySet[Member]:
    """What stands in clusters and may lie there now."""
    may_lie = Member.objects.filter(need__together_at__isnull=False, need__case__firm__isnull=False)
    return may_lie.exclude(need__words="")


def _shown(row: Cluster) -> Shown:
    return Shown(row, _enough(row.sectors), _enough(row.provinces))


def _enough(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Kinds of so many firms that none of them can be told; the others are not named at all."""
    return tuple((kind, count) for kind, count in counts.items() if count >= least_firms())
