"""An act without an authority, or at an instant without a zone, cannot be described."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from rochdale.kernel.acting import Acting

COOPERATIVE = UUID(int=1)
TELLER = UUID(int=2)
ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def test_an_act_needs_no_reason_but_everything_else() -> None:
    acting = Acting(COOPERATIVE, TELLER, None, "teller", ON, AT)
    assert acting.reason == ""


@pytest.mark.parametrize("authority", ["", "  "])
def test_no_act_without_authority(authority: str) -> None:
    with pytest.raises(ValueError, match="authority"):
        Acting(COOPERATIVE, TELLER, None, authority, ON, AT)


def test_no_act_at_a_naive_instant() -> None:
    with pytest.raises(ValueError, match="aware"):
        Acting(COOPERATIVE, TELLER, None, "teller", ON, AT.replace(tzinfo=None))
