"""What each rule is called among people, for lists and headings. English, marked for the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rochdale.voting.words import N_

TITLES: Final[Mapping[str, str]] = {
    "plurality": N_("Plurality: one mark, most votes"),
    "absolute_majority": N_("Absolute majority of the valid ballots"),
    "two_rounds": N_("Two rounds"),
    "instant_runoff": N_("Instant runoff (alternative vote)"),
    "schulze": N_("Schulze’s method"),
    "ranked_pairs": N_("Ranked pairs (Tideman)"),
    "borda": N_("Borda’s points"),
    "score": N_("Sum of scores, or of points shared out"),
    "block_vote": N_("Block vote: as many marks as seats"),
    "limited_vote": N_("Limited vote: fewer marks than seats"),
    "approval": N_("Approval: any number of marks"),
    "scottish_stv": N_("Single transferable vote, Scottish rules"),
    "meek_stv": N_("Single transferable vote, Meek’s method"),
    "hamilton": N_("Seats by largest remainders (Hamilton, Hare)"),
    "dhondt": N_("Seats by highest averages (D’Hondt, Jefferson)"),
    "sainte_lague": N_("Seats by Sainte-Laguë (Webster)"),
    "modified_sainte_lague": N_("Seats by modified Sainte-Laguë"),
    "huntington_hill": N_("Seats by equal proportions (Huntington and Hill)"),
}
