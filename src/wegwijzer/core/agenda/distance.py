"""How far two places lie apart, as the crow flies."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG, Geodetic Reference System 1980)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place by its degrees north and east (WGS 84)."""

    north: float
    east: float


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres, by the haversine formula.

    >>> round(kilometres(Point(51.05, 3.72), Point(51.22, 4.40)))
    51
    """
    north, other_north = radians(one.north), radians(other.north)
    half = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin(radians(other.east - one.east) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
