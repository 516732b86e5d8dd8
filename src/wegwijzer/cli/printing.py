"""Advice as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.cli.wrapping import wrapped
from wegwijzer.core.advice.advising import Advice
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.truth import MET, NOT_MET
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_MARKS = {MET: "✓", NOT_MET: "✗"}
_MOST_QUESTIONS = 3
_MOST_CONTACTS = 3


def advice_lines(advice: Advice, wording: AdviceWording) -> Iterator[str]:
    """A roadmap to read: what was understood, the first step, who can help, what it can bring, what comes next."""
    language = wording.language

    def told(key: str, **arguments: object) -> str:
        return say(f"cli.{key}", language, **arguments)

    yield told("title", day=date_text(advice.on, language))
    if advice.need is not None:
        yield f"  {told('need')}: {advice.need.text}"
        labels = [
            local(match.domain.label, language) for match in (*advice.need.business[:3], *advice.need.expertise[:2])
        ]
        yield f"  {told('about')}: {', '.join(labels) or told('about_nothing')}"
    size = say(f"advice.size.{advice.picture.size.size_class}", language)
    yield f"  {told('size')}: {size}"
    for assumption in wording.assumptions(advice):
        yield from wrapped(assumption, "  ")
    yield ""
    if advice.first_contact is not None:
        organisation = advice.first_contact.organisation
        yield told("first_step")
        yield f"  {local(organisation.plain_name, language)} ({local(organisation.role.label, language)})"
        yield from wrapped(local(organisation.role.what_to_say, language), "  ")
        yield ""
    others = [contact for contact in advice.contacts if contact != advice.first_contact][:_MOST_CONTACTS]
    if others:
        yield told("contacts")
        for contact in others:
            yield f"  {local(contact.organisation.plain_name, language)}: {wording.contact_why(contact)}"
        yield ""
    for group in ("fits", "maybe", "no"):
        members = [item for item in advice.measures if item.group == group]
        yield f"{told(f'group_{group}')} ({len(members)})"
        for item in members:
            yield from _measure_lines(item, advice, wording, is_short=group == "no")
        yield ""
    if advice.questions:
        yield told("questions")
        for question in advice.questions[:_MOST_QUESTIONS]:
            yield from wrapped(f"{question.fact.id}: {wording.question(question)} {wording.why_asked(question)}", "  ")
        yield ""
    yield told("roadmap")
    for place, step in enumerate(advice.steps, start=1):
        yield from wrapped(f"{place}. {local(step.domain.label, language)}. {wording.step(step)}", "  ")
    yield ""
    yield told("receipt", hash=advice.receipt.hash[:16])


def _measure_lines(item: Ranked, advice: Advice, wording: AdviceWording, *, is_short: bool) -> Iterator[str]:
    assessment = item.assessment
    measure = assessment.measure
    confidence = assessment.version.confidence
    doubt = (
        "" if confidence is Confidence.HIGH else f", {say(f'advice.confidence.{confidence.value}', wording.language)}"
    )
    yield f"  {item.rank}. {local(measure.plain_name, wording.language)} [{measure.id}{doubt}]"
    near_miss = advice.near_misses.get(measure.id)
    if is_short:
        status = wording.status(assessment.version)
        reasons = [status] if status and assessment.status_verdict is NOT_MET else []
        reasons += [wording.criterion(reading, advice) for reading in assessment.blocking]
        for reason in reasons[:2]:
            yield from wrapped(f"✗ {reason}", "     ")
    else:
        yield f"     {wording.amount(assessment)}"
        for reading in assessment.readings:
            if reading.verdict is not MET:
                yield from wrapped(f"{_MARKS.get(reading.verdict, '?')} {wording.criterion(reading, advice)}", "     ")
        for caveat in wording.caveats(assessment.version):
            yield from wrapped(f"! {caveat}", "     ")
    if near_miss is not None:
        yield from wrapped(f"→ {wording.near_miss(near_miss)}", "     ")
    if not is_short:
        yield from wrapped(f"{say('cli.source', wording.language)}: {assessment.version.source}", "     ")
