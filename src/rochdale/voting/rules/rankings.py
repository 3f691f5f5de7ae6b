"""What the rules that count rankings ask of them."""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.errors import BallotsUnfit
from rochdale.voting.profiles import Profile

WITH_TIES = "ranking with ties"


def require_strict(profile: Profile[Ranking], rule: str) -> None:
    """Refuse rankings that put several candidates in one place. Raises BallotsUnfit."""
    if any(max(map(len, ranking), default=1) > 1 for ranking, _times in profile.ballots):
        raise BallotsUnfit(rule=rule, kind=WITH_TIES, wanted=[BallotKind.RANKING])
