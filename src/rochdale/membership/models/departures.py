"""Departures: how a membership comes to its end, step by step, each step written once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class DepartureCause(models.TextChoices):
    """Why a membership ends (rules Q-19, Q-22, Q-23)."""

    WITHDRAWAL = "withdrawal", _("withdrawal")
    EXCLUSION = "exclusion", _("exclusion")
    DEATH = "death", _("death")
    END_OF_ORGANIZATION = "end_of_organization", _("end of the organization")


class DepartureStepKind(models.TextChoices):
    """What can happen on the way; which follows which is in `queries/departing.py` and in the database."""

    ASKED = "asked", _("asked for")
    TAKEN_BACK = "taken_back", _("taken back")
    PROPOSED = "proposed", _("proposed")
    NOTIFIED = "notified", _("notice given")
    HEARD = "heard", _("heard")
    DECIDED = "decided", _("decided")
    DISMISSED = "dismissed", _("dismissed")
    TOLD = "told", _("told with reasons")
    APPEALED = "appealed", _("appealed")
    UPHELD = "upheld", _("upheld on appeal")
    OVERTURNED = "overturned", _("overturned on appeal")
    REPORTED = "reported", _("reported")
    ENDED = "ended", _("ended")


class Departure(Walled):
    """One membership on its way to an end. `ground` is the by-law's word for why, of an exclusion alone."""

    member_id = models.UUIDField()
    person_id = models.UUIDField()
    cause = models.TextField(choices=DepartureCause)
    ground = models.TextField(default="", db_default="")
    bylaw_version = models.PositiveIntegerField(null=True)
    opened_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cause__in=DepartureCause.values), name="membership_departure_cause"
            ),
            models.CheckConstraint(
                condition=(Q(cause="exclusion") & ~Q(ground="")) | (~Q(cause="exclusion") & Q(ground="")),
                name="membership_departure_ground",
            ),
        ]
        indexes = [models.Index(fields=["cooperative_id", "member_id"], name="membership_departure_of")]


class DepartureStep(Walled):
    """One step: its place from 1, the day it happened, the day that it names (a hearing, an effect), the votes.

    `next_by` is the day by which something is to follow, by the by-laws of the day of the step.
    """

    departure_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=DepartureStepKind)
    on_date = models.DateField()
    at = models.DateTimeField()
    named_date = models.DateField(null=True)
    next_by = models.DateField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    votes_abstained = models.PositiveIntegerField(null=True)
    directors = models.PositiveIntegerField(null=True)
    words = models.TextField(default="", db_default="")
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DepartureStepKind.values), name="membership_departurestep_kind"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=["decided", "dismissed"])
                    & Q(votes_for__isnull=False, votes_against__isnull=False)
                    & Q(votes_abstained__isnull=False, directors__isnull=False)
                )
                | (
                    ~Q(kind__in=["decided", "dismissed"])
                    & Q(votes_for__isnull=True, votes_against__isnull=True)
                    & Q(votes_abstained__isnull=True, directors__isnull=True)
                ),
                name="membership_departurestep_votes",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "departure_id", "place"], name="membership_departurestep_place"
            ),
        ]
