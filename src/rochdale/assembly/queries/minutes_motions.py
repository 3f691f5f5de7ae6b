"""How minutes tell motions and rulings: who moved what, and what became of it short of a vote. Pure, like the draft."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from rochdale.assembly.models import MotionKind, MotionStepKind
from rochdale.assembly.queries.minutes_facts import MotionHeard, Ruled

FATES: Final = frozenset(
    {
        MotionStepKind.WITHDRAWN,
        MotionStepKind.SPLIT,
        MotionStepKind.TABLED,
        MotionStepKind.REFERRED,
    }
)


def is_item(motion: MotionHeard) -> bool:
    """Whether the item itself is put where this is."""
    return motion.kind is MotionKind.ITEM or motion.is_on_agenda


def moved_words(motion: MotionHeard, title: str) -> str:
    """Who moved what, to what."""
    mover = f"{{member {motion.mover}}}" if motion.mover is not None else ""
    told = {"number": motion.number, "parent": motion.parent, "mover": mover, "title": title}
    match motion.kind:
        case MotionKind.ITEM:
            return _("What this item moves is motion %(number)s.") % told
        case MotionKind.MOTION:
            return _("Motion %(number)s, moved by %(mover)s: %(title)s") % told
        case MotionKind.AMENDMENT:
            return _("Amendment %(number)s to motion %(parent)s, moved by %(mover)s: %(title)s") % told
        case MotionKind.PART:
            return _("Part of motion %(parent)s, voted apart as motion %(number)s: %(title)s") % told
        case MotionKind.APPEAL:
            return _("Motion %(number)s, moved by %(mover)s, appeals against the ruling of the chair.") % told


def fate_words(motion: MotionHeard) -> str:
    """What became of a motion short of a vote; empty for one that was voted on."""
    told = {"number": motion.number, "words": motion.words}
    match motion.stands:
        case MotionStepKind.WITHDRAWN:
            return _("Motion %(number)s is withdrawn.") % told
        case MotionStepKind.REFUSED:
            return _("The chair refuses motion %(number)s: %(words)s") % told
        case MotionStepKind.SPLIT:
            return _("Motion %(number)s is split into parts that are voted apart.") % told
        case MotionStepKind.TABLED:
            return _("Motion %(number)s is tabled: %(words)s") % told
        case MotionStepKind.REFERRED:
            return _("Motion %(number)s is referred: %(words)s") % told
        case MotionStepKind.MOVED | MotionStepKind.ADMITTED | MotionStepKind.TAKEN_UP:
            return "" if motion.votes else _untreated(motion) % told


def _untreated(motion: MotionHeard) -> str:
    if motion.is_seconded:
        return _("Motion %(number)s was not put to the vote.")
    return _("Motion %(number)s was not seconded enough, and was not treated.")


def ruled_words(ruling: Ruled) -> str:
    """What the chair ruled on a point of order."""
    told = {"words": ruling.words}
    if ruling.is_upheld:
        return _("On a point of order the chair rules that it is well taken: %(words)s") % told
    return _("On a point of order the chair rules that it is not taken: %(words)s") % told
