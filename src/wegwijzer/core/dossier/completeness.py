"""Whether each part is filled in: its text, its table, and what a measure asks in it besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wegwijzer.core.dossier.content import Content, PartId, Place
from wegwijzer.core.dossier.finding import Finding, met, not_met, unknown
from wegwijzer.core.dossier.limits import Rules
from wegwijzer.core.dossier.structure import Part, Structure
from wegwijzer.core.truth import Verdict, all_of

_OF_THE_WHOLE = ("empty", "short", "no_rows", "no_partners", "filled")
"""Checks of a part as a whole: a measure that asks for the part asks for these."""


def check_completeness(content: Content, structure: Structure, rules: Rules | None) -> Iterator[Finding]:
    """For every part: whether something stands there, and is neither very short nor very long; then extra questions.

    A short text is an open question and no fault: whether it tells enough is for a reader to say.
    """
    for part in structure.parts:
        quote = rules.request.parts.get(part.id, "") if rules else ""
        for finding in _table(content, part) if part.is_table else _text(content, part):
            yield replace(finding, documented=quote) if finding.code in _OF_THE_WHOLE else finding
    for extra in rules.extras if rules else ():
        if content.texts.get(extra.id, "").strip():
            yield Finding("extra", Verdict.MET, Place(extra.part, field=extra.id), documented=extra.quote)
        else:
            yield Finding("extra", Verdict.NOT_MET, Place(extra.part, field=extra.id), documented=extra.quote)
    for place in content.unread:
        yield not_met("unread", place.part, place.row, place.field)


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def part_verdict(findings: Iterator[Finding] | tuple[Finding, ...], part: PartId) -> Verdict:
    """How a part stands: all its checks together, advice left out."""
    return all_of(item.verdict for item in findings if item.place.part is part and not item.is_advice)


def _text(content: Content, part: Part) -> Iterator[Finding]:
    words = word_count(content.texts.get(part.id.value, ""))
    if words == 0:
        yield not_met("empty", part.id, field="text")
    elif words < part.least_words:
        yield unknown("short", part.id, field="text", words=words, least=part.least_words)
    elif words > part.most_words:
        finding = unknown("long", part.id, field="text", words=words, most=part.most_words)
        yield replace(finding, is_advice=True)
    else:
        yield met("filled", part.id)
    if part.id is PartId.FIRM:
        if not content.firm_name.strip():
            yield not_met("firm_name", part.id, field="firm_name")
        if not content.typed_number.strip():
            yield not_met("firm_number", part.id, field="firm_number")
        elif not content.number:
            yield not_met("firm_number_wrong", part.id, field="firm_number", typed=content.typed_number)


def _table(content: Content, part: Part) -> Iterator[Finding]:
    if part.id is PartId.PARTNERS:
        if content.partners or content.texts.get("partners", "").strip():
            yield met("filled", part.id)
        else:
            yield replace(unknown("no_partners", part.id), is_advice=True)
        return
    rows = {PartId.PLAN: content.packages, PartId.PEOPLE: content.people, PartId.COSTS: content.costs}[part.id]
    yield met("filled", part.id) if rows else not_met("no_rows", part.id)
    if part.id is PartId.PLAN:
        for package in content.packages:
            for field, value in (("name", package.name), ("result", package.result), ("who", " ".join(package.who))):
                if not value.strip():
                    yield not_met(f"package_{field}", part.id, package.row, field)
    if part.id is PartId.PEOPLE:
        for member in content.people:
            if not member.name.strip():
                yield not_met("member_name", part.id, member.row, "name")
            elif not (member.role.strip() or member.skills.strip()):
                yield unknown("member_role", part.id, member.row, "role", name=member.name)
