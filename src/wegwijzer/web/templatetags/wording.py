"""Template tags for texts, addresses and icons, known in every template: `{% t %}`, `{% link %}`, `{% icon %}` …"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from uuid import UUID

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from wegwijzer.core.firm.facts import Text
from wegwijzer.readers.enterprise_number import format_enterprise_number
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.wording.language import DEFAULT_LANGUAGE, local, say
from wegwijzer.wording.values import date_text

register = template.Library()
_FEWEST_WORDS = 4
"""Words below which a text does not show its language: names and titles of one or two words are read as they are."""


class TextNode(template.Node):
    """`{% t "guide.front.title" name=value %}`: a text of the interface in the page's language.

    With `as variable` at the end the text is kept for later instead of shown.
    """

    def __init__(self, key: FilterExpression, arguments: dict[str, FilterExpression], variable: str | None) -> None:
        self._key, self._arguments, self._variable = key, arguments, variable

    def render(self, context: Context) -> SafeString:
        """The text, escaped; nothing when it is kept in a variable."""
        text = self._text(context)
        if self._variable is None:
            return text
        context[self._variable] = text
        return SafeString()

    def _text(self, context: Context) -> SafeString:
        """The text with its placeholders filled in. One without placeholders is escaped once per process."""
        key, language = self._key.resolve(context), _language(context)
        if not self._arguments:
            return _plain(key, language)
        arguments = {name: value.resolve(context) for name, value in self._arguments.items()}
        return conditional_escape(say(key, language, **arguments))


@register.tag
def t(parser: Parser, token: Token) -> TextNode:
    """Compile `{% t %}`: written out because a roadmap holds some 180 of them, most without placeholders."""
    bits = token.split_contents()[1:]
    variable = None
    if bits[-2:-1] == ["as"]:
        *bits, _, variable = bits
    if not bits:
        raise TemplateSyntaxError("{% t %} needs the key of a text")
    named = bits[1:]
    arguments = token_kwargs(named, parser)
    if named:  # token_kwargs takes out what it reads
        raise TemplateSyntaxError(f"{{% t %}} takes name=value pairs, and not {' '.join(named)}")
    return TextNode(parser.compile_filter(bits[0]), arguments, variable)


@lru_cache(maxsize=4096)
def _plain(key: str, language: str) -> SafeString:
    return conditional_escape(say(key, language))


@register.simple_tag(takes_context=True)
def link(context: Context, name: str, *arguments: object) -> str:
    """The address of a page in the page's language: `{% link "guide:question" "fte" %}`."""
    return _address(name, _language(context), *arguments)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file of ours: `{% asset "site.css" %}`."""
    return str(staticfiles_storage.url(f"wegwijzer/{name}"))


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon of `icons.html`, hidden from screen readers: words beside it say what it means."""
    return format_html(
        '<svg class="icon icon-{0}" width="20" height="20" aria-hidden="true" focusable="false">'
        '<use href="#icon-{0}"></use></svg>',
        name,
    )


@register.simple_tag
def documentation() -> str:
    """The address of the documentation; empty where whoever runs the site gave none."""
    return str(settings.DOCUMENTATION)


@register.simple_tag(takes_context=True)
def words(context: Context, text: Text | None) -> str:
    """A text of the catalogue in the page's language."""
    return local(text, _language(context))


@register.simple_tag(takes_context=True)
def lang_of(context: Context, text: object) -> str:
    """A `lang` attribute for words that somebody wrote, where they show another language than the page's (WCAG 3.1.2).

    `<p{% lang_of row.text %}>{{ row.text }}</p>`; for words in the page's language, or too few to tell, there is none.
    """
    found = _language_of_words(str(text))
    return format_html(' lang="{}"', found) if found and found != _language(context) else ""


@register.simple_tag(takes_context=True)
def day(context: Context, value: date) -> str:
    """A day in words."""
    return date_text(value, _language(context))


@register.simple_tag
def language_name(code: str) -> str:
    """A language's own name for itself."""
    return say("site.languages.own_name", code)


@register.simple_tag
def enterprise_number(digits: str) -> str:
    """An enterprise number with its dots."""
    return format_enterprise_number(digits)


@register.simple_tag
def stop_x(place: int) -> int:
    """Where the stop of a question stands on the route of the question page."""
    return 8 + 30 * place


@register.filter
def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return f"{text[:1].upper()}{text[1:]}"


def _language_of_words(text: str) -> str:
    """The one language that the small words of a text show; empty when it is short, or shows several or none.

    Worked out each time, in some microseconds: kept, people's words would stay in memory after they were forgotten.
    """
    if len(text.split()) < _FEWEST_WORDS:
        return ""
    found = shipped_analyser().languages_of(text)
    return found[0] if len(found) == 1 else ""


def _language(context: Context) -> str:
    return str(context.get("language") or DEFAULT_LANGUAGE)


def _address(name: str, *arguments: object) -> str:
    """An address; kept, unless it is that of one row, which its few readers alone ask for."""
    if any(isinstance(argument, UUID) for argument in arguments):
        return reverse(name, args=arguments)
    return _kept_address(name, *arguments)


@lru_cache(maxsize=4096)
def _kept_address(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)
