"""Refusals where a letter of a notice came back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class LetterNotOut(SpokenRefusal):
    """What did not go out by that way, or was given by hand, cannot come back (INV-129)."""

    code: ClassVar[str] = "letter_not_out"

    def __init__(self, *, member_number: int) -> None:
        super().__init__()
        self.member_number = member_number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "No letter of this notice to member %(member_number)s went out that way. Nothing was written down."
            )
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("See beside the member what became of the letter.")


class BouncedAlready(SpokenRefusal):
    """By each way a letter comes back once (INV-129)."""

    code: ClassVar[str] = "bounced_already"

    def __init__(self, *, came_on: date) -> None:
        super().__init__()
        self.came_on = came_on

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("It is written down already that this letter came back on %(came_on)s. Nothing was changed.")
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Have the notice delivered by hand.")


class BounceDayWrong(SpokenRefusal):
    """A letter comes back between the day of the call and today (INV-129)."""

    code: ClassVar[str] = "bounce_day_wrong"

    def __init__(self, *, first: date, last: date) -> None:
        super().__init__()
        self.first = first
        self.last = last

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("A letter of this notice came back between %(first)s and %(last)s. Nothing was written down.")
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Give the day on which it came back.")
