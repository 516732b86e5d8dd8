"""What others may ask of referring: whom a question can go to, and a client's question as the page would pass it on."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.web.cases.desk_choice import DeskChoice as DeskChoice
from wegwijzer.web.cases.desk_choice import desk_choice as desk_choice
from wegwijzer.web.cases.desk_choice import expertise_in as expertise_in
from wegwijzer.web.cases.passing_facts import facts_of, filled_in, nothing_known
from wegwijzer.web.cases.passing_facts import is_postal_code as is_postal_code
from wegwijzer.web.cases.starting import origin_of as origin_of
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven


def client_picture(*, number: str, postal_code: str, on: date) -> FirmPicture:
    """What goes along of a client: what the registers know of its number, and where it is."""
    return filled_in(nothing_known(on), number=number, postal_code=postal_code, on=on)


def client_question(
    *,
    name: str,
    number: str,
    email: str,
    phone: str,
    postal_code: str,
    subject: str,
    words: str,
    desks: tuple[str, ...],
    origin: tuple[str, tuple[str, ...]],
    language: str,
    on: date,
) -> Given:
    """A client's question, with its facts and the fields of expertise that the words call for.

    It is never laid beside those of others here: that is for the firm itself to say.
    """
    picture = client_picture(number=number, postal_code=postal_code, on=on)
    firm = FirmGiven(name, email, number, phone, language, facts_of(picture))
    return Given(firm, NeedGiven(subject, words, expertise_in(words), *origin), desks)
