"""Phragmén's sequential rule: several winners from approval ballots, so that groups get their part.

A seat costs 1, every voter earns at the same rate, and a candidate is elected as soon as the supporters have
together what a seat costs; they have nothing again then. `loads` has the arithmetic and its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.holdings import Holdings, Supporters
from rochdale.voting.rules.loads import Loads
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_

NAME = "phragmen"
# Among a few dozen voters a fraction is what one reckons with; among thousands it fills a line.
DENOMINATOR_SHOWN = 999_999
DECIMALS_SHOWN = 6


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Elect one after the other whose supporters first have what a seat costs. Raises LotNeeded."""
    supporters = Supporters(profile, contest.standing)
    table = tuple(Line(one, supporters.votes[one]) for one in contest.standing)
    first = Stage(Note("phragmen.counted", {"ballots": supporters.voters}), table)
    elected: list[int] = []
    stages = (first, *fill_by_loads(contest, supporters, elected, lots))
    return committee_outcome(NAME, contest, elected, stages, lots)


def committee_outcome(
    name: str, contest: Contest, elected: Sequence[int], stages: tuple[Stage, ...], lots: Lots
) -> Outcome:
    """The outcome of sharing seats. Its figures are exact; they are shown as fractions while those can be read."""
    figures = [line.after for stage in stages for line in stage.table]
    figures += [
        fact for stage in stages for fact in stage.reason.facts.values() if isinstance(fact, Fraction)
    ]
    readable = all(figure.denominator <= DENOMINATOR_SHOWN for figure in figures)
    decimals = None if readable else DECIMALS_SHOWN
    return Outcome(name, contest.candidates, tuple(elected), stages, tuple(lots.drawings), decimals=decimals)


def fill_by_loads(
    contest: Contest, supporters: Supporters, elected: list[int], lots: Lots, money: Holdings | None = None
) -> Iterator[Stage]:
    """Add to `elected` until every seat is filled; voters may have money from before. Raises LotNeeded."""
    wanted = {one: 1 for one in contest.standing if one not in elected and supporters.votes[one]}
    loads = Loads(supporters, wanted, money)
    while len(elected) < contest.seats and wanted:
        table = tuple(Line(one, loads.instant(one)) for one in wanted)
        instant, tied = loads.earliest()
        one, notes = draw_first(f"seat {len(elected) + 1}", tied, contest, lots)
        loads.buy(one, instant)
        del wanted[one]
        elected.append(one)
        facts = {"candidate": one, "instant": instant, "votes": supporters.votes[one]}
        yield Stage(Note("phragmen.bought", facts), table, notes)
    yield from fill_by_lot(contest, elected, lots)


def draw_first(
    occasion: str, tied: tuple[int, ...], contest: Contest, lots: Lots
) -> tuple[int, tuple[Note, ...]]:
    """The one among equals, and what is to be told of the lot, if there was one. Raises LotNeeded."""
    drawn = lots.draw(occasion, tied, contest.candidates)
    if len(drawn) == 1:
        return drawn[0], ()
    return drawn[0], (Note("shares.drawn", {"candidates_tied": tied, "candidates_drawn": drawn}),)


def fill_by_lot(contest: Contest, elected: list[int], lots: Lots) -> Iterator[Stage]:
    """Add to `elected` candidates whom no ballot names, where nobody else is left for a seat. Raises LotNeeded."""
    free = contest.seats - len(elected)
    rest = tuple(one for one in contest.standing if one not in elected)
    if not free or not rest:
        return
    chosen, notes = rest, tuple[Note, ...]()
    if len(rest) > free:
        drawn = lots.draw("unnamed", rest, contest.candidates)
        notes = (Note("shares.drawn", {"candidates_tied": rest, "candidates_drawn": drawn}),)
        chosen = drawn[:free]
    elected += chosen
    yield Stage(Note("shares.unnamed", {"candidates": chosen}), (), notes)


SENTENCES = {
    "phragmen.bought": N_(
        "The supporters of %(candidate)s, who number %(votes)s, are the first to have together what a seat costs: "
        "at instant %(instant)s. %(candidate)s is elected, and they have nothing again."
    ),
    "shares.drawn": N_("%(candidates_tied)s stand alike. The lot puts %(candidates_drawn)s in this order."),
    "shares.unnamed": N_("Seats are left, and no ballot names who is left. Elected are: %(candidates)s."),
}

RULE = Rule(
    NAME,
    frozenset({BallotKind.CHOICE}),
    count,
    {
        "phragmen.counted": N_(
            "Every voter earns money at the same rate, and a seat costs 1. Valid ballots: %(ballots)s. "
            "The table says how many ballots approve of each candidate."
        ),
        **SENTENCES,
    },
    several=True,
)
