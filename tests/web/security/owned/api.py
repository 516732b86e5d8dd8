"""What programs reach: keys, webhooks, and the things of pages under the names of the API."""

from __future__ import annotations

from tests.web.security.owned.holder import SECRET, Possessions
from tests.web.security.owned.keys import a_key
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.models import Case
from wegwijzer.web.webhooks.models import Delivery, Endpoint


def webhook(found: Possessions, college: Desk) -> None:
    """An address of the college's own system, and a message that went there."""
    at = found.at
    endpoint = Endpoint.objects.create(
        desk=college, address="https://voorbeeld.example/geheim", secret=SECRET, created=at, not_before=at, fault="away"
    )
    delivery = Delivery.objects.create(
        endpoint=endpoint, source="x", kind="case.received", body=SECRET, created=at, not_before=at, state="failed"
    )
    found.things["webhooks"] = {"desk_id": college.pk, "endpoint_id": endpoint.pk, "delivery_id": delivery.pk}


def api(found: Possessions, college: Desk) -> None:
    """A key of the college, and what a key reaches: things of pages that were made before."""
    a_key(college, found.ours["manager"], found.at)
    found.things["api"] = {"desk_id": college.pk, "key_id": ApiKey.objects.get().pk}
    found.things["api-v1"] = {
        "question_id": found.things["inbox"]["offer_id"],
        "appointment_id": found.things["inbox"]["appointment_id"],
        "referral_id": found.things["inbox"]["participant_id"],
        "client_id": found.things["portfolio"]["client_id"],
        "upload_id": found.things["portfolio"]["upload_id"],
        "event_id": found.things["agenda"]["listing_id"],
        "clash_id": found.things["agenda"]["clash_id"],
        "list_id": found.things["agenda"]["feed_id"],
        "offering_id": found.things["offers"]["offering_id"],
        "request_id": found.things["offers"]["request_id"],
        "pair_id": found.things["offers"]["pair_id"],
        **_of_the_firm(found),
    }


def _of_the_firm(found: Possessions) -> dict[str, object]:
    """A key for the firm, and what it reaches."""
    case = Case.objects.get(pk=found.things["cases"]["case_id"])
    secret = a_key(None, found.ours["firm"], found.at, case.firm)
    key = ApiKey.objects.get(prefix=secret.split("_")[1])
    found.exact["api:firm_keys"] = {"firm_id": case.firm_id}
    found.exact["api:firm_revoke"] = {"firm_id": case.firm_id, "key_id": key.pk}
    found.exact["api-v1:tell_outcome"] = found.exact["cases:outcome"]
    return {
        "case_id": case.pk,
        "need_id": case.needs.get().pk,
        "offer_id": found.things["inbox"]["offer_id"],
        "participant_id": found.things["inbox"]["participant_id"],
        "dossier_id": found.things["dossiers"]["dossier_id"],
        "part": "idea",
        "aid_id": found.things["money"]["aid_id"],
        "draft_id": found.things["agreements"]["draft_id"],
        "log_id": found.things["agreements"]["log_id"],
        "number": 1,
        "scheme_id": found.things["premium"]["scheme_id"],
    }
