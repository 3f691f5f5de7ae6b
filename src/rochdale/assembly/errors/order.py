"""Refusals of motions, of the speaking list, and of the question box."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Words


class MotionNotFound(SpokenRefusal):
    """No such motion in this meeting."""

    code: ClassVar[str] = "motion_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no motion number %(number)s in this meeting.") % self.words()


class MotionWordsMissing(SpokenRefusal):
    """A motion needs a title and a wording in one language at least, and in all of them to be put on the agenda."""

    code: ClassVar[str] = "motion_words_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A title and the wording are needed in the same languages, in one at least.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Write both. On the agenda they stand in every language of the cooperative.")


class MoverWithoutVoice(SpokenRefusal):
    """Only members who vote move and second; at the meeting, only those who are there."""

    code: ClassVar[str] = "mover_without_voice"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Only members who may vote move and second, and at the meeting only those who are there.")


class MotionTooLate(SpokenRefusal):
    """The by-laws set a day by which motions come, or the agenda stands already."""

    code: ClassVar[str] = "motion_too_late"

    def __init__(self, *, latest: date | None) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> Words:
        """What happened, in the reader's language."""
        if self.latest is None:
            return _("This meeting was called: its agenda stands.")
        told = {"latest": day_text(self.latest, reader_locale())}
        return _("The last day for this was %(latest)s.") % told

    def next_step(self) -> Words:
        """What to do now."""
        return _("At the meeting you may move an amendment, or move it under an item of the agenda.")


class MotionNotOpen(SpokenRefusal):
    """What was decided or ended otherwise, or is being voted on, is not changed (INV-109, INV-110)."""

    code: ClassVar[str] = "motion_not_open"

    def __init__(self, *, stands: str) -> None:
        super().__init__()
        self.stands = stands

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This motion is not open any more, or it is being voted on. Nothing was changed.")


class MotionSecondedAlready(SpokenRefusal):
    """One seconds once, and not one's own (INV-109)."""

    code: ClassVar[str] = "motion_seconded_already"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You moved this, or have seconded it already.")


class SecondersMissing(SpokenRefusal):
    """The by-laws ask for more seconders (INV-109)."""

    code: ClassVar[str] = "seconders_missing"

    def __init__(self, *, needed: int, seconds: int) -> None:
        super().__init__()
        self.needed = needed
        self.seconds = seconds

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The by-laws ask for %(needed)s to second this, and %(seconds)s did.") % self.words()


class MotionUnexplained(SpokenRefusal):
    """One says why a motion is refused, until when it is tabled, and to whom it is referred."""

    code: ClassVar[str] = "motion_unexplained"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Say why, until when, or to whom. Nothing was changed.")


class NotMover(SpokenRefusal):
    """Who moved it withdraws it, or the chair at the word of who did."""

    code: ClassVar[str] = "not_mover"
    status: ClassVar[int | None] = 403

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Only who moved it can withdraw it.")


class AmendmentsWait(SpokenRefusal):
    """Amendments are voted before what they amend (INV-110)."""

    code: ClassVar[str] = "amendments_wait"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("An amendment to this waits for its vote, and is voted first. Nothing was put to the vote.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Put the amendment to the vote, or let its mover withdraw it.")


class AmendmentOutdated(SpokenRefusal):
    """The wording that an amendment was written on has changed since (INV-110)."""

    code: ClassVar[str] = "amendment_outdated"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("What this amends was changed by another amendment since. Nothing was put to the vote.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Word it anew on the text as it stands, with its mover, or let it be withdrawn.")


class AmendmentImpossible(SpokenRefusal):
    """An amendment changes something, and is to a motion or to an amendment, not deeper."""

    code: ClassVar[str] = "amendment_impossible"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This cannot be amended so: there must be a wording, and something of it must change.")


class PartsMissing(SpokenRefusal):
    """A motion is split into two parts at least."""

    code: ClassVar[str] = "parts_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A motion is split into two parts at least, each with a title and a wording.")


class NoItemTreated(SpokenRefusal):
    """Between two items nobody speaks, but to a point of order."""

    code: ClassVar[str] = "no_item_treated"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No item of the agenda is treated now.")


class SpeakingListClosed(SpokenRefusal):
    """The chair closed the list of this item."""

    code: ClassVar[str] = "speaking_list_closed"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The speaking list of this item is closed.")


class NoVoice(SpokenRefusal):
    """Only who is there and may speak asks for the floor (rule Q-33)."""

    code: ClassVar[str] = "no_voice"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Only who is checked in, and may speak, asks for the floor.")


class SpokenEnough(SpokenRefusal):
    """The by-laws let one speak so often on an item."""

    code: ClassVar[str] = "spoken_enough"

    def __init__(self, *, turns: int) -> None:
        super().__init__()
        self.turns = turns

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("On one item a person speaks %(turns)s times at most.") % self.words()


class AskedAlready(SpokenRefusal):
    """One waits once."""

    code: ClassVar[str] = "asked_already"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You are on the speaking list already.")


class FloorTaken(SpokenRefusal):
    """One person speaks at a time (INV-111)."""

    code: ClassVar[str] = "floor_taken"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Somebody is speaking. End that turn first.")


class NobodySpeaks(SpokenRefusal):
    """There is nobody to begin with, or whose turn could end."""

    code: ClassVar[str] = "nobody_speaks"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is nobody whose turn this could be.")


class RulingImpossible(SpokenRefusal):
    """The chair rules once, on a point of order that was heard; one appeals once, at once."""

    code: ClassVar[str] = "ruling_impossible"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is no point of order that was heard and waits for a ruling, or for an appeal.")


class QuestionNotFound(SpokenRefusal):
    """No such question to this meeting."""

    code: ClassVar[str] = "question_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no question number %(number)s to this meeting.") % self.words()


class QuestionMissing(SpokenRefusal):
    """A question or an answer has words, and comes before the meeting is over."""

    code: ClassVar[str] = "question_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Write the question or the answer, before the meeting is over. Nothing was kept.")


class TooManyQuestions(SpokenRefusal):
    """A member asks so many questions of one meeting."""

    code: ClassVar[str] = "too_many_questions"

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self.most = most

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A member asks %(most)s questions of one meeting at most.") % self.words()


class NothingAmended(SpokenRefusal):
    """What follows is chosen anew only of words that were amended (INV-121)."""

    code: ClassVar[str] = "nothing_amended"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No amendment of this item was adopted: what follows from it is what the plan says.")

    def unchanged(self) -> Words:
        """What did not happen."""
        return _("Nothing was changed.")
