"""The template tag that prints every text."""

from __future__ import annotations

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
