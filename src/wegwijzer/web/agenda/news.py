"""The agenda for readers of news: RSS 2.0 and Atom."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from wegwijzer.web.agenda.choice import AgendaChoice
from wegwijzer.web.agenda.entry_view import entry_row, page_address
from wegwijzer.web.agenda.queries import Entry
from wegwijzer.wording.language import say

KINDS: dict[str, type[Rss201rev2Feed] | type[Atom1Feed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


def news_feed(kind: str, entries: Sequence[Entry], choice: AgendaChoice, language: str) -> tuple[str, str]:
    """The feed as text, with its content type. What an organiser wrote goes in as text, never as markup."""
    address = f"{settings.SITE_ADDRESS}{reverse('agenda:list', args=[language])}{choice.query}"
    own = f"{settings.SITE_ADDRESS}{reverse(f'agenda:{kind}', args=[language])}{choice.query}"
    feed = KINDS[kind](
        title=say("agenda.feed.name", language),
        link=address,
        description=say("agenda.list.lead", language),
        language=language,
        feed_url=own,
        feed_guid=own,
    )
    for entry in entries:
        row = entry_row(entry, language)
        page = page_address(entry.row.pk, language)
        feed.add_item(
            title=row.title,
            link=page,
            unique_id=page,
            description="\n".join(filter(None, (row.when, row.where, row.organisers, row.price))),
            pubdate=entry.row.created,
            updateddate=entry.row.changed,
        )
    return feed.writeString("utf-8"), f"application/{kind}+xml; charset=utf-8"
