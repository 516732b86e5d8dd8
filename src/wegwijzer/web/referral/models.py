"""What is kept of a referral: firms, cases, needs, offers, consent, and all that happened.

States of needs and cases are nowhere kept by hand: `closed_at` and `owner_desk` are written from the table of the core
whenever an offer changes, so that the database can guard "one open case a firm" and lists can be sorted. Only `actions`
writes here.
"""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q

from wegwijzer.core.referral.states import CaseState, NeedState, OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.referral.sent_form import SentForm as SentForm


def new_token() -> str:
    """A token that nobody can guess (120 bits), in small letters and digits so that it survives an e-mail address."""
    return secrets.token_hex(15)


class Firm(models.Model):
    """A firm that asked for help, or for which somebody asked.

    With `enterprise_number` it is known by it; without, by the people who speak for it. `facts` are objective facts by
    fact id, each {value, source, as_of} as in a firm file; they are what routing and figures use.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enterprise_number = models.CharField(max_length=10, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="nl")
    facts = models.JSONField(default=dict, blank=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField()

    def __str__(self) -> str:
        return f"firm {self.id}"


class Speaker(models.Model):
    """A person who says that they speak for a firm; they do from `confirmed_at` on.

    `proof` is how: mail (they followed a link, and nobody spoke for the firm before), speaker (somebody who already did
    said yes), eid (the official sign-in names them as representative); while it is open, "" where a contact gave their
    address and asked where they came by themselves.
    """

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="speaks_for")
    confirmed_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=10, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["firm", "person"], name="speaker_once_per_firm")]

    def __str__(self) -> str:
        return f"speaker {self.pk}"


class Pending(models.Model):
    """A question that a visitor wants to pass on, until they follow the link sent to their address.

    `person` has that address; `given` is what they filled in (`givens.Given` as plain values). It goes when it is
    used or when it is too old.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    given = models.JSONField()
    created = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"pending {self.id}"


class Case(models.Model):
    """The one open case of a firm, or one of its closed ones.

    `state` and `owner_desk` follow from the offers. `sector`, `province`, `size` are what figures need and stay when
    the case is anonymised; `firm` and every text go. `version` counts the changes, for whoever acts on a page that is
    old. `token` is the address to which replies by e-mail come. `opened_side` is firm, first_line or helper;
    `waits_for_firm` says that the last message came from a desk.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    firm = models.ForeignKey(Firm, on_delete=models.SET_NULL, null=True, related_name="cases")
    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=20, default=CaseState.NEW.value)
    owner_desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="owned_cases")
    opened_at = models.DateTimeField()
    opened_side = models.CharField(max_length=20)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    anonymous_at = models.DateTimeField(null=True)
    last_activity = models.DateTimeField(db_index=True)
    waits_for_firm = models.BooleanField(default=False)
    sector = models.CharField(max_length=50, blank=True)
    province = models.CharField(max_length=50, blank=True)
    size = models.CharField(max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["firm"], condition=Q(closed_at__isnull=True), name="one_open_case_a_firm"),
        ]
        indexes = [
            models.Index(fields=["closed_at", "archived_at"], name="case_by_end"),
        ]

    def __str__(self) -> str:
        return f"case {self.id}"


class Participant(models.Model):
    """A desk that brought a case or asks to join it, mostly a first-line contact; the firm says yes or no.

    `person` is who asked, and who is told how it goes. `state` is asked, joined, declined or left.
    """

    class State(models.TextChoices):
        """Where the asking stands."""

        ASKED = "asked"
        JOINED = "joined"
        DECLINED = "declined"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="cases_brought")
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="cases_brought")
    state = models.CharField(max_length=10, choices=State.choices)
    subject = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "desk"], name="desk_once_in_a_case")]

    def __str__(self) -> str:
        return f"participant {self.id}"


class Need(models.Model):
    """One need of a case, with one subject (a business domain).

    `words` are the firm's or its contact's; `about` what it came from (roadmap, measure, light, first_line),
    `refers_to` the measure or light ids. `state` follows from the offers. `together_at` is when the firm agreed that it
    is laid, without names, beside needs of other firms; None where it did not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    subject = models.CharField(max_length=30)
    expertise = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True)
    about = models.CharField(max_length=20, blank=True)
    refers_to = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, default=NeedState.NEW.value)
    together_at = models.DateTimeField(null=True, db_index=True)
    created = models.DateTimeField()
    created_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"need {self.id}"


class Offer(models.Model):
    """One need offered to one desk; `version` counts its changes.

    `parent` is the offer from which it was referred on, `why` the reasons of the routing, `adviser` who took it up,
    `reply_by` the day promised to the firm. `reason` and `words` are what the firm reads when it is not for them.
    `archived` and `waits_for_firm` are its case's (`recording.mark_offers`), so that one index counts an inbox.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="offers")
    desk = models.ForeignKey("people.Desk", on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in OfferState], default=OfferState.WAITING.value
    )
    reason = models.CharField(max_length=20, blank=True, choices=[(reason.value, reason.value) for reason in Reason])
    words = models.TextField(blank=True)
    adviser = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="offers")
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="children")
    by_fallback = models.BooleanField(default=False)
    why = models.JSONField(default=list, blank=True)
    offered_at = models.DateTimeField()
    state_since = models.DateTimeField()
    reply_days = models.PositiveIntegerField()
    reply_by = models.DateField()
    archived = models.BooleanField(default=False)
    waits_for_firm = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [models.UniqueConstraint(fields=["need", "desk"], name="need_once_per_desk")]
        indexes = [
            # All that an inbox counts and sorts by stands in it, so that a desk with thousands reads no other page.
            models.Index(
                fields=["desk", "state", "reply_by", "offered_at", "id", "need", "adviser", "waits_for_firm"],
                condition=Q(archived=False),
                name="inbox_counted",
            ),
            models.Index(fields=["desk", "-state_since", "id"], condition=Q(archived=False), name="inbox_by_end"),
            models.Index(fields=["adviser", "state"], name="mine"),
        ]

    def __str__(self) -> str:
        return f"offer {self.id}"


class Event(models.Model):
    """Something that happened in a case: who, when, what, why. Never changed and never removed but with the case.

    `side` is firm, first_line, helper, clock or administrator; `kind` one of `happenings.Happening`.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="events")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="events")
    at = models.DateTimeField()
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="+")
    side = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"event {self.pk}"


class Message(models.Model):
    """Words from one side of a case to the others; `need` is None when it is about the whole case.

    `via` is page or mail. `mail_id` is the Message-ID of an e-mail, so that one that comes twice is kept once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="messages")
    at = models.DateTimeField()
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="+")
    side = models.CharField(max_length=20)
    words = models.TextField()
    via = models.CharField(max_length=10, default="page")
    mail_id = models.CharField(max_length=250, null=True, unique=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"message {self.id}"


class Appointment(models.Model):
    """A talk between an adviser and a firm; a changed one keeps its id and counts `sequence` on, as calendars want."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="appointments")
    begins = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins", "id"]

    def __str__(self) -> str:
        return f"appointment {self.id}"


class Consent(models.Model):
    """That a firm agreed to share a case with a desk, for what, and how it was given.

    `given_how` is page (by the firm itself) or spoken (a first-line contact says that the client agreed; the firm
    gets a mail that says so and can take it back). One that was taken back stays, with its day.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="consents")
    purpose = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    given_how = models.CharField(max_length=20)
    given_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Look(models.Model):
    """That a person of a desk looked at a firm's data, and at which page. The firm can read all of them."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=20)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"look {self.pk}"


class Outcome(models.Model):
    """What a firm said after its case closed; without `case` when that was erased, so that figures stay.

    `round` is 1 after closing and 2 half a year later. `helped` is yes, partly, no or "" (not answered); `changed` are
    codes of what changed; `layer` is the firm's layer in the pyramid when it was measured again.
    """

    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="outcomes")
    round = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    helped = models.CharField(max_length=10, blank=True)
    changed = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True)
    layer = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=50, blank=True)
    province = models.CharField(max_length=50, blank=True)
    size = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="outcome_once_a_round")]

    def __str__(self) -> str:
        return f"outcome {self.pk}"


class Report(models.Model):
    """Something that somebody reports: a promise that was broken, a page that is wrong, a complaint.

    `kind` is promise, page or complaint; `about` the address of the page, the case or desk where known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    words = models.TextField()
    about = models.CharField(max_length=300, blank=True)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="reports")
    desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="reports")
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="nl")
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-sent_at", "id"]

    def __str__(self) -> str:
        return f"report {self.id}"


class Notice(models.Model):
    """That a clock struck: its key is that of `core.referral.clocks`, so that nothing happens twice."""

    key = models.CharField(max_length=200, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
