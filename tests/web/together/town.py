"""Fifty bakers, dairies and butchers with problems of packaging and shelf life, and ten firms with something else."""

from __future__ import annotations

from tests.web.clusters.hall import Hall, a_hall

_MADE = {
    "bakker": ("brood", "koffiekoeken", "taart", "koekjes", "pistolets"),
    "zuivel": ("yoghurt", "geraspte kaas", "verse room", "platte kaas", "chocomelk"),
    "slager": ("gehakt", "gekookte ham", "salami", "kipsalade", "worst"),
}
_PACKAGING = (
    "De verpakking van onze {made} scheurt te vaak open.",
    "We zoeken een verpakking voor {made} die recycleerbaar is en toch goed afsluit.",
    "De folie rond {made} laat los, welke verpakking houdt wel?",
    "Een andere verpakking voor {made}: minder plastic, maar ze mag niet lekken.",
    "Onze {made} komt kapot aan, de verpakking is te zwak.",
)
_SHELF_LIFE = (
    "De houdbaarheid van onze {made} is te kort voor de winkels.",
    "Hoe krijgen we {made} langer houdbaar zonder bewaarmiddel?",
    "Onze {made} schimmelt te snel, we willen een langere houdbaarheid.",
    "Kunnen we {made} langer vers houden? Nu gooien we te veel weg.",
    "Wie test de houdbaarheid van {made}? De vervaldatum is nu een gok.",
)
UNRELATED = (
    "Ons boekhoudpakket praat niet met de kassa.",
    "Hoe vind ik een lasser voor mijn atelier?",
    "De dakgoot van het kantoor lekt.",
    "Welke vergunning heb ik nodig voor een uithangbord?",
    "Mijn dochter wil de zaak overnemen, hoe begin ik eraan?",
    "We willen in Polen verkopen maar spreken de taal niet.",
    "De bestelwagen moet elektrisch, is daar steun voor?",
    "Onze website staat nergens in Google.",
    "Een klant betaalt al zes maanden niet.",
    "Ploegen wisselen loopt altijd mis op vrijdag.",
)


def needs_of_fifty() -> list[str]:
    """What they ask, each in words of their own."""
    made = [one for kinds in _MADE.values() for one in kinds]
    asked = [_PACKAGING[number % 5].format(made=made[number % 15]) for number in range(25)]
    return asked + [_SHELF_LIFE[number % 5].format(made=made[(number * 4) % 15]) for number in range(25)]


def a_town() -> Hall:
    """All sixty, passed on; one of them asks the same fifty times, and somebody advertises."""
    hall = a_hall()
    for words in (*needs_of_fifty(), *UNRELATED):
        hall.asks(words)
    loud = hall.firms[0]
    for _ in range(50):
        hall.asks(needs_of_fifty()[0], firm=loud)
    hall.asks("GRATIS VERPAKKING!!! Koop nu op http://goedkoop.example http://nog.example klik klik klik")
    return hall
