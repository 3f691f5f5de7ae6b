"""Persons and their particulars: here and nowhere else, so that they can be blanked while books stay whole (V-7)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled

# What stands where a name stood. It is no word of any language: pages say it in the reader's.
BLANKED_NAME = "—"


class PersonKind(models.TextChoices):
    """A person of flesh and blood, or one that the law made; a cooperative is a member of its federation."""

    NATURAL = "natural", _("person")
    ORGANIZATION = "organization", _("organization")
    COOPERATIVE = "cooperative", _("cooperative")


class Person(Walled):
    """A person's particulars.

    `sorting_name` is folded (lower case, no accents, words parted by one space) and compared byte by byte, so
    that the register's search and its pages mean the same on every server. What stands here is what holds today;
    `PersonVersion` keeps every day's, and the database keeps the two in step (INV-70).
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
    blanked_act_id = models.UUIDField(null=True)  # the act that took the particulars away, for good (INV-63)
    source_key = models.TextField(default="")  # the person's id where an import found it: "pkdd99:client:7"
    cooperative_slug = models.TextField(default="", db_default="")  # of a cooperative that is on this server
    # When and by which act the person was brought in: what the first version says of itself.
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_on = models.DateField(null=True)
    act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PersonKind.values), name="membership_person_kind"),
            models.CheckConstraint(condition=~Q(family_name=""), name="membership_person_name"),
            models.CheckConstraint(
                condition=Q(cooperative_slug="") | Q(kind=PersonKind.COOPERATIVE),
                name="membership_person_cooperative",
            ),
            models.CheckConstraint(
                condition=Q(blanked_act_id__isnull=True)
                | Q(
                    family_name=BLANKED_NAME, given_names="", sorting_name="", birth_date__isnull=True, sex=""
                )
                & Q(email="", telephone="", street="", town="", postal_code="", source_key=""),
                name="membership_person_blanked",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "cooperative_slug"],
                condition=~Q(cooperative_slug=""),
                name="membership_person_linked",
            ),
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
