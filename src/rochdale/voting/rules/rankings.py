"""What the rules that count rankings ask of them."""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.errors import BallotsUnfit
from rochdale.voting.profiles import Profile

WITH_TIES = "ranking with ties"


def require_strict(profile: Profile[Ranking], rule: str) -> None:
    """Refuse rankings that put several candidates in one place. Raises BallotsUnfit."""
    tiers: set[tuple[int, ...]] = set()
    for ranking, _times in profile.ballots:
        tiers.update(ranking)
    if any(len(tier) > 1 for tier in tiers):
        raise BallotsUnfit(rule=rule, kind=WITH_TIES, wanted=[BallotKind.RANKING])
