"""Whether a ballot may join the ballot box (section 4.5). The caller keeps the box, and asks before it adds.

The stock tool 2.0 lets a voter's older ballot be cast again, which silently takes back a second thought: here it
is refused, as is anything that is on the board already.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

from rochdale.voting.verifiable.ballots import Ballot, check_proofs, read_ballot
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.refusals import Reason, Unsound


@dataclass(frozen=True, slots=True)
class Box:
    """What the caller knows of an open ballot box, as questions: it may be a table or a set."""

    credentials: Container[int]
    """The public credentials, all of them members."""
    credential_of: Callable[[str], int | None]
    """Which credential the ballot with this tracker was cast under, if it is on the board."""
    current: Callable[[int], str | None]
    """The tracker of the ballot that counts for a credential now, if any."""


def admit(election: Election, box: Box, content: bytes) -> Ballot:
    """The ballot, if it may be cast. Raises Unsound.

    In the order of cost: what is cheap to see is refused before a proof is checked.
    """
    ballot = read_ballot(election, content)
    if ballot.credential not in box.credentials:
        raise Unsound(Reason.CREDENTIAL_UNKNOWN)
    already = box.credential_of(ballot.tracker)
    if already is not None:
        current = box.current(already)
        raise Unsound(
            Reason.BALLOT_ON_THE_BOARD if current == ballot.tracker else Reason.BALLOT_SUPERSEDED,
            tracker=ballot.tracker,
        )
    check_proofs(election, ballot)
    return ballot
