"""Refusals about consents."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class ConsentNotGiven(MembershipRefusal):
    """There is no consent for this purpose that could be withdrawn (INV-62)."""

    code: ClassVar[str] = "consent_not_given"

    def __init__(self, *, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def message(self) -> str:
        return _("This consent is not in force: there is nothing to withdraw. Nothing changed.")
