"""Cursors: where the next page of a list goes on. They are signed, so that nobody makes up a place or a balance."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing

from rochdale.web.api.refusals import CursorUnreadable

LENGTH_MAX = 600


class Cursors:
    """The cursors of one list, in one cooperative: one of another list is not taken.

    The list of all cooperatives is in none of them: its `cooperative_id` is None.
    """

    def __init__(self, of_list: str) -> None:
        self._salt = f"api.{of_list}"

    def written(self, cooperative_id: UUID | None, place: list[Any] | None) -> str | None:
        """The cursor for a place, None at the end."""
        return None if place is None else signing.dumps([str(cooperative_id), *place], salt=self._salt)

    def read(self, cooperative_id: UUID | None, text: str) -> list[Any] | None:
        """The place that a cursor names, None for the beginning. Raises CursorUnreadable."""
        if not text:
            return None
        try:
            found: list[Any] = signing.loads(text, salt=self._salt)
            whose, *place = found
        except (signing.BadSignature, ValueError) as fault:
            raise CursorUnreadable from fault
        if whose != str(cooperative_id):
            raise CursorUnreadable
        return place

    def text(self, cooperative_id: UUID | None, cursor: str) -> str:
        """A place that is one text, "" for the beginning. Raises CursorUnreadable."""
        place = self.read(cooperative_id, cursor)
        return place[0] if place else ""

    def id(self, cooperative_id: UUID | None, cursor: str) -> UUID | None:
        """A place that is an id, None for the beginning. Raises CursorUnreadable."""
        text = self.text(cooperative_id, cursor)
        return UUID(text) if text else None

    def following(self, cooperative_id: UUID | None, place: str | UUID | None) -> str | None:
        """The cursor for a place that is one text or an id; None at the end, where there is no place."""
        return self.written(cooperative_id, [str(place)] if place else None)
