"""The record: one row for every act that matters, written in the transaction of the act and never again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rochdale.tenancy.models import Walled


class Act(Walled):
    """Who did what, for whom, under which authority, when, why, and under which version of the by-laws."""

    person_id = models.UUIDField(null=True)
    for_person_id = models.UUIDField(null=True)
    authority = models.TextField()
    verb = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.UUIDField(null=True)
    on_date = models.DateField()
    at = models.DateTimeField()
    reason = models.TextField()
    bylaw_version = models.IntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["cooperative_id", "subject_id"], name="audit_act_subject"),
            models.Index(fields=["cooperative_id", "at"], name="audit_act_at"),
            # What is blanked with a person's particulars: few acts give a reason.
            models.Index(
                fields=["cooperative_id", "for_person_id"],
                condition=~Q(reason=""),
                name="audit_act_reason_for",
            ),
            models.Index(
                fields=["cooperative_id", "person_id"], condition=~Q(reason=""), name="audit_act_reason_by"
            ),
        ]
