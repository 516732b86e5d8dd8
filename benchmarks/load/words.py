"""What people type under load: thousands of different problems, so that nothing is answered from memory alone."""

from __future__ import annotations

from random import Random

_WHO = (
    "een bakkerij", "een drukkerij", "een kleine brouwerij", "een metaalbedrijf", "een schrijnwerkerij",
    "een webwinkel", "een transportbedrijf", "een garage", "een tuinaannemer", "een restaurant",
    "een softwarebedrijf", "een slagerij",
    "een kapperszaak", "een textielbedrijf", "een bouwfirma",
)  # fmt: skip
_PROBLEM = (
    "de verpakking scheurt in de diepvries", "we vinden geen geschikte mensen", "de energierekening is te hoog",
    "we willen naar het buitenland verkopen", "de machines staan te vaak stil", "onze klanten betalen te laat",
    "we zoeken een opvolger voor de zaak", "we weten niet hoe we onze stocks moeten plannen",
    "ons product verkoopt niet", "we willen met een nieuw idee beginnen maar missen geld",
    "we willen onze vrachtwagens elektrisch maken",
    "de website brengt geen bestellingen binnen", "het personeel heeft opleiding nodig", "er is te veel afval",
    "we willen samenwerken met een hogeschool",
)  # fmt: skip
_MORE = (
    "Het duurt al maanden.", "We zijn met {number} mensen.", "Het kost ons {number}00 euro per maand.", "Wat nu?",
    "De bank helpt niet.", "We hebben al van alles geprobeerd.", "Onze vorige poging mislukte.", "Kan iemand helpen?",
    "We exporteren naar {number} landen.", "Sinds {number} weken gaat het slechter.",
)  # fmt: skip
_TO_FIRM = (
    "Dag, wanneer past een gesprek?", "We bekeken uw vraag en komen graag langs.", "Kunt u ons wat foto's sturen?",
    "We plannen een bezoek op {number} januari.", "Bedankt, we zoeken het uit.",
)  # fmt: skip


def a_need(dice: Random) -> str:
    """A problem as an entrepreneur tells it."""
    more = dice.choice(_MORE).format(number=dice.randint(2, 60))
    return f"Wij zijn {dice.choice(_WHO)} en {dice.choice(_PROBLEM)}. {more}"


def an_answer_to_a_firm(dice: Random) -> str:
    """What an adviser writes."""
    return dice.choice(_TO_FIRM).format(number=dice.randint(2, 28))
