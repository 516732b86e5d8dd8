"""Needs of many firms come together without names, and what people decide is obeyed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.clusters.hall import OTHERS, PACKAGING, a_hall
from wegwijzer.web.clusters import actions, queries
from wegwijzer.web.clusters.errors import ClustersError
from wegwijzer.web.clusters.gathering import gather
from wegwijzer.web.clusters.models import Cluster, DecisionRow
from wegwijzer.web.clusters.reminders import write_reminders
from wegwijzer.web.referral import actions as referral
from wegwijzer.web.referral import queries as referral_queries

LIST = "/nl/samen/"


@pytest.fixture
def hall(db):
    made = a_hall()
    for words in (*PACKAGING, *OTHERS):
        made.asks(words)
    gather(timezone.now())
    return made


def the_cluster() -> Cluster:
    return Cluster.objects.order_by("-firms").first()


def act(hall, what: str, **form):
    row = the_cluster()
    return hall.client("tom").post(f"{LIST}groep/{row.pk}/{what}/", {"version": row.version, **form})


def test_firms_with_the_same_problem_come_together_and_others_do_not(hall):
    found = queries.clusters_to_show()
    assert len(found) == 1
    words = [text for _, text in queries.words_of(found[0].row.pk)]
    assert set(words) <= set(PACKAGING)
    assert len(words) >= len(PACKAGING) - 1
    page = hall.page("tom", LIST)
    assert found[0].row.title in page
    assert "boekhoudpakket" not in page


def test_the_list_takes_few_queries_however_many_clusters_there_are(hall, django_assert_max_num_queries):
    cluster = the_cluster()
    for number in range(cluster.members.count()):
        Cluster.objects.create(pk=f"c{number}", title="x", firms=9, made_at=timezone.now())
    client = hall.client("tom")
    client.get(LIST)
    with django_assert_max_num_queries(15):
        assert client.get(LIST).content.decode().count("row-title") == 1


def test_nothing_tells_who_is_behind_it(hall):
    hall.asks("De folie scheurt in de diepvries bij Zaak Vlasbloem, bel Jan Peeters op 0475 12 34 56.")
    gather(timezone.now())
    shown = hall.client("tom").get(f"{LIST}groep/{the_cluster().pk}/").content.decode()
    for secret in ("Vlasbloem", "Peeters", "0475", "firm0@", "Zaakvoerder", *(str(firm.pk) for firm in hall.firms)):
        assert secret not in shown


def test_below_the_least_number_of_firms_there_is_nothing(hall):
    for need in hall.needs[: len(PACKAGING) - 4]:
        actor = referral_queries.actor_for(hall.people[f"firm{hall.needs.index(need)}"])
        referral.let_together(actor=actor, need_id=need.pk, yes=False, at=timezone.now())
    cluster = the_cluster()
    assert queries.clusters_to_show() == []  # at once, before any run
    assert hall.client("tom").get(f"{LIST}groep/{cluster.pk}/").status_code == 404
    gather(timezone.now())
    assert queries.clusters_to_show() == []


def test_a_firm_that_asks_fifty_times_counts_once(db):
    made = a_hall()
    first = made.asks(PACKAGING[0])
    for _ in range(50):
        made.asks(PACKAGING[0], firm=first.case.firm)
    for words in PACKAGING[1:4]:
        made.asks(words)
    gather(timezone.now())
    assert queries.clusters_to_show() == []  # four firms


def test_only_what_a_firm_lets_lie_there_is_read(db):
    made = a_hall()
    for words in PACKAGING:
        made.asks(words, together=False)
    run = gather(timezone.now())
    assert run is not None
    assert run.needs == 0


@pytest.mark.parametrize("who", ["kim", "nobody", "firm0"])
def test_others_do_not_see_clusters(hall, who):
    for address in (LIST, f"{LIST}groep/{the_cluster().pk}/"):
        assert hall.client(who).get(address).status_code == 404
    row = the_cluster()
    response = hall.client(who).post(f"{LIST}groep/{row.pk}/bevestig/", {"version": row.version})
    assert response.status_code == 404
    assert not DecisionRow.objects.exists()


def test_a_federation_brings_firms_together_too(hall):
    assert hall.client("fons").get(LIST).status_code == 200


def test_confirming_is_kept_and_the_cluster_stays_when_new_needs_come(hall):
    cluster = the_cluster().pk
    assert act(hall, "bevestig").status_code == 302
    hall.asks("Diepvrieszakken voor kroketten scheuren open in de vriezer.")
    gather(timezone.now())
    row = Cluster.objects.get(pk=cluster)
    assert row.state == "confirmed"
    assert row.firms == len(PACKAGING) + 1


def test_a_need_that_is_split_off_does_not_come_back(hall):
    row = the_cluster()
    need = actions.members_of(row)[0]
    act(hall, "splits", needs=[need])
    gather(timezone.now(), anew=True)
    assert need not in actions.members_of(the_cluster())


def test_a_rejected_cluster_is_gone_and_stays_away(hall):
    act(hall, "verwerp")
    assert queries.clusters_to_show() == []
    gather(timezone.now(), anew=True)
    assert queries.clusters_to_show() == []


@pytest.mark.parametrize(
    ("what", "form"), [("splits", {}), ("voeg-samen", {"with": "elders"}), ("bevestig", {"version": "77"})]
)
def test_what_cannot_be_done_is_said(hall, what, form):
    response = hall.client("tom").post(
        f"{LIST}groep/{the_cluster().pk}/{what}/", {"version": the_cluster().version, **form}, follow=True
    )
    assert response.status_code == 200
    assert b'role="alert"' in response.content
    assert not DecisionRow.objects.exists()


def test_two_who_decide_at_once(hall):
    row = the_cluster()
    actor = referral_queries.actor_for(hall.people["tom"])
    actions.split(row.pk, row.version, [actions.members_of(row)[0]], actor, at=timezone.now())
    with pytest.raises(ClustersError) as refused:
        actions.confirm(row.pk, row.version, actor, at=timezone.now())
    assert refused.value.code == "stale"


def test_the_worker_runs_when_something_changed(hall):
    now = timezone.now()
    assert list(write_reminders(now)) == []
    assert list(write_reminders(now + timedelta(hours=2))) == []
    hall.asks(PACKAGING[0])
    assert list(write_reminders(now + timedelta(hours=2))) == ["11 needs clustered"]


def test_a_firm_that_is_erased_goes_out_of_its_cluster(hall):
    actor = referral_queries.actor_for(hall.people["firm0"])
    referral.erase(actor=actor, firm_id=hall.firms[0].pk, at=timezone.now())
    assert queries.firms_behind(the_cluster().pk) == len(PACKAGING) - 1


def test_a_firm_says_on_its_page_whether_its_question_may_lie_there(hall):
    need = hall.needs[0]
    client = hall.client("firm0")
    address = f"/nl/mijn-vragen/{need.case_id}/doe/samen/"
    client.post(address, {"need": str(need.pk), "yes": "no"})
    need.refresh_from_db()
    assert need.together_at is None
    client.post(address, {"need": str(need.pk), "yes": "yes"})
    need.refresh_from_db()
    assert need.together_at is not None
    assert hall.client("firm1").post(address, {"need": str(need.pk), "yes": "no"}).status_code == 404
