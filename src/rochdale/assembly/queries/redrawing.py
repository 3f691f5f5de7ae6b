"""Drawing every roll again from what the register knew at its drawing, and what differs. For `rochdale audit`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from rochdale.assembly.models import Meeting, Roll, RollLine
from rochdale.assembly.queries.drawing import DrawnLine, RollInputs, drawn
from rochdale.voting.rolls import Reason

# An act is dated when it is asked for and seen when it is committed: what came so shortly before a drawing may have
# been seen by it or not, and both are right.
_IN_FLIGHT: Final = timedelta(minutes=1)


def redrawn_differently() -> Iterator[dict[str, str]]:
    """The lines that the register does not give again, by meeting, drawing and member number."""
    numbers = dict(Meeting.objects.values_list("id", "number"))
    for roll in Roll.objects.order_by("drawn_at", "id"):
        kept = {line.number: line for line in RollLine.objects.filter(roll_id=roll.id)}
        different = _different(kept, roll, roll.drawn_at)
        if different:
            different &= _different(kept, roll, roll.drawn_at - _IN_FLIGHT)
        for number in sorted(different):
            yield {
                "meeting": str(numbers[roll.meeting_id]),
                "version": str(roll.version),
                "member": str(number),
            }


def _different(kept: Mapping[int, RollLine], roll: Roll, known_at: datetime) -> set[int]:
    again = drawn(
        cooperative_id=roll.cooperative_id,
        record_date=roll.record_date,
        held_on=roll.held_on,
        inputs=RollInputs.decoded(roll.inputs),
        counted={number: line.members_counted or 0 for number, line in kept.items()},
        known_at=known_at,
    )
    found = {line.number: line for line in again}
    both = kept.keys() & found.keys()
    return (kept.keys() ^ found.keys()) | {n for n in both if not _is_same(kept[n], found[n])}


def _is_same(kept: RollLine, found: DrawnLine) -> bool:
    # With a day of birth that was blanked it is lost who was a minor.
    lost = {Reason.MINOR.value} if found.is_blanked else set[str]()
    reasons = {reason.value for reason in found.reasons} - lost
    stands = (set(kept.reasons) - lost, kept.voter_id, kept.weight, kept.mandate_id)
    return stands == (reasons, found.voter_id, found.weight, found.mandate_id)
