"""The kinds of things that happen in a case."""

from __future__ import annotations

from enum import Enum


class Happening(Enum):
    """What an event says; the words are in the topic `referral.happening`."""

    OPENED = "opened"
    NEED_ADDED = "need_added"
    OFFERED = "offered"
    REFERRED_ON = "referred_on"
    HANDED_OVER = "handed_over"
    STEP = "step"
    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"
    GIVEN_BACK = "given_back"
    JOIN_ASKED = "join_asked"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"
    SPEAKER_ASKED = "speaker_asked"
    SPEAKER_CONFIRMED = "speaker_confirmed"
    SPEAKER_REFUSED = "speaker_refused"
    APPOINTMENT = "appointment"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    NOBODY = "nobody"
    FOLLOW_UP = "follow_up"
    OUTCOME = "outcome"
    REPORTED = "reported"
    ARCHIVED = "archived"
    ANONYMISED = "anonymised"
    ADDRESS_MENDED = "address_mended"


class CaseSide(Enum):
    """From which side somebody acts in a case."""

    FIRM = "firm"
    FIRST_LINE = "first_line"
    HELPER = "helper"
    CLOCK = "clock"
    ADMINISTRATOR = "administrator"
