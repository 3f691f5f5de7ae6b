"""The candidacies that a verifiable ballot is on: written when it is set up, and everybody who stands (INV-119)."""

from __future__ import annotations

from rochdale.assembly import errors
from rochdale.assembly.models import Ballot, BallotCandidate
from rochdale.assembly.queries.ballot_candidates import lists_who_stands
from rochdale.assembly.queries.ballot_seats import Linked
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.kernel.acting import Acting


def write_candidates(by: Acting, row: Ballot, linked: Linked) -> None:
    """Keep which candidacy each answer is: from now on it is known by that, and not by a name."""
    BallotCandidate.objects.bulk_create(
        BallotCandidate(
            cooperative_id=by.cooperative_id,
            ballot_id=row.id,
            question=question,
            answer=answer,
            nomination_id=nomination_id,
        )
        for (question, answer), nomination_id in linked.nominations.items()
    )


def refuse_changed(seen: BallotSeen) -> None:
    """Refuse to open a ballot once others stand than it lists, or for other seats. Raises CandidatesChanged."""
    if not lists_who_stands(seen.id):
        raise errors.CandidatesChanged
