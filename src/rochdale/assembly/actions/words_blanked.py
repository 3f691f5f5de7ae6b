"""What somebody objected, was to do, asked or gave as a reason goes with their particulars (INV-63)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from rochdale.assembly.models import FollowUp, FollowUpStep, Motion, Objection, Question
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import BLANKED_NAME
from rochdale.tenancy.queries import rows


def blank_words(_by: Acting, person_id: UUID, _act_id: UUID) -> None:
    """Take away the words; that somebody objected, did, asked or moved stays, and the wording of a motion."""
    for said in (Objection, FollowUp, Question):
        said.objects.filter(person_id=person_id).exclude(words=BLANKED_NAME).update(words=BLANKED_NAME)
    own = list(FollowUp.objects.filter(person_id=person_id).values_list("id", flat=True))
    steps = FollowUpStep.objects.filter(Q(follow_up_id__in=own) | Q(person_id=person_id))
    steps.exclude(words__in=["", BLANKED_NAME]).update(words=BLANKED_NAME)
    moved = Motion.objects.filter(
        id__in=[row[0] for row in rows("assembly", "moved_by.sql", {"person_id": person_id})]
    )
    moved.exclude(reason__in=["", BLANKED_NAME]).update(reason=BLANKED_NAME)
