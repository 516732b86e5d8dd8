"""The timeline of a log on paper, from the same data as the file that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wegwijzer.publishing.agreement_timeline import timeline_pdf_bytes
from wegwijzer.web.agreements.log_view import sentence_of
from wegwijzer.web.post.telling import moment_text
from wegwijzer.wording.language import say


def timeline_pdf(data: Mapping[str, Any], language: str) -> bytes:
    """The PDF: parties, every event in order with its hash, and what the chain proves and what not."""
    names = {party["number"]: party["name"] for party in data["parties"]}
    events = []
    for event in data["events"]:
        due = date.fromisoformat(event["due"]) if event["due"] else None
        sentence = sentence_of(event["step"], names.get(event["by"], ""), event["what"], due, language)
        about = ""
        if event["promise"]:
            giver, taker = names.get(event["giver"], ""), names.get(event["taker"], "")
            number = str(event["promise"])
            about = say("agreements.timeline.promise", language, number=number, giver=giver, taker=taker)
        events.append(
            {
                "place": str(event["place"]),
                "when": moment_text(datetime.fromisoformat(event["at"]), language),
                "about": about,
                "sentence": sentence,
                "words": event["words"],
                "hash": event["hash"],
            }
        )
    made = moment_text(datetime.fromisoformat(data["exported_at"]), language)
    return timeline_pdf_bytes(
        {
            "language": language,
            "title": data["title"],
            "t": {
                key: say(f"agreements.timeline.{key}", language)
                for key in ("heading", "parties", "events", "proves", "proves_text", "not_text", "last_hash")
            },
            "made": say("agreements.timeline.made", language, moment=made),
            "parties": [
                {
                    "name": party["name"],
                    "joined": say(
                        f"agreements.timeline.{'joined' if party['joined_at'] else 'not_joined'}",
                        language,
                        moment=moment_text(datetime.fromisoformat(party["joined_at"]), language)
                        if party["joined_at"]
                        else "",
                    ),
                }
                for party in data["parties"]
            ],
            "events": events,
            "head": data["head"],
        }
    )
