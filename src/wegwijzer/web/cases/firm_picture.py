"""What is known of a firm that has a case, for finding desks for another of its questions."""

from __future__ import annotations

from datetime import datetime

from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactSource, KnownFact
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.web.referral.models import Case
from wegwijzer.web.referral.timing import local_day

_CODES = ("sector", "province", "size_class")


def picture_of(case: Case, *, on: datetime) -> FirmPicture:
    """The picture by the codes that the case keeps."""
    day = local_day(on)
    codes = {"sector": case.sector, "province": case.province, "size_class": case.size}
    known = {
        fact: KnownFact(codes[fact], FactSource.STATED, day)
        for fact in _CODES
        if codes[fact] and fact in shipped_catalogue().facts
    }
    return derive(Profile(known), shipped_day(day).derivation)
