"""The roll once more: each reason asked for by itself, and votes taken away one by one until the cap holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rochdale.voting.rolls import DelegateRule, Reason, RollLaws, RollMember


def reasons(members: Sequence[RollMember], place: int, laws: RollLaws) -> set[Reason]:
    """Why one of the members has no vote."""
    who = members[place]
    others = [other for index, other in enumerate(members) if index != place]
    found = {reason for reason in who.missing if reason is not Reason.MINOR}
    if Reason.MINOR in who.missing and not (who.of_age_on and who.of_age_on <= laws.held_on):
        found.add(Reason.MINOR)
    last_day_to_join = laws.held_on - timedelta(days=laws.membership_days)
    if who.joined_on > last_day_to_join:
        found.add(Reason.TOO_RECENT)
    if _has_come(who.left_on, laws):
        found.add(Reason.HAS_LEFT)
    if _has_come(who.ended_on, laws):
        found.add(Reason.HAS_ENDED)
    if who.is_represented and who.voter is not None:
        same = [other for other in others if other.voter == who.voter]
        if any(other.has_class_that_votes for other in same if not other.is_represented):
            found.add(Reason.REPRESENTATIVE_IS_MEMBER)
        if any(other.is_represented for other in same):
            found.add(Reason.REPRESENTS_SEVERAL)
    return found


def _has_come(day: date | None, laws: RollLaws) -> bool:
    return day is not None and day <= laws.held_on


def capped(votes: Sequence[int], rule: DelegateRule) -> list[int]:
    """The votes after whoever holds most gave up one, again and again, until nobody holds more than the cap."""
    held = list(votes)
    while held and max(held) > 1 and max(held) > rule.cap * sum(held):
        most = max(held)
        held = [most - 1 if vote == most else vote for vote in held]
    return held
