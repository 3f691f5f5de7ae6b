"""Archives that are wrong in one way each, with the reason for which they must be refused.

All but the crudest are chained correctly: what is wrong is what the history says, as if a dishonest server had
written it. `tool` says what Debian's belenios-tool 2.0 answers, where that is known and tried.
"""

from __future__ import annotations

# Each of these three adds its ways to SPOILED as the others do, and has none that a test asks for by name.
from voting.verifiable.spoiling import records, results, shuffles
from voting.verifiable.spoiling.ballots import number_with_a_sign, one_question, resigned
from voting.verifiable.spoiling.kit import SPOILED, Spoiled, board, next_number, ranking, swapped
from voting.verifiable.spoiling.listed import signature_false, superseded_ballot_cast_again

__all__ = [
    "SPOILED",
    "Spoiled",
    "board",
    "next_number",
    "number_with_a_sign",
    "one_question",
    "ranking",
    "records",
    "resigned",
    "results",
    "shuffles",
    "signature_false",
    "superseded_ballot_cast_again",
    "swapped",
]
