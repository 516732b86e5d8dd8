"""Needs of many firms come together, whatever their order, and stay together when others arrive."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clustering import PACKAGING, STAFF, a_clusterer, a_kinship, needs_of
from tests.searching import ANALYSER, WordCountingModel
from wegwijzer.core.clustering.clustering import Clusterer, ClusterIndex
from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.clustering.screening import LONGEST_NEED, Refusal
from wegwijzer.core.clustering.seeing import RememberingSeer
from wegwijzer.core.understanding.features import Seer
from wegwijzer.readers.language import shipped_analyser

PACK, PEOPLE = needs_of(PACKAGING, prefix="p"), needs_of(STAFF, prefix="s")
ODD = [ClusterNeed("odd", "de duif van de buurman zingt vals", firm="odd")]
ALL = [*PACK, *PEOPLE, *ODD]
PACK_IDS, PEOPLE_IDS = tuple(one.id for one in PACK), tuple(one.id for one in PEOPLE)


@pytest.fixture(scope="module")
def clusterer():
    return a_clusterer()


def groups(found):
    return {cluster.members for cluster in found.clusters}


def test_needs_about_the_same_come_together_and_what_fits_nowhere_stays_out(clusterer):
    found = clusterer.cluster(ALL)
    assert groups(found) == {PACK_IDS, PEOPLE_IDS}
    assert found.unclustered == ("odd",)


def test_words_alone_will_do(clusterer):
    found = groups(a_clusterer(with_meaning=False).cluster(ALL))
    assert PACK_IDS in found
    assert all(set(members) <= set(PACK_IDS) or set(members) <= set(PEOPLE_IDS) for members in found)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_needs_does_not_matter(chance: random.Random):
    shuffled = list(ALL)
    chance.shuffle(shuffled)
    assert _CLUSTERER.cluster(shuffled) == _EXPECTED


_CLUSTERER = a_clusterer()
_EXPECTED = _CLUSTERER.cluster(ALL)


@given(st.sets(st.sampled_from([one.id for one in ALL]), min_size=1), st.sampled_from([2, 3]))
@settings(max_examples=15, deadline=None)
def test_who_is_in_a_cluster_stays_in_it_when_others_arrive(early, least):
    before = _CLUSTERER.cluster([one for one in ALL if one.id in early], least_firms=least)
    after = _CLUSTERER.cluster(ALL, previous=before.members(), least_firms=least)
    place = after.cluster_of()
    assert all(place[need] == cluster for need, cluster in before.cluster_of().items())


def test_a_firm_that_asks_fifty_times_counts_once(clusterer):
    again = [ClusterNeed(f"x{number}", PACKAGING[0], firm="p-firm1") for number in range(50)]
    found = clusterer.cluster([*PACK[:2], *again])
    assert found.clusters == ()
    all_of_them = clusterer.cluster([*PACK, *again])
    assert [cluster.firms for cluster in all_of_them.clusters] == [len(PACK)]
    assert len(all_of_them.clusters[0].members) == len(PACK) + 50


def test_the_same_words_of_two_firms_are_two_needs(clusterer):
    twins = [ClusterNeed(f"t{number}", PACKAGING[0], firm=f"t{number}") for number in range(3)]
    assert [cluster.firms for cluster in clusterer.cluster(twins).clusters] == [3]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Refusal.EMPTY),
        (" \n\t ", Refusal.EMPTY),
        ("x", Refusal.TOO_SHORT),
        ("aaaaaaaaaaaa", Refusal.TOO_SHORT),
        ("!!! 123 ???", Refusal.TOO_SHORT),
        ("<p>onze verpakking <b>scheurt</b></p>", Refusal.MARKUP),
        ("verpakking " * LONGEST_NEED, Refusal.TOO_LONG),
        ("Click here for a free trial of our casino", Refusal.ADVERT),
        ("Koop nu! https://example.com en gratis proef", Refusal.ADVERT),
    ],
)
def test_what_is_no_need_is_kept_out_with_the_reason(clusterer, text, reason):
    found = clusterer.cluster([*PACK, ClusterNeed("spam", text, firm="spam")])
    assert found.refused == {"spam": reason}
    assert "spam" in found.unclustered
    assert groups(found) == {PACK_IDS}


def test_every_word_that_is_shown_was_written_by_somebody():
    """Not what a part of a compound means as well: "koeling" seems to hold "koe", and nobody said "rund"."""
    analyser = shipped_analyser()
    clusterer = Clusterer(a_kinship(), Seer(analyser, WordCountingModel()), analyser)
    texts = [f"koeling: {text}, personeelskosten" for text in PACKAGING]
    needs = [ClusterNeed(f"k{place}", text, firm=f"k{place}") for place, text in enumerate(texts)]
    found = next(cluster for cluster in clusterer.cluster(needs).clusters if len(cluster.members) > 1)
    said = " ".join(texts)
    assert [word for word in (*found.keywords, *found.title.lower().split(", ")) if word not in said] == []


def test_a_title_and_words_are_those_of_more_than_one_firm(clusterer):
    secret = ClusterNeed("p9", "verpakking van Zonnebloemkoekjes scheurt in de diepvries", firm="p9")
    found = clusterer.cluster([*PACK, secret]).clusters[0]
    assert "p9" in found.members
    told = f"{found.title} {found.keywords} {found.why}".lower()
    assert "zonnebloem" not in told
    assert {"verpakking", "diepvries"} <= set(found.keywords)
    assert found.title
    assert found.title[0].isupper()


def test_a_cluster_tells_how_many_firms_of_which_kind(clusterer):
    known = needs_of(PACKAGING, prefix="p", sector="food", province="limburg")
    why = clusterer.cluster(known).clusters[0].why
    assert dict(why.sectors) == {"food": 4}
    assert dict(why.provinces) == {"limburg": 4}
    assert why.topics[0] == "packaging"


def test_fewer_firms_than_asked_for_are_no_cluster(clusterer):
    assert clusterer.cluster(ALL, least_firms=5).clusters == ()


def test_a_new_need_finds_its_cluster_without_a_new_run(clusterer):
    found = clusterer.cluster(ALL)
    index = ClusterIndex(clusterer, found, ALL)
    place = index.place(ClusterNeed("new", "verpakking barst in de diepvries", firm="new"))
    assert place.cluster == found.cluster_of()["p1"]
    nowhere = index.place(ClusterNeed("new", "de duif zingt", firm="new"))
    assert nowhere.cluster is None
    assert index.place(ClusterNeed("new", "", firm="new")).cluster is None
    kept = replace(found, centres={})
    again = ClusterIndex(clusterer, kept, ALL).place(ClusterNeed("new", "verpakking barst in de diepvries", firm="new"))
    assert (again.cluster, again.likeness) == (place.cluster, pytest.approx(place.likeness, abs=1e-4))


def test_texts_are_seen_once_and_alike_every_time():
    class Counting:
        def __init__(self):
            self.asked, self.seer = [], Seer(ANALYSER, WordCountingModel())

        def see(self, texts):
            self.asked += texts
            return self.seer.see(texts)

    counting = Counting()
    seer = RememberingSeer(counting, most=3)
    first, again = seer.see(PACKAGING[:3]), seer.see(PACKAGING[:3])
    assert counting.asked == list(PACKAGING[:3])
    assert np.array_equal(first.vectors, again.vectors)
    assert first.terms == again.terms == counting.seer.see(PACKAGING[:3]).terms
    seer.see(PACKAGING)
    seer.see(PACKAGING[:1])
    assert counting.asked == [*PACKAGING[:3], PACKAGING[3], PACKAGING[0]], "the oldest is forgotten"


def test_a_text_is_read_alone_as_it_is_among_others(clusterer):
    kinship, texts = clusterer.kinship, [need.text for need in ALL]
    among = kinship.rows(ALL, kinship.parts(clusterer.see(ALL), texts))
    for place, need in enumerate(ALL):
        alone = kinship.rows([need], kinship.parts(clusterer.see([need]), [need.text]))
        assert np.allclose(alone[0], among[place], atol=1e-4)


def test_no_needs_give_no_clusters(clusterer):
    assert clusterer.cluster([]).clusters == ()
    assert ClusterIndex(clusterer, clusterer.cluster([]), []).place(PACK[0]).cluster is None


def test_two_needs_with_one_id_are_an_error_of_the_caller(clusterer):
    with pytest.raises(ValueError, match="same id"):
        clusterer.cluster([PACK[0], PACK[0]])


@pytest.mark.parametrize("text", ["🥖🥖🥖 brood", "\x00 nul", "\ud800 half", "ف ق ك ل م", "verpakking" * 90])
def test_odd_texts_break_nothing(clusterer, text):
    assert "p1" in clusterer.cluster([*PACK, ClusterNeed("odd", text, firm="odd")]).cluster_of()


def test_a_split_holds_in_the_next_run_and_a_merge_too(clusterer):
    split = Decision(Verdict.SPLIT, (PACK_IDS[:2], PACK_IDS[2:]))
    apart = clusterer.cluster(ALL, decisions=[split], least_firms=2).cluster_of()
    assert apart["p1"] == apart["p2"] != apart["p3"]
    merge = Decision(Verdict.MERGE, (PACK_IDS, PEOPLE_IDS))
    assert groups(clusterer.cluster(ALL, decisions=[merge])) == {(*PACK_IDS, *PEOPLE_IDS)}
    later = clusterer.cluster(ALL, decisions=[split, Decision(Verdict.CONFIRM, (PACK_IDS,))])
    assert PACK_IDS in groups(later), "the later decision goes before the earlier one"


def test_a_rejected_cluster_does_not_come_back(clusterer):
    before = clusterer.cluster(ALL)
    rejected = Decision(Verdict.REJECT, (PACK_IDS,))
    after = clusterer.cluster(ALL, decisions=[rejected], previous=before.members(), least_firms=2)
    assert not set(PACK_IDS) & set(after.cluster_of())
    assert PEOPLE_IDS in groups(after)


def test_a_need_that_was_confirmed_stays_though_it_is_unlike_the_rest(clusterer):
    confirmed = Decision(Verdict.CONFIRM, ((*PACK_IDS, "odd"),))
    assert (*("odd",), *PACK_IDS) in groups(clusterer.cluster(ALL, decisions=[confirmed]))


def test_ids_of_an_earlier_run_are_kept(clusterer):
    before = {"eigen-id": PACK_IDS}
    assert clusterer.cluster(ALL, previous=before).cluster_of()["p1"] == "eigen-id"


def test_a_group_of_few_firms_has_to_be_more_alike_unless_people_said_so(clusterer):
    strict = clusterer.weighing(replace(clusterer.kinship.weights, few=20.0))
    assert groups(strict.cluster(ALL)) == set()
    confirmed = Decision(Verdict.CONFIRM, (PACK_IDS,))
    assert groups(strict.cluster(ALL, decisions=[confirmed])) == {PACK_IDS}
