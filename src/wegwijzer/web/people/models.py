"""People, the desks they work at, what they are there and on the site, and the links and sign-ins they use.

Reads for other apps are in `queries`, writes in `actions`.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from wegwijzer.core.referral.permissions import DESK_ROLES, SITE_ROLES
from wegwijzer.web.people.sign_in_models import Attempts as Attempts
from wegwijzer.web.people.sign_in_models import Change as Change
from wegwijzer.web.people.sign_in_models import Link as Link
from wegwijzer.web.people.sign_in_models import OfficialClaim as OfficialClaim
from wegwijzer.web.people.sign_in_models import Session as Session
from wegwijzer.wording.language import LANGUAGES


class People(BaseUserManager["Person"]):
    """Finds and makes people by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with that address."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, *, name: str = "", language: str = "nl", password: str | None = None) -> Person:
        """A person; without a password they sign in by link or through another site."""
        person = self.model(email=email.strip().lower(), name=name.strip(), language=language)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. Without a role they are an entrepreneur, tied to firms by `web.referral`.

    `email` is kept in small letters. An erased person keeps the row, without name and with a made-up address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="nl")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_once_per_address")]

    def __str__(self) -> str:
        return f"person {self.id}"


class Desk(models.Model):
    """Where people work: a branch of an organisation that helps firms, or the office of a first-line contact.

    `organisation` is the id in the catalogue, "" for one that is not there. `kind` says whether it can be asked for
    help (`helper`) or is a first-line contact. The lists say what a helper takes; empty means everything. `capacity`
    is the number of open offers it can bear, None without limit; `reply_days` its promised reply time in working
    days, None for the site's own.
    """

    class Kind(models.TextChoices):
        """A helper, or the kinds of first-line contacts."""

        HELPER = "helper"
        ACCOUNTANT = "accountant"
        BANK = "bank"
        SOCIAL_SECRETARIAT = "social_secretariat"
        FEDERATION = "federation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.CharField(max_length=100, blank=True, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    branch = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    business_domains = models.JSONField(default=list, blank=True)
    expertise = models.JSONField(default=list, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    provinces = models.JSONField(default=list, blank=True)
    sizes = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    reply_days = models.PositiveIntegerField(null=True, blank=True)
    is_fallback = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "branch", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "branch"],
                condition=~models.Q(organisation=""),
                name="desk_once_per_branch",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.branch}" if self.branch else self.name

    @property
    def is_helper(self) -> bool:
        """Whether needs can be offered to it."""
        return self.kind == self.Kind.HELPER


class Absence(models.Model):
    """Days on which a desk takes nothing new, both ends included; of one of its people when `person` is given."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="absences")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["first", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="absence_in_order")]

    def __str__(self) -> str:
        return f"absence {self.first} - {self.last}"


class Membership(models.Model):
    """What a person is at a desk: first_line, adviser or manager."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in DESK_ROLES])
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "desk"], name="one_role_per_desk")]

    def __str__(self) -> str:
        return f"{self.role} at {self.desk_id}"


class SiteRole(models.Model):
    """What a person is on the site: editor, analyst or administrator."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="site_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in SITE_ROLES])
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="site_role_once")]

    def __str__(self) -> str:
        return f"{self.role}"
