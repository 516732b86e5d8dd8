"""From a confirmed cluster to a project that six firms join; nobody is named who did not agree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.clusters.hall import PACKAGING, a_hall
from tests.web.visitor import words_of
from wegwijzer.web.clusters import actions as cluster_actions
from wegwijzer.web.clusters.gathering import gather
from wegwijzer.web.clusters.models import Cluster
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.projects import queries
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.projects.reminders import write_reminders
from wegwijzer.web.referral import queries as referral

TODAY = timezone.localdate()
FORM = {
    "title": "Folie die koud blijft",
    "problem": "Verpakkingen van diepvriesproducten scheuren.",
    "question": "Welke folie blijft soepel bij -20 graden?",
    "puts_in": "Tien stalen en een halve dag.",
    "gets_out": "Een testverslag na drie maanden.",
    "user_group": "Twee keer samen.",
    "centres": ["flanders-food"],
    "instrument": "coock",
    "budget_low": "150.000",
    "budget_high": "200.000",
    "minimum_firms": "6",
    "first_until": (TODAY + timedelta(days=10)).isoformat(),
    "decide_by": (TODAY + timedelta(days=30)).isoformat(),
}


@pytest.fixture
def hall(db):
    made = a_hall()
    for words in PACKAGING:
        made.asks(words)
    made.asks("We zoeken een boekhoudpakket.", together=False)
    gather(timezone.now())
    row = Cluster.objects.get()
    actor = referral.actor_for(made.people["tom"])
    cluster_actions.confirm(row.pk, row.version, actor, at=timezone.now())
    return made


def begun(hall) -> Project:
    response = hall.client("tom").post("/nl/samen/projecten/nieuw/", {"cluster": Cluster.objects.get().pk})
    assert response.status_code == 302
    return Project.objects.get()


def desk(row: Project, what: str = "") -> str:
    return f"/nl/samen/projecten/{row.pk}/{f'{what}/' if what else ''}"


def asked(hall) -> Project:
    row = begun(hall)
    tom = hall.client("tom")
    assert tom.post(desk(row), {**FORM, "version": row.version}).status_code == 302
    assert tom.post(desk(row, "vraag")).headers["Location"].endswith("?gedaan=vraag")
    return Project.objects.get()


def answers(hall, number: int, row: Project, what: str, **form):
    return hall.client(f"firm{number}").post(f"/nl/projecten/{row.pk}/{what}/", form)


def letters(kind: str) -> list[str]:
    return sorted(Outgoing.objects.filter(kind=kind).values_list("person__email", flat=True))


def test_six_firms_join_and_it_goes_on_to_a_dossier(hall):
    row = asked(hall)
    assert len(letters("project_asked")) == len(PACKAGING)
    page = hall.page("firm0", f"/nl/projecten/{row.pk}/")
    for words in ("Tien stalen en een halve dag.", "Een testverslag", "komt onder meer uit uw eigen vraag"):
        assert words in page
    for number in range(6):
        answers(hall, number, row, "doe-mee", named="yes" if number < 2 else "", interest="3")
    assert letters("project_enough") == ["tom@desk.example"]
    own = hall.page("tom", desk(row))
    assert "6 doen mee" in own
    assert "Zaak Vlasbloem 0" in own
    assert "Zaak Vlasbloem 6" not in own
    done = hall.client("tom").post(desk(row, "dossier"), follow=True)
    assert "gaat door" in words_of(done.content.decode())
    assert len(letters("project_goes_on")) == 7  # the last was still asked
    begun_with = hall.client("tom").get(f"/nl/dossiers/?project={row.pk}").content.decode()
    assert 'value="Folie die koud blijft"' in begun_with
    assert "Folie die koud blijft" not in hall.client("fons").get(f"/nl/dossiers/?project={row.pk}").content.decode()
    tom = hall.client("tom")
    made = tom.post("/nl/dossiers/nieuw/", {"title": "Folie", "measure": "coock", "project": str(row.pk)}, follow=True)
    assert made.status_code == 200
    assert Dossier.objects.get().parts["problem"]["text"] == FORM["problem"]


def test_names_are_seen_by_those_who_show_theirs(hall):
    row = asked(hall)
    answers(hall, 0, row, "doe-mee", named="yes")
    answers(hall, 1, row, "doe-mee", named="yes")
    answers(hall, 2, row, "doe-mee")
    answers(hall, 3, row, "kijk-mee", named="yes")
    address = f"/nl/projecten/{row.pk}/"
    assert "Zaak Vlasbloem 1" in hall.page("firm0", address)
    for who in ("firm2", "firm3", "firm4"):
        assert "Zaak Vlasbloem" not in hall.page(who, address).replace("Zaak Vlasbloem " + who[4:], "")
    for number in (3, 4):
        assert f"Zaak Vlasbloem {number}" not in hall.page("firm0", address)
        assert f"Zaak Vlasbloem {number}" not in hall.page("tom", desk(row))


def test_others_come_in_after_the_first_days(hall):
    row = asked(hall)
    address = f"/nl/projecten/{row.pk}/"
    assert hall.client("firm7").get(address).status_code == 404
    assert answers(hall, 7, row, "doe-mee").status_code == 404
    assert "Folie die koud blijft" not in hall.page("firm7", "/nl/projecten/")
    Project.objects.update(first_until=TODAY - timedelta(days=1), asked_on=TODAY - timedelta(days=9))
    assert "Folie die koud blijft" in hall.page("firm7", "/nl/projecten/")
    answers(hall, 7, row, "doe-mee")
    part = TakingPartRow.objects.get(firm=hall.firms[7])
    assert (part.standing, part.is_source) == ("joined", False)


def test_a_no_is_a_no(hall):
    row = asked(hall)
    answers(hall, 0, row, "nee")
    assert TakingPartRow.objects.get(firm=hall.firms[0]).standing == "declined"
    list(write_reminders(timezone.now() + timedelta(days=26)))
    assert "firm0@voorbeeld.example" not in letters("project_reminder")
    assert len(letters("project_reminder")) == len(PACKAGING) - 1
    list(write_reminders(timezone.now() + timedelta(days=27)))
    assert len(letters("project_reminder")) == len(PACKAGING) - 1


def test_too_few_firms_end_it_and_everybody_who_waits_hears(hall):
    row = asked(hall)
    answers(hall, 0, row, "doe-mee")
    answers(hall, 1, row, "nee")
    late = timezone.now() + timedelta(days=32)
    said = list(write_reminders(late))
    assert f"project {row.pk} stopped: too few firms joined" in said
    assert letters("project_stopped") == ["firm0@voorbeeld.example"]
    assert list(write_reminders(late)) == []
    assert answers(hall, 2, row, "doe-mee").headers["Location"].endswith("waarom=closed")


def test_words_that_could_tell_a_firm_are_shown_and_must_be_looked_at(hall):
    row = begun(hall)
    tom = hall.client("tom")
    telling = {**FORM, "problem": "De zak van onze diepvriesfrieten scheurt open langs de naad", "version": row.version}
    tom.post(desk(row), telling)
    assert "scheurt open langs de naad" in hall.page("tom", desk(row))
    assert tom.post(desk(row, "vraag")).headers["Location"].endswith("waarom=telling&waar=")
    assert not letters("project_asked")
    assert tom.post(desk(row, "vraag"), {"sure": "yes"}).headers["Location"].endswith("?gedaan=vraag")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "x" * 200}, "te lang"),
        ({"budget_low": "veel"}, "bedrag in euro"),
        ({"budget_high": "100"}, "kleiner dan het laagste"),
        ({"first_until": "31/2/2027"}, "geen dag"),
        ({"decide_by": "1/1/2020"}, "voorbij"),
        ({"decide_by": (TODAY + timedelta(days=2)).isoformat()}, "voor de dag hierboven"),
        ({"minimum_firms": "2"}, "vanaf 5"),
        ({"version": "99"}, "paste dit net aan"),
    ],
)
def test_bad_input_is_said_where_it_stands_and_nothing_is_lost(hall, change, words):
    row = begun(hall)
    form = {**FORM, "version": row.version, **change}
    response = hall.client("tom").post(desk(row), form)
    assert response.status_code == 422
    shown = response.content.decode()
    assert words in words_of(shown)
    assert "Tien stalen en een halve dag." in shown
    assert Project.objects.get().title == ""


def test_nothing_is_asked_while_a_firm_would_not_read_what_it_gives(hall):
    row = begun(hall)
    tom = hall.client("tom")
    tom.post(desk(row), {**FORM, "puts_in": "", "version": row.version})
    response = tom.post(desk(row, "vraag"), follow=True)
    assert "Vul eerst in: Wat een bedrijf geeft" in words_of(response.content.decode())
    assert not letters("project_asked")


@pytest.mark.parametrize("who", ["fons", "kim", "nobody", "firm0"])
def test_a_proposal_is_its_desks_alone(hall, who):
    row = begun(hall)
    client = hall.client(who)
    assert client.get(desk(row)).status_code == 404
    for what in ("", "vraag", "dossier", "stop"):
        assert client.post(desk(row, what), FORM).status_code == 404
    if who != "fons":
        assert client.post("/nl/samen/projecten/nieuw/", {"cluster": Cluster.objects.get().pk}).status_code == 404


def test_what_firms_want_most_is_told_once_enough_said_so(hall):
    row = asked(hall)
    for number in range(4):
        answers(hall, number, row, "kijk-mee", interest="2")
    assert queries.support_for(referral.actor_for(hall.people["tom"])) == []
    answers(hall, 4, row, "doe-mee", interest="3")
    ((project, support),) = queries.support_for(referral.actor_for(hall.people["tom"]))
    assert (project.pk, support.firms) == (row.pk, 5)


def test_what_is_kept_is_in_the_firms_own_file_and_goes_with_it(hall):
    row = asked(hall)
    answers(hall, 0, row, "doe-mee", named="yes", interest="2")
    (kept,) = queries.kept_of_firm(hall.firms[0].pk)
    assert (kept["standing"], kept["may_be_named"], kept["interest"]) == ("joined", True, 2)
    hall.firms[0].delete()
    assert queries.counts_of(Project.objects.get()).joined == 0


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_speaks_three_languages(hall, language):
    row = asked(hall)
    assert hall.client("tom").get(f"/{language}/samen/").status_code == 200
    assert hall.client("tom").get(f"/{language}/samen/groep/{row.cluster}/").status_code == 200
    assert hall.client("tom").get(f"/{language}/samen/projecten/{row.pk}/").status_code == 200
    for address in (f"/{language}/projecten/", f"/{language}/projecten/{row.pk}/"):
        assert hall.client("firm0").get(address).status_code == 200
