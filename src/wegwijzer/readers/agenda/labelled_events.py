"""Announcements with what they tell of, to find weights on and to be judged by: data/agenda/labelled_events.csv.

A scene holds announcements that one could take for each other: the same letter under `event` is the same event, the
same letter under `theme` the same theme. Every pair of different organisers in a scene is a labelled pair. The scenes
below 200 are for tuning; the others are kept apart to judge by. All of it is made up.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations

from wegwijzer.core.agenda.clashes import is_one_region, is_one_week
from wegwijzer.core.agenda.likeness import Announcement
from wegwijzer.readers.agenda.announcing import announced
from wegwijzer.readers.agenda.drafting import Words, drafted
from wegwijzer.readers.agenda.ical_times import BRUSSELS, at
from wegwijzer.readers.agenda.rules import shipped_clash_rules
from wegwijzer.readers.catalogue import shipped_folder

TUNING, UNTOUCHED = "tuning", "untouched"
_FIRST_UNTOUCHED = 200


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two announcements of different organisers, and whether they tell of the same event or the same theme.

    `is_clash_of_themes`: another event of the same theme, in one week and one region.
    """

    one: Announcement
    other: Announcement
    is_same: bool
    is_clash_of_themes: bool


def labelled_pairs(half: str) -> list[LabelledPair]:
    """The pairs of the scenes of one half: `tuning` or `untouched`."""
    scenes: dict[int, list[tuple[str, str, Announcement]]] = {}
    path = shipped_folder() / "agenda" / "labelled_events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            scene = int(row["scene"])
            if (scene < _FIRST_UNTOUCHED) == (half == TUNING):
                scenes.setdefault(scene, []).append((row["event"], row["theme"], _announced(row)))
    rules = shipped_clash_rules()
    pairs = []
    for rows in scenes.values():
        for (event, theme, one), (other_event, other_theme, other) in combinations(rows, 2):
            if one.organiser == other.organiser:
                continue
            near = is_one_week(one.event, other.event, rules.days_apart) and is_one_region(
                one.event, other.event, rules.kilometres_apart
            )
            is_same = event == other_event
            pairs.append(LabelledPair(one, other, is_same, not is_same and theme == other_theme and near))
    return pairs


def _announced(row: dict[str, str]) -> Announcement:
    written = datetime.fromisoformat(row["begins"])
    is_all_day = "T" not in row["begins"]
    begins = at(written, BRUSSELS)
    if is_all_day:
        ends = at(datetime.combine(date.fromisoformat(row["begins"]) + timedelta(days=1), time()), BRUSSELS)
    else:
        ends = begins + timedelta(minutes=int(row["minutes"]))
    event = drafted(
        Words(row["title"], row["summary"], row["place"], categories=("innovatie",)),  # its theme is not looked at
        uid=f"{row['scene']}-{row['organiser']}-{row['begins']}-{row['title']}",
        begins=begins,
        ends=ends,
        is_all_day=is_all_day,
        is_cancelled=False,
        sequence=0,
    )
    return announced(event, row["organiser"])
