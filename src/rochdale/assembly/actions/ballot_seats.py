"""Giving the seats to whom a verifiable ballot of a meeting elected."""

from __future__ import annotations

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.declaring import declare_ballot
from rochdale.assembly.queries.ballot_results import ballot_result
from rochdale.assembly.queries.ballot_seats import filled_by
from rochdale.assembly.queries.ballots import ballot_of
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside


def seat_by_ballot(*, by: Acting, number: int, ballot: int) -> int:
    """Give the seats of the candidates whom a counted ballot elected, its archive being the proof; how many groups.

    Nobody says who that is: the outcome does, its answers being candidacies. Raises NotAllowed, MeetingNotFound,
    BallotNotFound, AnswersNotCandidates, and as declare_ballot.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        seen = ballot_of(meeting_id=row.id, number=ballot)
        result = ballot_result(seen)
        filled = filled_by(seen, result) if result else []
        if result is None or not filled:
            raise errors.AnswersNotCandidates
        for each in filled:
            declare_ballot(
                by=by,
                number=number,
                code=each.code,
                published=seen.uuid,
                elected=each.elected,
                rule=each.rule,
                electoral_group=each.electoral_group,
                seed=result.seed,
            )
        return len(filled)
