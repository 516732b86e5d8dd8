"""`{% one_time_key %}`: the hidden field with which a form that is sent twice is carried out once."""

from __future__ import annotations

from django import template
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wegwijzer.web.referral.one_time_key import FIELD, key_of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def one_time_key(context: RequestContext) -> SafeString:
    """The field, with the key of the page."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, key_of_page(context.request))
