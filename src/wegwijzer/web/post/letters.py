"""Write a letter: subject, plain text and HTML, from its kind, language and values."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from wegwijzer.readers.duties import shipped_duties
from wegwijzer.web.post.kinds import KINDS, Why, check_values, link_path
from wegwijzer.web.post.telling import one_line, quoted_lines, told_values
from wegwijzer.wording.language import say, texts

WIDTH = 72
"""Characters of a line in the plain text."""
_LONGEST_SUBJECT = 200
_QUOTED = ("{words}", "{answer}")
_TO_NOBODY = frozenset({Why.ADDRESS, Why.REPORT, Why.ERASED})
"""Letters to somebody who has no page with us, or may have none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; with `is_quote` the words of somebody else.

    With `items` it is a list of lines that lead to pages, as (text, address), the address "" for none; `heading` says
    what they are about.
    """

    lines: tuple[str, ...] = ()
    is_quote: bool = False
    heading: str = ""
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Footer:
    """Why somebody gets the letter, and where to change that; `address` is "" where there is nothing to change."""

    why: str
    change: str
    address: str = ""
    label: str = ""


def compose(
    kind: str, language: str, values: Mapping[str, Any], *, is_shared: bool = False, takes_replies: bool = False
) -> Letter:
    """The letter. `is_shared` when it goes to a desk's shared address; `takes_replies` when an answer by e-mail comes
    back into the case. Raises LetterError for values that are not those of the kind.
    """
    check_values(kind, values, language)
    name = _variant(kind, values)
    told = told_values(kind, values, language)
    blocks = list(_blocks(name, told, language))
    if "lines" in values:
        blocks += _digest_blocks(values["lines"], language)
    hint = say("letters.reply_hint", language) if takes_replies else ""
    address = settings.SITE_ADDRESS + link_path(values["link"], language) if "link" in values else ""
    context: dict[str, Any] = {
        "language": language,
        "subject": _subject(name, told, language),
        "greeting": say("letters.greeting", language),
        "blocks": [*blocks, *([Block((hint,))] if hint else [])],
        "button": say(f"letters.{name}.button", language) if address else "",
        "wide_link": say("letters.wide_link", language),
        "address": address,
        "footer": _footer(KINDS[kind].why, language, is_shared=is_shared),
        "stop": _stop(kind, language) if "stop" in values else "",
        "stop_address": settings.SITE_ADDRESS + link_path(values["stop"], language) if "stop" in values else "",
        "site_address": settings.SITE_ADDRESS,
        "site": say("letters.change.site", language),
    }
    return Letter(context["subject"], _as_text(context), render_to_string("post/letter.html", context))


def _stop(kind: str, language: str) -> str:
    """What the link that stops these letters says."""
    return say("letters.stop_agenda" if KINDS[kind].why is Why.AGENDA else "letters.stop", language)


def line_text(kind: str, language: str, values: Mapping[str, Any]) -> str:
    """A letter in one line, as its subject says it; for a digest."""
    return _subject(_variant(kind, values), told_values(kind, values, language), language)


def _variant(kind: str, values: Mapping[str, Any]) -> str:
    """Under which name the texts of a letter stand: some kinds say different things."""
    if kind == "join_answered":
        known = "join_answered_known" if values.get("desks") else "join_answered_yes"
        return known if values["yes"] else "join_answered_no"
    if kind == "agenda_event":
        return "agenda_event" if values.get("begins") else "agenda_event_day"
    if kind == "duty_reminder":
        return _side_of_duty(values["duty"])
    if kind == "message_new" and values.get("from") in (None, "", "-"):
        return "message_new_firm"
    if kind == "appointment" and values["cancelled"]:
        return "appointment_cancelled"
    if kind == "follow_up":
        return f"follow_up_{values['round']}"
    if kind == "not_for_us" and values["reason"] == "no_answer":
        return "not_for_us_silent"
    return kind


def _side_of_duty(duty_id: str) -> str:
    measure, _, name = duty_id.partition("/")
    duty = shipped_duties()[measure].duty(name)
    return f"duty_reminder_{duty.side.value}" if duty is not None else "duty_reminder_by"


def _subject(name: str, told: Mapping[str, str], language: str) -> str:
    written = say(f"letters.{name}.subject", language, **told) if told else say(f"letters.{name}.subject", language)
    return textwrap.shorten(written, _LONGEST_SUBJECT, placeholder="…")


def _blocks(name: str, told: Mapping[str, str], language: str) -> Iterator[Block]:
    """The paragraphs whose values are all given. Each is split off before it is filled in, so that no value can make a
    paragraph of its own; what somebody wrote is set apart as a quotation."""
    for paragraph in texts("letters", language)[f"letters.{name}.body"].strip().split("\n\n"):
        if any(f"{{{key}}}" in paragraph and not value for key, value in told.items() if key != "where"):
            continue
        *lines, last = paragraph.split("\n")
        if last not in _QUOTED:
            lines.append(last)
        if lines:
            yield Block(tuple(line.format(**told) for line in lines))
        if last in _QUOTED:
            yield Block(quoted_lines(told[last.strip("{}")]), is_quote=True)


def _digest_blocks(lines: Sequence[Mapping[str, Any]], language: str) -> Iterator[Block]:
    """The lines case by case, each case below its title; what belongs to no case comes below a title of its own."""
    cases: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        cases.setdefault(line.get("about", ""), []).append(line)
    untitled = 0
    for about, told in cases.items():
        title = one_line(told[-1].get("title", ""))
        if not title and (about or len(cases) > 1):
            untitled += bool(about)
            key = "letters.digest.untitled" if about else "letters.digest.other"
            title = say(key, language, number=str(untitled)) if about else say(key, language)
        yield Block(heading=title, items=tuple(_item(line, language) for line in told))


def _item(line: Mapping[str, Any], language: str) -> tuple[str, str]:
    values = line["values"]
    address = settings.SITE_ADDRESS + link_path(values["link"], language) if "link" in values else ""
    return line_text(line["kind"], language, values), address


def _footer(why: Why, language: str, *, is_shared: bool) -> Footer:
    reason = say(f"letters.why.{why.value}", language)
    if why in _TO_NOBODY:
        return Footer(reason, say("letters.change.nothing", language))
    if why is Why.AGENDA:
        return Footer(reason, say("letters.change.agenda", language))
    whose = "shared" if is_shared else "person"
    address = settings.SITE_ADDRESS + reverse("signin:account", args=[language])
    label = say("letters.change.site" if is_shared else "letters.change.page", language)
    return Footer(reason, say(f"letters.change.{whose}", language), address, label)


def _as_text(context: Mapping[str, Any]) -> str:
    parts = [context["greeting"]]
    for block in context["blocks"]:
        if block.is_quote:
            parts.append("\n".join(_wrapped(line, "> ") or ">" for line in block.lines))
        elif block.items:
            items = [_item_text(text, address) for text, address in block.items]
            parts.append("\n".join([_wrapped(block.heading), *items] if block.heading else items))
        else:
            parts.append("\n".join(_wrapped(line) for line in block.lines))
    if context["address"]:
        before = say("letters.button_line", context["language"], button=context["button"])
        parts.append(f"{before}\n{context['address']}")
    footer = context["footer"]
    parts.append("-" * WIDTH)
    parts.append("\n".join(filter(None, (_wrapped(footer.why), _wrapped(footer.change), footer.address))))
    if context["stop"]:
        parts.append(f"{_wrapped(context['stop'])}\n{context['stop_address']}")
    parts.append(f"{context['site']} · {context['site_address']}")
    return "\n\n".join(parts) + "\n"


def _item_text(text: str, address: str) -> str:
    return "\n".join(filter(None, (_wrapped(text, "- ", "  "), f"  {address}" if address else "")))


def _wrapped(text: str, indent: str = "", following: str | None = None) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if following is None else following,
        break_long_words=False,
        break_on_hyphens=False,
    )
