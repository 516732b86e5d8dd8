"""Where a firm sells, as it can say it."""

from __future__ import annotations

MARKETS = (
    *("antwerpen", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen", "brussel", "wallonie"),
    *("nederland", "frankrijk", "duitsland", "europa", "wereld"),
)
"""Ids of markets, near ones first; their words are under `partners.market`. No country holds another."""
LONGEST_ASSET, LONGEST_WORDS = 200, 600
