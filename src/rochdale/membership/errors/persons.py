"""Refusals about persons and their particulars."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


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


class PersonBlanked(MembershipRefusal):
    """The particulars of this person were taken away for good (INV-63)."""

    code: ClassVar[str] = "person_blanked"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("The particulars of this person were taken away for good. Nothing changed.")

    def next_step(self) -> str:
        return _("Who comes back is written down anew, as a new person.")


class PersonNotBlankable(MembershipRefusal):
    """Something holds the particulars of this person here still; `obstacles` say what, each by its code."""

    code: ClassVar[str] = "person_not_blankable"

    def __init__(self, *, obstacles: tuple[str, ...], words: tuple[str, ...]) -> None:
        super().__init__()
        self.obstacles = obstacles
        self.reasons = words

    def message(self) -> str:
        return _("The particulars cannot be taken away yet: %(why)s. Nothing changed.") % {
            "why": "; ".join(self.reasons)
        }


class SourceKeyTaken(MembershipRefusal):
    """A person was already brought in from the same place under the same key."""

    code: ClassVar[str] = "source_key_taken"

    def __init__(self, *, source_key: str) -> None:
        super().__init__()
        self.source_key = source_key

    def message(self) -> str:
        return _("The person “%(source_key)s” of that source is here already.") % self.words()


class TooFarAhead(MembershipRefusal):
    """A change takes effect within a year, or on a day that was."""

    code: ClassVar[str] = "too_far_ahead"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> str:
        return (
            _("A change can be written down for %(latest)s at the latest. Nothing changed. Check the year.")
            % self.words()
        )
