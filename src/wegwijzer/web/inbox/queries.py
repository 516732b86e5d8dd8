"""What others may ask of the inbox: whom a question can be handed on to, and who speaks for its firm."""

from __future__ import annotations

from wegwijzer.web.inbox.offer_page import contacts_of as contacts_of
from wegwijzer.web.inbox.others import Other as Other
from wegwijzer.web.inbox.others import others_for as others_for
