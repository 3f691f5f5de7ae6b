"""Seats, or cents, in proportion to votes: Hamilton's largest remainders, and the rules of divisors.

Hamilton (Hare) gives each party the whole seats of its exact share, and those left over to the largest remainders.
The rules of divisors give one seat after the other to the highest quotient of votes by divisor; with s seats
already, the divisor is s + 1 (Jefferson, D'Hondt), 2s + 1 (Webster, Sainte-Laguë), the same with 1.4 for the first
seat (modified Sainte-Laguë), or the root of s (s + 1) (Huntington and Hill: so that all get a seat before anybody
gets two). M. Balinski and H. P. Young, Fair Representation, 2nd ed. 2001. All in integers and exact fractions.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final

from rochdale.voting.errors import ApportionmentImpossible, FigureImpossible
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.words import N_, NP_, Sentence

SEATS_MOST: Final = 100_000  # given out one by one; Hamilton knows no such bound


class Method(StrEnum):
    """The rules, by the names that the command line knows."""

    HAMILTON = "hamilton"
    DHONDT = "dhondt"
    SAINTE_LAGUE = "sainte_lague"
    MODIFIED_SAINTE_LAGUE = "modified_sainte_lague"
    HUNTINGTON_HILL = "huntington_hill"


@dataclass(frozen=True, slots=True)
class Apportionment:
    """How many seats each party has, in the order given, and how it came about."""

    seats: tuple[int, ...]
    transcript: Outcome


def apportion(
    method: Method,
    names: Sequence[str],
    votes: Sequence[int],
    seats: int,
    lots: Lots,
    *,
    threshold: Fraction = Fraction(0),
) -> Apportionment:
    """Share out the seats among the parties that reach the threshold, a part of all votes.

    Raises ApportionmentImpossible, FigureImpossible, LotNeeded.
    """
    contenders = _contenders(method, names, votes, seats, threshold)
    opening = _opening(votes, contenders, threshold)
    if method == Method.HAMILTON:
        told = _by_remainders(names, contenders, seats, lots)
    else:
        told = _by_quotients(method, names, contenders, seats, lots)
    had = told.quotas + Counter(told.given)
    shares = tuple(had[party] for party in range(len(names)))
    assert sum(shares) == seats
    closing = Stage(Note("apportionment.shared", {"seats": seats}), _lines(dict(enumerate(shares))))
    transcript = Outcome(
        method.value, tuple(names), told.order, (opening, *told.stages, closing), tuple(lots.drawings),
        facts={"seats": shares},
    )  # fmt: skip
    return Apportionment(shares, transcript)


@dataclass(slots=True)
class _Given:
    """The seats in the order in which they were given, by party, and what was told of it."""

    given: list[int] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    quotas: Counter[int] = field(default_factory=Counter)

    @property
    def order(self) -> tuple[int, ...]:
        """The parties as often as they have seats; nothing where there are too many seats to list, as of cents."""
        if self.quotas.total() + len(self.given) > SEATS_MOST:
            return ()
        return (*self.quotas.elements(), *self.given)


def _contenders(
    method: Method, names: Sequence[str], votes: Sequence[int], seats: int, threshold: Fraction
) -> dict[int, int]:
    """The parties that get seats, with their votes: some at all, and no fewer than the threshold."""
    assert len(names) == len(votes)
    for name, figure in zip(names, votes, strict=True):
        if figure < 0:
            raise FigureImpossible(name=name, figure=figure, most=None)
    least = threshold.numerator * sum(votes)
    found = {
        party: figure
        for party, figure in enumerate(votes)
        if figure and figure * threshold.denominator >= least
    }
    most = None if method == Method.HAMILTON else SEATS_MOST
    if not found or seats < 0 or (most is not None and seats > most):
        raise ApportionmentImpossible(seats=seats, parties=len(found), seats_most=most)
    return found


def _lines(figures: Mapping[int, int]) -> tuple[Line, ...]:
    return tuple(Line(party, figure) for party, figure in figures.items())


def _opening(votes: Sequence[int], contenders: Mapping[int, int], threshold: Fraction) -> Stage:
    table = (*_lines(dict(enumerate(votes))), Line("total", sum(votes)))
    left_out = tuple(party for party in range(len(votes)) if party not in contenders)
    part = f"{threshold.numerator}/{threshold.denominator}"
    facts = {"candidates_out": left_out, "part": part}
    notes = (Note("apportionment.left_out", facts),) if left_out else ()
    return Stage(Note("apportionment.votes"), table, notes)


# Largest remainders


def _by_remainders(names: Sequence[str], votes: Mapping[int, int], seats: int, lots: Lots) -> _Given:
    whole = sum(votes.values())
    shares = {party: divmod(figure * seats, whole) for party, figure in votes.items()}
    told = _Given(quotas=Counter({party: quota for party, (quota, _rest) in shares.items()}))
    facts = {"votes": whole, "seats": seats}
    told.stages.append(Stage(Note("apportionment.quotas", facts), _lines(told.quotas)))
    over = left = seats - told.quotas.total()
    remainders = {party: rest for party, (_quota, rest) in shares.items()}
    notes: list[Note] = []
    while left:
        top = max(remainders.values())
        level = [party for party, rest in remainders.items() if rest == top]
        chosen = _of_equals(names, level, left, lots, notes)
        notes += [Note("apportionment.remainder", {"candidate": party, "remainder": top}) for party in chosen]
        told.given += chosen
        left -= len(chosen)
        remainders = {party: rest for party, rest in remainders.items() if rest != top}
    reason = Note("apportionment.remainders", {"votes": whole, "left": over})
    table = _lines({party: rest for party, (_quota, rest) in shares.items()})
    told.stages.append(Stage(reason, table, tuple(notes)))
    return told


def _of_equals(
    names: Sequence[str], level: Sequence[int], left: int, lots: Lots, notes: list[Note]
) -> tuple[int, ...]:
    """All of those who are equal where there are seats for all; else as many as the lot puts first."""
    if len(level) <= left:
        return tuple(level)
    drawn = lots.draw("last seats", level, tuple(names))
    notes.append(Note("apportionment.drawn", {"candidates_tied": tuple(level), "candidates_drawn": drawn}))
    return drawn[:left]


# Divisors

_Quotient = Fraction
FIRST_DIVISOR: Final = Fraction(7, 5)


def _linear(first: int | Fraction, step: int) -> Callable[[int, int], _Quotient]:
    return lambda votes, has: Fraction(votes) / (first if has == 0 else 1 + step * has)


def _geometric(votes: int, has: int) -> _Quotient:
    """The square of the quotient, which is in the same order and is exact."""
    return Fraction(votes * votes, has * (has + 1))


_QUOTIENTS: Mapping[Method, Callable[[int, int], _Quotient]] = {
    Method.DHONDT: _linear(1, 1),
    Method.SAINTE_LAGUE: _linear(1, 2),
    Method.MODIFIED_SAINTE_LAGUE: _linear(FIRST_DIVISOR, 2),
    Method.HUNTINGTON_HILL: _geometric,
}


def _key(method: Method, votes: int, has: int) -> tuple[int, Fraction]:
    """What puts the next seat of a party in its place, the first first: a quotient by nothing before any other."""
    if method == Method.HUNTINGTON_HILL and has == 0:
        return (-1, Fraction(-votes))
    return (0, -_QUOTIENTS[method](votes, has))


def _by_quotients(
    method: Method, names: Sequence[str], votes: Mapping[int, int], seats: int, lots: Lots
) -> _Given:
    told = _Given()
    has = dict.fromkeys(votes, 0)
    waiting = [(_key(method, figure, 0), party) for party, figure in votes.items()]
    heapq.heapify(waiting)
    while len(told.given) < seats:
        level = list(_equals(waiting))
        notes: list[Note] = []
        for party in _of_equals(names, level, seats - len(told.given), lots, notes):
            told.given.append(party)
            reason = _seat_note(method, len(told.given), party, votes[party], has[party])
            has[party] += 1
            told.stages.append(Stage(reason, (Line(party, has[party], 1),), tuple(notes)))
            heapq.heappush(waiting, (_key(method, votes[party], has[party]), party))
            notes = []
    return told


def _equals(waiting: list[tuple[tuple[int, Fraction], int]]) -> Iterator[int]:
    """Take the parties with the highest quotient off the heap."""
    key, party = heapq.heappop(waiting)
    yield party
    while waiting and waiting[0][0] == key:
        yield heapq.heappop(waiting)[1]


def _seat_note(method: Method, seat: int, party: int, votes: int, has: int) -> Note:
    facts = {"seat": seat, "candidate": party, "votes": votes, "divisor": _divisor(method, has)}
    return Note("apportionment.seat", facts)


def _divisor(method: Method, has: int) -> str:
    """As it is written: exact, and with its root where it has one."""
    if method == Method.HUNTINGTON_HILL:
        return f"√({has} × {has + 1})"
    if method == Method.MODIFIED_SAINTE_LAGUE and has == 0:
        return f"{FIRST_DIVISOR.numerator}/{FIRST_DIVISOR.denominator}"
    return str(has + 1 if method == Method.DHONDT else 2 * has + 1)


SENTENCES: Mapping[str, Sentence] = {
    "apportionment.votes": N_("The votes of each party are counted."),
    "apportionment.left_out": N_(
        "No seats for %(candidates_out)s: no vote, or fewer than the threshold of %(part)s of all votes."
    ),
    "apportionment.quotas": N_(
        "Each party gets the whole seats of its share: its votes × %(seats)s ÷ %(votes)s."
    ),
    "apportionment.remainders": N_(
        "Seats left over: %(left)s. They go to the largest remainders of the division by %(votes)s."
    ),
    "apportionment.remainder": N_("A seat for %(candidate)s, whose remainder is %(remainder)s."),
    "apportionment.seat": N_(
        "Seat %(seat)s goes to %(candidate)s, whose quotient %(votes)s ÷ %(divisor)s is the highest."
    ),
    "apportionment.drawn": N_(
        "%(candidates_tied)s have equal claims. The lot puts %(candidates_drawn)s in this order."
    ),
    "apportionment.shared": NP_(
        "The %(seats)s seat is given.",
        "All %(seats)s seats are shared out.",
        "seats",
    ),
}
