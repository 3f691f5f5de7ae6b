"""A verifiable ballot of the demo with its trustees and voters, who work here and not at machines of their own.

The trustees' keys come from a seed and keep no secret. The voting codes are in the letters, as for everybody.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from rochdale.assembly import actions
from rochdale.assembly.actions import MeetingLetter
from rochdale.assembly.queries import BallotPartKind, ballot_board, ballots, trustee_parts
from rochdale.assembly.queries import meeting as meeting_seen
from rochdale.assembly.queries.ballot_works import works_open
from rochdale.assembly.queries.ballots import BallotSeen, trustees_of, trustees_stand
from rochdale.config.demo.desk import Desk
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import canonical, credentials, decryption, shuffles
from rochdale.voting.verifiable.ballots import write_ballot
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.election import read_election
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import single

_CODE: Final = re.compile(r"\b\w{5}-\w{6}-\w{5}-\w{6}\b")
AS_TRUSTEE: Final = "trustee of a ballot"
AS_VOTER: Final = "voting code"
Vote = tuple[Secret[str], Sequence[Sequence[int]]]  # a voting code, and the marks or ranks of each question


@dataclass(slots=True)
class Panel:
    """One ballot of a meeting, by the numbers of both."""

    desk: Desk
    number: int
    ballot: int
    seed: str
    keys: list[Secret[int]] = field(default_factory=list)
    below: Below = field(init=False)

    def __post_init__(self) -> None:
        """Chance from a seed: it keeps no secret."""
        self.below = random.Random(f"{self.seed} of {self.desk.scene.slug}").randrange  # noqa: S311  # as it says

    @property
    def seen(self) -> BallotSeen:
        """The ballot as it stands."""
        with inside(self.desk.cooperative_id):
            return ballots.ballot_of(meeting_id=meeting_seen(self.number).id, number=self.ballot)

    def give_keys(self, by: Acting) -> None:
        """Each trustee makes a key, and gives its public half."""
        seen = self.seen
        for place, name in enumerate(self._trustees(seen).values()):
            self.keys.append(single.new_secret(seen.group, self.below))
            key = single.publish(seen.group, self.keys[place], self.below, name)
            self._give(by, seen, place, BallotPartKind.KEY, canonical.encode(key.to_json()))

    def cast(self, by: Acting, votes: Iterable[Vote]) -> None:
        """Each of these is cast with the voting code of a letter."""
        seen = self.seen
        with inside(self.desk.cooperative_id):
            election = read_election(ballot_board.election_text(ballot_id=seen.id))
        for code, marks in votes:
            secret = credentials.secret_exponent(seen.group, seen.uuid, code)
            content = write_ballot(election, secret, marks, self.below)
            actions.cast_ballot(by=by, uuid=seen.uuid, content=content)

    def shuffle(self, by: Acting) -> None:
        """Each trustee shuffles what the one before left."""
        seen = self.seen
        opening = self._opening(seen)
        sums = opening.sums
        for place in range(len(self.keys)):
            shuffle = shuffles.shuffle_tally(opening.election, sums, self.below)
            self._give(by, seen, place, BallotPartKind.SHUFFLE, shuffle.encode())
            sums = shuffles.shuffled(opening.election, sums, shuffle)

    def open(self, by: Acting) -> None:
        """Each trustee gives its part of the opening."""
        seen = self.seen
        opening = self._opening(seen)
        with inside(self.desk.cooperative_id):
            sums = trustee_parts.last_shuffled(opening, trustees_stand(seen))
        for place, key in enumerate(self.keys):
            part = decryption.decrypt(opening.election, sums, key, self.below)
            self._give(by, seen, place, BallotPartKind.DECRYPTION, part.encode())

    def _opening(self, seen: BallotSeen) -> trustee_parts.ToOpen:
        with inside(self.desk.cooperative_id):
            return trustee_parts.to_open(seen)

    def _trustees(self, seen: BallotSeen) -> dict[UUID, str]:
        with inside(self.desk.cooperative_id):
            return {each.id: each.name for each in trustees_of(ballot_id=seen.id)}

    def _give(self, by: Acting, seen: BallotSeen, place: int, kind: BallotPartKind, content: bytes) -> None:
        trustee_id = list(self._trustees(seen))[place]
        actions.give_part(by=by, uuid=seen.uuid, trustee_id=trustee_id, kind=kind, content=content)
        self.work(by)
        with inside(self.desk.cooperative_id):
            fault = trustees_of(ballot_id=seen.id)[place].fault
        assert not fault, fault

    def work(self, by: Acting) -> None:
        """Do what waits for the worker, at the same moment: the demo has none while it is built."""
        with inside(self.desk.cooperative_id):
            waiting = works_open(ballot_id=self.seen.id)
        for each in waiting:
            actions.do_ballot_work(cooperative_id=self.desk.cooperative_id, work_id=each.id, at=by.at)


def code_of(person_id: UUID) -> Secret[str] | None:
    """The voting code that somebody finds in the own letter; None for who has none, or had one that is over."""
    for line in membership.letters_of(person_id=person_id).lines:
        if line.kind == MeetingLetter.BALLOT_CODE:
            found = _CODE.search(membership.letter(letter_id=line.id).opened().body)
            return Secret(found[0]) if found else None
    return None
