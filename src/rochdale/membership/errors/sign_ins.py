"""Refusals about ways to come in."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


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


class AddressLinkSpent(MembershipRefusal):
    """The link that confirms an address is old, used, of somebody else, or the address was given away since."""

    code: ClassVar[str] = "address_link_spent"

    def message(self) -> str:
        return _("This link does not work any more, or was not made for you. Your address was not changed.")
