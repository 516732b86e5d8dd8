"""A firm's question, what it wrote, and one thing of theirs that holds others, to reach into ours from."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from tests.web.security.owned.holder import SECRET, Possessions
from wegwijzer.web.dossiers import attaching, sharing
from wegwijzer.web.dossiers.models import Applicant, Dossier, Invitation, Version
from wegwijzer.web.duties.models import Keeper, Support
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Absence, Desk, Membership
from wegwijzer.web.premium.models import Manager, Scheme
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Appointment, Case, Firm, Offer, Outcome, Participant, Pending, Report, Speaker


def cases(found: Possessions, college: Desk, office: Desk) -> Case:
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


def written(found: Possessions, firm: Firm | None) -> None:
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


def theirs_around(found: Possessions) -> None:
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
        "case_id": ("firm", case.pk),
        "firm_id": ("firm", case.firm_id),
    }
