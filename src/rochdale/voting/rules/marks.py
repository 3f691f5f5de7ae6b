"""Counting the marks of a choice: what plurality, block vote, limited vote and approval have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rochdale.kernel.errors import Fault
from rochdale.voting.ballots import Choice
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.tops import TOPS, elect_most, order_of
from rochdale.voting.words import N_, Sentence


def marks_of(contest: Contest, profile: Profile[Choice], marks_max: int | None = None) -> dict[int, int]:
    """How many ballots name each standing candidate. Raises BallotsFaulty where a ballot has too many marks."""
    if marks_max is not None:
        _bound(profile, marks_max)
    votes: Counter[int] = Counter()
    for chosen, times in profile.ballots:
        for one in chosen:
            votes[one] += times
    return {one: votes[one] for one in contest.standing}


def _bound(profile: Profile[Choice], marks_max: int) -> None:
    faults = [
        Fault(
            "ballots", None, "marks_too_many", {"marks": len(chosen), "marks_max": marks_max, "times": times}
        )
        for chosen, times in profile.ballots
        if len(chosen) > marks_max
    ]
    if faults:
        raise BallotsFaulty(faults=faults)


def table_of(votes: Mapping[int, Figure]) -> tuple[Line, ...]:
    """The candidates with their figures, in the order of the ballot paper."""
    return tuple(Line(one, figure) for one, figure in votes.items())


def elect_by_marks(
    rule: str, contest: Contest, profile: Profile[Choice], lots: Lots, *, marks_max: int | None = None
) -> Outcome:
    """Whoever has the most marks gets the seats. Raises BallotsFaulty, LotNeeded."""
    votes = marks_of(contest, profile, marks_max)
    elected, notes = elect_most(contest, votes, lots)
    stage = Stage(_reason(profile, sum(votes.values())), table_of(votes), notes)
    return Outcome(rule, contest.candidates, elected, (stage,), tuple(lots.drawings), order_of(votes))


def _reason(profile: Profile[Choice], marks: int) -> Note:
    """How many ballots and marks were counted, as far as it is known."""
    if profile.sums is None:
        return Note("marks.counted", {"ballots": profile.valid, "marks": marks})
    if profile.sums.voted is None:
        return Note("marks.summed", {"marks": marks})
    return Note("marks.summed_of", {"voted": profile.sums.voted, "blank": profile.blank, "marks": marks})


MARKS: Mapping[str, Sentence] = {
    "marks.counted": N_(
        "Each ballot counts once for every candidate that it names. Valid ballots: %(ballots)s, marks: %(marks)s."
    ),
    "marks.summed": N_(
        "Each ballot counts once for every candidate that it names. Of the ballots only the sums are known; marks: "
        "%(marks)s."
    ),
    "marks.summed_of": N_(
        "Each ballot counts once for every candidate that it names. Of the ballots only the sums are known. Ballots: "
        "%(voted)s, blank: %(blank)s, marks: %(marks)s."
    ),
    **TOPS,
}
