"""Phragmén's sequential rule for participatory budgets.

Every voter earns money at the same rate, and a project is bought as soon as its supporters have together what it
costs. The rule ends with the first project that would cost more than is left of the budget. Projects that cost more
than the whole budget are no candidates. `loads` has the arithmetic and its source; the end is that of M. Los,
Z. Christoff and D. Grossi, "Proportional Budget Allocations: Towards a Systematization" (2022).
"""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.budget_greedy import SENTENCES, budget_outcome
from rochdale.voting.rules.holdings import Supporters
from rochdale.voting.rules.loads import Loads
from rochdale.voting.rules.phragmen import draw_first
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_

NAME = "budget_phragmen"


def count(contest: BudgetContest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Buy one project after the other until the next does not fit. Raises LotNeeded."""
    supporters = Supporters(profile, contest.fundable)
    loads = Loads(supporters, {one: contest.costs[one] for one in contest.fundable})
    table = tuple(Line(one, supporters.votes[one]) for one in contest.fundable)
    stages = [Stage(Note("budget_phragmen.counted", {"ballots": supporters.voters}), table)]
    funded: list[int] = []
    free = contest.budget
    while True:
        instant, tied = loads.earliest()
        over = tuple(one for one in tied if contest.costs[one] > free)
        # Of equals one that does not fit ends the count, whichever the lot would put first.
        if over or not tied:
            break
        one, notes = draw_first(f"project {len(funded) + 1}", tied, contest, lots)
        loads.buy(one, instant)
        funded.append(one)
        free -= contest.costs[one]
        facts = {"candidate": one, "amount_earned": instant, "votes": supporters.votes[one]}
        facts |= {"amount_cost": contest.costs[one], "amount_left": free}
        stages.append(Stage(Note("budget_phragmen.bought", facts), (), notes))
    if over:
        facts = {"candidates": over, "amount_left": free}
        stages.append(Stage(Note("budget_phragmen.ended", facts)))
    return budget_outcome(NAME, contest, funded, tuple(stages), lots)


RULE = Rule(
    NAME,
    frozenset({BallotKind.CHOICE}),
    count,
    {
        "budget_phragmen.counted": N_(
            "Every voter earns money at the same rate. Valid ballots: %(ballots)s. "
            "The table says how many approve of each project."
        ),
        "budget_phragmen.bought": N_(
            "The supporters of %(candidate)s, who number %(votes)s, are the first to have together what it costs, "
            "%(amount_cost)s: when every voter has earned %(amount_earned)s. It is funded, and they have nothing "
            "again. Left of the budget: %(amount_left)s."
        ),
        "budget_phragmen.ended": N_(
            "The next would be %(candidates)s, at more than the %(amount_left)s left. Here the rule ends."
        ),
        "shares.drawn": N_(
            "%(candidates_tied)s stand alike. The lot puts %(candidates_drawn)s in this order."
        ),
        **SENTENCES,
    },
    several=True,
    contest=BudgetContest,
)
