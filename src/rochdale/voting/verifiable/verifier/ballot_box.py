"""The ballots of an archive, checked: spelling, who cast them, every proof, and that none came twice.

Checking proofs is most of the work, so it is done in chunks by whatever `run` the caller gives: `map`, or that of
a pool of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from rochdale.kernel.errors import Fault
from rochdale.voting.verifiable.archive.reading import Step
from rochdale.voting.verifiable.ballots import Ballot, check_proofs, read_ballot
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.membership import all_members
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.verifier.report import Received
from rochdale.voting.verifiable.verifier.setup import Setup

CHUNK_BALLOTS: Final = 1000

Verdicts: TypeAlias = list[Unsound | None]
Run: TypeAlias = Callable[[Callable[[list[bytes]], Verdicts], Iterable[list[bytes]]], Iterable[Verdicts]]


@dataclass(frozen=True, slots=True)
class BallotBox:
    """What was found in the box."""

    ballots: tuple[Ballot, ...]
    """Those that count: of each credential the last."""
    received: tuple[Received, ...]
    faults: tuple[Fault, ...]


def judge(election: Election, contents: list[bytes]) -> Verdicts:
    """For each ballot what is wrong with it, or None. Says nothing of who may vote."""
    read = [_read(election, content) for content in contents]
    good = [each for each in read if isinstance(each, Ballot)]
    members = all_members(
        election.group,
        [part for ballot in good for ciphertext in ballot.ciphertexts() for part in ciphertext],
    )
    return [each if isinstance(each, Unsound) else _wrong(election, each, members=members) for each in read]


def judge_spelling(election: Election, contents: list[bytes]) -> Verdicts:
    """The same for who let each ballot in after checking its proofs: whether it is still one that was let in."""
    read = [_read(election, content) for content in contents]
    return [each if isinstance(each, Unsound) else None for each in read]


def _read(election: Election, content: bytes) -> Ballot | Unsound:
    try:
        return read_ballot(election, content)
    except Unsound as unsound:
        return unsound.with_traceback(None)


def _wrong(election: Election, ballot: Ballot, *, members: bool) -> Unsound | None:
    try:
        # The credential is on the list, or is refused for not being there: it needs no question of its own.
        check_proofs(election, ballot, members_known=members)
    except Unsound as unsound:
        return unsound.with_traceback(None)
    return None


def open_box(
    source: str, setup: Setup, steps: Sequence[Step], run: Run, *, proofs_known: bool = False
) -> BallotBox:
    """All ballots of an archive, in their order; their proofs are checked unless they are known to hold."""
    judging = judge_spelling if proofs_known else judge
    contents = [step.parts[0] for step in steps]
    chunks = [contents[start : start + CHUNK_BALLOTS] for start in range(0, len(contents), CHUNK_BALLOTS)]
    verdicts = [verdict for part in run(partial(judging, setup.election), chunks) for verdict in part]
    assert len(verdicts) == len(steps)
    faults = [
        verdict.fault(source, step.event.height)
        for step, verdict in zip(steps, verdicts, strict=True)
        if verdict is not None
    ]
    good = [
        (step.event.height, read_ballot(setup.election, step.parts[0]))
        for step, verdict in zip(steps, verdicts, strict=True)
        if verdict is None
    ]
    faults += [unsound.fault(source, height) for height, unsound in _misplaced(setup, good)]
    last = {ballot.credential: ballot.tracker for _, ballot in good}
    return BallotBox(
        tuple({ballot.credential: ballot for _, ballot in good}.values()),
        tuple(
            Received(height, ballot.tracker, counted=last[ballot.credential] == ballot.tracker)
            for height, ballot in good
        ),
        tuple(faults),
    )


def _misplaced(setup: Setup, good: Sequence[tuple[int, Ballot]]) -> Iterator[tuple[int, Unsound]]:
    """Ballots of strangers, and ballots that were on the board before (section 4.5)."""
    entitled = set(setup.credentials)
    seen: set[str] = set()
    current: dict[int, str] = {}
    for height, ballot in good:
        if ballot.credential not in entitled:
            yield height, Unsound(Reason.CREDENTIAL_UNKNOWN)
        if ballot.tracker in seen:
            again = current[ballot.credential] == ballot.tracker
            reason = Reason.BALLOT_ON_THE_BOARD if again else Reason.BALLOT_SUPERSEDED
            yield height, Unsound(reason, tracker=ballot.tracker)
        seen.add(ballot.tracker)
        current[ballot.credential] = ballot.tracker
