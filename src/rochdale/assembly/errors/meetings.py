"""Refusals about meetings: what is missing, and what does not follow."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class MeetingNotFound(SpokenRefusal):
    """No meeting has this number here."""

    code: ClassVar[str] = "meeting_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no meeting number %(number)s here.") % self.words()


class AgendaItemNotFound(SpokenRefusal):
    """The agenda of this meeting has no such item."""

    code: ClassVar[str] = "agenda_item_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, place: int) -> None:
        super().__init__()
        self.place = place

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The agenda has no item %(place)s.") % self.words()


class MeetingStepOutOfOrder(SpokenRefusal):
    """A step does not follow where the meeting stands (INV-82)."""

    code: ClassVar[str] = "meeting_step_out_of_order"

    def __init__(self, *, last: str, step: str) -> None:
        super().__init__()
        self.last = last
        self.step = step

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The meeting is not where this can be done. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Open its page to see where it stands.")


class MeetingUnderWay(SpokenRefusal):
    """What was called does not change any more (INV-83)."""

    code: ClassVar[str] = "meeting_under_way"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This meeting was called already: its notice, places and agenda stand. Nothing was changed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Cancel it and call another, or move an amendment in the meeting.")


class SittingsMissing(SpokenRefusal):
    """A meeting sits somewhere, at a time at least."""

    code: ClassVar[str] = "sittings_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Say when the meeting sits, and where or at which address online.")


class AgendaEmpty(SpokenRefusal):
    """A meeting treats something."""

    code: ClassVar[str] = "agenda_empty"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The agenda is empty: a notice says what the meeting is about.")


class TitleMissing(SpokenRefusal):
    """A text lacks one of the languages of the cooperative."""

    code: ClassVar[str] = "title_missing"

    def __init__(self, *, language: str) -> None:
        super().__init__()
        self.language = language

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A title or a text is missing in one of the languages of the cooperative: %(language)s.") % (
            self.words()
        )
