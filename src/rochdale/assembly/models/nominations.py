"""Who stands for which seats: the call for nominations, each nomination with its steps and papers, and the order.

An election is of the seats of one body at one meeting. Nothing here hangs on an item of an agenda: a plan that is made
anew has new items, and the nominations stay.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.tenancy.models import Walled


class CandidateOrder(models.TextChoices):
    """In which order candidates stand on the list and on the paper."""

    ALPHABETICAL = "alphabetical", _("by name")
    LOT = "lot", _("drawn by lot")


class NominationStepKind(models.TextChoices):
    """What can happen to a nomination; which follows which is in the database too (INV-105)."""

    PROPOSED = "proposed", pgettext_lazy("nomination", "proposed")
    ACCEPTED = "accepted", pgettext_lazy("nomination", "accepted by the candidate")
    ADMITTED = "admitted", pgettext_lazy("nomination", "admitted")
    REFUSED = "refused", pgettext_lazy("nomination", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "withdrawn")


class NominationCall(Walled):
    """Which seats are to be filled at a meeting, and until when one is nominated: a change is a new version.

    `closes_on` is the last day; `seconders_needed` members second besides who proposes. The figures are those of the
    by-laws of the day on which it was made, `rule` the counting rule. It has as many seats as it states (INV-106).
    """

    meeting_id = models.UUIDField()
    body_id = models.UUIDField()
    version = models.PositiveIntegerField()
    closes_on = models.DateField()
    is_open_to_floor = models.BooleanField()
    seconders_needed = models.PositiveIntegerField()
    order = models.TextField(choices=CandidateOrder)
    rule = models.TextField()
    longest_term_to = models.TextField()
    has_acclamation = models.BooleanField()
    seats_stated = models.PositiveIntegerField()
    bylaw_version = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "body_id", "version"],
                name="assembly_nominationcall_version",
            ),
            models.CheckConstraint(
                condition=Q(order__in=CandidateOrder.values), name="assembly_nominationcall_order"
            ),
            models.CheckConstraint(
                condition=Q(longest_term_to__in=["votes", "lot"]), name="assembly_nominationcall_terms"
            ),
            models.CheckConstraint(condition=Q(seats_stated__gte=1), name="assembly_nominationcall_seats"),
        ]


class CallSeat(models.Model):
    """A seat to be filled, until the day before `until_on`; `is_vacated` says that it is the rest of a term."""

    pk = models.CompositePrimaryKey("cooperative_id", "call_id", "seat_id")
    cooperative_id = models.UUIDField()
    call_id = models.UUIDField()
    seat_id = models.UUIDField()
    months = models.PositiveIntegerField()
    until_on = models.DateField()
    is_vacated = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(months__gte=1), name="assembly_callseat_months"),
        ]


class Nomination(Walled):
    """Somebody proposed for a seat of an electoral group, by a number among those for the body at the meeting."""

    meeting_id = models.UUIDField()
    body_id = models.UUIDField()
    number = models.PositiveIntegerField()
    person_id = models.UUIDField()
    proposer_id = models.UUIDField()
    electoral_group = models.TextField(default="", db_default="")
    is_from_floor = models.BooleanField(default=False, db_default=False)
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "body_id", "number"],
                name="assembly_nomination_number",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "person_id"], name="assembly_nomination_person"),
        ]


class NominationStep(Walled):
    """What happened to a nomination, in its place from 1; `reasons` are the codes of a refusal."""

    nomination_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=NominationStepKind)
    reasons = models.JSONField(default=list)
    words = models.TextField(default="", db_default="")
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "nomination_id", "place"], name="assembly_nominationstep_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NominationStepKind.values), name="assembly_nominationstep_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind="refused") | ~Q(reasons=[]), name="assembly_nominationstep_reasons"
            ),
        ]


class NominationSecond(models.Model):
    """A member who seconds a nomination, once."""

    pk = models.CompositePrimaryKey("cooperative_id", "nomination_id", "person_id")
    cooperative_id = models.UUIDField()
    nomination_id = models.UUIDField()
    person_id = models.UUIDField()
    on_date = models.DateField()
    act_id = models.UUIDField()


class CandidateStatement(Walled):
    """What a candidate says, by language, and the interests that he or she declares: a change is a new version.

    `has_declared` says that the declaration was given, also where there is nothing to declare.
    """

    nomination_id = models.UUIDField()
    version = models.PositiveIntegerField()
    statements = models.JSONField()
    has_declared = models.BooleanField()
    interests = models.TextField(default="", db_default="")
    on_date = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "nomination_id", "version"],
                name="assembly_candidatestatement_version",
            ),
        ]


class CandidatePhoto(Walled):
    """A photograph of a candidate, freed of everything that is no picture; a change is a new version."""

    nomination_id = models.UUIDField()
    version = models.PositiveIntegerField()
    media_type = models.TextField()
    digest = models.TextField()
    content = models.BinaryField()
    on_date = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "nomination_id", "version"], name="assembly_candidatephoto_version"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/jpeg", "image/png"]), name="assembly_candidatephoto_media"
            ),
        ]


class CandidateTraining(Walled):
    """A person has done a training for the office, on a day; `words` say which."""

    person_id = models.UUIDField()
    completed_on = models.DateField()
    words = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="assembly_candidatetraining_words"),
        ]


class CandidateDrawing(models.Model):
    """The seed from which the order of the candidates of an election was drawn, once."""

    pk = models.CompositePrimaryKey("cooperative_id", "meeting_id", "body_id")
    cooperative_id = models.UUIDField()
    meeting_id = models.UUIDField()
    body_id = models.UUIDField()
    seed = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(seed=""), name="assembly_candidatedrawing_seed"),
        ]
