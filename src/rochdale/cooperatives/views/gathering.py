"""Lines that rooms show on pages of another: the first page gathers them, and knows no room by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from rochdale.cooperatives.views.visits import Visit
from rochdale.web.values import Fact

Lines = Callable[[Visit], Sequence[Fact]]


class Gathered(StrEnum):
    """Where lines are gathered: what waits for an officer, and what members decide together."""

    WAITS = "waits"
    DECIDES = "decides"


_OFFERED: Final[dict[tuple[Gathered, str], Lines]] = {}


def offer_lines(*, where: Gathered, name: str, lines: Lines) -> None:
    """Show lines in a place, as far as they are for who visits. Called when a room is made ready."""
    assert _OFFERED.get((where, name), lines) is lines, f"two rooms show {name}"
    _OFFERED[where, name] = lines


def gathered_lines(where: Gathered, visit: Visit) -> list[Fact]:
    """The lines of every room for who visits."""
    return [line for (place, _), lines in _OFFERED.items() if place is where for line in lines(visit)]
