"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens.

Persons are here and nowhere else, so that their particulars can be blanked while the books stay whole (V-7).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

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


class Door(Walled):
    """A sign-in may enter this cooperative as this person."""

    sign_in_id = models.UUIDField()
    person_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "sign_in_id"], name="membership_door_sign_in"),
        ]
        indexes: ClassVar = [models.Index(fields=["sign_in_id"], name="membership_door_mine")]


class PersonKind(models.TextChoices):
    """A person of flesh and blood, or one that the law made."""

    NATURAL = "natural"
    ORGANIZATION = "organization"


class Person(Walled):
    """A person's particulars. `sorting_name` is folded (no accents, lower case) for the register's search."""

    kind = models.TextField(choices=PersonKind, default=PersonKind.NATURAL)
    given_names = models.TextField(default="")
    family_name = models.TextField()
    sorting_name = models.TextField()
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
            models.UniqueConstraint(
                fields=["cooperative_id", "source_key"],
                condition=~Q(source_key=""),
                name="membership_person_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "sorting_name", "id"], name="membership_person_sorting"),
        ]


class MemberClass(models.TextChoices):
    """Full members vote; auxiliary members do not (rule Q-14)."""

    FULL = "full"
    AUXILIARY = "auxiliary"


class Member(Walled):
    """A line of the register: a person, the number that is never given again, and since when."""

    number = models.BigIntegerField()
    person_id = models.UUIDField()
    member_class = models.TextField(choices=MemberClass, default=MemberClass.FULL)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="membership_member_number"),
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id"],
                condition=Q(left_on__isnull=True),
                name="membership_member_person",
            ),
            models.CheckConstraint(condition=Q(member_class__in=MemberClass.values), name="membership_member_class"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("joined_on")),
                name="membership_member_dates",
            ),
        ]
