"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens.

Persons are here and nowhere else, so that their particulars can be blanked while the books stay whole (V-7).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import UuidV7, Walled


class SignInManager(BaseUserManager["SignIn"]):
    """Makes sign-ins, with the e-mail address written in one way."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> SignIn:
        """A new sign-in; without a password nobody can come in by it yet."""
        sign_in = self.model(email=email.strip().lower(), **fields)
        sign_in.set_password(password)
        sign_in.save(using=self._db)
        return sign_in


class SignIn(AbstractBaseUser):
    """How one person comes in, to every cooperative of which that person is a member or an officer."""

    id = models.UUIDField(primary_key=True, db_default=UuidV7())
    email = models.EmailField(unique=True)
    language = models.CharField(max_length=5, default="fr")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[SignInManager] = SignInManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="membership_signin_email"),
        ]


class Door(Walled):
    """A sign-in may enter this cooperative as this person (INV-33)."""

    sign_in_id = models.UUIDField()
    person_id = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "sign_in_id"], name="membership_door_sign_in"),
            models.UniqueConstraint(fields=["cooperative_id", "person_id"], name="membership_door_person"),
        ]
        indexes = [models.Index(fields=["sign_in_id"], name="membership_door_mine")]


class PersonKind(models.TextChoices):
    """A person of flesh and blood, or one that the law made."""

    NATURAL = "natural", _("person")
    ORGANIZATION = "organization", _("organization")


class Person(Walled):
    """A person's particulars.

    `sorting_name` is folded (lower case, no accents, words parted by one space) and compared byte by byte, so
    that the register's search and its pages mean the same on every server.
    """

    kind = models.TextField(choices=PersonKind, default=PersonKind.NATURAL)
    given_names = models.TextField(default="")
    family_name = models.TextField()
    sorting_name = models.TextField(db_collation="C")
    birth_date = models.DateField(null=True)
    sex = models.TextField(default="")
    language = models.CharField(max_length=5, default="fr")
    email = models.TextField(default="")
    telephone = models.TextField(default="")
    street = models.TextField(default="")
    town = models.TextField(default="")
    postal_code = models.TextField(default="")
    source_key = models.TextField(default="")  # the person's id where an import found it: "pkdd99:client:7"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PersonKind.values), name="membership_person_kind"),
            models.CheckConstraint(condition=~Q(family_name=""), name="membership_person_name"),
            models.UniqueConstraint(
                fields=["cooperative_id", "source_key"],
                condition=~Q(source_key=""),
                name="membership_person_source",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative_id", "sorting_name", "id"], name="membership_person_sorting"),
            models.Index(
                fields=["cooperative_id", "email"], condition=~Q(email=""), name="membership_person_email"
            ),
        ]


class NameWord(Walled):
    """One word of a person's folded name: what the register's search looks up.

    Kept by the database itself from `sorting_name` (INV-34); a plain ordered index is the one kind that the
    planner may use below a row-level policy.
    """

    word = models.TextField(db_collation="C")
    person_id = models.UUIDField()


class MemberClass(models.TextChoices):
    """Full members vote; auxiliary members do not (rule Q-14)."""

    FULL = "full", _("full member")
    AUXILIARY = "auxiliary", _("auxiliary member")


class Member(Walled):
    """A line of the register: a person, the number that is never given again (INV-30), and since when.

    `left_on` is the first day on which the person was no longer a member; who comes back gets a new line.
    """

    number = models.BigIntegerField()
    person_id = models.UUIDField()
    member_class = models.TextField(choices=MemberClass, default=MemberClass.FULL)
    joined_on = models.DateField()
    act_id = models.UUIDField()
    left_on = models.DateField(null=True)
    left_act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="membership_member_number"),
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id"],
                condition=Q(left_on__isnull=True),
                name="membership_member_person",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="membership_member_counted"),
            models.CheckConstraint(
                condition=Q(member_class__in=MemberClass.values), name="membership_member_class"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_act_id__isnull=True)
                | Q(left_on__gte=F("joined_on"), left_act_id__isnull=False),
                name="membership_member_dates",
            ),
        ]
        indexes = [models.Index(fields=["cooperative_id", "person_id"], name="membership_member_of")]
