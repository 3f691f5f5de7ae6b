"""What waits for an officer on the first page, from rooms that do not know the one which shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from rochdale.cooperatives.views.visits import Visit
from rochdale.web.values import Fact

Waits: TypeAlias = Callable[[Visit], Sequence[Fact]]
_WAITS: Final[dict[str, Waits]] = {}


def offer_waiting(*, name: str, find: Waits) -> None:
    """Let a room say what waits for who visits, each with the day of it. Called when a room is made ready."""
    _WAITS[name] = find


def waiting_of(visit: Visit) -> list[Fact]:
    """What waits for who visits in every room that said so, in the order of their names."""
    return [line for name in sorted(_WAITS) for line in _WAITS[name](visit)]
