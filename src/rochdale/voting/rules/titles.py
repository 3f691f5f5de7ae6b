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
    "phragmen": N_("Phragmén’s sequential rule"),
    "equal_shares": N_("Method of equal shares"),
    "equal_shares_approval": N_("Equal shares, the rest by approval"),
    "equal_shares_increment": N_("Equal shares, with shares raised step by step"),
    "budget_greedy": N_("Budget: the most votes first"),
    "budget_greedy_points": N_("Budget: the most points first"),
    "budget_greedy_per_cost": N_("Budget: the most votes per cost first"),
    "budget_greedy_no_skip": N_("Budget: the most votes first, until one does not fit"),
    "budget_equal_shares": N_("Budget by equal shares"),
    "budget_equal_shares_add1": N_("Budget by equal shares, raised step by step"),
    "budget_equal_shares_greedy": N_("Budget by equal shares, the rest by votes"),
    "budget_equal_shares_add1u": N_("Budget by equal shares, raised step by step, the rest by votes"),
    "budget_equal_shares_cardinality": N_("Budget by equal shares of projects"),
    "budget_equal_shares_cardinality_add1": N_("Budget by equal shares of projects, raised step by step"),
    "budget_equal_shares_cardinality_greedy": N_("Budget by equal shares of projects, the rest by votes"),
    "budget_equal_shares_cardinality_add1u": N_(
        "Budget by equal shares of projects, raised step by step, the rest by votes"
    ),
    "budget_phragmen": N_("Budget by Phragmén’s sequential rule"),
    "hamilton": N_("Seats by largest remainders (Hamilton, Hare)"),
    "dhondt": N_("Seats by highest averages (D’Hondt, Jefferson)"),
    "sainte_lague": N_("Seats by Sainte-Laguë (Webster)"),
    "modified_sainte_lague": N_("Seats by modified Sainte-Laguë"),
    "huntington_hill": N_("Seats by equal proportions (Huntington and Hill)"),
}
