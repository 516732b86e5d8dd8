"""Template tags of the roadmap."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from wegwijzer.web.guide.measure_lines import CriterionLine, MeasureLine
from wegwijzer.web.templatetags.wording import icon

register = template.Library()


@register.simple_tag
def criterion_items(criteria: Iterable[CriterionLine]) -> SafeString:
    """The items of a list of criteria: how each stands, by shape and word, and its sentence.

    One tag for the whole list: a roadmap holds a hundred criteria, and a loop of tags takes a third of its time.
    """
    return format_html_join(
        "",
        '<li class="criterion"><span class="status status-{}">{}{}</span> <span>{}</span></li>',
        ((line.standing, icon(line.standing), line.word, line.sentence) for line in criteria),
    )


@register.simple_tag(takes_context=True)
def measure_item(context: Context, line: MeasureLine, group: str) -> SafeString:
    """The item of a measure in the list of its group (`fits`, `maybe` or `no`)."""
    return _measure_item(line, group, str(context["day"].query), bool(context["is_own"]), str(context["language"]))


@lru_cache(maxsize=256)
def _measure_item(line: MeasureLine, group: str, query: str, is_own: bool, language: str) -> SafeString:
    """The same for the same words. The last dozen roadmaps are kept: a visitor comes back, and much is said to all."""
    shown = {"line": line, "group": group, "day": {"query": query}, "is_own": is_own, "language": language}
    return render_to_string("guide/_measure.html", shown)
