"""Refusals about nominations: which seats are put, who stands, and who may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.voting.candidacies import Reason
from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words

REASONS: Final[Mapping[Reason, Promise | str]] = {
    Reason.NO_MEMBER: gettext_lazy("This person is no member, and stands for no organization that is one."),
    Reason.SUSPENDED: gettext_lazy("The member is suspended, and may not be elected meanwhile."),
    Reason.AUXILIARY: gettext_lazy("Auxiliary members may not be elected under these by-laws."),
    Reason.MINOR: gettext_lazy("The member is not of age."),
    Reason.NO_REPRESENTATIVE: gettext_lazy("The organization has named nobody who stands for it."),
    Reason.HAS_ENDED: gettext_lazy("The member has died, or the organization no longer exists."),
    Reason.TOO_RECENT: gettext_lazy("The member joined too recently to be elected at this meeting."),
    Reason.TOO_YOUNG: gettext_lazy("The by-laws ask for a higher age on the day of the meeting."),
    Reason.OFFICE_EXCLUDED: gettext_lazy("The candidate holds an office that excludes from the election."),
    Reason.SEAT_HELD: gettext_lazy("The candidate holds another seat of this body that goes on."),
    Reason.GROUP_WITHOUT_SEAT: gettext_lazy("No seat of this electoral group is to be filled."),
    Reason.NOT_OF_GROUP: gettext_lazy("The candidate does not belong to this electoral group."),
    Reason.TOO_LATE: gettext_lazy("The nomination came after the last day."),
    Reason.SECONDERS_MISSING: gettext_lazy("Too few members second the nomination."),
    Reason.CONSENT_MISSING: gettext_lazy("The candidate has not accepted the nomination."),
    Reason.DECLARATION_MISSING: gettext_lazy("The candidate has not declared his or her interests."),
    Reason.TRAINING_MISSING: gettext_lazy("The training that the by-laws ask for is not recorded."),
}


class CallNotFound(SpokenRefusal):
    """No seats of this body are put at this meeting."""

    code: ClassVar[str] = "nomination_call_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No seats of this body are to be filled at this meeting. Nothing was changed.")


class SeatsNotUp(SpokenRefusal):
    """Only seats are put that are vacant by the day of the meeting, or whose term ends about then (INV-106)."""

    code: ClassVar[str] = "seats_not_up"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A seat that goes on, or none at all, cannot be put to the election. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Choose among the seats that are vacant or whose term ends with the meeting.")


class ElectionItemMissing(SpokenRefusal):
    """Seats are put where the agenda has an election."""

    code: ClassVar[str] = "election_item_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The agenda of this meeting has no election of this body. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Add an election to the agenda first.")


class LastDayWrong(SpokenRefusal):
    """Nominations close by the day of the meeting, and what is done was done by today."""

    code: ClassVar[str] = "last_day_wrong"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This day cannot be after %(latest)s. Nothing was changed.") % self.words()


class NominationsClosed(SpokenRefusal):
    """The time for nominations is over (INV-105)."""

    code: ClassVar[str] = "nominations_closed"

    def __init__(self, *, closes_on: date) -> None:
        super().__init__()
        self.closes_on = closes_on

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Nominations were taken until %(closes_on)s. Nobody was nominated.") % self.words()

    def next_step(self) -> Words:
        """What to do now."""
        return _("Where the by-laws allow it, candidates are proposed from the floor of the meeting.")


class NominatedAlready(SpokenRefusal):
    """Somebody stands once for a body at a meeting (INV-105)."""

    code: ClassVar[str] = "nominated_already"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This person is nominated already, as number %(number)s.") % self.words()


class GroupWithoutSeat(SpokenRefusal):
    """One stands for an electoral group that has a seat to be filled."""

    code: ClassVar[str] = "group_without_seat"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No seat of this electoral group is to be filled. Nobody was nominated.")


class NominationNotFound(SpokenRefusal):
    """No such nomination here."""

    code: ClassVar[str] = "nomination_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no such nomination here.")


class NominationPassed(SpokenRefusal):
    """What was asked does not follow what happened to the nomination (INV-105)."""

    code: ClassVar[str] = "nomination_passed"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This cannot follow what happened to the nomination. Nothing was changed.")


class NominationOfOther(SpokenRefusal):
    """Only the candidate accepts, states and withdraws a candidacy."""

    code: ClassVar[str] = "nomination_of_other"
    status: ClassVar[int | None] = 403

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Only the candidate can do this. Nothing was changed.")


class CandidateIneligible(SpokenRefusal):
    """Somebody may not stand, or not yet; every reason at once (rule Q-43)."""

    code: ClassVar[str] = "candidate_ineligible"

    def __init__(self, *, reasons: Sequence[Reason]) -> None:
        super().__init__()
        self.reasons = [reason.value for reason in reasons]

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return " ".join(str(REASONS[Reason(reason)]) for reason in self.reasons)

    def each_fault(self) -> list[dict[str, object]]:
        """Each reason by its code."""
        return [{"code": reason, "detail": str(REASONS[Reason(reason)])} for reason in self.reasons]

    def unchanged(self) -> Words:
        """What did not happen."""
        return _("The nomination stays as it was.")


class NoGroundToRefuse(SpokenRefusal):
    """A nomination is refused for a reason of the by-laws, or not at all."""

    code: ClassVar[str] = "no_ground_to_refuse"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Nothing in the by-laws speaks against this nomination. It was not refused.")


class MayNotSecond(SpokenRefusal):
    """Other members second a nomination, each once, before it is checked (INV-105)."""

    code: ClassVar[str] = "may_not_second"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "A nomination is seconded by members other than the candidate and who proposed, each once, "
            "before it is checked. Nothing was changed."
        )


class PhotoUnfit(SpokenRefusal):
    """A photograph is a JPEG or PNG of a sensible size."""

    code: ClassVar[str] = "photo_unfit"
    status: ClassVar[int | None] = 415

    def __init__(self, *, megabytes_max: int, side_min: int, side_max: int) -> None:
        super().__init__()
        self.megabytes_max = megabytes_max
        self.side_min = side_min
        self.side_max = side_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _(
                "The photograph is no JPEG or PNG of %(megabytes_max)s MB at most, with sides from %(side_min)s to "
                "%(side_max)s pixels. It was not kept."
            )
            % self.words()
        )


class OrderNotDrawn(SpokenRefusal):
    """The order of the candidates is drawn by lot before they are put to the vote."""

    code: ClassVar[str] = "order_not_drawn"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The order of the candidates is to be drawn by lot first. Nothing was put to the vote.")


class MayNotDraw(SpokenRefusal):
    """The order is drawn once, after the last day, where the by-laws say so."""

    code: ClassVar[str] = "may_not_draw"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "The order is drawn once, after the last day for nominations, where the by-laws ask for a lot. "
            "Nothing was drawn."
        )


class ElectionUnderWay(SpokenRefusal):
    """What is on a paper that is out stays as it is (INV-105)."""

    code: ClassVar[str] = "election_under_way"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The election was put to the vote, or is decided. Nothing was changed.")
