"""Random contests and profiles, and a guard: counting asks no database."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from rochdale.voting.contests import Contest

# On a busy machine one example may take a hundred times as long as the next: that is no fault of the code.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
# For what is put to each rule in turn, or runs the slow second count.
a_few = settings(max_examples=40)

NAMES = ("Ada", "Blaise", "Chloé", "Denis", "Émilie", "Farid", "Gaston", "Hélène")


@st.composite
def contests(draw: st.DrawFn, seats_max: int = 1, candidates_max: int = len(NAMES)) -> Contest:
    """A contest of two or more candidates for one or more seats."""
    candidates = draw(st.integers(2, candidates_max))
    return Contest(NAMES[:candidates], draw(st.integers(1, min(seats_max, candidates))))


def choices(candidates: int, marks_max: int) -> st.SearchStrategy[tuple[int, ...]]:
    """One choice of one or more candidates."""
    return st.sets(st.integers(0, candidates - 1), min_size=1, max_size=marks_max).map(
        lambda chosen: tuple(sorted(chosen))
    )


@st.composite
def rankings(draw: st.DrawFn, candidates: int, *, ties: bool = False) -> tuple[tuple[int, ...], ...]:
    """One ranking of one or more candidates, with ties or without."""
    order = draw(st.permutations(range(candidates)))[: draw(st.integers(1, candidates))]
    if not ties:
        return tuple((one,) for one in order)
    tiers: list[list[int]] = []
    for one in order:
        if tiers and draw(st.booleans()):
            tiers[-1].append(one)
        else:
            tiers.append([one])
    return tuple(tuple(sorted(tier)) for tier in tiers)
