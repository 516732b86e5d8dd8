"""Whom a question can go to, in words: the best choices with why and how fast, and the others with why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wegwijzer.core.advice.contacts import contacts
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.referral.routing import Asked, Choice, Desk, Routing, WhyNot
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.needs import read_need
from wegwijzer.web.cases.passing_facts import value_of
from wegwijzer.web.referral.offering import routing_of
from wegwijzer.web.referral.timing import local_day, reply_by
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_SHOWN = 3
_CHOSEN = 1
_PLACES = 4


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk to choose: who, why, and by when it answers. `caveats` say what is not known."""

    id: str
    name: str
    why: str
    caveats: tuple[str, ...]
    reply: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OtherDesk:
    """A desk that is not among the best, and why not. Who is there can be chosen all the same."""

    id: str
    name: str
    why_not: str
    can_be_asked: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """The desks on the page.

    `silent` names those that suit but where nobody answers yet; `places` are organisations to turn to oneself where
    nobody can be asked here.
    """

    best: tuple[DeskLine, ...]
    others: tuple[OtherDesk, ...]
    silent: tuple[str, ...] = ()
    places: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_somebody(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self.best)


def asked_for(subject: str, words: str, picture: FirmPicture, language: str) -> Asked:
    """The question as the routing reads it."""
    return Asked(
        business_domain=subject,
        expertise=expertise_in(words),
        sector=value_of(picture, "sector"),
        province=value_of(picture, "province"),
        size=value_of(picture, "size_class"),
        language=language,
    )


def expertise_in(words: str) -> tuple[str, ...]:
    """The fields of expertise that the words call for."""
    need = read_need(words) if words.strip() else None
    return tuple(match.domain.id for match in need.expertise) if need else ()


def desk_choice(
    subject: str,
    words: str,
    picture: FirmPicture,
    *,
    chosen: tuple[str, ...] | None,
    language: str,
    at: datetime,
    already: frozenset[str] = frozenset(),
    of_client: bool = False,
) -> DeskChoice:
    """The desks for a question; without `chosen` the best one is ticked. `of_client`: whoever reads is not the firm."""
    routing = routing_of(asked_for(subject, words, picture, language), at=at, already=already, most=_SHOWN)
    ticked = chosen if chosen is not None else tuple(choice.desk.id for choice in routing.choices[:_CHOSEN])
    return DeskChoice(
        tuple(_line(choice, ticked, language, at, _words(of_client)) for choice in routing.choices),
        tuple(_others(routing, ticked, language, _words(of_client))),
        tuple(sorted(desk.name for desk, reasons in routing.left_out if reasons == (WhyNot.NO_PEOPLE,))),
        () if routing.choices else _places(words, picture, language, at),
    )


def _words(of_client: bool) -> str:
    """The topic of the reasons: the firm reads "your sector", its contact "the firm's"."""
    return "inbox" if of_client else "referral"


def _line(choice: Choice, ticked: tuple[str, ...], language: str, at: datetime, topic: str) -> DeskLine:
    unknown = [reason for reason in choice.reasons if reason.value.endswith("_unknown")]
    known = [reason for reason in choice.reasons if reason not in unknown]
    desk = choice.desk
    day = date_text(reply_by(at, desk.reply_days), language)
    return DeskLine(
        desk.id,
        desk.name,
        ", ".join(say(f"{topic}.why.{reason.value}", language) for reason in known),
        tuple(say(f"{topic}.why.{reason.value}", language) for reason in unknown),
        say("cases.refer.reply", language, day=day),
        desk.id in ticked,
    )


def _others(routing: Routing, ticked: tuple[str, ...], language: str, topic: str) -> list[OtherDesk]:
    """Those that suit nearly come first."""

    def order(entry: tuple[Desk, tuple[WhyNot, ...]]) -> tuple[int, str]:
        return (len(entry[1]), entry[0].name)

    return [
        OtherDesk(
            desk.id,
            desk.name,
            ", ".join(say(f"{topic}.why_not.{reason.value}", language) for reason in reasons),
            WhyNot.ALREADY_ASKED not in reasons,
            desk.id in ticked,
        )
        for desk, reasons in sorted(routing.left_out, key=order)
        if WhyNot.NO_PEOPLE not in reasons
    ]


def _places(words: str, picture: FirmPicture, language: str, at: datetime) -> tuple[tuple[str, str, str], ...]:
    """Organisations of the catalogue: id, name and what they are to a firm."""
    need = read_need(words) if words.strip() else None
    found = contacts(picture, need, catalogue=shipped_catalogue(), on=local_day(at))
    return tuple(
        (
            contact.organisation.id,
            local(contact.organisation.plain_name, language),
            local(contact.organisation.role.label, language),
        )
        for contact in found[:_PLACES]
    )
