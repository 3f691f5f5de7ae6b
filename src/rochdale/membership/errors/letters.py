"""Refusals about letters."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class LetterNotFound(MembershipRefusal):
    """No such letter in this cooperative."""

    code: ClassVar[str] = "letter_not_found"

    def __init__(self, *, letter_id: UUID) -> None:
        super().__init__()
        self.letter_id = letter_id

    def message(self) -> str:
        return _("This cooperative wrote no such letter.")


class LetterNotForPaper(MembershipRefusal):
    """The letter goes by e-mail and was not given up, or its words are gone: nobody prints it."""

    code: ClassVar[str] = "letter_not_for_paper"

    def __init__(self, *, letter_id: UUID) -> None:
        super().__init__()
        self.letter_id = letter_id

    def message(self) -> str:
        return _("One of these letters is not for paper: it goes by e-mail. No letter was marked.")
