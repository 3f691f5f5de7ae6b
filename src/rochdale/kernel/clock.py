"""What a clock is. The one that reads the time is made in `config` and passed in; tests pass their own."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...
