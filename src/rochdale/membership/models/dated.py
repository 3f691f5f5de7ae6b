"""The dated register: what was known of a person and of a membership, from when, recorded when, why.

Nothing here is overwritten. A version holds from `effective_from` up to the next one's; where two begin on one
day, the one recorded later counts (its `place` is higher). `changed` names what the act changed; a version
without changes of its own (`is_carried`) repeats a later day's facts with an earlier day's news.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rochdale.membership.models.register import MemberClass
from rochdale.tenancy.models import Walled

# What was first written of a person holds for every day before: nothing else is known of them.
EVER: Final = date(1, 1, 1)


class Version(Walled):
    """What every version says of itself. `recorded_on` is the business date, `recorded_at` the instant."""

    place = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    effective_from = models.DateField()
    changed: ClassVar[models.Field[list[str], list[str]]] = ArrayField(models.TextField())
    is_carried = models.BooleanField(default=False)
    reason = models.TextField(default="")
    act_id = models.UUIDField(null=True)

    class Meta:
        abstract = True


class PersonVersion(Version):
    """A person's particulars from a day on. `blanked_act_id` is the act that blanked them (rule V-7)."""

    person_id = models.UUIDField()
    given_names = models.TextField()
    family_name = models.TextField()
    sorting_name = models.TextField(db_collation="C")
    birth_date = models.DateField(null=True)
    sex = models.TextField()
    language = models.CharField(max_length=5)
    email = models.TextField()
    telephone = models.TextField()
    street = models.TextField()
    town = models.TextField()
    postal_code = models.TextField()
    blanked_act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id", "place"], name="membership_personversion_place"
            ),
            models.CheckConstraint(
                condition=Q(place__gt=1) | Q(effective_from=EVER), name="membership_personversion_first"
            ),
        ]
        indexes = [
            models.Index(
                fields=["cooperative_id", "person_id", "-effective_from", "-place"],
                name="membership_personversion_asof",
            ),
            models.Index(fields=["cooperative_id", "sorting_name"], name="membership_personversion_name"),
            models.Index(
                fields=["cooperative_id", "effective_from"],
                condition=Q(place__gt=1),
                name="membership_personversion_turns",
            ),
        ]


class MemberVersion(Version):
    """The class of a membership and its common bond from a day on.

    `out_of_bond_since` is the day since when the member no longer meets the bond and is kept by the board (Q-15).
    """

    member_id = models.UUIDField()
    member_class = models.TextField(choices=MemberClass)
    bond_ground = models.TextField(default="")
    out_of_bond_since = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "member_id", "place"], name="membership_memberversion_place"
            ),
            models.CheckConstraint(
                condition=Q(member_class__in=MemberClass.values), name="membership_memberversion_class"
            ),
        ]
        indexes = [
            models.Index(
                fields=["cooperative_id", "member_id", "-effective_from", "-place"],
                name="membership_memberversion_asof",
            ),
            models.Index(
                fields=["cooperative_id", "effective_from"],
                condition=Q(place__gt=1),
                name="membership_memberversion_turns",
            ),
        ]
