"""Done again later: earlier results with their dates, what moved, and how long it is all kept."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.web.placement.conftest import Firm
from wegwijzer.core.pyramid.placing import QUESTION_IDS, next_question
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.actions import MOST_PLACEMENTS
from wegwijzer.web.placement.answers import CHOICES, known_answers
from wegwijzer.web.placement.kept_result import KeptResult, kept_text, read_kept
from wegwijzer.web.placement.models import Placement, Visitor


def long_ago(**past: int) -> None:
    """Move everything that is kept back in time."""
    for row in Placement.objects.all():
        row.started -= timedelta(**past)
        row.finished = row.finished and row.finished - timedelta(**past)
        row.save()
    for visitor in Visitor.objects.all():
        visitor.seen -= timedelta(**past)
        visitor.save()


def test_one_result_needs_no_history(firm):
    assert "Uw resultaten tot nu" not in firm.answer_all()


def test_results_are_listed_with_what_moved(firm):
    firm.answer_all()
    long_ago(days=20)
    firm.answer_all(product="yes", together="yes")
    long_ago(days=5)
    page = firm.answer_all(product="yes")
    history = page[page.index("Uw resultaten tot nu") :]
    assert "Volger een stap lager dan de keer ervoor" in history
    assert "Toepasser 2 stappen hoger dan de keer ervoor" in history
    assert history.index("Volger") < history.index("Toepasser") < history.index("Nog niet vernieuwend")


def test_two_results_of_one_day_are_told_apart_by_the_hour(firm):
    firm.answer_all()
    assert firm.answer_all().count(" uur") == 2


def test_an_undecided_result_is_not_compared(firm):
    firm.answer_all(product="yes", together="dont_know")
    assert "niet te vergelijken" in firm.answer_all(product="yes")


def kept_path(firm: Firm) -> str:
    """The end of the address that the result page tells the firm to keep."""
    found = re.search(r'href="[^"]*/waar-staat-u/(bewaard/[^"]+/)"', firm.last.content.decode())
    assert found is not None
    return found[1]


def test_a_year_later_a_kept_link_shows_what_moved(firm):
    firm.answer_all()
    today = timezone.localdate()
    path = kept_path(firm).replace(str(today), str(today.replace(day=1) - timedelta(days=365)))
    another = Firm(Client())
    page = another.see(path)
    assert "U bent nog niet vernieuwend" in page
    assert not Visitor.objects.filter(placements__isnull=True).exists()
    another.send(path)
    while "/vraag/" in another.last["Location"]:
        question = another.last["Location"].rstrip("/").rpartition("/")[2]
        another.send(f"vraag/{question}/", answer="yes" if question in ("product", "together") else "no")
    page = another.see("resultaat/")
    assert "2 stappen hoger dan de keer ervoor" in page[: page.index("Een stap hoger: ontwikkelaar")]
    assert page.count("Op 1 ") >= 2, "the picture and its table show the earlier place"
    assert page.index("Toepasser 2 stappen hoger") < page.rindex("Nog niet vernieuwend")


def test_a_kept_link_taken_up_twice_is_one_result(firm):
    firm.answer_all(product="yes")
    path = kept_path(firm)
    firm.send(path)
    firm.send(path)
    assert Placement.objects.exclude(finished=None).count() == 1


@given(
    st.dictionaries(st.sampled_from(QUESTION_IDS), st.sampled_from(sorted(CHOICES))),
    st.dates(date(2016, 1, 1), date(2026, 11, 24)),
)
def test_what_a_link_keeps_is_what_was_answered(answers, day):
    found = read_kept(kept_text(Placement(answers=answers), day), today=date(2026, 11, 24))
    is_result = next_question(known_answers(answers), shipped_self_placement().shares) is None
    assert found == (KeptResult(day, answers) if is_result else None)


@pytest.mark.parametrize("text", ["niets", "2020-01-01-jjj", "2020-13-01-nnnnnnnnnn", "2999-01-01-nnnnnnnnnn"])
def test_a_link_that_is_no_result_is_told_so(firm, text):
    assert "Deze link is niet volledig" in firm.see(f"bewaard/{text}/")
    firm.send(f"bewaard/{text}/")
    assert not Placement.objects.exists()


def test_an_earlier_result_can_be_read_again_but_not_changed(firm):
    firm.answer_all(product="yes")
    first = Placement.objects.get()
    firm.answer_all()
    page = firm.see(f"resultaat/{first.pk}/")
    assert "U bent een volger" in page
    assert "verbeter" not in page


def test_nobody_sees_the_results_of_another(firm):
    firm.answer_all(product="yes")
    other = Firm(Client())
    other.answer_all()
    other.see(f"resultaat/{Placement.objects.order_by('pk').first().pk}/")
    assert other.last.status_code == 404


def test_a_begun_placement_does_not_hide_the_result_before_it(firm):
    firm.answer_all(product="yes")
    firm.send()
    assert "U bent een volger" in firm.see("resultaat/")
    firm.send("vraag/product/", answer="no")
    page = firm.see("resultaat/")
    assert "U bent nog niet klaar met de vragen." in page
    assert "Uw resultaten tot nu" not in page


def test_only_so_many_are_kept(firm):
    for _ in range(MOST_PLACEMENTS + 3):
        firm.answer_all()
    assert Placement.objects.count() == MOST_PLACEMENTS


def test_everything_can_be_erased(firm):
    firm.answer_all()
    assert firm.send("wissen/")["Location"] == "/nl/waar-staat-u/"
    assert not Placement.objects.exists()
    assert not Visitor.objects.exists()
    assert "We vonden uw vorige antwoorden niet terug" in firm.see("resultaat/")


def test_erasing_leaves_the_walk_of_the_guide(firm):
    firm.client.post("/nl/", {"need": "Onze verpakking scheurt in de diepvries"})
    firm.answer_all()
    firm.send("wissen/")
    assert "Onze verpakking scheurt" in firm.client.get("/nl/wegwijzer/").content.decode()


def test_a_visit_keeps_it_for_thirty_days_more(firm):
    firm.answer_all()
    long_ago(days=29)
    firm.see()
    assert Visitor.objects.get().seen > timezone.now() - timedelta(minutes=1)


def test_what_nobody_comes_back_for_is_removed_when_another_begins(firm):
    firm.answer_all()
    long_ago(days=31)
    cache.clear()
    Firm(Client()).send()
    assert Visitor.objects.count() == 1
    assert not Placement.objects.exclude(answers={}).exists()


def test_a_command_removes_it_too(firm, capsys):
    firm.answer_all()
    long_ago(days=31)
    call_command("remove_old_placements")
    assert "1 visitors removed" in capsys.readouterr().out
    assert not Placement.objects.exists()


def test_the_page_about_us_says_what_is_kept(firm):
    assert (
        "tot 30 dagen na uw laatste bezoek, om u te tonen of u vooruitgaat"
        in firm.client.get("/nl/over/").content.decode()
    )
