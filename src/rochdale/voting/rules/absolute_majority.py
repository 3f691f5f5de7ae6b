"""Absolute majority: elected is whoever is named on more than half of the valid ballots; else the seat stays open.

Where nobody has it, the meeting votes again as its by-laws say. With several seats each voter may name as many
candidates, and each seat needs the majority (domain rule Q-42).
"""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import marks_of, table_of
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import TOPS, elect_most, order_of
from rochdale.voting.words import N_, NP_

NAME = "absolute_majority"


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Elect those on more than half of the ballots, the most named first. Raises BallotsFaulty, LotNeeded."""
    votes = marks_of(contest, profile, contest.seats)
    needed = profile.valid // 2 + 1
    enough = {one: figure for one, figure in votes.items() if 2 * figure > profile.valid}
    elected, notes = elect_most(contest, enough, lots)
    if len(elected) < contest.seats:
        notes += (Note("absolute_majority.open", {"seats": contest.seats - len(elected), "needed": needed}),)
    reason = Note("absolute_majority.counted", {"ballots": profile.valid, "needed": needed})
    stage = Stage(reason, table_of(votes), notes)
    facts = {"needed": needed, "open_seats": contest.seats - len(elected)}
    return Outcome(NAME, contest.candidates, elected, (stage,), tuple(lots.drawings), order_of(votes), facts)


RULE = Rule(
    NAME,
    frozenset({BallotKind.CHOICE}),
    count,
    {
        "absolute_majority.counted": N_(
            "Whoever is named on more than half of the %(ballots)s valid ballots is elected: %(needed)s are needed."
        ),
        "absolute_majority.open": NP_(
            "Seats that stay open: %(seats)s. No other candidate has %(needed)s vote or more.",
            "Seats that stay open: %(seats)s. No other candidate has %(needed)s votes or more.",
            "needed",
        ),
        **TOPS,
    },
    several=True,
)
