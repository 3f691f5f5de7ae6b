"""Two rounds: elected is whoever has more than half of the votes; else the two with the most meet in a second round.

Of ballots that name one candidate this counts one round: without a majority it elects nobody and says who is on
the ballots of the second. Of rankings it counts both, the second by whom of the two each ballot puts first.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rochdale.voting.ballots import BallotKind, Choice, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import marks_of, table_of
from rochdale.voting.rules.preferences import plain, share_of, top_of
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import order_of
from rochdale.voting.words import N_, NP_

NAME = "two_rounds"
FINALISTS = 2


def count(contest: Contest, profile: Profile[Choice] | Profile[Ranking], lots: Lots) -> Outcome:
    """Count the first round, and of rankings the second. Raises BallotsFaulty, LotNeeded."""
    rankings = _rankings(profile)
    votes = _tops(rankings, set(contest.standing)) if rankings else _marks(contest, profile)
    reason = Note("two_rounds.first", {"ballots": profile.valid})
    if 2 * max(votes.values()) > sum(votes.values()) or len(votes) == 1:
        winner = order_of(votes)[0][0]
        note = Note("two_rounds.majority", {"candidate": winner, "votes": votes[winner]})
        return _outcome(contest, lots, (winner,), [Stage(reason, table_of(votes), (note,))], votes)
    finalists, notes = _finalists(contest, votes, lots)
    first = Stage(reason, table_of(votes), notes)
    if rankings:
        winner, second = _second_round(contest, rankings, finalists, votes, lots)
        return _outcome(contest, lots, (winner,), [first, second], votes)
    if len(votes) == FINALISTS:
        return _drawn_between_two(contest, finalists, first, votes, lots)
    return _outcome(contest, lots, (), [first], votes, finalists)


def _rankings(profile: Profile[Choice] | Profile[Ranking]) -> list[tuple[Ranking, int]]:
    found: list[tuple[Ranking, int]] = []
    for ballot, times in profile.ballots:
        tiers = tuple(part for part in ballot if isinstance(part, tuple))
        if tiers:
            found.append((tiers, times))
    return found


def _marks(contest: Contest, profile: Profile[Choice] | Profile[Ranking]) -> dict[int, Figure]:
    choices = {
        tuple(one for one in ballot if isinstance(one, int)): times for ballot, times in profile.ballots
    }
    return dict(marks_of(contest, Profile.of(choices), 1))


def _tops(rankings: list[tuple[Ranking, int]], among: set[int]) -> dict[int, Figure]:
    """The votes of each: a ballot that puts several first counts for them in equal parts."""
    votes: dict[int, Figure] = dict.fromkeys(sorted(among), 0)
    for ranking, times in rankings:
        top = top_of(ranking, among)
        for one in top:
            votes[one] = plain(votes[one] + share_of(times, len(top)))
    return votes


def _finalists(
    contest: Contest, votes: Mapping[int, Figure], lots: Lots
) -> tuple[tuple[int, ...], tuple[Note, ...]]:
    finalists: list[int] = []
    notes: list[Note] = []
    for level in order_of(votes):
        free = FINALISTS - len(finalists)
        if len(level) > free > 0:
            drawn = lots.draw("second round", level, contest.candidates)
            notes.append(Note("two_rounds.drawn", {"candidates_tied": level, "candidates_drawn": drawn}))
            finalists += drawn[:free]
        elif free:
            finalists += level
    notes.append(Note("two_rounds.finalists", {"candidates": tuple(finalists)}))
    return tuple(finalists), tuple(notes)


def _second_round(
    contest: Contest,
    rankings: list[tuple[Ranking, int]],
    finalists: tuple[int, ...],
    before: Mapping[int, Figure],
    lots: Lots,
) -> tuple[int, Stage]:
    votes = _tops(rankings, set(finalists))
    silent = sum(times for ranking, times in rankings if not top_of(ranking, set(finalists)))
    one, other = finalists
    table = (
        *(Line(each, figure, plain(figure - before[each])) for each, figure in votes.items()),
        Line("exhausted", silent),
    )
    reason = Note("two_rounds.second", {"candidates": finalists})
    if votes[one] != votes[other]:
        winner = max(finalists, key=lambda each: votes[each])
        return winner, Stage(reason, table, (_elected(winner, votes),))
    if before[one] != before[other]:
        winner = max(finalists, key=lambda each: before[each])
        return winner, Stage(reason, table, (Note("two_rounds.ahead", {"candidate": winner}),))
    winner = lots.draw("seat", finalists, contest.candidates)[0]
    return winner, Stage(reason, table, (Note("two_rounds.lot", {"candidate": winner}),))


def _drawn_between_two(
    contest: Contest, finalists: tuple[int, ...], first: Stage, votes: Mapping[int, Figure], lots: Lots
) -> Outcome:
    winner = lots.draw("seat", finalists, contest.candidates)[0]
    stage = Stage(first.reason, first.table, (Note("two_rounds.lot", {"candidate": winner}),))
    return _outcome(contest, lots, (winner,), [stage], votes)


def _elected(winner: int, votes: Mapping[int, Figure]) -> Note:
    return Note("two_rounds.elected", {"candidate": winner, "votes": votes[winner]})


def _outcome(
    contest: Contest,
    lots: Lots,
    elected: tuple[int, ...],
    stages: list[Stage],
    votes: Mapping[int, Figure],
    finalists: tuple[int, ...] = (),
) -> Outcome:
    figures = [line.after for stage in stages for line in stage.table]
    split = any(isinstance(figure, Fraction) for figure in figures)
    facts = {"second_round": tuple(contest.candidates[one] for one in finalists)}
    return Outcome(NAME, contest.candidates, elected, tuple(stages), tuple(lots.drawings), order_of(votes), facts,
                   None if split else 0)  # fmt: skip


RULE = Rule(
    NAME,
    frozenset({BallotKind.CHOICE, BallotKind.RANKING}),
    count,
    {
        "two_rounds.first": N_(
            "First round: each ballot counts for the candidate that it names, or puts first. Valid ballots: "
            "%(ballots)s."
        ),
        "two_rounds.majority": NP_(
            "%(candidate)s has more than half, %(votes)s vote, and is elected.",
            "%(candidate)s has more than half, %(votes)s votes, and is elected.",
            "votes",
        ),
        "two_rounds.drawn": N_(
            "%(candidates_tied)s have as many votes. The lot puts %(candidates_drawn)s in this order."
        ),
        "two_rounds.finalists": N_("Nobody has more than half. In the second round: %(candidates)s."),
        "two_rounds.second": N_(
            "Second round between %(candidates)s: each ballot counts for whom of them it puts first."
        ),
        "two_rounds.elected": NP_(
            "%(candidate)s is elected with %(votes)s vote.",
            "%(candidate)s is elected with %(votes)s votes.",
            "votes",
        ),
        "two_rounds.ahead": N_(
            "Both have as many votes. %(candidate)s had more in the first round, and is elected."
        ),
        "two_rounds.lot": N_("Both have as many votes. The lot elects %(candidate)s."),
    },
)
