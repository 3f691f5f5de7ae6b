"""Refusals about lines of the register: numbers, beginnings and ends."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class MemberNumberTaken(MembershipRefusal):
    """The number is or was a member's; a number is never given again (INV-30)."""

    code: ClassVar[str] = "member_number_taken"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> str:
        return _("The number %(number)s is or was another member’s, and is never given again.") % self.words()


class AlreadyMember(MembershipRefusal):
    """The person is or was a member on one of those days already (INV-32)."""

    code: ClassVar[str] = "already_member"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This person is or was a member in that time already.")


class MemberNotFound(MembershipRefusal):
    """No member of this cooperative has or had this number."""

    code: ClassVar[str] = "member_not_found"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> str:
        return _("No member has or had the number %(number)s.") % self.words()


class MembershipEnded(MembershipRefusal):
    """This membership has ended; it is not ended twice."""

    code: ClassVar[str] = "membership_ended"

    def __init__(self, *, number: int, left_on: date) -> None:
        super().__init__()
        self.number = number
        self.left_on = left_on

    def message(self) -> str:
        return _("The membership number %(number)s ended on %(left_on)s already.") % self.words()


class LeavesBeforeJoining(MembershipRefusal):
    """A membership cannot end before it began (INV-32)."""

    code: ClassVar[str] = "leaves_before_joining"

    def __init__(self, *, joined_on: date, left_on: date) -> None:
        super().__init__()
        self.joined_on = joined_on
        self.left_on = left_on

    def message(self) -> str:
        return _("This membership began on %(joined_on)s: it cannot end on %(left_on)s.") % self.words()


class LeavesInFuture(MembershipRefusal):
    """An end is written on its day or later: until then the person is a member."""

    code: ClassVar[str] = "leaves_in_future"

    def __init__(self, *, left_on: date, today: date) -> None:
        super().__init__()
        self.left_on = left_on
        self.today = today

    def message(self) -> str:
        return (
            _("It is %(today)s: an end on %(left_on)s can be written when that day has come.") % self.words()
        )


class ChangesBeforeJoining(MembershipRefusal):
    """Nothing about a membership changes before it began."""

    code: ClassVar[str] = "changes_before_joining"

    def __init__(self, *, joined_on: date, effective_on: date) -> None:
        super().__init__()
        self.joined_on = joined_on
        self.effective_on = effective_on

    def message(self) -> str:
        return (
            _("This membership began on %(joined_on)s: nothing about it can change on %(effective_on)s.")
            % self.words()
        )
