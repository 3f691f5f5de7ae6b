"""Refusals while a meeting is held, and before what it decided takes effect."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Words


class BylawsNeedSpecial(SpokenRefusal):
    """By-laws are amended by the special majority alone (INV-122, rule Q-31)."""

    code: ClassVar[str] = "bylaws_need_special"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "By-laws are amended by the special majority alone, and this is decided by another. Nothing was changed."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _(
            "Put the amendment on the agenda of a meeting anew: it is planned with the special majority."
        )


class ResultsProvisional(SpokenRefusal):
    """A ballot of the meeting is not counted, or a window of its votes is open: nothing follows yet (INV-123)."""

    code: ClassVar[str] = "results_provisional"

    def __init__(self, *, until: datetime) -> None:
        super().__init__()
        self.until = until

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "A vote of this meeting is still open, or a ballot not counted yet: until then what it decided is "
            "provisional. Nothing was carried out."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Come back when every ballot of the meeting is closed and counted, or given up.")


class AgendaNotCalled(SpokenRefusal):
    """What was planned anew is called anew before the meeting goes on with it (INV-124)."""

    code: ClassVar[str] = "agenda_not_called"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The plan of this meeting was changed after its last notice. The meeting was not opened.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Call it again: members are told of the new plan, and it is opened with that.")


class SittingAhead(SpokenRefusal):
    """A meeting opens on the day for which its members were called, or later (INV-125)."""

    code: ClassVar[str] = "sitting_ahead"

    def __init__(self, *, day: date) -> None:
        super().__init__()
        self.day = day

    def message(self) -> Words:
        """What happened, in the reader's language."""
        told = {"day": day_text(self.day, reader_locale())}
        return _("This meeting sits on %(day)s: that is what its notice says. It was not opened.") % told

    def next_step(self) -> Words:
        """What to do now."""
        return _("Open it on that day.")


class VoteLeftOpen(SpokenRefusal):
    """A meeting does not end while a vote is open that only its chair closes (INV-126)."""

    code: ClassVar[str] = "vote_left_open"

    def __init__(self, *, number: int, title: str) -> None:
        super().__init__()
        self.number = number
        self.title = title

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Vote %(number)s, “%(title)s”, is still open. Nothing was changed.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Close and count it, or withdraw it, on the floor.")


class ElectionIsSecret(SpokenRefusal):
    """Where every vote weighs the same an election is secret (INV-131, rule Q-41)."""

    code: ClassVar[str] = "election_is_secret"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "On this roll every vote weighs the same: the election is secret. Nothing was put to the vote."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Open the secret vote.")


class NotNamed(SpokenRefusal):
    """Who was never named to it cannot be named to it no more."""

    code: ClassVar[str] = "not_named"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This member is not named to that for this meeting. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("See on the floor who is named to what.")


class NamingUsed(SpokenRefusal):
    """Who counted or signed stays named to it (INV-127)."""

    code: ClassVar[str] = "naming_used"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This member has counted votes or signed minutes under this naming, and stays named. Nothing was changed."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Name another beside: both may do it from now on.")
