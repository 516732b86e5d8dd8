"""How the same firms fall under each definition, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.core.pyramid.analysing import Analysis
from wegwijzer.core.pyramid.answers import QUESTIONS
from wegwijzer.core.pyramid.definition_disclosure import LAYERS
from wegwijzer.core.pyramid.definition_tally import DefinitionTally, Standing
from wegwijzer.core.pyramid.definitions import Definition
from wegwijzer.wording.language import local, say
from wegwijzer.wording.survey_numbers import HIDDEN, cut, rounded, share_text

_NAME, _BAR = 46, 10


def definition_name(analysis: Analysis, definition: str, language: str) -> str:
    """The name of a definition; its id where nothing is known of it."""
    known = analysis.known.get(definition)
    return local(known.names, language) if known is not None else definition


def definition_group(analysis: Analysis, definition: str, language: str) -> str:
    """What kind of definition it is, as a heading."""
    known = analysis.known.get(definition)
    return say(f"pyramid.definition_group.{known.group}", language) if known is not None else ""


def is_unsure(analysis: Analysis, definition: str) -> bool:
    """Whether no public source spells the definition out in full."""
    known = analysis.known.get(definition)
    return known is not None and not known.is_verified


def told(analysis: Analysis) -> tuple[DefinitionTally, ...]:
    """The definitions that the survey can decide."""
    return tuple(found for found in analysis.tally.by_definition if not found.lacks)


def yardsticks(analysis: Analysis) -> tuple[Definition, ...]:
    """Fixed distributions, which classify no firm."""
    return tuple(known for known in analysis.known.values() if known.shares)


def answer_text(answer: str, language: str) -> str:
    """An answer by its name, and what it says where it is no question of table 12."""
    return answer if answer in QUESTIONS else f"{answer} ({say(f'pyramid.answer.{answer}', language)})"


def lacking_sentences(analysis: Analysis, language: str) -> Iterator[str]:
    """For each definition that the survey cannot decide, the answers it would need."""
    for found in analysis.tally.by_definition:
        if found.lacks:
            text = ", ".join(answer_text(answer, language) for answer in found.lacks)
            name = definition_name(analysis, found.id, language)
            yield say("pyramid.definition_item", language, name=name, text=text)


def unsure_sentences(analysis: Analysis, language: str) -> Iterator[str]:
    """For each definition that is told and not verified, what is not."""
    for found in told(analysis):
        if is_unsure(analysis, found.id):
            name = definition_name(analysis, found.id, language)
            note = local(analysis.known[found.id].note, language)
            yield say("pyramid.definition_item", language, name=name, text=note)


def yardstick_sentence(known: Definition, language: str) -> str:
    """The shares of a yardstick, and that it classifies nobody."""
    shares = ", ".join(
        f"{local(known.share_names[name], language)} {share_text(pct / 100, language)}"
        for name, pct in known.shares.items()
    )
    note = local(known.note, language)
    return say("pyramid.yardstick", language, name=local(known.names, language), shares=shares, note=note)


def definition_lines(analysis: Analysis, language: str) -> Iterator[str]:
    """The table for people, with a bar for each share, the table by layer, and what is to be said of them."""
    yield say("pyramid.definitions", language)
    heading = ""
    for found in told(analysis):
        group = definition_group(analysis, found.id, language)
        if group != heading:
            yield f"  {group}"
        heading = group
        yield f"    {_name(analysis, found, language):{_NAME}}{_figures(found, language)}".rstrip()
    yield ""
    yield say("pyramid.definition_layers", language)
    heads = "".join(f"{say(f'pyramid.short.{layer}', language):>11}" for layer in LAYERS)
    yield f"    {'':{_NAME}}{heads}"
    for found in told(analysis):
        if found.layers is not None:
            cells = "".join(f"{_share(standing, language):>11}" for standing in found.layers.values())
            yield f"    {_name(analysis, found, language):{_NAME}}{cells}"
    for title, sentences in (
        ("definition_unsure", list(unsure_sentences(analysis, language))),
        ("definition_lacking", list(lacking_sentences(analysis, language))),
    ):
        if sentences:
            yield ""
            yield say(f"pyramid.{title}", language)
            yield from (f"    {sentence}" for sentence in sentences)
    for known in yardsticks(analysis):
        yield ""
        yield yardstick_sentence(known, language)


def definition_data(analysis: Analysis, language: str) -> dict[str, object]:
    """The keys that tell of every definition and of the yardsticks."""
    return {
        "by_definition": [_definition_data(analysis, found, language) for found in analysis.tally.by_definition],
        "yardsticks": [
            {
                "id": known.id,
                "name": local(known.names, language),
                "note": local(known.note, language),
                "source": known.source,
                "classifies": False,
                "shares": [
                    {"id": name, "name": local(known.share_names[name], language), "share": rounded(pct / 100)}
                    for name, pct in known.shares.items()
                ],
            }
            for known in yardsticks(analysis)
        ],
    }


def _definition_data(analysis: Analysis, found: DefinitionTally, language: str) -> dict[str, object]:
    known = analysis.known.get(found.id)
    layers = found.layers or {}
    return {
        "id": found.id,
        "name": definition_name(analysis, found.id, language),
        "group": known.group if known is not None else None,
        "verified": known.is_verified if known is not None else None,
        "note": local(known.note, language) if known is not None else None,
        "source": known.source if known is not None else None,
        "lacks": list(found.lacks),
        **_standing_data(found.whole),
        "share_min": rounded(found.share_min),
        "share_max": rounded(found.share_max),
        "layers": [{"layer": layer, **_standing_data(standing)} for layer, standing in layers.items()],
    }


def _standing_data(standing: Standing) -> dict[str, object]:
    estimate = standing.estimate
    return {
        "n_met": standing.met,
        "n_not_met": standing.not_met,
        "n_open": standing.open,
        "share": rounded(estimate.value if estimate is not None else None),
        "se": rounded(estimate.se if estimate is not None else None),
        "ci_low": rounded(estimate.ci_low if estimate is not None else None),
        "ci_high": rounded(estimate.ci_high if estimate is not None else None),
        "suppressed": standing.is_suppressed,
    }


def _name(analysis: Analysis, found: DefinitionTally, language: str) -> str:
    mark = " *" if is_unsure(analysis, found.id) else ""
    return cut(definition_name(analysis, found.id, language), _NAME - 1 - len(mark)) + mark


def _figures(found: DefinitionTally, language: str) -> str:
    if found.whole.is_suppressed:
        return say("pyramid.definition_hidden", language)
    estimate = found.whole.estimate
    interval = HIDDEN
    if estimate is not None and estimate.ci_low is not None:
        interval = f"{share_text(estimate.ci_low, language)} – {share_text(estimate.ci_high, language)}"
    bounds = f"({share_text(found.share_min, language)} – {share_text(found.share_max, language)})"
    value = estimate.value if estimate is not None else None
    bar = "" if value is None else "█" * round(value * _BAR)
    return f"{_share(found.whole, language):>9}{interval:>19}{bounds:>21}  {bar}"


def _share(standing: Standing, language: str) -> str:
    return share_text(standing.estimate.value if standing.estimate is not None else None, language)
