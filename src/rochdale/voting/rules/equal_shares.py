"""The method of equal shares for committees: several winners from approval ballots.

A seat costs 1, and the voters share the cost of all seats equally. A candidate whose supporters can together pay for a
seat is elected, the one first whose supporters pay the least each. `purses` has the arithmetic and its source.
What the shares leave empty is filled in one of three ways, each a rule of its own:

- `equal_shares`: by Phragmén's rule, the voters starting with what they have left;
- `equal_shares_approval`: by those with the most approvals;
- `equal_shares_increment`: not at all, but everybody gets a larger share, as if there were one seat more and one
  more, until every seat is filled.

M. Lackner and P. Skowron, "Multi-Winner Voting with Approval Preferences" (2022), rule 11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import phragmen
from rochdale.voting.rules.holdings import Holdings, Supporters
from rochdale.voting.rules.purses import Purses
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import elect_most
from rochdale.voting.words import N_, NP_, Sentence

NAME = "equal_shares"

Completion = Callable[[Contest, Supporters, list[int], Lots, Holdings], Iterator[Stage]]


def count(contest: Contest, profile: Profile[Choice], lots: Lots, *, name: str, fill: Completion) -> Outcome:
    """Elect by equal shares, then fill the seats that are left. Raises LotNeeded."""
    supporters = Supporters(profile, contest.standing)
    elected: list[int] = []
    stages = [_begin(contest, supporters, contest.seats)]
    if supporters.voters:
        shared, purses = _share_out(contest, supporters, contest.seats, elected, lots)
        stages += [*shared, *fill(contest, supporters, elected, lots, purses.holdings)]
    stages += phragmen.fill_by_lot(contest, elected, lots)
    return phragmen.committee_outcome(name, contest, elected, tuple(stages), lots)


def count_by_increments(contest: Contest, profile: Profile[Choice], lots: Lots, *, name: str) -> Outcome:
    """Elect by equal shares of as many seats as it takes to fill those there are. Raises LotNeeded."""
    supporters = Supporters(profile, contest.standing)
    wanted = min(contest.seats, sum(1 for one in contest.standing if supporters.votes[one]))
    elected: list[int] = []
    stages: list[Stage] = []
    seats = contest.seats
    # Ends at the latest when one ballot alone can pay for every seat.
    while supporters.voters and len(elected) < wanted:
        elected.clear()
        shared, _purses = _share_out(contest, supporters, seats, elected, lots)
        stages = [_begin(contest, supporters, seats), *shared]
        seats += 1
    stages += phragmen.fill_by_lot(contest, elected, lots)
    return phragmen.committee_outcome(name, contest, elected, tuple(stages), lots)


def _begin(contest: Contest, supporters: Supporters, seats: int) -> Stage:
    table = tuple(Line(one, supporters.votes[one]) for one in contest.standing)
    share = Fraction(seats, supporters.voters) if supporters.voters else Fraction(0)
    facts = {"ballots": supporters.voters, "seats": seats, "share": share}
    return Stage(Note("equal_shares.counted", facts), table)


def _share_out(
    contest: Contest, supporters: Supporters, seats: int, elected: list[int], lots: Lots
) -> tuple[list[Stage], Purses]:
    wanted = dict.fromkeys(contest.standing, 1)
    purses = Purses(supporters, Fraction(seats, supporters.voters), wanted, wanted)
    stages = []
    while len(elected) < contest.seats and (offers := purses.cheapest()):
        table = _prices(contest, purses, elected)
        one, notes = phragmen.draw_first(f"seat {len(elected) + 1}", tuple(sorted(offers)), contest, lots)
        offer = offers[one]
        purses.buy(one, offer)
        elected.append(one)
        facts = {"candidate": one, "price": offer.price, "full": offer.full}
        facts |= {"short": offer.short, "short_paid": offer.short_paid, "left": purses.left()}
        code = "equal_shares.bought_by_all" if offer.short else "equal_shares.bought"
        stages.append(Stage(Note(code, facts), table, notes))
    return stages, purses


def _prices(contest: Contest, purses: Purses, elected: list[int]) -> tuple[Line, ...]:
    offers = ((one, purses.offer(one)) for one in contest.standing if one not in elected)
    return tuple(Line(one, offer.price) for one, offer in offers if offer is not None)


def _by_phragmen(
    contest: Contest, supporters: Supporters, elected: list[int], lots: Lots, money: Holdings
) -> Iterator[Stage]:
    if len(elected) < contest.seats:
        yield Stage(Note("equal_shares.go_on_earning", {"elected": len(elected), "left": money.total()}))
        yield from phragmen.fill_by_loads(contest, supporters, elected, lots, money)


def _by_approvals(
    contest: Contest, supporters: Supporters, elected: list[int], lots: Lots, _money: Holdings
) -> Iterator[Stage]:
    free = contest.seats - len(elected)
    votes = {one: supporters.votes[one] for one in contest.standing if one not in elected}
    if not free or not votes:
        return
    table = tuple(Line(one, figure) for one, figure in votes.items())
    rest = Contest(contest.candidates, free, contest.withdrawn)
    chosen, notes = elect_most(rest, votes, lots, "approvals")
    yield Stage(Note("equal_shares.fill_by_approvals", {"elected": len(elected)}), table, notes)
    elected += chosen


SENTENCES: Mapping[str, Sentence] = {
    "equal_shares.counted": NP_(
        "Seats, at 1 each: %(seats)s. They are shared among %(ballots)s ballot: %(share)s for "
        "each. The table says how many ballots approve of each candidate.",
        "Seats, at 1 each: %(seats)s. They are shared among %(ballots)s ballots: %(share)s for "
        "each. The table says how many ballots approve of each candidate.",
        "ballots",
    ),
    "equal_shares.bought": N_(
        "%(candidate)s asks the least of each supporter: %(price)s from each of %(full)s. %(candidate)s is elected. "
        "Left in all: %(left)s."
    ),
    "equal_shares.bought_by_all": N_(
        "%(candidate)s asks the least of each supporter: %(price)s from each of %(full)s, and all that they have left "
        "from the others, who number %(short)s: %(short_paid)s together. %(candidate)s is elected. Left in all: "
        "%(left)s."
    ),
    "equal_shares.go_on_earning": N_(
        "Elected so far: %(elected)s. Nobody else can be paid for. The voters keep what they have left, %(left)s "
        "in all, and earn at the same rate until every seat is filled."
    ),
    "equal_shares.fill_by_approvals": N_(
        "Elected so far: %(elected)s. Nobody else can be paid for. The other seats go to those with the most approvals."
    ),
    "tops.elected": NP_(
        "%(candidate)s is elected with %(votes)s vote.",
        "%(candidate)s is elected with %(votes)s votes.",
        "votes",
    ),
    "tops.drawn": N_(
        "%(candidates_tied)s have as many votes. The lot puts %(candidates_drawn)s in this order."
    ),
    **phragmen.SENTENCES,
}

_NAMES: dict[str, Completion] = {NAME: _by_phragmen, f"{NAME}_approval": _by_approvals}
_KINDS = frozenset({BallotKind.CHOICE})

RULES = (
    *(
        Rule(name, _KINDS, partial(count, name=name, fill=fill), SENTENCES, several=True)
        for name, fill in _NAMES.items()
    ),
    Rule(
        f"{NAME}_increment",
        _KINDS,
        partial(count_by_increments, name=f"{NAME}_increment"),
        SENTENCES,
        several=True,
    ),
)
