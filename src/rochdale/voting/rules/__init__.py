"""Every counting rule by its name. A rule is one file, and is added to `RULES` here.

What a rule promises: it reads nothing but its arguments, it gives the same outcome for the same ballots in any order
and for any names (ties that only a lot breaks apart), and it counts with integers and exact fractions only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsUnfit, ContestUnfit, RuleUnknown
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import (
    budget_equal_shares,
    budget_greedy,
    budget_phragmen,
    equal_shares,
    meek_stv,
    phragmen,
    plurality,
    scottish_stv,
)
from rochdale.voting.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        meek_stv.RULE,
        plurality.RULE,
        scottish_stv.RULE,
        phragmen.RULE,
        *equal_shares.RULES,
        *budget_greedy.RULES,
        *budget_equal_shares.RULES,
        budget_phragmen.RULE,
    )
}


def tally(
    name: str, contest: Contest, profile: Profile[Any], kind: BallotKind, *, seed: str | None = None
) -> Outcome:
    """Count a profile by the rule of this name. Raises RuleUnknown, BallotsUnfit, ContestUnfit, LotNeeded."""
    rule = RULES.get(name)
    if rule is None:
        raise RuleUnknown(rule=name, known=sorted(RULES))
    if kind not in rule.kinds:
        raise BallotsUnfit(rule=name, kind=kind, wanted=sorted(rule.kinds))
    if type(contest) is not rule.contest:
        raise ContestUnfit(rule=name, wanted=rule.contest.__name__)
    return rule.count(contest, profile, Lots(seed))
