"""Pages of this room."""

from rochdale.assembly.views.booth import Booth, booth, practice, practice_ballot, word_script
from rochdale.assembly.views.checking import check
from rochdale.assembly.views.trustee import trustee

__all__ = ["Booth", "booth", "check", "practice", "practice_ballot", "trustee", "word_script"]
