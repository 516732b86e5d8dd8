"""What editors, analysts and administrators work on."""

from __future__ import annotations

from tests.web.security.owned.holder import SECRET, Possessions
from tests.web.security.owned.keys import a_key
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.corrections.models import Correction
from wegwijzer.web.observatory.models import SentFile
from wegwijzer.web.people.models import Desk, Membership
from wegwijzer.web.publications.models import Proposal, Publication


def rules(found: Possessions, college: Desk) -> None:
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
    found.things["api-v1"] |= {"change_id": proposal.pk, "publication": published.pk}
    a_key(None, editor, at)
    found.exact["api:own_revoke"] = {"key_id": ApiKey.objects.get(desk=None, firm=None).pk}
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
