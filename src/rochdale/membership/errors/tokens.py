"""How the making of access tokens is refused; nothing has changed when one is raised."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class TokenNameMissing(MembershipRefusal):
    """A token without a name would not be known again."""

    code: ClassVar[str] = "token_name_missing"

    def message(self) -> str:
        return _("Give the program a name, so that you know it again in the list. No token was made.")


class TokenTermImpossible(MembershipRefusal):
    """A token opens something for a day at least and a year at most."""

    code: ClassVar[str] = "token_term_impossible"

    def __init__(self, *, days_max: int) -> None:
        super().__init__()
        self.days_max = days_max

    def message(self) -> str:
        return (
            _("A token lasts one day at least and %(days_max)s days at most. No token was made.")
            % self.words()
        )


class TokenScopeEmpty(MembershipRefusal):
    """A token that may do nothing."""

    code: ClassVar[str] = "token_scope_empty"

    def message(self) -> str:
        return _("Choose what the program may do. No token was made.")


class TokenBeyondOffice(MembershipRefusal):
    """Nobody gives a program more than an office of one's own allows (INV-79)."""

    code: ClassVar[str] = "token_beyond_office"

    def __init__(self, *, permission: str) -> None:
        super().__init__()
        self.permission = permission

    def message(self) -> str:
        return _("You cannot give a program what no office of yours allows. No token was made.")


class TokenWithoutFactor(MembershipRefusal):
    """An office counts for a program only if a second factor was shown when its token was made (INV-79)."""

    code: ClassVar[str] = "token_without_factor"

    def message(self) -> str:
        return _(
            "A program gets what your office allows only after you have shown a second factor. No token was made."
        )


class TooManyTokens(MembershipRefusal):
    """More tokens than one person can keep an eye on."""

    code: ClassVar[str] = "too_many_tokens"

    def __init__(self, *, tokens_max: int) -> None:
        super().__init__()
        self.tokens_max = tokens_max

    def message(self) -> str:
        return (
            _("You have %(tokens_max)s tokens already. Revoke those that you do not use. No token was made.")
            % self.words()
        )


class TokenNotFound(MembershipRefusal):
    """No such token of this person."""

    code: ClassVar[str] = "token_not_found"

    def __init__(self, *, token_id: UUID) -> None:
        super().__init__()
        self.token_id = token_id

    def message(self) -> str:
        return _("This is no token of yours. Nothing changed.")
