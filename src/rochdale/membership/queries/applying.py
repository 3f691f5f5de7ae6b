"""The way into a membership, as pure rules: which step follows which, ages, and how many may be outside the bond.

In step with `sql/applications.sql`, where the database holds to the same table (INV-65).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from rochdale.membership.models import ApplicationStepKind

_K = ApplicationStepKind
_UNDER_STUDY: Final = frozenset({_K.ASKED, _K.SENT, _K.ACCEPTED, _K.REFUSED, _K.WITHDRAWN})
_TO_BE_PAID: Final = frozenset({_K.REGISTERED, _K.LAPSED, _K.WITHDRAWN})
APPLICATION_FOLLOWS: Final[Mapping[ApplicationStepKind, frozenset[ApplicationStepKind]]] = MappingProxyType(
    {
        _K.APPLIED: _UNDER_STUDY,
        _K.ASKED: frozenset({_K.ANSWERED, _K.WITHDRAWN, _K.LAPSED}),
        _K.ANSWERED: _UNDER_STUDY,
        _K.SENT: _UNDER_STUDY - {_K.SENT},
        _K.ACCEPTED: _TO_BE_PAID,
        _K.REFUSED: frozenset({_K.APPEALED}),
        _K.APPEALED: frozenset({_K.UPHELD, _K.OVERTURNED, _K.WITHDRAWN}),
        _K.OVERTURNED: _TO_BE_PAID,
    }
)
# What waits for the cooperative, what waits for the applicant, and what is over.
WITH_OFFICERS: Final = (_K.APPLIED, _K.ANSWERED, _K.SENT, _K.APPEALED)
WITH_APPLICANT: Final = (_K.ASKED, _K.ACCEPTED, _K.OVERTURNED)
TO_BE_PAID: Final = (_K.ACCEPTED, _K.OVERTURNED)
LAPSING: Final = (_K.ASKED, _K.ACCEPTED, _K.OVERTURNED)
ENDED_WITHOUT: Final = (_K.REFUSED, _K.UPHELD, _K.WITHDRAWN, _K.LAPSED)
OF_APPLICANT: Final = frozenset({_K.APPLIED, _K.ANSWERED, _K.APPEALED, _K.WITHDRAWN})
# Grounds that are no word of the by-law's list.
OUTSIDE: Final = "outside"
ANYONE: Final = "anyone"


def application_may_follow(last: ApplicationStepKind, step: ApplicationStepKind) -> bool:
    """Whether a step may come directly after another."""
    return step in APPLICATION_FOLLOWS.get(last, frozenset())


def age_years(born_on: date, on: date) -> int:
    """Whole years of life on a day; who was born on 29 February is a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def outside_most(cap: Fraction, *, members: int) -> int:
    """How many of so many members may be outside the common bond; never more than the part (rule Q-15)."""
    return cap.numerator * members // cap.denominator
