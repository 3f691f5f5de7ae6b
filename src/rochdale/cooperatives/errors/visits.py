"""How the reception refuses whom it knows: the other hat is on, the sign-in is old, the matter is one's own."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.cooperatives.errors.base import CooperativesRefusal


class OtherHat(CooperativesRefusal):
    """An office would allow this, but the person is here as a member at the moment."""

    code: ClassVar[str] = "other_hat"
    status: ClassVar[int] = 403

    def __init__(self, *, hat: str) -> None:
        super().__init__()
        self.hat = hat

    def message(self) -> str:
        return _("You are here as a member, and this page is for officers. Nothing changed.")

    def next_step(self) -> str:
        return _("Put on your officer’s hat at the head of this page, and come back.")


class OwnMatter(CooperativesRefusal):
    """Nobody acts by office on his or her own person (INV-28)."""

    code: ClassVar[str] = "own_matter"
    status: ClassVar[int] = 403

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This concerns yourself: an office does not serve for one’s own matters. Nothing changed.")

    def next_step(self) -> str:
        return _("Ask a colleague to do it for you, as any member would.")


class SignInStale(CooperativesRefusal):
    """What could do harm was sent too long after the person showed who is at the screen."""

    code: ClassVar[str] = "sign_in_stale"
    status: ClassVar[int] = 403

    def __init__(self, *, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes

    def message(self) -> str:
        return (
            _(
                "Nothing was done: it is more than %(minutes)s minutes since you showed who is at this "
                "screen, and this act asks for it again."
            )
            % self.words()
        )

    def next_step(self) -> str:
        return _(
            "Show in a second window that it is still you, and send this once more: so what you wrote is kept."
        )


class NotSignedIn(CooperativesRefusal):
    """A program, or a browser, has not shown on whose behalf it asks."""

    code: ClassVar[str] = "not_signed_in"
    status: ClassVar[int] = 401

    def message(self) -> str:
        return _("Nobody is signed in. Nothing was shown, and nothing was done.")

    def next_step(self) -> str:
        return _("Send an access token (header Authorization: Bearer), or sign in with the browser first.")


class TokenRefused(CooperativesRefusal):
    """An access token that opens nothing here: unknown, of another cooperative, revoked, or at its end."""

    code: ClassVar[str] = "token_refused"
    status: ClassVar[int] = 401

    def message(self) -> str:
        return _("This access token opens nothing here: it is unknown, revoked, or has come to its end.")

    def next_step(self) -> str:
        return _("Make a new one on the page of your programs, in this cooperative.")


class NotLetIn(CooperativesRefusal):
    """Who asks is known, and this is for others."""

    code: ClassVar[str] = "not_let_in"
    status: ClassVar[int] = 403

    def message(self) -> str:
        return _("This is for others: no office of yours allows it, or the token was not given for it.")


class SecondFactorNeeded(CooperativesRefusal):
    """An office would allow this, and counts only once a second factor was shown."""

    code: ClassVar[str] = "second_factor_needed"
    status: ClassVar[int] = 403

    def message(self) -> str:
        return _("Your office counts once you have shown a second factor. Nothing was done.")

    def next_step(self) -> str:
        return _(
            "Show it in the browser; or make a token after showing it, while your factor is still yours."
        )


class RequestKeyReused(CooperativesRefusal):
    """The key of the request was used for another request (INV-78)."""

    code: ClassVar[str] = "request_key_reused"

    def message(self) -> str:
        return _("This Idempotency-Key answered another request of yours. Nothing was done.")

    def next_step(self) -> str:
        return _("Use a new key for each act; the same key only to repeat the same request.")
