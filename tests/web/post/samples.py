"""Values for a letter of every kind: with everything, with as little as may be, in every variant."""

from __future__ import annotations

from typing import Any

LINK = "/nl/mijn-vragen/7f0c/"
_CASE = {"link": LINK, "subject": "process"}
_OFFER = {**_CASE, "province": "antwerpen", "reply_by": "2026-12-01", "size": "small"}
_BARE_OFFER = {**_CASE, "reply_by": "2026-12-01"}
_TALK = {**_CASE, "desk": "Kollegium Oost", "begins": "2026-12-01T09:30:00+01:00", "minutes": 45}

_EVENT = {"link": LINK, "title": "Cobots in de lashal", "desks": ["Kollegium", "Metaalclub"]}

SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("sign_in", {"link": "/nl/binnen/abc/"}),
    ("agenda_confirm", {"link": LINK}),
    *(
        ("agenda_event", {**_EVENT, **more})
        for more in ({"begins": "2026-12-01T09:30:00+01:00", "place": "Gent"}, {"day": "2026-12-01"})
    ),
    (
        "agenda_digest",
        {
            "lines": [{"kind": "agenda_event", "values": {**_EVENT, "day": "2026-12-01"}}],
            "stop": "/nl/agenda/stop/abc/",
        },
    ),
    ("agenda_clash", {"link": LINK, "title": "Cobots", "desk": "Metaalclub", "count": 2}),
    ("agenda_joined", {"link": LINK, "title": "Cobots", "other": "Lasrobots", "desk": "Kollegium"}),
    ("confirm_referral", {"link": "/nl/binnen/abc/", "subject": "finance"}),
    ("invitation", {"desk": "Kollegium Oost", "role": "adviser", "link": "/nl/binnen/abc/"}),
    (
        "case_opened",
        {**_CASE, "by": "Boekhouder Maes", "desks": ["Kollegium", "Voedingslab"], "reply_by": "2026-12-01"},
    ),
    ("case_opened", {**_CASE, "desks": ["Kollegium"], "reply_by": "2026-12-01"}),
    ("offer_new", _OFFER),
    ("offer_new", _BARE_OFFER),
    ("offer_reminder", _OFFER),
    ("offer_reminder", _BARE_OFFER),
    ("offer_last_call", _OFFER),
    ("offer_last_call", _BARE_OFFER),
    ("handed_over", {**_CASE, "desk": "Kollegium"}),
    ("taken_up", {**_CASE, "desk": "Kollegium", "adviser": "Lien Claes", "phone": "09 123 45 67"}),
    ("taken_up", {**_CASE, "desk": "Kollegium", "adviser": "", "phone": ""}),
    *(
        ("not_for_us", {**_CASE, "desk": "Kollegium", "reason": reason, "words": words, "others": others})
        for reason, words, others in (
            ("other_subject", "", []),
            ("other_region", "Bel eens met Gent.\n\nGroeten", ["Voedingslab"]),
            ("other_sector", "", ["Voedingslab", "Syntra", "POM"]),
            ("other_size", "", []),
            ("no_capacity", "", []),
            ("helped_elsewhere", "", []),
            ("firm_stopped", "", []),
            ("no_answer", "", []),
            ("no_answer", "", ["Voedingslab"]),
            ("other", "Wij verhuizen.", []),
        )
    ),
    *(
        ("offer_ended", {**_CASE, "desk": "Kollegium", "state": state})
        for state in (
            *("done", "done_without_result", "not_reached", "not_for_us", "withdrawn", "waiting", "taken_up"),
            "referred_on",
        )
    ),
    ("referred_on", {**_CASE, "from": "Kollegium", "to": "Voedingslab", "reply_by": "2026-12-08"}),
    ("nobody_could_help", {**_CASE, "front": "VLAIO, 0800 20 555"}),
    ("join_asked", {"link": LINK, "desk": "Federatie Brood", "person": "Jo Baert"}),
    ("join_asked", {"link": LINK, "desk": "Federatie Brood"}),
    ("join_answered", {"link": LINK, "yes": True}),
    ("join_answered", {"link": LINK, "yes": True, "subject": "process", "desks": ["Kollegium", "Voedingslab"]}),
    ("join_answered", {"link": LINK, "yes": False}),
    ("project_asked", {"link": LINK, "title": "Brood dat langer vers blijft", "last": "2027-01-31"}),
    ("project_reminder", {"link": LINK, "title": "Brood dat langer vers blijft", "last": "2027-01-31"}),
    ("project_enough", {"link": LINK, "title": "Brood dat langer vers blijft"}),
    ("project_goes_on", {"link": LINK, "title": "Brood dat langer vers blijft"}),
    ("project_stopped", {"link": LINK, "title": "Brood dat langer vers blijft"}),
    ("partner_asked", {"link": LINK, "about": "een machine die folie last", "answer_by": "2026-12-14"}),
    ("partner_asked", {"link": LINK, "about": "", "answer_by": "2026-12-14"}),
    ("partner_agreed", {"link": LINK}),
    ("partner_closed", {"link": LINK}),
    ("partner_still", {"link": LINK, "until": "2027-05-29"}),
    ("speaker_asked", {"link": LINK, "email": "zoon@bakkerij.example"}),
    ("message_new", {**_CASE, "from": "Kollegium"}),
    ("message_new", {**_CASE, "from": "-"}),
    ("appointment", {**_TALK, "adviser": "Lien Claes", "place": "Kouter 1, Gent", "cancelled": False}),
    ("appointment", {**_TALK, "cancelled": False}),
    ("appointment", {**_TALK, "cancelled": True}),
    ("withdrawn", {"subject": "legal", "province": "limburg"}),
    ("withdrawn", {"subject": "legal"}),
    ("follow_up", {"link": LINK, "round": 1}),
    ("follow_up", {"link": LINK, "round": 2}),
    *(("report_received", {"about": "Kmo-portefeuille", "kind": kind}) for kind in ("promise", "page", "complaint")),
    ("report_received", {"kind": "page"}),
    ("report_answered", {"answer": "Dank u.\nWe pasten de pagina aan.", "about": "Kmo-portefeuille"}),
    ("report_answered", {"answer": "Dank u."}),
    ("report_new", {"link": LINK, "kind": "complaint"}),
    (
        "rule_changed",
        {
            "link": LINK,
            "title": "Korting op opleiding en advies",
            "day": "2027-01-01",
            "was": "komt in aanmerking, tot 7.500 euro",
            "becomes": "komt in aanmerking, tot 5.000 euro",
            "stop": "/nl/regels-volgen/stop/abc/",
        },
    ),
    ("api_key_made", {"link": LINK, "title": "ons klantenprogramma", "desk": "Hogeschool Zee", "day": "2027-02-28"}),
    ("webhook_off", {"link": LINK, "desk": "Hogeschool Zee", "host": "crm.zee.example", "since": "2026-11-27"}),
    *(
        ("duty_reminder", {"link": LINK, "duty": duty, "last": "2026-03-16", "stop": "/nl/plichten/stop/abc/", **more})
        for duty, more in (
            ("kmo-portefeuille/request", {}),
            ("kmo-portefeuille/request", {"title": "Opleiding lassen", "safe": "2026-03-13"}),
            ("ontwikkelingsproject/earliest-start", {"title": "Coating"}),
            ("bv-vrijstelling-onderzoekers/notice", {}),
            ("ontwikkelingsproject/answer", {}),
        )
    ),
    ("promise_invited", {"link": "/nl/binnen/abc/", "from": "Staalwerk bv", "title": "Coating"}),
    *(
        (kind, {"link": LINK, "from": "Staalwerk bv", "title": "Coating", "what": "Tien platen", "seal": "4-0a1b2c"})
        for kind in ("promise_answer", "promise_news")
    ),
    *(
        (kind, {"link": LINK, "title": "Coating", "what": "Tien platen", "due": "2027-03-01"})
        for kind in ("promise_soon", "promise_late")
    ),
    *(
        (kind, {"link": LINK, "title": "Trekbank", "last": "2027-03-01"})
        for kind in ("offering_ending", "offering_hidden")
    ),
    ("offering_removal", {"link": LINK, "title": "Trekbank", "day": "2027-03-01"}),
    ("offering_alike", {"link": LINK, "title": "Trekbank", "other": "Trekproeven", "by": "Kollegium Oost"}),
    *(
        (kind, {"link": LINK, "title": "Langer vers", "answer_by": "2027-03-01"})
        for kind in ("topic_asked", "topic_reminder")
    ),
    *((kind, {"link": LINK, "title": "Langer vers"}) for kind in ("topic_agreed", "topic_declined", "topic_lapsed")),
    ("erased", {}),
    (
        "digest",
        {
            "lines": [
                {"kind": "handed_over", "values": {**_CASE, "desk": "Kollegium"}, "title": "Zaak", "about": "1"},
                {"kind": "handed_over", "values": {**_CASE, "desk": "Lab"}, "title": "", "about": "2"},
                {"kind": "erased", "values": {}},
            ]
        },
    ),
]
