"""Which questions the inbox shows: read from the address, so that a list can be kept and sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from wegwijzer.readers.catalogue import shipped_catalogue

VIEW, DESK, SUBJECT, TEXT, PAGE = "lijst", "loket", "onderwerp", "q", "blad"
VIEWS: Mapping[str, str] = {
    "nieuw": "new",
    "van-mij": "mine",
    "te-laat": "overdue",
    "wacht": "waiting",
    "open": "open",
    "af": "ended",
}
"""The lists by the word that stands in the address."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class InboxChoice:
    """What the address asks for; what nobody can ask for is left out, as if it had not been asked."""

    slug: str = "nieuw"
    desk: str = ""
    subject: str = ""
    text: str = ""
    page: int = 1

    @property
    def view(self) -> str:
        """The list as the queries call it."""
        return VIEWS[self.slug]

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is on."""
        return bool(self.desk or self.subject or self.text)

    def address(self, *, slug: str | None = None, page: int = 1, narrowed: bool = True) -> str:
        """The question string of a list; `page` of it, and without the filters where not `narrowed`."""
        chosen = replace(self, slug=slug or self.slug, page=page)
        asked = {VIEW: "" if chosen.slug == "nieuw" else chosen.slug, PAGE: "" if page == 1 else str(page)}
        if narrowed:
            asked |= {DESK: self.desk, SUBJECT: self.subject, TEXT: self.text}
        kept = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def here(self) -> str:
        """The question string of this very page."""
        return self.address(page=self.page)


def read_choice(asked: Mapping[str, str], *, desks: Collection[str]) -> InboxChoice:
    """What the address asks for; `desks` are the ids that may be chosen."""
    slug, desk, subject = (str(asked.get(name, "")) for name in (VIEW, DESK, SUBJECT))
    page = str(asked.get(PAGE, ""))
    return InboxChoice(
        slug=slug if slug in VIEWS else "nieuw",
        desk=desk if desk in desks else "",
        subject=subject if subject in shipped_catalogue().business_domains else "",
        text=" ".join(str(asked.get(TEXT, "")).split())[:_LONGEST],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 and int(page) else 1,
    )
