"""The ways the register can refuse. Each refusal says what was wrong; nothing was written."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal


class MembershipRefusal(SpokenRefusal):
    """A refusal of the register."""


class NameMissing(MembershipRefusal):
    """A person or an organization needs a name. `position` counts from 1 in what was sent."""

    code: ClassVar[str] = "name_missing"

    def __init__(self, *, position: int) -> None:
        super().__init__()
        self.position = position

    def message(self) -> str:
        return (
            _("Everyone on the register needs a name; number %(position)s of those sent has none.")
            % self.words()
        )


class PersonNotFound(MembershipRefusal):
    """No such person in this cooperative."""

    code: ClassVar[str] = "person_not_found"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This cooperative does not know this person.")


class SourceKeyTaken(MembershipRefusal):
    """A person was already brought in from the same place under the same key."""

    code: ClassVar[str] = "source_key_taken"

    def __init__(self, *, source_key: str) -> None:
        super().__init__()
        self.source_key = source_key

    def message(self) -> str:
        return _("The person “%(source_key)s” of that source is here already.") % self.words()


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


class EmailMalformed(MembershipRefusal):
    """The text is not an e-mail address."""

    code: ClassVar[str] = "email_malformed"

    def __init__(self, *, email: str) -> None:
        super().__init__()
        self.email = email

    def message(self) -> str:
        return _("“%(email)s” is not an e-mail address.") % self.words()


class SignInGivenAlready(MembershipRefusal):
    """The person has a sign-in for this cooperative."""

    code: ClassVar[str] = "sign_in_given_already"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This person can sign in here already.")


class SignInOfAnother(MembershipRefusal):
    """The address opens this cooperative's door to somebody else (INV-33)."""

    code: ClassVar[str] = "sign_in_of_another"

    def __init__(self, *, email: str) -> None:
        super().__init__()
        self.email = email

    def message(self) -> str:
        return (
            _("Somebody else signs in here with %(email)s. Each person needs an address of their own.")
            % self.words()
        )


class NoSignIn(MembershipRefusal):
    """The person has no sign-in here that could be taken away."""

    code: ClassVar[str] = "no_sign_in"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This person has no sign-in here.")
