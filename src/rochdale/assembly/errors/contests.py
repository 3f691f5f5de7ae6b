"""Refusals about elections that are put to the vote, and their results."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class NominationsUnchecked(SpokenRefusal):
    """Every nomination is admitted, refused or withdrawn before the election is held."""

    code: ClassVar[str] = "nominations_unchecked"

    def __init__(self, *, waiting: int) -> None:
        super().__init__()
        self.waiting = waiting

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Nominations that wait to be checked: %(waiting)s. Nothing was decided.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Admit or refuse them first.")


class SeatsFilled(SpokenRefusal):
    """There is no seat of this group left to be filled."""

    code: ClassVar[str] = "seats_filled"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No seat of this group is left to be filled. Nothing was changed.")


class ElectedWithoutVote(SpokenRefusal):
    """Where there are seats for all who stand, they are elected by acclamation (rule Q-42)."""

    code: ClassVar[str] = "elected_without_vote"

    def __init__(self, *, candidates: int, seats: int) -> None:
        super().__init__()
        self.candidates = candidates
        self.seats = seats

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Candidates: %(candidates)s, seats: %(seats)s. Nobody has to vote.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Let the chair declare them elected by acclamation.")


class VoteNeededForSeats(SpokenRefusal):
    """With more candidates than seats, or where the by-laws say so, the members vote (rule Q-42)."""

    code: ClassVar[str] = "vote_needed_for_seats"

    def __init__(self, *, candidates: int, seats: int) -> None:
        super().__init__()
        self.candidates = candidates
        self.seats = seats

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("Candidates: %(candidates)s, seats: %(seats)s. The members vote. Nobody was declared elected.")
            % self.words()
        )


class SeedNeeded(SpokenRefusal):
    """Candidates are equal, and a lot decides; its seed is published first."""

    code: ClassVar[str] = "seed_needed"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Candidates are equal, and a lot decides between them. Nothing was decided yet.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Throw dice or draw numbers in front of everybody, and give them as the seed of the lot.")


class BallotUnfit(SpokenRefusal):
    """A ballot names candidates on the paper, each once, and no more than it may."""

    code: ClassVar[str] = "ballot_unfit"

    def __init__(self, *, marks_max: int) -> None:
        super().__init__()
        self.marks_max = marks_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "A ballot names candidates on the paper, each once, and %(marks_max)s at most. "
                "Your vote was not taken."
            )
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Fill it in again, or say that you hand in a blank ballot.")


class SheetUnfit(SpokenRefusal):
    """A teller's sheet adds up: no more marks than its papers can have."""

    code: ClassVar[str] = "sheet_unfit"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The sheet does not add up with its papers. Your count was not taken.")


class CountDecides(SpokenRefusal):
    """Where nominations were called for, a count says who is elected, and nobody by hand (INV-108)."""

    code: ClassVar[str] = "count_decides"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "Nominations were called for this election: its count says who is elected. Nothing was written."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Give the seats to those elected, on the page of the election.")


class NobodyElected(SpokenRefusal):
    """There is no result yet whose seats wait to be given."""

    code: ClassVar[str] = "nobody_elected"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No result waits for its seats to be given. Nothing was changed.")


class AnswersNotCandidates(SpokenRefusal):
    """A ballot gives seats where it was counted and its answers are candidacies (INV-119)."""

    code: ClassVar[str] = "answers_not_candidates"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This ballot fills no open seat: it was not counted, or its answers are not the candidates of this meeting."
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Compare the answers with the list of candidates, or write down the election by hand.")


class CandidatesChanged(SpokenRefusal):
    """A ballot is opened on everybody who stands, and nobody else (INV-119)."""

    code: ClassVar[str] = "candidates_changed"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Since this ballot was prepared, seats or candidates have changed. It was not opened.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Give it up and prepare it again: its answers are proposed anew.")
