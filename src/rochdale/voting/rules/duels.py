"""What the rules that compare candidates two by two have in common: the table of duels, and the first of an order."""

from __future__ import annotations

from collections.abc import Mapping

from rochdale.voting.ballots import Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Matrix, Note, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.words import N_, NP_, Sentence

DUELS: Mapping[str, Sentence] = {
    "duels.counted": NP_(
        "There is %(ballots)s valid ballot. The table shows where the candidate of the row stands "
        "before the one of the column.",
        "The table shows on how many of %(ballots)s valid ballots the candidate of the row "
        "stands before the one of the column.",
        "ballots",
    ),
    "duels.condorcet": N_("%(candidate)s wins every duel."),
    "duels.no_condorcet": N_("Nobody wins every duel."),
    "duels.elected": N_("Nobody beats %(candidate)s, who is elected."),
    "duels.drawn": N_("Nobody beats %(candidates_tied)s. The lot elects %(candidate)s."),
}


def duels_stage(duels: Matrix, profile: Profile[Ranking]) -> Stage:
    """The first stage: every duel, and who won all of them."""
    winner = condorcet_winner(duels)
    told = Note("duels.no_condorcet") if winner is None else Note("duels.condorcet", {"candidate": winner})
    return Stage(Note("duels.counted", {"ballots": profile.valid}), notes=(told,), matrix=duels)


def condorcet_winner(duels: Matrix) -> int | None:
    """The candidate who wins every duel, if there is one."""
    for one in duels.subjects:
        others = [other for other in duels.subjects if other != one]
        if all(duels.between(one, other) > duels.between(other, one) for other in others):
            return one
    return None


def elect_first(contest: Contest, level: tuple[int, ...], lots: Lots) -> tuple[int, tuple[Note, ...]]:
    """Who of the first level is elected: by lot where there are several. Raises LotNeeded."""
    winner = lots.draw("seat", level, contest.candidates)[0]
    if len(level) == 1:
        return winner, (Note("duels.elected", {"candidate": winner}),)
    return winner, (Note("duels.drawn", {"candidates_tied": level, "candidate": winner}),)
