"""Every counting rule by its name. A rule is one file, and is added to `RULES` here.

What a rule promises: it reads nothing but its arguments, it gives the same outcome for the same ballots in any order
and for any names (ties that only a lot breaks apart), and it counts with integers and exact fractions only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsUnfit, ContestUnfit, RuleUnknown, SeatsImpossible, SeatsUnfit
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import (
    absolute_majority,
    apportioned,
    approval,
    block_vote,
    borda,
    budget_equal_shares,
    budget_greedy,
    budget_phragmen,
    equal_shares,
    instant_runoff,
    limited_vote,
    meek_stv,
    phragmen,
    plurality,
    ranked_pairs,
    schulze,
    score,
    scottish_stv,
    two_rounds,
)
from rochdale.voting.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        plurality.RULE,
        absolute_majority.RULE,
        two_rounds.RULE,
        instant_runoff.RULE,
        schulze.RULE,
        ranked_pairs.RULE,
        borda.RULE,
        score.RULE,
        block_vote.RULE,
        limited_vote.RULE,
        approval.RULE,
        scottish_stv.RULE,
        meek_stv.RULE,
        phragmen.RULE,
        *equal_shares.RULES,
        *apportioned.RULES,
        *budget_greedy.RULES,
        *budget_equal_shares.RULES,
        budget_phragmen.RULE,
    )
}

# The same rule under the name that another country knows it by.
OTHER_NAMES: Mapping[str, str] = {
    "alternative_vote": "instant_runoff",
    "hare": "hamilton",
    "jefferson": "dhondt",
    "largest_remainder": "hamilton",
    "tideman": "ranked_pairs",
    "webster": "sainte_lague",
}


def rule_of(name: str) -> Rule:
    """The rule of this name, or of its other name, with hyphens or underscores. Raises RuleUnknown."""
    plain = name.replace("-", "_").lower()
    rule = RULES.get(OTHER_NAMES.get(plain, plain))
    if rule is None:
        raise RuleUnknown(rule=name, known=sorted(RULES))
    return rule


def tally(
    name: str, contest: Contest, profile: Profile[Any], kind: BallotKind, *, seed: str | None = None
) -> Outcome:
    """Count a profile by the rule of this name.

    Raises RuleUnknown, BallotsUnfit, ContestUnfit, SeatsUnfit, SeatsImpossible where everybody withdrew, LotNeeded.
    """
    rule = rule_of(name)
    if kind not in rule.kinds:
        raise BallotsUnfit(rule=name, kind=kind, wanted=sorted(rule.kinds))
    if type(contest) is not rule.contest:
        raise ContestUnfit(rule=name, wanted=rule.contest.__name__)
    if contest.seats > 1 and not rule.several:
        raise SeatsUnfit(rule=name, seats=contest.seats, seats_most=1)
    if not contest.standing:
        raise SeatsImpossible(seats=contest.seats, candidates=0)
    return rule.count(contest, profile, Lots(seed))
