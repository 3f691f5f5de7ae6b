"""Refusals about what a person asks for, and about acting for a person at the counter."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class CounterConsentMissing(MembershipRefusal):
    """The member did not consent to acts of officers at the counter (INV-64)."""

    code: ClassVar[str] = "counter_consent_missing"

    def message(self) -> str:
        return _("This person has not agreed that an officer acts for them at the counter. Nothing changed.")

    def next_step(self) -> str:
        return _("Let the person sign the consent on paper, write it down among the consents, and try again.")


class NothingAskedFor(MembershipRefusal):
    """The name and the birth date are on file as they were asked for."""

    code: ClassVar[str] = "nothing_asked_for"

    def message(self) -> str:
        return _("This is what is on file already. Nothing was asked for.")


class RequestWaiting(MembershipRefusal):
    """A request of this person waits already."""

    code: ClassVar[str] = "request_waiting"

    def message(self) -> str:
        return _("A change was asked for already, and waits for an officer. Take it back to ask for another.")


class RequestNotFound(MembershipRefusal):
    """No such request in this cooperative."""

    code: ClassVar[str] = "request_not_found"

    def __init__(self, *, request_id: UUID) -> None:
        super().__init__()
        self.request_id = request_id

    def message(self) -> str:
        return _("Nobody asked this cooperative for such a change.")


class RequestDecided(MembershipRefusal):
    """The request was decided or taken back before."""

    code: ClassVar[str] = "request_decided"

    def __init__(self, *, outcome: str) -> None:
        super().__init__()
        self.outcome = outcome

    def message(self) -> str:
        return _("This request was decided or taken back before. Nothing changed.")


class OwnRequest(MembershipRefusal):
    """Nobody decides on what he or she asked for."""

    code: ClassVar[str] = "own_request"

    def message(self) -> str:
        return _("You asked for this yourself: another officer decides on it. Nothing changed.")
