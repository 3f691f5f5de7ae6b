"""Applications for membership: how each came to its outcome, step by step, and the papers brought with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.membership.models.persons import PersonKind
from rochdale.membership.models.register import MemberClass
from rochdale.tenancy.models import Walled


class ApplicationStepKind(models.TextChoices):
    """What can happen on the way in; which follows which is in `queries/applying.py` and in the database."""

    APPLIED = "applied", _("received")
    ASKED = "asked", _("more was asked")
    ANSWERED = "answered", _("answered")
    SENT = "sent", _("sent to the board")
    ACCEPTED = "accepted", _("accepted, to be paid")
    REFUSED = "refused", _("refused")
    APPEALED = "appealed", _("refusal appealed")
    UPHELD = "upheld", _("refused on appeal")
    OVERTURNED = "overturned", _("accepted on appeal, to be paid")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("lapsed")
    REGISTERED = "registered", _("paid and registered")


class DocumentKind(models.TextChoices):
    """What a paper is to prove."""

    IDENTITY = "identity", _("identity")
    ADDRESS = "address", _("address")
    ORGANIZATION = "organization", _("the organization")
    GUARDIAN = "guardian", _("guardianship")
    OTHER = "other", _("something else")


class MatchVerdict(models.TextChoices):
    """Whether an applicant is somebody whom the cooperative knows already."""

    SAME = "same", _("the same person")
    ANOTHER = "another", _("another person")


class ApplicationDraft(Walled):
    """An application that is not sent yet: its answers, sealed. Whoever has the link may go on with it."""

    token_hash = models.BinaryField()
    answers = models.BinaryField()
    begun_on = models.DateField()
    begun_at = models.DateTimeField()
    sign_in_id = models.UUIDField(null=True)
    entered_by = models.UUIDField(null=True)  # the officer who fills it in at the counter

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "token_hash"], name="membership_applicationdraft_token"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "begun_on"], name="membership_applicationdraft_on"),
        ]


class Application(Walled):
    """Somebody asks to become a member.

    What is known of the applicant is sealed in `particulars`; beside it stands what the queue and the search for
    the same person need. All of that can be blanked once its time is over, while the steps stay. `state`,
    `due_on`, `state_on` and `order_on` repeat the last step, and the database keeps them so (INV-68).
    """

    number = models.BigIntegerField()
    kind = models.TextField(choices=PersonKind)
    member_class = models.TextField(choices=MemberClass)
    shares = models.PositiveIntegerField()
    instalments = models.PositiveIntegerField()
    bond = models.TextField()
    language = models.CharField(max_length=5)
    bylaw_version = models.PositiveIntegerField(null=True)
    applied_on = models.DateField()
    token_hash = models.BinaryField()
    sign_in_id = models.UUIDField(null=True)
    entered_by = models.UUIDField(null=True)
    act_id = models.UUIDField()

    name = models.TextField()
    sorting_name = models.TextField(db_collation="C")
    email = models.TextField(default="", db_default="")
    birth_date = models.DateField(null=True)
    identity_hash = models.BinaryField(null=True)
    particulars = models.BinaryField(null=True)
    person_id = models.UUIDField(null=True)
    blanked_on = models.DateField(null=True)
    blanked_act_id = models.UUIDField(null=True)

    state = models.TextField(choices=ApplicationStepKind, default=ApplicationStepKind.APPLIED)
    state_on = models.DateField()
    due_on = models.DateField(null=True)
    order_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PersonKind.values), name="membership_application_kind"
            ),
            models.CheckConstraint(
                condition=Q(member_class__in=MemberClass.values), name="membership_application_class"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationStepKind.values), name="membership_application_state"
            ),
            models.CheckConstraint(
                condition=Q(shares__gte=1, instalments__gte=1, number__gte=1),
                name="membership_application_counted",
            ),
            models.CheckConstraint(
                condition=Q(blanked_on__isnull=True, blanked_act_id__isnull=True, particulars__isnull=False)
                & ~Q(name="")
                | Q(blanked_on__isnull=False, blanked_act_id__isnull=False, particulars__isnull=True)
                & Q(name="", sorting_name="", email="", birth_date__isnull=True, identity_hash__isnull=True),
                name="membership_application_blanked",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "number"], name="membership_application_number"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "token_hash"], name="membership_application_token"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "state", "order_on", "id"], name="membership_application_queue"
            ),
            models.Index(
                fields=["cooperative_id", "sorting_name", "id"], name="membership_application_named"
            ),
            models.Index(
                fields=["cooperative_id", "email"],
                condition=~Q(email=""),
                name="membership_application_email",
            ),
            models.Index(
                fields=["cooperative_id", "identity_hash"],
                condition=Q(identity_hash__isnull=False),
                name="membership_application_identit",
            ),
            models.Index(
                fields=["cooperative_id", "person_id"],
                condition=Q(person_id__isnull=False),
                name="membership_application_person",
            ),
            models.Index(fields=["cooperative_id", "applied_on"], name="membership_application_year"),
        ]


class ApplicationLink(Walled):
    """A secret link that was sent anew, in a letter to the address that the applicant gave (INV-118).

    Those of before go on leading there: who asks for one shows nothing yet, and must take nothing from anybody.
    """

    application_id = models.UUIDField()
    token_hash = models.BinaryField()
    letter_id = models.UUIDField()
    sent_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "token_hash"], name="membership_applicationlink_token"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "application_id"], name="membership_applicationlink_of"),
        ]


class ApplicationStep(Walled):
    """One step: its place from 1, the day it happened, and the day by which something is to follow.

    `ground` is the by-law's word for why, of a refusal alone; `member_id` and `entry_id` are of the registration:
    the line of the register, and the entry by which the qualifying shares were paid.
    """

    application_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=ApplicationStepKind)
    on_date = models.DateField()
    at = models.DateTimeField()
    next_by = models.DateField(null=True)
    ground = models.TextField(default="", db_default="")
    words = models.TextField(default="", db_default="")
    member_id = models.UUIDField(null=True)
    entry_id = models.UUIDField(null=True)
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ApplicationStepKind.values), name="membership_applicationstep_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="refused") & ~Q(ground="") & ~Q(words="")
                | ~Q(kind="refused") & Q(ground=""),
                name="membership_applicationstep_ground",
            ),
            models.CheckConstraint(
                condition=Q(kind="registered", member_id__isnull=False, entry_id__isnull=False)
                | ~Q(kind="registered") & Q(member_id__isnull=True, entry_id__isnull=True),
                name="membership_applicationstep_paid",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "application_id", "place"], name="membership_applicationstep_place"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "member_id"],
                condition=Q(member_id__isnull=False),
                name="membership_applicationstep_mem",
            ),
        ]


class ApplicationDocument(Walled):
    """A paper, sealed so that it opens in its own place alone (INV-66). `size` and `digest` are of what it says."""

    draft_id = models.UUIDField(null=True)
    application_id = models.UUIDField(null=True)
    kind = models.TextField(choices=DocumentKind)
    media_type = models.TextField()
    size = models.PositiveIntegerField()
    digest = models.BinaryField()
    sealed = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="membership_applicationdocument_kind"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="membership_applicationdocument_type",
            ),
            models.CheckConstraint(
                condition=Q(draft_id__isnull=False, application_id__isnull=True)
                | Q(draft_id__isnull=True, application_id__isnull=False),
                name="membership_applicationdocument_of",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "application_id"],
                condition=Q(application_id__isnull=False),
                name="membership_document_of",
            ),
            models.Index(
                fields=["cooperative_id", "draft_id"],
                condition=Q(draft_id__isnull=False),
                name="membership_document_draft",
            ),
        ]


class ApplicationMatch(Walled):
    """What an officer said of an applicant and a person who is known: the same, or another. The last word counts."""

    application_id = models.UUIDField()
    person_id = models.UUIDField()
    verdict = models.TextField(choices=MatchVerdict)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=MatchVerdict.values), name="membership_applicationmatch_verdict"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "application_id"], name="membership_match_of"),
        ]
