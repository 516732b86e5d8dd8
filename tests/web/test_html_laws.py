"""Every law lets a good page pass and finds its own fault in a bad one; laws that find nothing would prove nothing."""

from __future__ import annotations

import pytest

from tests.web.html_laws import LAWS, faults_of
from tests.web.html_laws.foreign_parts import foreign_parts
from tests.web.html_laws.page import Page

GOOD = """<!doctype html><html lang="nl"><head><title>Vraag · Wegwijzer</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>
<a href="#content">Ga naar de inhoud</a><header class="site-header">
<nav aria-label="Hoofdmenu"><ul><li><a href="/nl/">Begin</a></li></ul></nav></header>
<main id="content"><h1>Vraag</h1><h2>Deel</h2>
<form method="post"><label for="mail">E-mail</label><input id="mail" name="email" type="email" autocomplete="email">
<fieldset><legend>Kies</legend><label><input type="radio" name="kies" value="1">Een</label>
<label><input type="radio" name="kies" value="2">Twee</label></fieldset><button type="submit">Verstuur</button></form>
<table><caption>Cijfers</caption><thead><tr><th scope="col">Jaar</th></tr></thead>
<tbody><tr><td>2016</td></tr></tbody></table>
<details><summary>Meer weten</summary><p>Tekst.</p></details><dl><dt>Wat</dt><dd>Dit</dd></dl>
<svg role="img" aria-label="Een lijn"></svg><svg aria-hidden="true"></svg></main><footer>
<a href="/nl/over/">Over</a> <a href="/nl/toegankelijkheid/">Toegang</a> <a href="/nl/melden/">Meld</a>
</footer></body></html>"""
BAD = {
    "help_stands_in_one_place": [('<a href="/nl/over/">Over</a>', ""), ("/nl/over/", "/nl/melden/")],
    "language_is_said": [('lang="nl"', 'lang="xx"'), ("<h2>", '<h2 lang="klingon">')],
    "title_says_where": [("Vraag · Wegwijzer", ""), ("Vraag · Wegwijzer", "· Wegwijzer")],
    "headings_make_an_outline": [("<h2>", "<h3>"), ("<h1>Vraag</h1>", ""), ("<h2>Deel</h2>", "<h2></h2>")],
    "landmarks_hold_everything": [("main", "div"), (' aria-label="Hoofdmenu"', ""), ("footer", "div")],
    "skip_link_comes_first": [('<a href="#content">Ga naar de inhoud</a>', "")],
    "ids_and_what_points_to_them": [
        ('for="mail"', 'for="male"'),
        ("#content", "#inhoud"),
        ("<h2>", '<h2 id="content">'),
    ],
    "tables_have_headers": [(' scope="col"', ""), ("<caption>Cijfers</caption>", ""), ("th", "td")],
    "lists_hold_items": [("<ul>", "<ul><p>x</p>"), ("<dd>Dit</dd>", "")],
    "roles_are_known": [("<h2>", '<h2 role="banana">'), ("<h2>", '<h2 tabindex="3">'), ("<h2>", '<h2 onclick="x()">')],
    "zoom_is_free": [("initial-scale=1", "initial-scale=1, user-scalable=no")],
    "folded_parts_say_what_they_hold": [("<summary>Meer weten</summary>", "")],
    "fields_have_labels": [('<label for="mail">E-mail</label>', "")],
    "labels_say_one_thing": [("E-mail<", "<")],
    "choices_stand_in_a_named_group": [("<legend>Kies</legend>", ""), ("fieldset", "div")],
    "purpose_is_said": [(' autocomplete="email"', "")],
    "errors_stand_with_their_fields": [('type="email"', 'type="email" aria-invalid="true"')],
    "nothing_to_send_by_choosing": [('<button type="submit">Verstuur</button>', "")],
    "links_and_buttons_have_names": [(">Begin<", "><"), (">Begin<", ">Klik hier<")],
    "seen_name_is_said": [('<button type="submit">', '<button type="submit" aria-label="Ga">')],
    "images_have_words": [(' aria-label="Een lijn"', ""), ("<svg aria-hidden", '<img src="x"><svg aria-hidden')],
    "nothing_to_press_inside_another": [(">Begin<", "><button>Begin</button><")],
    "hidden_parts_cannot_be_reached": [("<h2>", '<h2 aria-hidden="true"><a href="/nl/">x</a>')],
    "new_windows_are_told": [('<a href="/nl/"', '<a target="_blank" href="/nl/"')],
}


def test_a_good_page_has_no_faults():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize("law", LAWS)
def test_a_law_finds_its_faults(law):
    for before, after in BAD[law]:
        assert before in GOOD
        assert any(fault.startswith(f"{law}:") for fault in faults_of(GOOD.replace(before, after))), after


def test_what_sounds_like_another_language_is_told_until_it_says_so():
    text = "<p>The question that you ask is not for this desk.</p>"
    page = GOOD.replace("<h2>", f"{text}<h2>")
    assert len(list(foreign_parts(Page(page)))) == 1
    assert list(foreign_parts(Page(page.replace("<p>The", '<p lang="en">The')))) == []
