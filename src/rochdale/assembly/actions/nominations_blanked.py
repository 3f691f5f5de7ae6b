"""What was said of a candidacy, and its picture, go with the particulars of the person (INV-63)."""

from __future__ import annotations

from uuid import UUID

from rochdale.assembly.models import (
    CandidatePhoto,
    CandidateStatement,
    CandidateTraining,
    Nomination,
    NominationStep,
)
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import BLANKED_NAME


def blank_nominations(_by: Acting, person_id: UUID, _act_id: UUID) -> None:
    """Take away statements, interests, pictures and words; that somebody stood, and what came of it, stays."""
    own = Nomination.objects.filter(person_id=person_id).values("id")
    CandidateStatement.objects.filter(nomination_id__in=own).update(statements={}, interests=BLANKED_NAME)
    CandidatePhoto.objects.filter(nomination_id__in=own).update(content=b"", digest="")
    NominationStep.objects.filter(nomination_id__in=own).update(words=BLANKED_NAME)
    CandidateTraining.objects.filter(person_id=person_id).update(words=BLANKED_NAME)
