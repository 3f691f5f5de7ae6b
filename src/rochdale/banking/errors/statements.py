"""How making a statement is refused."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.banking.errors.base import BankingRefusal


class StatementTooLong(BankingRefusal):
    """The paper would have more lines than one paper may have."""

    code: ClassVar[str] = "statement_too_long"

    def __init__(self, *, lines_max: int) -> None:
        super().__init__()
        self.lines_max = lines_max

    def message(self) -> str:
        return (
            _("A statement on paper has %(lines_max)s lines at most, and this one would have more.")
            % self.words()
        )

    def unchanged(self) -> str:
        return _("Nothing was left out in silence: no paper was made.")

    def next_step(self) -> str:
        return _("Choose dates that are closer together, and make several.")
