"""Needs and a small kinship for tests of the clustering: made by hand, known to the last word."""

from __future__ import annotations

from collections.abc import Sequence

from tests.searching import ANALYSER, WordCountingModel
from wegwijzer.core.clustering.clustering import Clusterer
from wegwijzer.core.clustering.kinship import Kinship, Weights
from wegwijzer.core.clustering.learning import Lesson, learn
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.understanding.features import Seer

TOPICS = {
    "packaging": ("verpakking scheurt", "folie barst in diepvries", "zak scheurt"),
    "staff": ("personeel vinden", "vacature zonder kandidaten", "lasser gezocht"),
    "website": ("website vinden", "webshop verkoopt niet", "online klanten"),
    "water": ("afvalwater zuiveren", "lozen van water", "riool norm"),
}
PACKAGING = (
    "onze verpakking scheurt in de diepvries",
    "folie barst als het vriest, de verpakking houdt niet",
    "diepvries zak scheurt open, verpakking te zwak",
    "verpakking van diepvries groenten scheurt",
)
STAFF = (
    "wij vinden geen lasser, vacature blijft open",
    "personeel gezocht maar geen kandidaten",
    "vacature voor lasser zonder kandidaten",
    "geen personeel te vinden, lasser gezocht",
)
OTHERS = (
    ("money", "facturen worden te laat betaald"),
    ("money", "de bank weigert een krediet"),
    ("energy", "onze oven verbruikt te veel gas"),
    ("energy", "zonnepanelen en een batterij voor het dak"),
    ("law", "welke vergunning hebben we nodig"),
    ("transport", "onze camions rijden leeg terug"),
    ("machine", "de machine valt elke week stil"),
    ("export", "verkopen in Frankrijk, hoe begin ik"),
)
"""Ordinary problems beside: where half of all ask the same, that is nothing special."""
_WEIGHTS = Weights(topics=1.0, meaning=0.3, fields=0.0, roads=0.0, sector=0.1, join=0.35, stay=0.2, enter=0.3, few=0.75)


def a_kinship(*, with_meaning: bool = True) -> Kinship:
    """A kinship that learnt from a dozen phrases."""
    model = WordCountingModel() if with_meaning else None
    seer = Seer(ANALYSER, model)
    phrases = [(topic, text) for topic, texts in TOPICS.items() for text in texts]

    def lesson(rows: Sequence[tuple[str, str]]) -> Lesson:
        texts = [text for _, text in rows]
        return Lesson(texts, seer.see(texts), [label for label, _ in rows])

    needs = [("packaging", text) for text in PACKAGING] + [("staff", text) for text in STAFF]
    problems = [*needs, ("website", "klanten vinden onze website niet"), ("water", "wij lozen te veel water"), *OTHERS]
    return learn(
        phrases=lesson(phrases),
        problems=lesson(problems),
        themes=lesson(needs),
        fields=[{label: 1.0} for label, _ in problems],
        roads=[{label: 1.0} for label, _ in needs] + [{} for _ in problems[len(needs) :]],
        named=len(phrases),
        embedder=model.name if model else "",
        weights=_WEIGHTS,
    )


def a_clusterer(*, with_meaning: bool = True) -> Clusterer:
    """Clusters by that kinship."""
    seer = Seer(ANALYSER, WordCountingModel() if with_meaning else None)
    return Clusterer(a_kinship(with_meaning=with_meaning), seer, ANALYSER)


def needs_of(texts: Sequence[str], *, prefix: str = "n", **known: str) -> list[ClusterNeed]:
    """A need of a firm of its own for each text."""
    return [
        ClusterNeed(f"{prefix}{number}", text, firm=f"{prefix}-firm{number}", **known)  # type: ignore[arg-type]
        for number, text in enumerate(texts, start=1)
    ]
