"""How the same firms fall under each definition, as cubes to publish, with a word on what their pictures show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wegwijzer.core.pyramid.analysing import Analysis
from wegwijzer.core.pyramid.definition_disclosure import LAYERS
from wegwijzer.core.pyramid.definition_tally import Standing
from wegwijzer.core.pyramid.segments import UNDECIDED
from wegwijzer.core.survey.publication import Axis, Category, Cube, Figure, Key, Kind
from wegwijzer.wording.language import local, say
from wegwijzer.wording.publication_parts import ESTIMATE, cube, estimate, published, rows, share
from wegwijzer.wording.pyramid_definitions import (
    definition_group,
    definition_name,
    is_unsure,
    lacking_sentences,
    told,
    unsure_sentences,
    yardsticks,
)

_COUNTS = (("n_met", Kind.ROWS), ("n_not_met", Kind.ROWS), ("n_open", Kind.ROWS))
_SHARES = (("share", Kind.SHARE), *((name, Kind.SHARE) for name in ESTIMATE))


def definition_cubes(analysis: Analysis, language: str) -> tuple[Cube, Cube, Cube]:
    """The definitions over all firms, by layer of the pyramid, and the yardsticks."""
    return _whole(analysis, language), _layers(analysis, language), _yardsticks(analysis, language)


def definition_notes(analysis: Analysis, language: str) -> Iterator[str]:
    """What is not verified of the definitions, and which cannot be told for want of answers."""
    for key, sentences in (
        ("note.unsure", unsure_sentences(analysis, language)),
        ("note.lacking", lacking_sentences(analysis, language)),
    ):
        yield from (published(key, language, text=sentence) for sentence in sentences)


def definition_groups(analysis: Analysis, language: str) -> dict[str, str]:
    """The heading under which each definition stands."""
    return {found.id: definition_group(analysis, found.id, language) for found in told(analysis)}


def definitions_told(cubes: tuple[Cube, Cube, Cube], language: str) -> dict[str, str]:
    """What the pictures show, in words, for who cannot see them."""
    whole, layers, yardstick = cubes
    names = {category.id: category.label for category in whole.axes[0].categories}
    parts = [_part(names[name], whole.figures.get((name,)), language) for name in names]
    heads = layers.axes[1].categories
    lines = [
        published(
            "told.group",
            language,
            name=category.label,
            parts=", ".join(_part(head.label, layers.figures.get((category.id, head.id)), language) for head in heads),
        )
        for category in layers.axes[0].categories
    ]
    shares = [
        _part(category.label, yardstick.figures[(category.id,)], language) for category in yardstick.axes[0].categories
    ]
    return {
        "definitions": published("told.definitions", language, parts="; ".join(parts)),
        "definition_layers": published("told.definition_layers", language, parts=". ".join(lines)),
        "yardstick": published("told.yardstick", language, parts="; ".join(shares)),
    }


def _part(name: str, figures: Mapping[str, Figure] | None, language: str) -> str:
    text = published("hidden_told", language) if figures is None else figures["share"].text
    return published("told.part", language, name=name, share=text)


def _axis(analysis: Analysis, names: list[str], language: str) -> Axis:
    def label(name: str) -> str:
        return definition_name(analysis, name, language) + (" *" if is_unsure(analysis, name) else "")

    categories = tuple(Category(name, label(name)) for name in names)
    return Axis("definition", published("axis.definition", language), categories)


def _whole(analysis: Analysis, language: str) -> Cube:
    known = {found.id: found for found in told(analysis)}
    return cube(
        "definitions",
        (_axis(analysis, list(known), language),),
        (("n", Kind.ROWS), *_COUNTS, *_SHARES, ("share_min", Kind.SHARE), ("share_max", Kind.SHARE)),
        {
            (name,): _standing(found.whole, language)
            | {"share_min": share(found.share_min, language), "share_max": share(found.share_max, language)}
            for name, found in known.items()
            if not found.whole.is_suppressed
        },
        language,
        hidden=frozenset((name,) for name, found in known.items() if found.whole.is_suppressed),
    )


def _layers(analysis: Analysis, language: str) -> Cube:
    known = {found.id: found.layers for found in told(analysis) if found.layers is not None}
    cells: dict[Key, Standing] = {
        (name, layer): standing for name, layers in known.items() for layer, standing in layers.items()
    }
    layers = Axis(
        "segment", published("axis.segment", language), tuple(Category(name, _layer(name, language)) for name in LAYERS)
    )
    return cube(
        "definition_layers",
        (_axis(analysis, list(known), language), layers),
        (("n", Kind.ROWS), *_COUNTS, *_SHARES),
        {key: _standing(standing, language) for key, standing in cells.items() if not standing.is_suppressed},
        language,
        hidden=frozenset(key for key, standing in cells.items() if standing.is_suppressed),
    )


def _layer(name: str, language: str) -> str:
    return published("undecided", language) if name == UNDECIDED else say(f"pyramid.segment.{name}", language)


def _yardsticks(analysis: Analysis, language: str) -> Cube:
    categories: list[Category] = []
    figures: dict[Key, dict[str, Figure]] = {}
    for known in yardsticks(analysis):
        for name, pct in known.shares.items():
            categories.append(Category(name, local(known.share_names[name], language)))
            figures[(name,)] = {"fixed_share": share(pct / 100, language), "share": share(pct / 100, language)}
    axis = Axis("yardstick", published("axis.yardstick", language), tuple(categories))
    return cube("yardstick", (axis,), (("fixed_share", Kind.SHARE),), figures, language)


def _standing(standing: Standing, language: str) -> dict[str, Figure]:
    known = None if standing.met is None or standing.not_met is None else standing.met + standing.not_met
    return estimate(standing.estimate, "share", language) | {
        "n": rows(known, language),
        "n_met": rows(standing.met, language),
        "n_not_met": rows(standing.not_met, language),
        "n_open": rows(standing.open, language),
    }
