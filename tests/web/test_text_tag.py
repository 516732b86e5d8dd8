"""The template tag that prints every text."""

from __future__ import annotations

import sys
from uuid import uuid4

import pytest
from django.template import Context, Template, TemplateSyntaxError


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context({"language": "nl", **context}))


def test_a_text_is_shown_in_the_language_of_the_page():
    assert shown('{% t "guide.question.next" %}') == "Verder"
    assert shown('{% t "guide.question.next" %}', language="fr") == "Continuer"


def test_placeholders_are_filled_in_and_escaped():
    assert shown('{% t "guide.measure.official" name=x %}', x="<b>") == "De officiële naam is &lt;b&gt;."


def test_a_text_can_be_kept_for_later():
    source = '{% t "guide.measure.official" name="A & B" as kept %}[{{ kept }}]'
    assert shown(source) == "[De officiële naam is A &amp; B.]"


@pytest.mark.parametrize("source", ["{% t %}", "{% t as kept %}", '{% t "guide.question.next" stray %}'])
def test_a_tag_that_cannot_be_read_is_refused_when_the_template_is_compiled(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_words_in_another_language_say_so():
    source = "<p{% lang_of text %}>"
    dutch = "Een student zoekt uit hoe ons brood langer vers blijft"
    assert shown(source, text=dutch) == "<p>"
    assert shown(source, text=dutch, language="fr") == '<p lang="nl">'
    assert shown(source, text="Which packaging keeps the bread fresh for longer?") == '<p lang="en">'
    assert shown(source, text="Hogeschool VIVES", language="en") == "<p>"
    assert shown(source, text=None) == "<p>"


def test_words_that_people_wrote_are_not_held_once_they_were_shown():
    text = " ".join(["Onze machines staan te vaak stil en we vinden geen mensen"] * 2)
    held = sys.getrefcount(text)
    assert shown("<p{% lang_of text %}>{{ text }}</p>", text=text) == f"<p>{text}</p>"
    assert sys.getrefcount(text) == held


def test_the_address_of_one_row_is_not_held_once_it_was_shown():
    row = uuid4()
    held = sys.getrefcount(row)
    assert shown('{% link "inbox:offer" row %}', row=row) == f"/nl/postvak/{row}/"
    assert sys.getrefcount(row) == held
