"""Refusals about the roll of a meeting: when it is drawn, who may challenge what, and what is frozen."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class RollNotDrawn(SpokenRefusal):
    """This meeting has no roll yet."""

    code: ClassVar[str] = "roll_not_drawn"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The roll of this meeting is not drawn yet.")


class RollNotNeeded(SpokenRefusal):
    """The board and its committees meet without a roll of members."""

    code: ClassVar[str] = "roll_not_needed"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is no meeting of the members: it has no roll.")


class RecordDateAhead(SpokenRefusal):
    """A roll is drawn as of a day that has come."""

    code: ClassVar[str] = "record_date_ahead"

    def __init__(self, *, record_date: date) -> None:
        super().__init__()
        self.record_date = record_date

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The record date, %(record_date)s, has not come: nobody knows yet who is a member then.") % (
            self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Draw the roll on that day or later.")


class DelegatesMissing(SpokenRefusal):
    """To an assembly of delegates come those who hold a seat of delegates (INV-130): on the record date nobody did."""

    code: ClassVar[str] = "delegates_missing"

    def __init__(self, *, record_date: date) -> None:
        super().__init__()
        self.record_date = record_date

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("On the record date, %(record_date)s, nobody held a seat of delegates.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _(
            "Give the seats of a body of delegates first, or hold a meeting of all members. Who is elected later comes "
            "to a meeting with a later record date."
        )


class RollTooLate(SpokenRefusal):
    """A roll is drawn before its meeting is opened."""

    code: ClassVar[str] = "roll_too_late"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This meeting has begun, or will not be held: its roll stands as it is. Nothing was changed."
        )


class RollFrozen(SpokenRefusal):
    """Nothing changes on a roll that is frozen (INV-85)."""

    code: ClassVar[str] = "roll_frozen"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The roll of this meeting is frozen: nothing changes on it any more. Nothing was changed.")


class RollContested(SpokenRefusal):
    """Drawing again would lose what was said about the roll that stands."""

    code: ClassVar[str] = "roll_contested"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Members have challenged this roll, or it was corrected: it is not drawn again.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Correct the lines that are wrong, each with its reason.")


class RollOutOfDate(SpokenRefusal):
    """The meeting was moved since its roll was drawn."""

    code: ClassVar[str] = "roll_out_of_date"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The record date or the day of the meeting has changed since this roll was drawn.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Draw it again.")


class RollLineNotFound(SpokenRefusal):
    """Nobody with this number was a member on the record date."""

    code: ClassVar[str] = "roll_line_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Member %(number)s has no line on this roll: nobody with that number was a member then.") % (
            self.words()
        )


class NotOnThisRoll(SpokenRefusal):
    """Who was no member on the record date, and votes for none, challenges nothing."""

    code: ClassVar[str] = "not_on_this_roll"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You were not a member on the record date of this meeting: there is no line of yours.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("If the register is wrong about you, write to the secretary.")


class ChallengeTooLate(SpokenRefusal):
    """The last day to challenge a line is over."""

    code: ClassVar[str] = "challenge_too_late"

    def __init__(self, *, until: date) -> None:
        super().__init__()
        self.until = until

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The roll could be challenged until %(until)s. Nothing was changed.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Speak to the secretary before the meeting begins.")


class ChallengePointless(SpokenRefusal):
    """One challenges the own exclusion, or that another may vote."""

    code: ClassVar[str] = "challenge_pointless"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "You can challenge that you are without a vote, or that another member has one; this is neither."
        )


class ChallengeWaiting(SpokenRefusal):
    """This line was challenged by the same person, and no answer was given yet."""

    code: ClassVar[str] = "challenge_waiting"

    def __init__(self, *, challenge: int) -> None:
        super().__init__()
        self.challenge = challenge

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Your challenge number %(challenge)s about this line waits for its answer.") % self.words()


class ChallengeNotFound(SpokenRefusal):
    """The roll has no such challenge."""

    code: ClassVar[str] = "challenge_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, challenge: int) -> None:
        super().__init__()
        self.challenge = challenge

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This roll has no challenge number %(challenge)s.") % self.words()


class ChallengeAnswered(SpokenRefusal):
    """A challenge is answered once."""

    code: ClassVar[str] = "challenge_answered"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This challenge was answered already. Nothing was changed.")


class CorrectionPointless(SpokenRefusal):
    """A correction changes something."""

    code: ClassVar[str] = "correction_pointless"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The roll says this of the member already. Nothing was changed.")


class VoterMissing(SpokenRefusal):
    """Nobody votes for an organization without a representative."""

    code: ClassVar[str] = "voter_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Nobody represented this member on the record date, so that nobody can vote for it.")


class ChallengesWaiting(SpokenRefusal):
    """A roll is frozen when every challenge has its answer."""

    code: ClassVar[str] = "challenges_waiting"

    def __init__(self, *, waiting: int) -> None:
        super().__init__()
        self.waiting = waiting

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            ngettext(
                "%(waiting)s challenge waits for its answer: the roll is not frozen before.",
                "%(waiting)s challenges wait for their answer: the roll is not frozen before.",
                self.waiting,
            )
            % self.words()
        )


class RollStillOpen(SpokenRefusal):
    """Members may challenge the roll until a day that is not over."""

    code: ClassVar[str] = "roll_still_open"

    def __init__(self, *, until: date) -> None:
        super().__init__()
        self.until = until

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("Members may challenge the roll until %(until)s: it is frozen after that day.") % self.words()
        )
