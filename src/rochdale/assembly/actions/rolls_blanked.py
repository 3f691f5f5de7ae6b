"""What was said about rolls goes with the particulars of the persons whom it was about, or who said it (INV-63)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from rochdale.assembly.models import RollAnswer, RollChallenge, RollCorrection, RollLine
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import BLANKED_NAME


def blank_rolls(_by: Acting, person_id: UUID, _act_id: UUID) -> None:
    """Take away the words of challenges, answers and corrections; the lines and their reasons stay."""
    own = list(
        RollLine.objects.filter(Q(person_id=person_id) | Q(voter_id=person_id)).values_list("id", flat=True)
    )
    said = RollChallenge.objects.filter(Q(line_id__in=own) | Q(challenger_id=person_id))
    places = list(said.values_list("id", flat=True))
    said.exclude(words=BLANKED_NAME).update(words=BLANKED_NAME)
    RollAnswer.objects.filter(challenge_id__in=places).update(words=BLANKED_NAME)
    beside = RollCorrection.objects.filter(Q(line_id__in=own) | Q(challenge_id__in=places))
    beside.update(words=BLANKED_NAME)
