"""The way out of a membership, as pure rules: which step follows which, and when it may be taken.

In step with `sql/departures.sql`, where the database holds to the same table (INV-75).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.membership.models import DepartureCause, DepartureStepKind

_K = DepartureStepKind
FIRST: Final[Mapping[DepartureCause, DepartureStepKind]] = MappingProxyType(
    {
        DepartureCause.WITHDRAWAL: _K.ASKED,
        DepartureCause.EXCLUSION: _K.PROPOSED,
        DepartureCause.DEATH: _K.REPORTED,
        DepartureCause.END_OF_ORGANIZATION: _K.REPORTED,
    }
)
FOLLOWS: Final[Mapping[DepartureStepKind, frozenset[DepartureStepKind]]] = MappingProxyType(
    {
        _K.ASKED: frozenset({_K.TAKEN_BACK, _K.ENDED}),
        _K.PROPOSED: frozenset({_K.NOTIFIED, _K.TAKEN_BACK}),
        _K.NOTIFIED: frozenset({_K.HEARD, _K.TAKEN_BACK}),
        _K.HEARD: frozenset({_K.DECIDED, _K.DISMISSED}),
        _K.DECIDED: frozenset({_K.TOLD}),
        _K.TOLD: frozenset({_K.APPEALED, _K.ENDED}),
        _K.APPEALED: frozenset({_K.UPHELD, _K.OVERTURNED}),
        _K.UPHELD: frozenset({_K.ENDED}),
        _K.REPORTED: frozenset({_K.ENDED}),
    }
)
# After these nothing follows: the membership goes on, or has ended.
LAST: Final = frozenset({_K.TAKEN_BACK, _K.DISMISSED, _K.OVERTURNED, _K.ENDED})

# The grounds that by-laws know by a short name, in words.
GROUND_WORDS: Final[Mapping[str, Promise]] = MappingProxyType(
    {
        "obligations_unmet": _("obligations toward the cooperative not met"),
        "bylaws_breached": _("by-laws breached"),
        "dishonoured_orders": _("two or more orders without funds"),
        "overdrawn": _("an account overdrawn despite notice"),
        "fraud": _("fraud or another illegal act"),
        "disruption": _("repeated disruption of the services"),
    }
)


def may_follow(last: DepartureStepKind, step: DepartureStepKind) -> bool:
    """Whether a step may come directly after another."""
    return step in FOLLOWS.get(last, frozenset())


def votes_needed(majority: Fraction, *, of_votes: int) -> int:
    """The fewest votes that reach a majority of so many: 2/3 of 7 is 5. Whole numbers throughout (rule Q-31).

    One at least: what nobody votes for is not decided, whatever part the by-laws ask for.
    """
    return max(1, -(-majority.numerator * of_votes // majority.denominator))


def days_after(day: date, days: int) -> date:
    """The day so many days later; the first day itself is not counted."""
    return day + timedelta(days=days)
