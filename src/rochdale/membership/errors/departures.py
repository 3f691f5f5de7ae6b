"""Refusals on the way out of a membership."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class DepartureNotFound(MembershipRefusal):
    """No such departure in this cooperative."""

    code: ClassVar[str] = "departure_not_found"

    def __init__(self, *, departure_id: UUID) -> None:
        super().__init__()
        self.departure_id = departure_id

    def message(self) -> str:
        return _("No departure of a member is kept here under this address.")


class DepartureUnderWay(MembershipRefusal):
    """The membership is on its way to an end already."""

    code: ClassVar[str] = "departure_under_way"

    def __init__(self, *, departure_id: UUID) -> None:
        super().__init__()
        self.departure_id = departure_id

    def message(self) -> str:
        return _(
            "This membership is on its way to an end already. Nothing changed. Open it to see where it is."
        )


class StepOutOfOrder(MembershipRefusal):
    """The step does not follow the last one (INV-75)."""

    code: ClassVar[str] = "step_out_of_order"

    def __init__(self, *, last: str, step: str) -> None:
        super().__init__()
        self.last = last
        self.step = step

    def message(self) -> str:
        return _(
            "This step cannot follow the last one. Nothing changed. Reload the page to see what comes next."
        )


class CauseUnfit(MembershipRefusal):
    """Persons die and organizations end, not the other way round (rule Q-23, INV-75)."""

    code: ClassVar[str] = "cause_unfit"

    def message(self) -> str:
        return _(
            "A person dies and an organization ends, not the other way round. Nothing changed. Choose the cause that "
            "fits this member."
        )


class GroundNotInBylaws(MembershipRefusal):
    """A member is excluded on a ground that the by-laws name, and on no other (rule Q-20)."""

    code: ClassVar[str] = "ground_not_in_bylaws"

    def __init__(self, *, ground: str) -> None:
        super().__init__()
        self.ground = ground

    def message(self) -> str:
        return _(
            "The by-laws do not name this ground for excluding a member. Nothing changed. Choose one they name."
        )


class WordsMissing(MembershipRefusal):
    """The step needs words: what happened, or why."""

    code: ClassVar[str] = "words_missing"

    def message(self) -> str:
        return _(
            "Say in a few words what happened, or why: the member has a right to read it. Nothing changed."
        )


class NoticeTooShort(MembershipRefusal):
    """The meeting that decides is held too soon after the notice (rule Q-19)."""

    code: ClassVar[str] = "notice_too_short"

    def __init__(self, *, earliest: date) -> None:
        super().__init__()
        self.earliest = earliest

    def message(self) -> str:
        return (
            _(
                "The by-laws give the member more time: the hearing can be on %(earliest)s or later. Nothing changed."
            )
            % self.words()
        )


class TooEarly(MembershipRefusal):
    """The step cannot be taken before a day that the law or the by-laws give."""

    code: ClassVar[str] = "too_early"

    def __init__(self, *, earliest: date) -> None:
        super().__init__()
        self.earliest = earliest

    def message(self) -> str:
        return _("This can be done on %(earliest)s at the earliest. Nothing changed.") % self.words()


class TooLate(MembershipRefusal):
    """The time for this step has passed."""

    code: ClassVar[str] = "too_late"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> str:
        return _("The time for this ended on %(latest)s. Nothing changed.") % self.words()


class VotesImpossible(MembershipRefusal):
    """More votes than directors, or none at all."""

    code: ClassVar[str] = "votes_impossible"

    def __init__(self, *, votes: int, directors: int) -> None:
        super().__init__()
        self.votes = votes
        self.directors = directors

    def message(self) -> str:
        return (
            _("%(votes)s votes of %(directors)s directors do not add up. Nothing changed. Count them again.")
            % self.words()
        )


class MajorityNotReached(MembershipRefusal):
    """Fewer directors voted for it than the by-laws ask."""

    code: ClassVar[str] = "majority_not_reached"

    def __init__(self, *, votes_for: int, needed: int) -> None:
        super().__init__()
        self.votes_for = votes_for
        self.needed = needed

    def message(self) -> str:
        return (
            _("%(votes_for)s voted for it, and the by-laws ask for %(needed)s. Nothing is suspended.")
            % self.words()
        )


class OwnDeparture(MembershipRefusal):
    """Nobody takes part in deciding on the own exclusion."""

    code: ClassVar[str] = "own_departure"

    def message(self) -> str:
        return _("This is about your own membership: others decide on it. Nothing changed.")


class MeetingDecides(MembershipRefusal):
    """The by-laws give an exclusion to the general meeting (rules Q-19, U-11)."""

    code: ClassVar[str] = "meeting_decides"

    def message(self) -> str:
        return _(
            "The by-laws give this decision to the general meeting. Nothing changed. Put it on the agenda of one; it "
            "takes effect from its resolution."
        )
