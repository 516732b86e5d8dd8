"""Who may do what with a dossier: one written table. What it does not allow is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum


class Standing(Enum):
    """How somebody stands to a dossier.

    `OWNER` began it, in this browser or signed in. `FIRM` speaks for the firm it belongs to. `ADVISER` was asked by
    the owner or the firm, by a link or through the firm's open case, and was not asked to leave. `STRANGER` is
    everybody else, whatever their rank.
    """

    OWNER = "owner"
    FIRM = "firm"
    ADVISER = "adviser"
    STRANGER = "stranger"


class Deed(Enum):
    """What can be done with a dossier."""

    SEE = "see"
    WRITE = "write"
    COMMENT = "comment"
    SETTLE_COMMENT = "settle_comment"
    EXPORT = "export"
    DOWNLOAD = "download"
    ATTACH = "attach"
    INVITE = "invite"
    SEE_LOOKS = "see_looks"
    GO_BACK = "go_back"
    REMOVE = "remove"


_OWN = frozenset({Standing.OWNER, Standing.FIRM})
_ASKED = _OWN | {Standing.ADVISER}

ALLOWED: Mapping[Deed, frozenset[Standing]] = {
    Deed.SEE: _ASKED,
    Deed.WRITE: _OWN,  # the words stay the firm's own: an adviser comments
    Deed.COMMENT: _ASKED,
    Deed.SETTLE_COMMENT: _ASKED,
    Deed.EXPORT: _ASKED,
    Deed.DOWNLOAD: _ASKED,
    Deed.ATTACH: _OWN,
    Deed.INVITE: _OWN,
    Deed.SEE_LOOKS: _OWN,
    Deed.GO_BACK: _OWN,
    Deed.REMOVE: frozenset({Standing.OWNER}),
}
"""Which standings allow a deed."""


def allows(standings: Iterable[Standing], deed: Deed) -> bool:
    """Whether any of the standings allows a deed.

    >>> allows([Standing.ADVISER], Deed.COMMENT), allows([Standing.ADVISER], Deed.WRITE)
    (True, False)
    """
    return not ALLOWED[deed].isdisjoint(standings)
