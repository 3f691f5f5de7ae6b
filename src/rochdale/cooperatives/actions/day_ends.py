"""What other rooms do at the end of a day, without whoever closes it knowing them."""

from __future__ import annotations

from typing import Final, Protocol

from rochdale.kernel.acting import Acting


class DayEnd(Protocol):
    """Something that is due at the end of a day; it does nothing a second time."""

    def __call__(self, *, by: Acting) -> object:
        """Do what is due at the end of `by.on`."""


_ENDS: Final[dict[str, DayEnd]] = {}


def offer_day_end(*, name: str, act: DayEnd) -> None:
    """Let `act` be done at the end of each day. Called when a room is made ready."""
    assert _ENDS.get(name, act) is act, f"two things named {name} at the end of a day"
    _ENDS[name] = act


def end_day(*, by: Acting) -> None:
    """Do all that is due at the end of a day, in the transaction of who closes it. Raises what the acts raise."""
    for act in _ENDS.values():
        act(by=by)
