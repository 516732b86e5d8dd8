"""What stands on somebody's own name: plans and agreements of a firm, clients and talks of an accountant."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from tests.filings import clients
from tests.web.security.owned.holder import SECRET, Possessions
from wegwijzer.web.agreements import log_actions
from wegwijzer.web.agreements.models import Draft, DraftOwner
from wegwijzer.web.interviews.models import Case as Talk
from wegwijzer.web.interviews.models import Note, Passage, Researcher, Study
from wegwijzer.web.money.models import Action, Aid, Planner
from wegwijzer.web.portfolio import actions as portfolio
from wegwijzer.web.portfolio.models import Client as FirmOfOffice
from wegwijzer.web.portfolio.models import Owner, Upload
from wegwijzer.web.premium.models import Idea, Manager, Scheme


def own_pages(found: Possessions) -> None:
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
