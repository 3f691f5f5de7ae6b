"""Refusals on the floor of a meeting: who is there, who may vote, and what is counted."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class RollNotFrozen(SpokenRefusal):
    """Nobody is let in to vote before it is settled who may."""

    code: ClassVar[str] = "roll_not_frozen"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The roll of this meeting is not frozen yet: nobody can be let in to vote.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Answer the challenges, then freeze the roll.")


class NotOnRoll(SpokenRefusal):
    """This person does not vote in this meeting (INV-87, INV-98)."""

    code: ClassVar[str] = "not_on_roll"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This person is not among those who vote in this meeting.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("The roll says why. A guest may be let in without a vote.")


class EntryCodeUnknown(SpokenRefusal):
    """No notice of this meeting carries this code."""

    code: ClassVar[str] = "entry_code_unknown"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No notice of this meeting has this code.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Look the person up by name.")


class MeetingInPerson(SpokenRefusal):
    """Nobody comes online to a meeting that takes place in a hall alone (rule Q-35, INV-87)."""

    code: ClassVar[str] = "meeting_in_person"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This meeting is held in the hall alone: nobody takes part online.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Come to the hall, and say your name at the desk.")


class NotPresent(SpokenRefusal):
    """A vote of the floor is for those who are there."""

    code: ClassVar[str] = "not_present"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You are not checked in to this meeting. Your vote was not taken.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Check in at the desk, or on the page of the meeting if you take part online.")


class MeetingNotOpen(SpokenRefusal):
    """Nothing is put to the vote in a meeting that is not open, and nobody comes to one that is over."""

    code: ClassVar[str] = "meeting_not_open"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The meeting is not open.")


class NothingToVote(SpokenRefusal):
    """An item on which nothing is decided by yes and no."""

    code: ClassVar[str] = "nothing_to_vote"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no motion on this item.")


class VoteUnderWay(SpokenRefusal):
    """Something is being voted on already: the item, or what a new plan would put aside (INV-103)."""

    code: ClassVar[str] = "vote_under_way"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A vote on this is not over yet. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Count it or give it up first.")


class WindowImpossible(SpokenRefusal):
    """The window of a vote has no length, or lies in the past."""

    code: ClassVar[str] = "window_impossible"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A vote closes after it opens, and not in the past.")


class VoteNotFound(SpokenRefusal):
    """No such vote in this meeting."""

    code: ClassVar[str] = "vote_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no vote number %(number)s in this meeting.") % self.words()


class VoteNotOpen(SpokenRefusal):
    """Before it opens and after it closes nobody votes (INV-98)."""

    code: ClassVar[str] = "vote_not_open"

    def __init__(self, *, opens_at: datetime) -> None:
        super().__init__()
        self.opens_at = opens_at

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This vote is not open. Your vote was not taken.")


class VoteStillOpen(SpokenRefusal):
    """A vote with a window is closed when the window has run out, and not before."""

    code: ClassVar[str] = "vote_still_open"

    def __init__(self, *, closes_at: datetime) -> None:
        super().__init__()
        self.closes_at = closes_at

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This vote stays open until the time that was announced. Nothing was counted.")


class AlreadyVoted(SpokenRefusal):
    """One votes once, over all ways (INV-98). A repeated request hears the same."""

    code: ClassVar[str] = "already_voted"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Your vote was received already. It stands, and is counted once.")


class OtherWay(SpokenRefusal):
    """This vote is not taken in this way."""

    code: ClassVar[str] = "other_way"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This vote is not taken in this way. Your vote was not taken.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("In the hall, do as the chair says; online, use the page of the meeting.")


class NotTeller(SpokenRefusal):
    """Only tellers who were named for the meeting count."""

    code: ClassVar[str] = "not_teller"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You were not named a teller of this meeting.")


class TellersDisagree(SpokenRefusal):
    """Two tellers must have counted the same (INV-99)."""

    code: ClassVar[str] = "tellers_disagree"

    def __init__(self, *, counts: int) -> None:
        super().__init__()
        self.counts = counts

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Two tellers have not counted the same yet. Nothing was decided.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Let them count again, each alone.")


class CountImpossible(SpokenRefusal):
    """More votes than there are people, or papers."""

    code: ClassVar[str] = "count_impossible"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("More votes were counted than people there, or papers given out. Nothing was decided.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Count again, and look at who is checked in.")


class ChairDecides(SpokenRefusal):
    """Yes and no are equal, and the by-laws give the chair a further vote."""

    code: ClassVar[str] = "chair_decides"

    def __init__(self, *, yes: int, no: int) -> None:
        super().__init__()
        self.yes = yes
        self.no = no

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("%(yes)s for and %(no)s against: the chair decides. Nothing was decided yet.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Ask the chair, and close the vote with the chair’s vote.")


class WeightsNeedNames(SpokenRefusal):
    """Delegates of different weight vote by name: a count of hands or of marks would not know their weight (I-6)."""

    code: ClassVar[str] = "weights_need_names"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "On this roll one vote weighs more than another: it is taken openly or by roll call, and an election is "
            "held by name."
        )
