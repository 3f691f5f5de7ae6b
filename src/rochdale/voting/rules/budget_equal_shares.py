"""The method of equal shares for participatory budgets, with its completions, from approval ballots.

Every voter gets the same share of the budget, and it can be spent only on projects of which the voter approves;
`purses` has the arithmetic and its source. What a project is worth to a supporter is either what it costs
(`budget_equal_shares`) or 1 for each project (`budget_equal_shares_cardinality`). Shares seldom come out even, so each
of the two has completions that spend what is left:

- `_add1`: everybody's share is raised to the next whole unit of the currency, and unit by unit on, and each time all
  is counted anew, until the projects would cost more than the budget; the count before that holds;
- `_greedy`: the projects with the most approvals that fit into what is left;
- `_add1u`: the first, and then the second.

The completions are those of https://equalshares.net (D. Peters, P. Skowron). Some programs end the raises as soon as
nothing more fits. Wieliczka's official count of 2023 went on until the budget was exceeded, and so do we.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import budget_greedy
from rochdale.voting.rules.holdings import Supporters
from rochdale.voting.rules.phragmen import draw_first
from rochdale.voting.rules.purses import Offer, Purses
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_

NAME = "budget_equal_shares"
# For a budget of millions among a handful of voters, whose raises would hardly end. Wieliczka needed 165.
RAISES_MAX = 20_000


@dataclass(frozen=True, slots=True)
class _Question:
    """What does not change while shares are raised."""

    contest: BudgetContest
    supporters: Supporters
    worth: Mapping[int, int]
    lots: Lots

    def wanted(self) -> list[int]:
        return [one for one in self.contest.fundable if self.supporters.votes[one]]


@dataclass(frozen=True, slots=True)
class _Sharing:
    """What one share buys, in that order: each project with how it is paid for, what is left, and what was drawn."""

    share: Fraction
    bought: Mapping[int, tuple[Offer, Fraction, tuple[Note, ...]]]


def count(
    contest: BudgetContest,
    profile: Profile[Choice],
    lots: Lots,
    *,
    name: str,
    by_cost: bool,
    raises: bool = False,
    greedy: bool = False,
) -> Outcome:
    """Fund what the voters' shares can pay for, then complete as the rule says. Raises LotNeeded."""
    supporters = Supporters(profile, contest.fundable)
    worth = {one: contest.costs[one] if by_cost else 1 for one in contest.fundable}
    question = _Question(contest, supporters, worth, lots)
    table = tuple(Line(one, supporters.votes[one]) for one in contest.fundable)
    facts = {"ballots": supporters.voters, "amount_budget": contest.budget}
    stages = [Stage(Note("budget_equal_shares.counted", facts), table)]
    funded: list[int] = []
    if supporters.voters:
        sharing = _share_out(question, Fraction(contest.budget, supporters.voters))
        told = _tell(sharing)
        if raises:
            sharing, told = _raise_shares(question, sharing)
        stages += told
        funded += sharing.bought
    if greedy:
        votes = {one: supporters.votes[one] for one in question.wanted() if one not in funded}
        notes = budget_greedy.fund_in_order(contest, votes, funded, lots)
        stages.append(Stage(Note("budget_equal_shares.by_approvals"), (), tuple(notes)))
    return budget_greedy.budget_outcome(name, contest, funded, tuple(stages), lots)


def _share_out(question: _Question, share: Fraction) -> _Sharing:
    contest = question.contest
    costs = {one: contest.costs[one] for one in question.wanted()}
    purses = Purses(question.supporters, share, costs, question.worth)
    left = share * question.supporters.voters
    bought: dict[int, tuple[Offer, Fraction, tuple[Note, ...]]] = {}
    while offers := purses.cheapest():
        occasion = f"project {len(bought) + 1}"
        one, notes = draw_first(occasion, tuple(sorted(offers)), contest, question.lots)
        purses.buy(one, offers[one])
        left -= contest.costs[one]
        bought[one] = offers[one], left, notes
    return _Sharing(share, bought)


def _raise_shares(question: _Question, first: _Sharing) -> tuple[_Sharing, list[Stage]]:
    contest, wanted = question.contest, question.wanted()
    whole = contest.cost_of(wanted)
    if whole <= contest.budget:
        # Nothing can ever be too much, so the raises end where everything is bought: go there in one step.
        every = _share_out(question, Fraction(whole))
        return every, _tell(every)
    unit = 10**contest.decimals
    best, start = first, first.share // unit
    for units in range(start + 1, start + 1 + RAISES_MAX):
        trial = _share_out(question, Fraction(units * unit))
        cost = contest.cost_of(trial.bought)
        if cost > contest.budget:
            facts = {"amount_share": trial.share, "candidates": tuple(trial.bought), "amount_cost": cost}
            return best, [*_tell(best), Stage(Note("budget_equal_shares.too_much", facts))]
        best = trial
    return best, [*_tell(best), Stage(Note("budget_equal_shares.limit", {"raises": RAISES_MAX}))]


def _tell(sharing: _Sharing) -> list[Stage]:
    stages = [Stage(Note("budget_equal_shares.share", {"amount_share": sharing.share}))]
    for one, (offer, left, notes) in sharing.bought.items():
        facts = {"candidate": one, "amount_price": offer.price, "amount_short": offer.short_paid}
        facts |= {"full": offer.full, "short": offer.short, "amount_left": left}
        table = (Line("paid_in_full", offer.full), Line("paid_what_was_left", offer.short))
        code = "budget_equal_shares.bought_by_all" if offer.short else "budget_equal_shares.bought"
        stages.append(Stage(Note(code, facts), table, notes))
    return stages


SENTENCES = {
    "budget_equal_shares.counted": N_(
        "The budget of %(amount_budget)s is shared equally among the voters. Valid ballots: %(ballots)s. "
        "The table says how many approve of each project."
    ),
    "budget_equal_shares.share": N_("Everybody's share is %(amount_share)s."),
    "budget_equal_shares.bought": N_(
        "%(candidate)s asks the least of its supporters for what it is worth to them: %(amount_price)s from each of "
        "%(full)s. It is funded. Left in all shares: %(amount_left)s."
    ),
    "budget_equal_shares.bought_by_all": N_(
        "%(candidate)s asks the least of its supporters for what it is worth to them: %(amount_price)s from each of "
        "%(full)s, and all that they have left from the others, who number %(short)s: %(amount_short)s together. It "
        "is funded. Left in all shares: %(amount_left)s."
    ),
    "budget_equal_shares.too_much": N_(
        "With a share of %(amount_share)s the projects would be %(candidates)s, at %(amount_cost)s: more than the "
        "budget. So the share before that holds."
    ),
    "budget_equal_shares.limit": N_("The share was raised %(raises)s times, and is raised no further."),
    "budget_equal_shares.by_approvals": N_(
        "What is left of the budget goes to the projects with the most approvals that fit."
    ),
    "shares.drawn": N_("%(candidates_tied)s stand alike. The lot puts %(candidates_drawn)s in this order."),
    **budget_greedy.SENTENCES,
}


def _rule(worth: str, completion: str) -> Rule:
    name = f"{NAME}{worth}{completion}"
    raises, greedy = completion in {"_add1", "_add1u"}, completion in {"_greedy", "_add1u"}
    counted = partial(count, name=name, by_cost=not worth, raises=raises, greedy=greedy)
    kinds = frozenset({BallotKind.CHOICE})
    return Rule(name, kinds, counted, SENTENCES, several=True, contest=BudgetContest)


RULES = tuple(
    _rule(worth, completion)
    for worth in ("", "_cardinality")
    for completion in ("", "_add1", "_greedy", "_add1u")
)
