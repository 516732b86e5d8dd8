"""What a person decides on a cluster holds at once, on both databases; the worker gathers anew on its next round."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.clusters.hall import a_hall
from wegwijzer.web.clusters import actions, gathering, queries
from wegwijzer.web.clusters.errors import ClustersError
from wegwijzer.web.clusters.models import Cluster, DecisionRow, Member, Run
from wegwijzer.web.clusters.reminders import EVERY, write_reminders
from wegwijzer.web.referral import queries as referral

NOW = timezone.now()


@pytest.fixture
def hall(db):
    """Two clusters of six and five firms, as a run an hour ago left them."""
    made = a_hall()
    for number in range(11):
        made.asks(f"Vraag {number} over folie")
    for key, needs in (("one", made.needs[:6]), ("two", made.needs[6:])):
        row = Cluster.objects.create(pk=key, title=key, firms=len(needs), sectors={"food": len(needs)}, made_at=NOW)
        Member.objects.bulk_create(Member(cluster=row, need=need) for need in needs)
    Run.objects.create(at=NOW - timedelta(minutes=30), needs=11, fingerprint="x")
    return made


def post(hall, what: str, **form):
    return hall.client("tom").post(f"/nl/samen/groep/one/{what}/", {"version": "1", **form})


def test_a_split_holds_at_once_and_hides_what_is_too_small_then(hall):
    out = [str(need.pk) for need in hall.needs[:2]]
    assert post(hall, "splits", needs=out).headers["Location"] == "/nl/samen/?gedaan=bewaard"
    assert [one.row.pk for one in queries.clusters_to_show()] == ["two"]
    assert set(actions.members_of(Cluster.objects.get(pk="one"))) == {str(need.pk) for need in hall.needs[2:6]}
    assert "Binnen enkele minuten" in hall.page("tom", "/nl/samen/?gedaan=bewaard")


def test_a_merge_holds_at_once_and_says_nothing_old_of_its_firms(hall):
    assert post(hall, "voeg-samen", **{"with": "two"}).headers["Location"].endswith("/one/?gedaan=bewaard")
    (found,) = queries.clusters_to_show()
    assert (found.row.pk, found.row.firms, found.sectors) == ("one", 11, ())


def test_a_rejected_cluster_is_gone_and_who_had_it_open_reads_why(hall):
    assert post(hall, "verwerp").headers["Location"] == "/nl/samen/?gedaan=bewaard"
    assert not Cluster.objects.filter(pk="one").exists()
    page = post(hall, "bevestig")
    assert page.headers["Location"] == "/nl/samen/?waarom=changed"
    assert "Die groep is er niet meer" in hall.page("tom", page.headers["Location"])


def test_deciding_loads_no_model_and_takes_few_queries(hall, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(gathering, "clusterer_taught_by", None)  # it would fail if it were asked
    actor = referral.actor_for(hall.people["tom"])
    with django_assert_max_num_queries(14):
        actions.split("one", 1, [str(hall.needs[0].pk)], actor, at=NOW)


def test_the_worker_waits_no_hour_for_what_somebody_decided(hall, monkeypatch):
    gathered = []
    monkeypatch.setattr("wegwijzer.web.clusters.reminders.gather", lambda at: gathered.append(at))
    list(write_reminders(NOW))
    assert gathered == []  # a run half an hour ago, and only needs may have changed
    post(hall, "bevestig")
    list(write_reminders(NOW + timedelta(minutes=1)))
    assert len(gathered) == 1
    DecisionRow.objects.update(at=NOW - EVERY * 3)
    list(write_reminders(NOW + EVERY))
    assert len(gathered) == 2


def test_what_is_decided_while_needs_are_gathered_goes_before_what_was_found(hall, monkeypatch):
    actor = referral.actor_for(hall.people["tom"])

    def meanwhile(needs, decisions):
        actions.reject("two", 1, actor, at=NOW)
        return gathering.Clustering((), ())

    monkeypatch.setattr(gathering, "_clustered", meanwhile)
    assert gathering.gather(NOW) is None
    assert [row.pk for row in Cluster.objects.all()] == ["one"]


def test_two_who_decide_on_one_page_are_not_both_obeyed(hall):
    actor = referral.actor_for(hall.people["tom"])
    actions.split("one", 1, [str(hall.needs[0].pk)], actor, at=NOW)
    with pytest.raises(ClustersError) as refused:
        actions.reject("one", 1, actor, at=NOW)
    assert refused.value.code == "stale"
