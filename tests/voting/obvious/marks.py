"""Plurality, block vote, limited vote and approval once more, one ballot after the other, as with a pencil."""

from __future__ import annotations

from rochdale.voting.contests import Contest


def count(contest: Contest, ballots: list[tuple[int, ...]]) -> dict[int, int]:
    """How many ballots name each candidate."""
    tally = dict.fromkeys(contest.standing, 0)
    for ballot in ballots:
        for one in ballot:
            if one in tally:
                tally[one] += 1
    return tally
