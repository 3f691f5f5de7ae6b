"""Electing those with the highest figures, and drawing lots where the last seat is between equals."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Note
from rochdale.voting.words import N_, NP_, Sentence

TOPS: Mapping[str, Sentence] = {
    "tops.elected": NP_(
        "%(candidate)s is elected with %(votes)s vote.",
        "%(candidate)s is elected with %(votes)s votes.",
        "votes",
    ),
    "tops.drawn": N_(
        "%(candidates_tied)s have as many votes. The lot puts %(candidates_drawn)s in this order."
    ),
}


def order_of(figures: Mapping[int, Figure]) -> tuple[tuple[int, ...], ...]:
    """The candidates by their figures, the highest first, those with the same together."""
    down = sorted(figures, key=lambda one: (-figures[one], one))
    return tuple(tuple(level) for _figure, level in groupby(down, key=lambda one: figures[one]))


def elect_most(
    contest: Contest, figures: Mapping[int, Figure], lots: Lots, occasion: str = "seat"
) -> tuple[tuple[int, ...], tuple[Note, ...]]:
    """The candidates with the highest figures, as many as there are seats, and what is to be told of it.

    Equal figures need a lot only where not all of them get a seat; who needs none is in the order of the ballot
    paper. Raises LotNeeded.
    """
    elected: list[int] = []
    notes: list[Note] = []
    for level in order_of(figures):
        free = contest.seats - len(elected)
        if not free:
            break
        if len(level) > free:
            drawn = lots.draw(occasion, level, contest.candidates)
            notes.append(Note("tops.drawn", {"candidates_tied": level, "candidates_drawn": drawn}))
            level = drawn[:free]  # noqa: PLW2901  # the rest of the level has no seat
        notes += [Note("tops.elected", {"candidate": one, "votes": figures[one]}) for one in level]
        elected += level
    return tuple(elected), tuple(notes)
