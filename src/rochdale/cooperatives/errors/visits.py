"""How the reception refuses whom it knows: the other hat is on, the sign-in is old, the matter is one's own."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.cooperatives.errors.base import CooperativesRefusal


class OtherHat(CooperativesRefusal):
    """An office would allow this, but the person is here as a member at the moment."""

    code: ClassVar[str] = "other_hat"

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
