"""What every refusal of this room is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal


class BankingRefusal(SpokenRefusal):
    """A refusal of this room."""

    def unchanged(self) -> str:
        """What did not happen."""
        return _("Nothing was posted.")
