"""What the agenda keeps: lists of organisers, their events, which of those clash, and who wants a digest."""

from __future__ import annotations

import uuid

from django.db import models


class Feed(models.Model):
    """A list of events at an address of an organiser, read now and then by a worker.

    `etag` and `last_modified` are what the site gave to be asked with again. `fault` is the code of what went wrong the
    last time ("" for nothing) and `fault_value` what it is about; `findings` are what could not be taken of the last
    list that was read, as [code, where, value]. `wanted_at` is when somebody asked to read it now.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=500)
    added_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField()
    next_at = models.DateTimeField(db_index=True)
    wanted_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=20, blank=True)
    fault_value = models.CharField(max_length=120, blank=True)
    failures = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    told = models.PositiveIntegerField(default=0)
    past = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["created", "id"]
        constraints = [models.UniqueConstraint(fields=["desk", "address"], name="agenda_feed_once_per_desk")]

    def __str__(self) -> str:
        return f"feed {self.id}"


class Listing(models.Model):
    """One date of one event, as one organiser announces it.

    `uid` and `occurrence` name it within its `source`: the id of a feed, "file" or "form". `missing` counts how many
    readings in a row did not show it. A `waiting` listing clashes with one of another organiser and is not
    public; `decide_by` is
    the day on which that ends by itself. The rest is a plain copy of `core.agenda.event.Event`.
    """

    class State(models.TextChoices):
        """Where a listing stands."""

        WAITING = "waiting"
        PUBLIC = "public"
        CANCELLED = "cancelled"
        GONE = "gone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="+")
    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, related_name="listings")
    source = models.CharField(max_length=40)
    uid = models.CharField(max_length=255)
    occurrence = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    is_all_day = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=4, blank=True)
    province = models.CharField(max_length=20, blank=True)
    north = models.FloatField(null=True)
    east = models.FloatField(null=True)
    is_online = models.BooleanField(default=False)
    themes = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    price_eur = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    address = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, default="nl")
    missing = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    decide_by = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "source", "uid", "occurrence"], name="agenda_listing_once_per_source"
            )
        ]
        indexes = [models.Index(fields=["state", "last_day", "begins"], name="agenda_to_show")]

    def __str__(self) -> str:
        return f"listing {self.id}"


class Clash(models.Model):
    """Two listings of different organisers that get in each other's way, and what an organiser decided about them.

    `new` came later than `old`. Decisions stay: a list that is read again asks nothing that was answered.
    """

    class Kind(models.TextChoices):
        """The same event, or one theme in one week and region."""

        SAME = "same"
        THEME = "theme"

    class Decision(models.TextChoices):
        """The same event; two events that are announced as one; different events. Nothing yet: open."""

        OPEN = ""
        SAME = "same"
        JOINT = "joint"
        DIFFERENT = "different"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    new = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="clashes")
    old = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="clashed")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    score = models.FloatField()
    decision = models.CharField(max_length=9, choices=Decision.choices, default=Decision.OPEN, blank=True)
    decided_by = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    created = models.DateTimeField()

    class Meta:
        ordering = ["created", "id"]
        constraints = [
            models.UniqueConstraint(fields=["new", "old"], name="agenda_clash_once"),
            models.CheckConstraint(condition=~models.Q(new=models.F("old")), name="agenda_clash_of_two"),
        ]

    def __str__(self) -> str:
        return f"clash {self.id}"


class Subscription(models.Model):
    """An address that wants a digest once a week: of which themes, and how far from where.

    Confirmed by the link in the first letter; until then nothing else is sent. `stop` is the secret part of the address
    that ends it. Ending it removes the row. `looked` is the week in which a worker last looked what there is to tell.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)
    themes = models.JSONField(default=list)
    postal_code = models.CharField(max_length=4, blank=True)
    kilometres = models.PositiveIntegerField(default=0)
    wants_online = models.BooleanField(default=True)
    confirm = models.CharField(max_length=64, unique=True)
    stop = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    looked = models.CharField(max_length=8, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["created", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(confirmed_at__isnull=False),
                name="agenda_subscribed_once_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"subscription {self.id}"


class Told(models.Model):
    """A listing that a subscriber was told of, in the digest with this key: never again, whatever joins it later."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="told")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "listing"], name="agenda_told_once")]

    def __str__(self) -> str:
        return f"told {self.pk}"
