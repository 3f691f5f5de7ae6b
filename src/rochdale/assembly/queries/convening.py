"""The way of a meeting, as pure rules: which step follows which.

In step with `sql/meetings.sql`, where the database holds to the same table (INV-82).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rochdale.assembly.models import MeetingStepKind

_K = MeetingStepKind
FOLLOWS: Final[Mapping[MeetingStepKind, frozenset[MeetingStepKind]]] = MappingProxyType(
    {
        _K.DRAFTED: frozenset({_K.CALLED, _K.CANCELLED}),
        _K.CALLED: frozenset({_K.OPENED, _K.CANCELLED}),
        _K.OPENED: frozenset({_K.ADJOURNED, _K.CLOSED}),
        # One that was adjourned is called again where its quorum failed, or goes on.
        _K.ADJOURNED: frozenset({_K.CALLED, _K.OPENED, _K.CANCELLED}),
    }
)
# After these nothing follows.
LAST: Final = frozenset({_K.CLOSED, _K.CANCELLED})


def may_follow(last: MeetingStepKind, step: MeetingStepKind) -> bool:
    """Whether a step may come directly after another."""
    return step in FOLLOWS.get(last, frozenset())
