"""What was said of a candidacy, and its picture, go with the particulars of the person (INV-63)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from rochdale.assembly.models import (
    CandidatePhoto,
    CandidateStatement,
    CandidateTraining,
    Nomination,
    NominationStep,
)
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.queries import BLANKED_NAME


def blank_nominations(_by: Acting, person_id: UUID, act_id: UUID) -> None:
    """Take away statements, interests, pictures, words and letters; that somebody stood, and what came of it, stays."""
    own = Nomination.objects.filter(person_id=person_id).values("id")
    CandidateStatement.objects.filter(nomination_id__in=own).update(statements={}, interests=BLANKED_NAME)
    CandidatePhoto.objects.filter(nomination_id__in=own).update(content=b"", digest="")
    NominationStep.objects.filter(nomination_id__in=own).update(words=BLANKED_NAME)
    CandidateTraining.objects.filter(person_id=person_id).update(words=BLANKED_NAME)
    _blank_letters(person_id, act_id)


def _blank_letters(person_id: UUID, act_id: UUID) -> None:
    """Who is proposed is told by whom, and who proposed is told the answer: each letter names the other."""
    named = Nomination.objects.filter(Q(person_id=person_id) | Q(proposer_id=person_id))
    steps = NominationStep.objects.filter(nomination_id__in=named.values("id"))
    act_ids = {*named.values_list("act_id", flat=True), *steps.values_list("act_id", flat=True)}
    membership.blank_letters_of_acts(act_ids=list(act_ids), act_id=act_id)
