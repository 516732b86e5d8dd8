"""What one organisation has: one of every thing that an address of the website names, with who may see it.

`ours` is a college with its adviser and manager, an accountant's office and a bakery; `theirs` the same people at other
organisations. Rows are written straight, for how things come about is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from tests.filings import clients
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.agenda.models import Clash, Feed, Listing
from wegwijzer.web.agreements import log_actions
from wegwijzer.web.agreements.models import Draft, DraftOwner
from wegwijzer.web.api.keys import MARK
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import SCOPES
from wegwijzer.web.clusters.models import Cluster
from wegwijzer.web.corrections.models import Correction
from wegwijzer.web.dossiers import attaching, sharing
from wegwijzer.web.dossiers.models import Applicant, Dossier, Invitation, Version
from wegwijzer.web.duties.models import Keeper, Support
from wegwijzer.web.interviews.models import Case as Talk
from wegwijzer.web.interviews.models import Note, Passage, Researcher, Study
from wegwijzer.web.money.models import Action, Aid, Planner
from wegwijzer.web.observatory.models import SentFile
from wegwijzer.web.offers.models import AlikePair, OfferingRow, TopicRequest
from wegwijzer.web.partners.models import ContactRow, Seeking, Suggestion
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Absence, Desk, Membership, Person
from wegwijzer.web.portfolio import actions as portfolio
from wegwijzer.web.portfolio.models import Client as FirmOfOffice
from wegwijzer.web.portfolio.models import Owner, Upload
from wegwijzer.web.premium.models import Idea, Manager, Scheme
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.publications.models import Proposal, Publication
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Appointment, Case, Firm, Offer, Outcome, Participant, Pending, Report, Speaker
from wegwijzer.web.webhooks.models import Delivery, Endpoint

SECRET = "Onze oven lekt en niemand mag dat weten."
"""Words that stand in all that is ours, and in nothing that anybody else may read."""
OURS = ("adviser", "manager", "contact", "firm")


@dataclass
class Possessions:
    """`things` are the arguments of addresses by app and name, `exact` those of one address. `around` are things of
    theirs that hold others, by parameter, with whose they are. People by what they are, ours and theirs."""

    at: datetime = field(default_factory=timezone.now)
    ours: dict[str, Person] = field(default_factory=dict)
    theirs: dict[str, Person] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    exact: dict[str, dict[str, Any]] = field(default_factory=dict)
    around: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def browser(self, person: Person | None) -> Client:
        """A browser in which somebody signed in with two factors; without a person, a visitor's."""
        client = Client()
        if person is not None:
            client.force_login(person)
            session = client.session
            session["sign_in"] = {**session["sign_in"], "two_factors": True}
            session.save()
        return client

    def arguments(self, name: str, parameters: Mapping[str, Any]) -> dict[str, Any] | None:
        """The arguments with which an address leads to something of ours; None when nothing is known of one."""
        known = {**self.things.get(name.partition(":")[0], {}), **self.exact.get(name, {}), "language": "nl"}
        return {key: known[key] for key in parameters} if parameters.keys() <= known.keys() else None

    def program(self, person: Person) -> Client:
        """A program with a key that somebody made where they work, or as an editor, for all that a key can do."""
        seat = Membership.objects.filter(person=person).order_by("pk").first()
        desk = seat.desk if seat is not None else None
        return Client(headers={"authorization": f"Bearer {_key(desk, person, self.at)}", "if-match": "*"})


def _key(desk: Desk | None, person: Person, at: datetime) -> str:
    prefix = uuid4().hex[:12]
    secret = f"{MARK}_{prefix}_{uuid4().hex}"
    ApiKey.objects.create(
        desk=desk, person=person, name=prefix, prefix=prefix, digest=sha256(secret.encode()).hexdigest(),
        scopes=list(SCOPES), created=at, expires=at + timedelta(days=9),
    )  # fmt: skip
    return secret


def possessions() -> Possessions:
    """All of it, in the database."""
    found = Possessions()
    college, office = _staff(found.ours, "ours", found.at)
    _staff(found.theirs, "theirs", found.at)
    for role in (Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR):
        found.theirs[role.value] = _site_person(f"{role.value}@site.example", role, found.at)
    found.theirs["everything else"] = _everything_else(found.at)
    case = _cases(found, college, office)
    _written(found, case.firm)
    _own_pages(found)
    _announced(found, college)
    _webhook(found, college)
    _key(college, found.ours["manager"], found.at)
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
    }
    _together(found, college, case)
    _site(found, college)
    _theirs_around(found)
    return found


def _staff(who: dict[str, Person], side: str, at: datetime) -> tuple[Desk, Desk]:
    college = people.make_desk("helper", f"College {side}", business_domains=["product"])
    office = people.make_desk("accountant", f"Office {side}")
    for name, desk, role in (
        ("adviser", college, Role.ADVISER),
        ("manager", college, Role.MANAGER),
        ("contact", office, Role.FIRST_LINE),
    ):
        who[name] = people.add_member(desk, f"{name}@{side}.example", role, f"{name} {side}", at).person
    who["firm"] = people.person_with(f"firm@{side}.example", name=f"firm {side}")
    return college, office


def _site_person(email: str, role: Role, at: datetime) -> Person:
    person = people.person_with(email, name=role.value)
    people.set_site_role(person, role, held=True, at=at)
    return person


def _everything_else(at: datetime) -> Person:
    """Somebody who has every role but that of administrator, at organisations that have nothing to do with ours."""
    email = "all@theirs.example"
    for kind, role in (("helper", Role.MANAGER), ("accountant", Role.FIRST_LINE), ("federation", Role.MANAGER)):
        people.add_member(people.make_desk(kind, f"Another {kind}"), email, role, "All", at)
    for site_role in (Role.EDITOR, Role.ANALYST):
        person = _site_person(email, site_role, at)
    firm = Firm.objects.create(name="Another firm", created=at)
    Speaker.objects.create(firm=firm, person=person, created=at, confirmed_at=at)
    return person


def _cases(found: Possessions, college: Desk, office: Desk) -> Case:
    """A firm with an open question at the college that its accountant joined, and a closed one."""
    person, at = found.ours["firm"], found.at - timedelta(hours=1)
    given = Given(FirmGiven("Bakkerij Geheim", person.email), NeedGiven("product", SECRET), (str(college.pk),))
    actor = queries.actor_for(person)
    case: Case = actions.refer(actor=actor, given=given, at=at, consent=True).case
    offer = Offer.objects.get(need__case=case)
    seat = Participant.objects.create(
        case=case, desk=office, person=found.ours["contact"], state="joined", words=SECRET, asked_at=at
    )
    mistyped = people.person_with("typed-wrong@ours.example")
    speaker = Speaker.objects.create(firm=case.firm, person=mistyped, created=at)
    talk = Appointment.objects.create(offer=offer, begins=found.at + timedelta(days=3), minutes=60, place=SECRET)
    closed = Case.objects.create(
        firm=case.firm, state="closed", opened_at=at, opened_side="firm", last_activity=at, closed_at=at
    )
    Outcome.objects.create(case=closed, round=1, asked_at=at, words=SECRET)
    report = Report.objects.create(kind="promise", words=SECRET, case=case, desk=college, person=person, sent_at=at)
    away = Absence.objects.create(desk=college, first=at.date(), last=at.date())
    found.things["cases"] = {
        "case_id": case.pk,
        "firm_id": case.firm_id,
        "pending_id": Pending.objects.create(person=person, given=given.plain(), created=at).pk,
        "report_id": report.pk,
        "what": "bericht",
    }
    for page in ("outcome", "layer"):
        found.exact[f"cases:{page}"] = {"case_id": closed.pk, "number": 1}
    found.things["inbox"] = {
        "offer_id": offer.pk,
        "appointment_id": talk.pk,
        "speaker_id": speaker.pk,
        "desk_id": college.pk,
        "absence_id": away.pk,
        "participant_id": seat.pk,
    }
    return case


def _written(found: Possessions, firm: Firm | None) -> None:
    """A dossier with a comment, an attachment, versions and somebody who was asked to read along."""
    at, person = found.at, found.ours["firm"]
    owner = Applicant.objects.create(person=person, created=at, seen=at)
    dossier = Dossier.objects.create(
        owner=owner, firm=firm, title="Oven", measure="ontwikkelingsproject", parts={"idea": {"text": SECRET}},
        created=at, updated=at, approved_on=at.date(),
    )  # fmt: skip
    Version.objects.create(dossier=dossier, number=1, at=at, kind="begun", parts=dossier.parts)
    sharing.invite_by_link(dossier, SECRET, at=at)
    sharing.comment(dossier, "idea", SECRET, person=str(person.pk), side="firm", at=at)
    file = attaching.attach(dossier, "geheim.txt", SECRET.encode(), person=str(person.pk), at=at)
    found.things["dossiers"] = {
        "dossier_id": dossier.pk,
        "part": "idea",
        "comment_id": dossier.comments.get().pk,
        "number": 1,
        "invitation_id": Invitation.objects.get().pk,
        "attachment_id": file.pk,
        "kind": "xlsx",
    }
    keeper = Keeper.objects.create(person=person, created=at, seen=at)
    support = Support.objects.create(keeper=keeper, measure="kmo-portefeuille", title=SECRET, created=at, changed=at)
    found.things["duties"] = {"support_id": support.pk, "duty": "request", "dossier_id": dossier.pk}


def _own_pages(found: Possessions) -> None:
    """What stands on a person's own name: plan, premium, agreements; for the contact a portfolio and talks."""
    at, person, contact = found.at, found.ours["firm"], found.ours["contact"]
    planner = Planner.objects.create(person=person, created=at, seen=at)
    found.things["money"] = {
        "action_id": Action.objects.create(planner=planner, kind="training", created=at).pk,
        "aid_id": Aid.objects.create(planner=planner, grantor=SECRET).pk,
    }
    manager = Manager.objects.create(person=person, created=at, seen=at)
    scheme = Scheme.objects.create(manager=manager, firm=SECRET, token=uuid4().hex, created=at)
    idea = Idea.objects.create(scheme=scheme, title=SECRET, state="kept", created=at)
    found.things["premium"] = {"scheme_id": scheme.pk, "idea_id": idea.pk}
    drafts = DraftOwner.objects.create(person=person, created=at, seen=at)
    draft = Draft.objects.create(owner=drafts, kind="nda", answers={"party.1.name": SECRET}, created=at, changed=at)
    log = log_actions.start(person, title=SECRET, name=SECRET, at=at)
    second = log_actions.invite(log, log.partners.get(), email=contact.email, name=SECRET, at=at)
    log_actions.join(second, at=at)
    first = log.partners.get(number=1)
    due = at.date() + timedelta(days=9)
    log_actions.promise(first, giver=first, taker=second, what=SECRET, due=due, token=uuid4(), at=at)
    found.exact["agreements:file"] = {"draft_id": draft.pk, "form": "docx"}
    found.things["agreements"] = {
        "draft_id": draft.pk,
        "log_id": log.pk,
        "number": 1,
        "form": "json",
        "page": "who",
    }
    owner = Owner.objects.create(person=contact, created=at, seen=at)
    upload = Upload.objects.create(owner=owner, created=at, files=[SECRET], faults=[[SECRET, "p", "e"]], is_done=True)
    portfolio.store(owner, clients(1, years=1)[0])
    client = FirmOfOffice.objects.get()
    FirmOfOffice.objects.update(given_name=SECRET)
    found.things["portfolio"] = {"client_id": client.pk, "upload_id": upload.pk}
    researcher = Researcher.objects.create(person=contact, created=at, seen=at)
    study = Study.objects.create(owner=researcher, title=SECRET, language="nl", created=at)
    talk = Talk.objects.create(owner=researcher, study=study, number=1, reminder=SECRET, consented=at)
    note = Note.objects.create(
        id=uuid4(), owner=researcher, case=talk, question="renewal-done", speaker="manager", at=at, text=SECRET
    )
    passage = Passage.objects.create(owner=researcher, note=note, start=0, end=5, coder=1)
    found.things["interviews"] = {
        "study_id": study.pk, "case_id": talk.pk, "passage_id": passage.pk, "kind": "json"
    }  # fmt: skip


def _webhook(found: Possessions, college: Desk) -> None:
    """An address of the college's own system, and a message that went there."""
    at = found.at
    endpoint = Endpoint.objects.create(
        desk=college, address="https://voorbeeld.example/geheim", secret=SECRET, created=at, not_before=at, fault="away"
    )
    delivery = Delivery.objects.create(
        endpoint=endpoint, source="x", kind="case.received", body=SECRET, created=at, not_before=at, state="failed"
    )
    found.things["webhooks"] = {"desk_id": college.pk, "endpoint_id": endpoint.pk, "delivery_id": delivery.pk}


def _announced(found: Possessions, college: Desk) -> None:
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


def _together(found: Possessions, college: Desk, case: Case) -> None:
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


def _theirs_around(found: Possessions) -> None:
    """Of each thing that holds others one that is theirs, to reach into ours from."""
    at, person = found.at, found.theirs["firm"]
    desk = Membership.objects.get(person=found.theirs["manager"]).desk
    given = Given(FirmGiven("Bakkerij Elders", person.email), NeedGiven("product", "Iets"), (str(desk.pk),))
    case = actions.refer(actor=queries.actor_for(person), given=given, at=at, consent=True).case
    offer = Offer.objects.get(need__case=case)
    applicant = Applicant.objects.create(person=person, created=at, seen=at)
    dossier = Dossier.objects.create(owner=applicant, title="Elders", created=at, updated=at)
    manager = Manager.objects.create(person=person, created=at, seen=at)
    scheme = Scheme.objects.create(manager=manager, firm="Elders", token=uuid4().hex, created=at)
    found.around = {
        "offer_id": ("manager", offer.pk),
        "question_id": ("manager", offer.pk),
        "desk_id": ("manager", desk.pk),
        "dossier_id": ("firm", dossier.pk),
        "scheme_id": ("firm", scheme.pk),
    }


def _site(found: Possessions, college: Desk) -> None:
    """What editors, analysts and administrators work on."""
    at, editor = found.at, found.theirs["editor"]
    proposal = Proposal.objects.create(
        measure="kmo-portefeuille", kind="file", text=SECRET, base="0" * 16, starts=at.date(), reason=SECRET,
        source_title=SECRET, source_url="https://voorbeeld.example/", confidence="high", author=editor,
        created=at, changed=at,
    )  # fmt: skip
    published = Publication.objects.create(
        proposal=proposal, measure="no-such-measure", step=1, text="", text_before="", starts=at.date(), author=editor,
        approver=found.theirs["analyst"], reason=SECRET, source_title=SECRET, source_url="x", confidence="high",
        at=at,
    )  # fmt: skip
    found.things["api-v1"]["change_id"] = proposal.pk
    _key(None, editor, at)
    found.exact["api:own_revoke"] = {"key_id": ApiKey.objects.get(desk=None).pk}
    correction = Correction.objects.create(text=SECRET, language="nl", day=at.date())
    found.things["editing"] = {
        "proposal_id": proposal.pk, "step": "trek-in", "number": published.pk, "correction_id": correction.pk,
        "slug": "kmo-portefeuille",
    }  # fmt: skip
    file = SentFile.objects.create(
        kind="excluded", name=SECRET, digest="0", sent_by=found.theirs["analyst"], sent_at=at, state="failed"
    )
    found.things["observatory"] = {"file_id": file.pk}
    found.things["signin"] = {
        "person_id": found.ours["adviser"].pk,
        "desk_id": college.pk,
        "membership_id": Membership.objects.get(person=found.ours["adviser"]).pk,
    }
