"""The pages of shares: a member's own, those of officers, the papers, and the public one that verifies."""

from rochdale.capital.views.holder import member_shares
from rochdale.capital.views.overview import delay_lines
from rochdale.capital.views.queue import leaving_context
from rochdale.capital.views.words import held_words

__all__ = ["delay_lines", "held_words", "leaving_context", "member_shares"]
