"""What follows from a resolution: objections to it, its annulment, its effect once run, and who does what by when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class AnnulmentGround(models.TextChoices):
    """Why a resolution no longer holds."""

    RESOLUTION = "resolution", _("annulled by a later resolution")
    TRIBUNAL = "tribunal", _("annulled by a tribunal or an authority")


class FollowUpStepKind(models.TextChoices):
    """What can happen to what is to be done."""

    POSTPONED = "postponed", _("postponed")
    HANDED_OVER = "handed_over", _("handed over")
    NOTED = "noted", _("noted")
    DONE = "done", _("done")
    DROPPED = "dropped", _("given up")


class Objection(Walled):
    """What somebody who took part objects to a decision, in their own words (rule Q-40). One of each person."""

    resolution_id = models.UUIDField()
    person_id = models.UUIDField()
    words = models.TextField()
    on_date = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "resolution_id", "person_id"], name="assembly_objection_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_objection_words"),
        ]


class Annulment(models.Model):
    """A resolution that no longer holds, from `on_date` on, and why. What its effect changed stays as it is."""

    pk = models.CompositePrimaryKey("cooperative_id", "resolution_id")
    cooperative_id = models.UUIDField()
    resolution_id = models.UUIDField()
    ground = models.TextField(choices=AnnulmentGround)
    by_resolution_id = models.UUIDField(null=True)
    words = models.TextField()
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ground__in=AnnulmentGround.values), name="assembly_annulment_ground"
            ),
            models.CheckConstraint(
                condition=Q(ground="resolution", by_resolution_id__isnull=False)
                | Q(ground="tribunal", by_resolution_id__isnull=True),
                name="assembly_annulment_later",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_annulment_words"),
        ]


class EffectRun(models.Model):
    """The effect of a resolution, run: what it was told, and where what it changed is found (INV-92).

    `place` is the name of a page and `values` what its address needs; empty where there is none.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "resolution_id")
    cooperative_id = models.UUIDField()
    resolution_id = models.UUIDField()
    kind = models.TextField()
    facts = models.JSONField()
    place = models.TextField(default="", db_default="")
    values = models.JSONField(default=dict)
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()


class FollowUp(Walled):
    """Something to be done because of a resolution: what, by whom, by when. What became of it is in its steps.

    `person_id` is who does it; its place counts from 1 within the resolution.
    """

    resolution_id = models.UUIDField()
    place = models.PositiveIntegerField()
    words = models.TextField()
    person_id = models.UUIDField()
    due_on = models.DateField()
    on_date = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "resolution_id", "place"], name="assembly_followup_place"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_followup_words"),
        ]


class FollowUpStep(Walled):
    """What happened to a follow-up: a new day, another person, a note, or its end. After an end nothing follows."""

    follow_up_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=FollowUpStepKind)
    words = models.TextField(default="", db_default="")
    due_on = models.DateField(null=True)
    person_id = models.UUIDField(null=True)
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "follow_up_id", "place"], name="assembly_followupstep_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FollowUpStepKind.values), name="assembly_followupstep_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="postponed", due_on__isnull=False)
                | (~Q(kind="postponed") & Q(due_on__isnull=True)),
                name="assembly_followupstep_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="handed_over", person_id__isnull=False)
                | (~Q(kind="handed_over") & Q(person_id__isnull=True)),
                name="assembly_followupstep_person",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["postponed", "handed_over"]) | ~Q(words=""),
                name="assembly_followupstep_words",
            ),
        ]
