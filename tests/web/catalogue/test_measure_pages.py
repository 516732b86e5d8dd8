"""The page of a measure: every one, in every language, on every kind of day."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape, unescape

import pytest

from wegwijzer.readers.about import compiled_on
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import LANGUAGES, say
from wegwijzer.wording.values import date_text

MEASURES = shipped_catalogue().measures
TODAY = date.today()  # noqa: DTZ011 - the pages speak of the reader's own day


def page(client, slug, language="nl", status=200, **query):
    response = client.get(f"/{language}/maatregelen/{slug}/", query)
    assert response.status_code == status
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", MEASURES)
def test_every_measure_shows_its_names_sources_and_date(client, slug, language):
    measure = MEASURES[slug]
    text = page(client, slug, language)
    assert measure.plain_name[language] in text
    assert measure.name[language] in text
    shown = measure.version_on(TODAY) or measure.versions[0]
    assert shown.source.title in text
    assert date_text(compiled_on(), language) in text


@pytest.mark.parametrize(
    ("slug", "on"),
    [
        (slug, max(version.period.valid_from, date(2012, 1, 1)))
        for slug in MEASURES
        for version in MEASURES[slug].versions
    ],
)
def test_every_version_can_be_read_on_its_first_day(client, slug, on):
    version = MEASURES[slug].version_required(on)
    text = page(client, slug, op=on.isoformat())
    assert version.source.title in text
    for line in (version.how_to_apply, version.odds, version.caveat):
        assert line is None or line["nl"] in text


def test_the_rules_shown_are_those_of_the_day_asked(client):
    then = page(client, "kmo-portefeuille", op="2015-10-01")
    now = page(client, "kmo-portefeuille", op="2026-11-24")
    assert "40.000 euro per jaar" in then.partition('id="geschiedenis"')[0]
    assert "40.000 euro per jaar" not in now.partition('id="geschiedenis"')[0]
    assert "Agentschap Ondernemen" in then
    assert "(VLAIO)" in now


def test_requirements_are_grouped_by_who_can_tell(client):
    text = page(client, "kmo-innovatieproject", op="2016-04-01")
    order = [
        text.index(say(f"catalogue.requirements.{group}", "nl")) for group in ("objective", "declaration", "judgement")
    ]
    assert order == sorted(order)


def test_what_is_uncertain_stands_in_a_notice_before_the_rules(client):
    text = page(client, "kmo-groeisubsidie", op="2026-11-24")
    notice = say("catalogue.notice.unsure", "nl")
    assert notice in text
    assert text.index(notice) < text.index(say("catalogue.measure.for_whom", "nl"))


def test_a_closed_measure_says_so(client):
    assert say("catalogue.notice.closed", "nl") in page(client, "technologieverkenning", op="2026-11-24")


def test_a_day_without_rules_names_the_periods_there_are(client):
    text = page(client, "kmo-portefeuille", op="2013-05-01")
    assert say("catalogue.no_period.title", "nl", day="1 mei 2013") in text
    for version in MEASURES["kmo-portefeuille"].versions:
        assert f'href="?op={version.period.valid_from.isoformat()}"' in text
    assert say("catalogue.measure.for_whom", "nl") not in text


@pytest.mark.parametrize("typed", ["gisteren", "2016-13-01", "31/2/2016", "1999-01-01", "9999-12-31", "<b>", "x" * 500])
def test_a_bad_day_is_told_in_place_with_what_was_typed(client, typed):
    text = page(client, "kmo-portefeuille", op=typed, status=400)
    assert 'href="#op"' in text
    assert f"“{typed[:40]}" in text
    assert say("catalogue.day.shows_today", "nl", day=date_text(TODAY, "nl")) in text


def test_a_day_written_by_hand_is_understood(client):
    by_hand, as_iso = (page(client, "kmo-portefeuille", op=typed) for typed in ("1/10/2015", "2015-10-01"))
    assert by_hand.partition("<main")[2] == as_iso.partition("<main")[2]


def test_the_timeline_links_every_version_and_tells_what_changed(client):
    text = page(client, "kmo-portefeuille").partition('id="geschiedenis"')[2]
    for version in MEASURES["kmo-portefeuille"].versions:
        assert f"?op={version.period.valid_from.isoformat()}" in text
    assert "50 tot 75 % van de kosten, tot 40.000 euro per jaar" in text


def test_predecessors_and_successors_are_linked(client):
    assert 'href="/nl/maatregelen/kmo-groeisubsidie/"' in page(client, "kmo-portefeuille")


def test_a_group_measure_tells_what_a_firm_can_do_itself(client):
    measure = MEASURES["tetra"]
    assert measure.alternative["fr"] in page(client, "tetra", "fr")


def test_where_no_procedure_is_documented_the_page_says_whom_to_call(client):
    on = next(
        (slug, version.period.valid_from)
        for slug, measure in MEASURES.items()
        for version in measure.versions
        if version.how_to_apply is None and version.period.valid_from >= date(2012, 1, 1)
    )
    assert say("catalogue.measure.no_procedure", "nl") in page(client, on[0], op=on[1].isoformat())


def test_a_measure_that_there_is_not_is_a_404(client):
    assert "<h1>Deze pagina is er niet</h1>" in page(client, "kmo-portefeuile", status=404)


def test_nothing_typed_can_become_markup(client):
    response = client.get("/nl/maatregelen/kmo-portefeuille/", {"op": "<script>", "training_cost_eur": '"><script>'})
    assert b"<script>" not in response.content.replace(b"<script src", b"")
    assert escape("<script>").encode() in response.content


def test_the_days_around_a_change_show_different_versions(client):
    last_old = date(2019, 11, 30)
    before, after = (
        page(client, "kmo-portefeuille", op=day.isoformat()) for day in (last_old, last_old + timedelta(days=1))
    )
    assert before.partition('id="geschiedenis"')[0] != after.partition('id="geschiedenis"')[0]
