"""Trades and names for fictional clients."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of firm: its activity (NACE-BEL 2008), what it is called, and what its accounts look like.

    `sales` in euro; the rest as shares of sales.
    """

    nace: str
    words: tuple[str, ...]
    sales: float
    margin: float
    fixed: float
    stock: float
    owed: float


TRADES = (
    Trade("10711", ("Bakkerij", "Brood- en banketbakkerij"), 620_000, 0.56, 0.35, 0.03, 0.02),
    Trade("10130", ("Slagerij", "Vleeswaren"), 900_000, 0.4, 0.22, 0.04, 0.04),
    Trade("25620", ("Draaiwerk", "Metaalbewerking"), 1_600_000, 0.48, 0.4, 0.1, 0.16),
    Trade("25110", ("Staalbouw", "Constructies"), 2_400_000, 0.38, 0.25, 0.09, 0.18),
    Trade("16230", ("Schrijnwerkerij", "Trappenbouw"), 850_000, 0.46, 0.25, 0.08, 0.12),
    Trade("31020", ("Keukens", "Meubelmakerij"), 1_200_000, 0.44, 0.22, 0.12, 0.1),
    Trade("41201", ("Bouwbedrijf", "Aannemingen"), 2_100_000, 0.34, 0.15, 0.06, 0.2),
    Trade("43221", ("Sanitair", "Verwarming"), 980_000, 0.42, 0.14, 0.09, 0.16),
    Trade("43211", ("Elektro", "Elektrotechniek"), 1_100_000, 0.44, 0.13, 0.08, 0.17),
    Trade("45201", ("Garage", "Carrosserie"), 1_500_000, 0.3, 0.18, 0.14, 0.06),
    Trade("46390", ("Groothandel", "Voedingsgroothandel"), 3_800_000, 0.2, 0.08, 0.09, 0.11),
    Trade("47721", ("Schoenen", "Kledingzaak"), 540_000, 0.42, 0.16, 0.22, 0.01),
    Trade("49410", ("Transport", "Vervoer"), 1_900_000, 0.5, 0.42, 0.01, 0.17),
    Trade("56101", ("Restaurant", "Brasserie"), 560_000, 0.6, 0.38, 0.02, 0.01),
    Trade("62010", ("Software", "IT-diensten"), 1_000_000, 0.68, 0.08, 0.0, 0.2),
    Trade("71121", ("Ingenieursbureau", "Studiebureau"), 870_000, 0.7, 0.1, 0.0, 0.22),
    Trade("18120", ("Drukkerij", "Grafisch atelier"), 1_150_000, 0.5, 0.38, 0.05, 0.15),
    Trade("81300", ("Tuinaanleg", "Groenwerken"), 720_000, 0.5, 0.24, 0.03, 0.13),
)
_SECOND = (
    "De Linde", "Van den Akker", "Noordzee", "Het Anker", "De Molen", "Ter Beke", "Klaver", "Zonneveld", "De Wissel",
    "Peeters-Maes", "Hof ten Bos", "De Spil", "Zilvermeer", "De Brug", "Van Houte", "Steenland", "Het Pleintje",
    "De Kempen", "Leiestreek", "Den Hert", "Vlasblom", "De Voorn", "Berkenlaan", "Rozemarijn", "De Hoorn", "Kastanje",
    "Ter Duinen", "De Schakel", "Het Baken", "Oosterhof", "De Meerpaal", "Kouterveld", "Wijngaard", "De Zwaan",
)  # fmt: skip


def firm_name(source: random.Random, trade: Trade, taken: Collection[str]) -> str:
    """A name that no other fictional client has."""
    for _ in range(200):
        name = f"{source.choice(trade.words)} {source.choice(_SECOND)}"
        if name not in taken:
            return name
    return f"{trade.words[0]} {len(taken) + 1}"
