"""Texts for property tests: ordinary words, names, numbers, marks and labels in any order."""

from __future__ import annotations

from hypothesis import strategies as st

from wegwijzer.core.interviews.mask_patterns import MaskKind, Vocabulary
from wegwijzer.core.interviews.spans import Edit

LABELS = {kind: kind.value for kind in MaskKind}
VOCABULARY = Vocabulary(
    places=frozenset({"Gent", "De Panne", "Sint-Niklaas", "’s Gravenbrakel", "Le Roeulx", "Boom"}),
    common=frozenset({"wij", "de", "het", "klant", "dan"}),
    hidden={"molen": MaskKind.OTHER},
)

_PIECES = st.sampled_from(
    (
        *("wij", "De", "klant", "Janssens", "Van den Broeck", "Peeters & Zonen", "KU Leuven", "molen", "MOLEN"),
        *("Gent", "gent", "De Panne", "’s Gravenbrakel", "9000 Gent", "Stationsstraat 12", "rue de la Gare 5"),
        *("0403.019.261", "BE 0403 019 261", "051/22 33 44", "+32 470 12 34 56", "BE68 5390 0754 7034"),
        *("info@peeters.be", "www.peeters.be/x", "2,5 miljoen euro", "€ 1.200", "drie miljoen", "1987", "12", "E40-X"),
        *("[name 1]", "[phone]", "O&O", "R&D", "I", "l’Oréal", "iPhone", "ß", "É", "😀", "\ue000"),
        *(" ", ", ", ". ", "\n", ": ", "“", "”", "(", ")", "-", "’"),
    )
)
texts = st.lists(_PIECES, max_size=12).map(lambda pieces: " ".join(pieces)) | st.text(max_size=60)
"""Made of what the patterns look for, and of anything at all."""


@st.composite
def texts_with_edits(draw) -> tuple[str, list[Edit]]:
    """A text and edits of it that do not overlap."""
    text = draw(st.text(min_size=1, max_size=40))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text(max_size=5))) for start, end in dict.fromkeys(pairs)]
