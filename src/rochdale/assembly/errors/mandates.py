"""Refusals about bodies, their seats and who holds them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class BodyNotFound(SpokenRefusal):
    """No body has this name here."""

    code: ClassVar[str] = "body_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, body: str) -> None:
        super().__init__()
        self.body = body

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no body named “%(body)s” here.") % self.words()


class BodyFound(SpokenRefusal):
    """A body of this name, or another board, is there already."""

    code: ClassVar[str] = "body_found"

    def __init__(self, *, body: str) -> None:
        super().__init__()
        self.body = body

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is a body named “%(body)s” already, or a board. Nothing was changed.") % self.words()


class SeatNotFound(SpokenRefusal):
    """No such seat here."""

    code: ClassVar[str] = "seat_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no such seat here.")


class SeatHeld(SpokenRefusal):
    """A seat has one holder at a time (INV-93)."""

    code: ClassVar[str] = "seat_held"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Somebody holds this seat for that time. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("End that mandate first, or choose another seat.")


class SeatHeldByPerson(SpokenRefusal):
    """A person holds one seat of a body at a time (INV-93)."""

    code: ClassVar[str] = "seat_held_by_person"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This person holds a seat of this body for that time already. Nothing was changed.")


class BoardTooLarge(SpokenRefusal):
    """The by-laws allow so many seats and no more (rule Q-41)."""

    code: ClassVar[str] = "board_too_large"

    def __init__(self, *, seats_max: int) -> None:
        super().__init__()
        self.seats_max = seats_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("The by-laws give the board %(seats_max)s seats at most. Nothing was changed.") % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Amend the by-law first.")


class BoardTooSmall(SpokenRefusal):
    """The by-laws ask for so many seats at least (rule Q-41)."""

    code: ClassVar[str] = "board_too_small"

    def __init__(self, *, seats_min: int) -> None:
        super().__init__()
        self.seats_min = seats_min

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("The by-laws give the board %(seats_min)s seats at least. Nothing was changed.") % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Amend the by-law first.")


class SeatClosed(SpokenRefusal):
    """A body has this seat no more (INV-120)."""

    code: ClassVar[str] = "seat_closed"

    def __init__(self, *, closes_on: date) -> None:
        super().__init__()
        self.closes_on = closes_on

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This seat is closed from %(closes_on)s on. Nothing was changed.") % self.words()


class SeatPut(SpokenRefusal):
    """A seat that an election is to fill is not closed (INV-120)."""

    code: ClassVar[str] = "seat_put"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("An election is to fill this seat. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Take the seat out of the election first, where the seats of the election are corrected.")


class SeatDayPast(SpokenRefusal):
    """A seat is closed today or later, and not before the body had it."""

    code: ClassVar[str] = "seat_day_past"

    def __init__(self, *, earliest: date) -> None:
        super().__init__()
        self.earliest = earliest

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A seat can be closed from %(earliest)s on. Nothing was changed.") % self.words()


class NotEligible(SpokenRefusal):
    """Only a member who may be elected holds a seat (rule Q-43)."""

    code: ClassVar[str] = "not_eligible"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This person is no member who may be elected on that day. Nothing was changed.")


class MandateNotFound(SpokenRefusal):
    """No such mandate here."""

    code: ClassVar[str] = "mandate_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no such mandate here.")


class MandateOver(SpokenRefusal):
    """A mandate that ended stays so."""

    code: ClassVar[str] = "mandate_over"

    def __init__(self, *, ended_on: date) -> None:
        super().__init__()
        self.ended_on = ended_on

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This mandate ends on %(ended_on)s. Nothing was changed.") % self.words()


class MandateDaysWrong(SpokenRefusal):
    """A mandate begins today or later, lasts, and no longer than its term."""

    code: ClassVar[str] = "mandate_days_wrong"

    def __init__(self, *, earliest: date, latest: date) -> None:
        super().__init__()
        self.earliest = earliest
        self.latest = latest

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The day must be from %(earliest)s to %(latest)s. Nothing was changed.") % self.words()


class CoOptionClosed(SpokenRefusal):
    """The by-laws do not let the board fill a vacancy (rule Q-45)."""

    code: ClassVar[str] = "co_option_closed"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The by-laws leave this seat vacant until the members fill it. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Put the election on the agenda of the next meeting.")


class MandatesDecidedHere(SpokenRefusal):
    """Once something was decided here, seats are filled by decisions."""

    code: ClassVar[str] = "mandates_decided_here"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This cooperative decides here already: seats are filled by elections and resolutions. "
            "Nothing was changed."
        )


class NoElectionHeld(SpokenRefusal):
    """This item was no election, or its meeting was not opened."""

    code: ClassVar[str] = "no_election_held"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This item is no election of a meeting that was opened. Nothing was changed.")


class NoMeetingOfBody(SpokenRefusal):
    """Attendance is of a body that met: the board's of a meeting of the board, a committee's of one of its own."""

    code: ClassVar[str] = "no_meeting_of_body"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This body did not meet there. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Open the meeting first, or choose another body.")


class AttendanceIncomplete(SpokenRefusal):
    """Attendance says of everybody who held a seat that day whether they came (INV-113)."""

    code: ClassVar[str] = "attendance_incomplete"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Say of everybody who held a seat that day whether they came. Nothing was changed.")
