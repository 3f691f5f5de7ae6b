"""Refusals about kinds of membership: class and bond, representatives, guardians, suspended rights."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class BondNotInBylaws(MembershipRefusal):
    """The by-laws do not name this bond (rule Q-8)."""

    code: ClassVar[str] = "bond_not_in_bylaws"

    def __init__(self, *, ground: str) -> None:
        super().__init__()
        self.ground = ground

    def message(self) -> str:
        return _("The by-laws do not name this common bond. Nothing changed. Choose one that they name.")


class OutOfBondCapReached(MembershipRefusal):
    """As many members as the by-laws allow are outside the common bond already (rule Q-15)."""

    code: ClassVar[str] = "out_of_bond_cap_reached"

    def __init__(self, *, kept: int, allowed: int) -> None:
        super().__init__()
        self.kept = kept
        self.allowed = allowed

    def message(self) -> str:
        return (
            _(
                "%(kept)s members outside the common bond are kept already, and the by-laws allow %(allowed)s. "
                "Nothing changed. The member may meet the bond in another way, or leave."
            )
            % self.words()
        )


class NotAnOrganization(MembershipRefusal):
    """Only an organization is a member through a representative (rule Q-16)."""

    code: ClassVar[str] = "not_an_organization"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> str:
        return (
            _(
                "Member %(number)s is a person, and acts in person. Nothing changed. "
                "Only an organization has a representative."
            )
            % self.words()
        )


class NotAPerson(MembershipRefusal):
    """An organization is represented by somebody of flesh and blood (rule Q-16)."""

    code: ClassVar[str] = "not_a_person"

    def message(self) -> str:
        return _(
            "An organization cannot stand for another. Nothing changed. Name the person who will come and sign."
        )


class RepresentsAnother(MembershipRefusal):
    """A person represents one organization at a time (rule Q-16, INV-71)."""

    code: ClassVar[str] = "represents_another"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _(
            "This person represents another organization in that time, and one is all that the rules allow. "
            "Nothing changed. Name somebody else, or end the other mandate first."
        )


class NotAMinor(MembershipRefusal):
    """A guardian acts for a minor, whose day of birth is known (rule Q-17, INV-73)."""

    code: ClassVar[str] = "not_a_minor"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> str:
        return (
            _(
                "Member %(number)s is not a minor on that day, as far as the date of birth on file says. "
                "Nothing changed. Correct the date of birth first if it is wrong."
            )
            % self.words()
        )


class GuardsAlready(MembershipRefusal):
    """This person is a guardian of the minor in that time already."""

    code: ClassVar[str] = "guards_already"

    def message(self) -> str:
        return _("This person is a guardian of the member in that time already. Nothing changed.")


class StandNotFound(MembershipRefusal):
    """No such representative or guardian, or one whose time is over."""

    code: ClassVar[str] = "stand_not_found"

    def message(self) -> str:
        return _("Nobody stands for the member in this way on that day. Nothing changed. Reload the page.")


class RightsMissing(MembershipRefusal):
    """A suspension says of which rights."""

    code: ClassVar[str] = "rights_missing"

    def message(self) -> str:
        return _("Say which rights are suspended: one at least. Nothing changed.")


class RightNotSuspendable(MembershipRefusal):
    """The by-laws do not let this right be suspended (rule Q-21)."""

    code: ClassVar[str] = "right_not_suspendable"

    def __init__(self, *, right: str) -> None:
        super().__init__()
        self.right = right

    def message(self) -> str:
        return _(
            "The by-laws do not let this right be suspended. Nothing changed. Choose among those that they name."
        )


class SuspensionTooLong(MembershipRefusal):
    """No suspension is longer than the by-laws allow (rule Q-21, INV-72)."""

    code: ClassVar[str] = "suspension_too_long"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> str:
        return (
            _(
                "The by-laws let this suspension last until %(latest)s at most. Nothing changed. "
                "Choose that day or an earlier one."
            )
            % self.words()
        )


class SuspensionTooShort(MembershipRefusal):
    """A suspension begins on the day of the decision or later, and ends after it began."""

    code: ClassVar[str] = "suspension_too_short"

    def __init__(self, *, earliest: date) -> None:
        super().__init__()
        self.earliest = earliest

    def message(self) -> str:
        return (
            _(
                "No right is taken away for days that have passed: it can begin on %(earliest)s, and ends later. "
                "Nothing changed."
            )
            % self.words()
        )


class SuspendedAlready(MembershipRefusal):
    """One suspension at a time."""

    code: ClassVar[str] = "suspended_already"

    def __init__(self, *, until: date) -> None:
        super().__init__()
        self.until = until

    def message(self) -> str:
        return (
            _(
                "Rights of this member are suspended until %(until)s already. Nothing changed. "
                "Lift that suspension first, or wait for its end."
            )
            % self.words()
        )


class SuspensionNotFound(MembershipRefusal):
    """No such suspension in this cooperative."""

    code: ClassVar[str] = "suspension_not_found"

    def __init__(self, *, suspension_id: UUID) -> None:
        super().__init__()
        self.suspension_id = suspension_id

    def message(self) -> str:
        return _("No suspension is kept here under this address.")


class SuspensionOver(MembershipRefusal):
    """It ended by itself, or was lifted."""

    code: ClassVar[str] = "suspension_over"

    def __init__(self, *, ended_on: date) -> None:
        super().__init__()
        self.ended_on = ended_on

    def message(self) -> str:
        return _("This suspension ended on %(ended_on)s already. Nothing changed.") % self.words()


class PurposeMissing(MembershipRefusal):
    """Who takes a list of members out says what for (rule V-8)."""

    code: ClassVar[str] = "purpose_missing"

    def message(self) -> str:
        return _("Say what the list is for: the record keeps it. Nothing was handed out.")


class ListTooLong(MembershipRefusal):
    """More lines than a paper of this kind holds."""

    code: ClassVar[str] = "list_too_long"

    def __init__(self, *, lines: int, lines_max: int) -> None:
        super().__init__()
        self.lines = lines
        self.lines_max = lines_max

    def message(self) -> str:
        return (
            _(
                "The list has %(lines)s lines, and a PDF holds %(lines_max)s. Nothing was handed out. "
                "Take it as a table (CSV), which has no limit."
            )
            % self.words()
        )
