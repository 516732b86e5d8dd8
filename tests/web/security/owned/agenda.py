"""The agenda and the offers of the college, and what it and the firm do with others."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from tests.web.security.owned.holder import SECRET, Possessions
from wegwijzer.web.agenda.models import Clash, Feed, Listing
from wegwijzer.web.clusters.models import Cluster
from wegwijzer.web.offers.models import AlikePair, OfferingRow, TopicRequest
from wegwijzer.web.partners.models import ContactRow, Seeking, Suggestion
from wegwijzer.web.people.models import Desk
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.referral.models import Case, Firm, Speaker


def announced(found: Possessions, college: Desk) -> None:
    """An event with its list and one that looks like it, and offers of the college with a topic that somebody asked."""
    at = found.at
    feed = Feed.objects.create(desk=college, address="https://voorbeeld.example/a.ics", created=at, next_at=at)
    when = {"begins": at, "ends": at, "first_day": at.date(), "last_day": at.date(), "created": at, "changed": at}
    old, new = (
        Listing.objects.create(desk=college, source="form", uid=uid, title=SECRET, **when) for uid in ("one", "two")
    )
    clash = Clash.objects.create(new=new, old=old, kind="same", score=1, created=at)
    found.things["agenda"] = {"feed_id": feed.pk, "listing_id": new.pk, "clash_id": clash.pk}
    lasts = {"first": at.date(), "last": at.date() + timedelta(days=90), "created": at, "changed": at}
    rows = [
        OfferingRow.objects.create(
            kind="topic", side="structure", desk=college, posted_by=found.ours["adviser"], language="nl",
            title="Onderwerp", text="Voor een student", steps=["test"], languages=["nl"], **lasts,
        )
        for _ in range(2)
    ]  # fmt: skip
    request = TopicRequest.objects.create(
        token=uuid4(), topic=rows[0], person=found.ours["firm"], firm_name=SECRET, words=SECRET, asked=at,
        answer_by=at.date() + timedelta(days=9),
    )  # fmt: skip
    first, second = sorted(rows, key=lambda row: row.pk)
    pair = AlikePair.objects.create(first=first, second=second, likeness=1, found=at)
    found.things["offers"] = {
        "offering_id": rows[0].pk, "request_id": request.pk, "pair_id": pair.pk, "kind": "topic"
    }  # fmt: skip


def together(found: Possessions, college: Desk, case: Case) -> None:
    """A possible partner who asked, and a project of the college in which the firm takes part."""
    at = found.at
    other = Firm.objects.create(name="Ander", created=at)
    Speaker.objects.create(firm=other, person=found.ours["contact"], created=at, confirmed_at=at)
    seeking = sorted(
        (Seeking.objects.create(firm=firm, has=[SECRET], agreed_at=at, seen_at=at) for firm in (case.firm, other)),
        key=lambda row: row.pk,
    )
    asked = next(row for row in seeking if row.firm_id == case.firm_id)
    asking = next(row for row in seeking if row is not asked)
    third = Firm.objects.create(name="Derde", created=at)
    last = UUID(int=2**128 - 1)  # the two of a pair stand in order
    fitting = Seeking.objects.create(id=last, firm=third, has=[SECRET], agreed_at=at, seen_at=at)
    answered, suggestion = (
        Suggestion.objects.create(
            one=one, other=other, score=1, gives_one=True, gives_other=True, may_compete=False, made_at=at,
            pairs=[[SECRET, SECRET]],
        )
        for one, other in ((seeking[0], seeking[1]), (asked, fitting))
    )  # fmt: skip
    contact = ContactRow.objects.create(
        asking=asking, asked=asked, suggestion=answered, words=SECRET, state="asked", on=at.date(),
        answer_by=at.date() + timedelta(days=9),
    )  # fmt: skip
    found.things["partners"] = {"suggestion_id": suggestion.pk, "contact_id": contact.pk, "step": "ja"}
    cluster = Cluster.objects.create(id="c-1", title="Ovens", firms=5, made_at=at)
    found.things["clusters"] = {"cluster_id": cluster.pk, "what": "confirm"}
    project = Project.objects.create(
        desk=college, title=SECRET, problem=SECRET, minimum_firms=3, created=at, asked_on=at.date(),
        decide_by=at.date() + timedelta(days=30),
    )  # fmt: skip
    TakingPartRow.objects.create(project=project, firm=case.firm, standing="asked", changed_at=at)
    found.exact["projects:act"] = {"what": "stop"}
    found.things["projects"] = {"project_id": project.pk, "what": "doe-mee"}
