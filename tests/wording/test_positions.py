"""The place in the sector in words."""

import pytest

from wegwijzer.core.knipperlichten.position import Hidden, HiddenReason, SectorGroup, SectorPosition
from wegwijzer.wording.positions import position_sentence


def a_position(below, above, *, size="small", count=312):
    return SectorPosition("solvency", SectorGroup("2008", "62", size), count, below, below, above, 0.1, 0.2, 0.3)


@pytest.mark.parametrize(
    ("position", "language", "sentence"),
    [
        (
            a_position(0.3, 0.7),
            "nl",
            "Lager dan bij 7 op de 10 van de 312 ondernemingen in dezelfde sector en grootte.",
        ),
        (a_position(0.8, 0.2, size=""), "nl", "Hoger dan bij 8 op de 10 van de 312 ondernemingen in dezelfde sector."),
        (a_position(0.3, 0.7), "en", "Lower than in 7 out of 10 of the 312 firms of the same sector and size."),
        (
            a_position(0.3, 0.7, count=1312),
            "fr",
            "Plus bas que chez 7 sur 10 des 1\u202f312 entreprises du même secteur et de la même taille.",
        ),
        (
            a_position(0.96, 0.02),
            "en",
            "Higher than in more than 9 out of 10 of the 312 firms of the same sector and size.",
        ),
        (a_position(0.5, 0.5), "nl", "In het midden van de 312 ondernemingen in dezelfde sector en grootte."),
        (
            a_position(0.1, 0.2),
            "nl",
            "Hetzelfde als bij de meeste van de 312 ondernemingen in dezelfde sector en grootte.",
        ),
    ],
)
def test_it_tells_the_side_on_which_most_firms_stand(position, language, sentence):
    assert position_sentence(position, language) == sentence


def test_tenths_are_never_all_of_ten():
    told = {position_sentence(a_position(0.0, share / 1000), "nl") for share in range(1001)}
    assert not any("10 op de 10" in sentence or "5 op de 10" in sentence for sentence in told)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_a_place_that_is_hidden_says_why(language):
    told = {reason: position_sentence(Hidden(reason), language) for reason in HiddenReason}
    assert len(set(told.values())) == 3
    assert "20" in told[HiddenReason.TOO_FEW]
