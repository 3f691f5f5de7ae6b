"""Refusals about minutes: what cannot be saved, signed or approved."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class MinutesNotFound(SpokenRefusal):
    """There are no minutes of this meeting, or not this version."""

    code: ClassVar[str] = "minutes_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There are no such minutes of meeting number %(number)s here.") % self.words()


class MinutesMovedOn(SpokenRefusal):
    """What is sent was not made from the last version (INV-95)."""

    code: ClassVar[str] = "minutes_moved_on"

    def __init__(self, *, last: int, based_on: int) -> None:
        super().__init__()
        self.last = last
        self.based_on = based_on

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "Version %(last)s of these minutes was saved in the meantime, and yours was made from version "
                "%(based_on)s. Nothing was saved."
            )
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Compare your text with the last version, put them together, and save again.")


class MinutesUnexplained(SpokenRefusal):
    """Signed minutes are corrected for a reason (INV-95)."""

    code: ClassVar[str] = "minutes_unexplained"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("These minutes are signed: a correction says why. Nothing was saved.")


class MinutesTooEarly(SpokenRefusal):
    """A meeting that was not opened has no minutes; they are signed when it is over and all its votes are closed."""

    code: ClassVar[str] = "minutes_too_early"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The meeting, or one of its votes, is not over yet. Nothing was done.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Wait until the meeting and its votes are closed, and draft the minutes anew.")


class MinutesProvisional(SpokenRefusal):
    """A ballot of the meeting is neither counted nor given up: its results are provisional (INV-117, rule Q-36)."""

    code: ClassVar[str] = "minutes_provisional"

    def __init__(self, *, until: datetime) -> None:
        super().__init__()
        self.until = until

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "A ballot of this meeting is not counted yet: until then its results are provisional. Nothing was signed."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("When the ballot is closed and counted, or given up, draft the minutes anew and sign those.")


class MeetingMinuted(SpokenRefusal):
    """Once minutes of a meeting are signed it has no further ballot (INV-117)."""

    code: ClassVar[str] = "meeting_minuted"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "Minutes of this meeting are signed: no further ballot is set up in it. Nothing was changed."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Put the matter on the agenda of another meeting.")


class MinutesIncomplete(SpokenRefusal):
    """Something is still to be completed."""

    code: ClassVar[str] = "minutes_incomplete"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Something in these minutes is still to be completed. They were not signed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Edit the places marked {complete}, in every language, and save.")


class NotNamedToSign(SpokenRefusal):
    """Only the chair and the secretary of that meeting sign its minutes (INV-95)."""

    code: ClassVar[str] = "not_named_to_sign"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You were not named to this for the meeting: its chair and its secretary sign its minutes.")


class MinutesSignedAlready(SpokenRefusal):
    """Each signs a version once, and the two are two persons (INV-95)."""

    code: ClassVar[str] = "minutes_signed_already"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This version has this signature already, or yours. It stands.")


class ApprovalImpossible(SpokenRefusal):
    """The resolution does not approve these minutes (INV-96)."""

    code: ClassVar[str] = "approval_impossible"

    def __init__(self, *, resolution: int) -> None:
        super().__init__()
        self.resolution = resolution

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Resolution %(resolution)s does not approve this version. Nothing was written down.") % (
            self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _(
            "It must be adopted by a later meeting, on its item about minutes, after chair and secretary signed this "
            "version."
        )


class MinutesApprovedAlready(SpokenRefusal):
    """A version is approved once."""

    code: ClassVar[str] = "minutes_approved_already"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This version is approved already.")
