"""Saying what follows from an item whose words were amended, before it is put to the vote (INV-121)."""

from __future__ import annotations

from collections.abc import Mapping

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.actions.effects import Setting, refuse_faulty_effect
from rochdale.assembly.actions.motion_rows import held_motion, record_motion
from rochdale.assembly.errors.holding import BylawsNeedSpecial
from rochdale.assembly.models import AmendedEffect, Majority
from rochdale.assembly.queries.amended_effects import worded_effect
from rochdale.assembly.queries.calling import asks_special
from rochdale.assembly.queries.meetings import meeting
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id


def set_amended_effect(
    *, by: Acting, number: int, motion: int, effect: str, facts: Mapping[str, object]
) -> None:
    """Say what follows from an item in its amended words; "" is nothing. Said again, the last stands.

    Raises NotAllowed, MeetingNotFound, MotionNotFound, MotionNotOpen, NothingAmended, EffectUnknown, EffectFaulty,
    BylawsNeedSpecial (INV-122).
    """
    with inside(by.cooperative_id):
        authorise(by)
        row, moved = held_motion(number, motion)
        seen = meeting(number)
        own = worded_effect(seen, moved)
        if own is None or not own.is_amended:
            raise errors.NothingAmended
        if not moved.is_open:
            raise errors.MotionNotOpen(stands=moved.stands.value)
        item = next(each for each in seen.items if each.titles == moved.titles)
        if asks_special(seen.kind, item.kind, effect) and item.majority is not Majority.SPECIAL:
            raise BylawsNeedSpecial
        refuse_faulty_effect(name=effect, facts=facts, setting=Setting(by.cooperative_id, by.on, seen.kind))
        AmendedEffect(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            motion_id=moved.id,
            version=AmendedEffect.objects.filter(motion_id=moved.id).count() + 1,
            texts=dict(moved.texts),
            effect=effect,
            effect_facts=dict(facts),
            at=by.at,
            act_id=record_motion(
                by, "assembly.set_amended_effect", moved.id, meeting=row.number, number=motion, effect=effect
            ),
        ).save(force_insert=True)
