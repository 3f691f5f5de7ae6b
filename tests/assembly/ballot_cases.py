"""Verifiable ballots for tests: set up on a floor, with trustees and voters who work on machines of their own."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from assembly.floor import MOTION, Floor, later
from rochdale.assembly import actions
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.models import (
    Ballot,
    BallotCredential,
    BallotPartKind,
    BallotTrustee,
    Meeting,
    RollLine,
)
from rochdale.assembly.queries import ballot_board
from rochdale.assembly.queries import ballots as seen_ballots
from rochdale.assembly.queries.ballot_works import work_refused, works_open
from rochdale.assembly.queries.balloting import Asked, AskedKind, BallotDraft, TrusteeDraft, motion
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.audit.checks import differences
from rochdale.kernel.acting import Acting
from rochdale.membership.models import Letter
from rochdale.membership.queries import opened_words
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import canonical, credentials, decryption, shuffles, tally
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.reading import Archive, read_archive
from rochdale.voting.verifiable.archive.writing import owned
from rochdale.voting.verifiable.ballots import read_ballot, write_ballot
from rochdale.voting.verifiable.election import Election, read_election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import certificates, dealing, sharing, signing, single

ELECTION = 5  # the place of the item that elects
CODE = re.compile(
    r"\b[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}\b"
)
DAYS = 4
BELOW = random.Random("ballots of tests").randrange  # the same each time


def words(french: str, english: str) -> dict[str, str]:
    return {"fr": french, "en": english}


def asked_motion() -> Asked:
    return motion(words("Nommer l’auditeur ?", "Appoint the auditor?"))


def board_seat(seats: int = 1, *, rule: str = "plurality") -> Asked:
    names = ("Rosalie Tremblay", "Malik Benali", "Odile Gagnon")
    answers = tuple(words(name, name) for name in names)
    most = 1 if rule == "plurality" else 2
    return Asked(
        AskedKind.CHOICE, words("Qui siégera ?", "Who shall sit?"), answers, 1, most, True, rule, seats
    )


def ordered(seats: int = 2) -> Asked:
    names = ("Rosalie Tremblay", "Malik Benali", "Odile Gagnon")
    return Asked(
        AskedKind.RANKING,
        words("Dans quel ordre ?", "In which order?"),
        tuple(words(name, name) for name in names),
        rule="scottish_stv",
        seats=seats,
    )


def draft(by: Acting, *questions: Asked, mandatory: int = 2, sharing_: int = 0) -> BallotDraft:
    """A ballot that opens in an hour and stays open for days."""
    trustees = [
        TrusteeDraft(f"Trustee {place}", f"trustee{place}@example.org", "en", is_mandatory=place <= mandatory)
        for place in range(1, mandatory + sharing_ + 1)
    ]
    opens_at = by.at + timedelta(hours=1)
    return BallotDraft(
        names=words("Scrutin d’essai", "Ballot of a test"),
        descriptions=words("Quatre jours pour voter.", "Four days to vote."),
        questions=questions,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=DAYS),
        trustees=tuple(trustees),
        threshold=2 if sharing_ else None,
    )


@dataclass
class Run:
    """One ballot on a floor, with the secrets of everybody who is not the server."""

    floor: Floor
    number: int
    keys: dict[int, Secret[int]]
    seeds: dict[int, signing.Identity]

    @property
    def by(self) -> Acting:
        return self.floor.by

    @property
    def ids(self) -> dict[str, int]:
        return {"number": self.floor.number, "ballot": self.number}

    def seen(self) -> BallotSeen:
        with inside(self.by.cooperative_id):
            meeting = Meeting.objects.get(number=self.floor.number)
            return seen_ballots.ballot_of(meeting_id=meeting.id, number=self.number)

    @property
    def uuid(self) -> str:
        return self.seen().uuid

    @property
    def group(self) -> Group:
        return self.seen().group

    def at(self, hours: float) -> Acting:
        """The one who runs it, so many hours after the set-up."""
        return later(self.by, int(hours * 60))

    def trustee(self, place: int) -> UUID:
        with inside(self.by.cooperative_id):
            return BallotTrustee.objects.get(ballot_id=self.seen().id, place=place).id

    def give(
        self, place: int, kind: BallotPartKind, content: bytes, hours: float = 0.5
    ) -> actions.PartVerdict:
        """What came of it; what takes long to judge is judged at once, by what the worker does."""
        verdict = self.send(place, kind, content, hours)
        if verdict.since is None:
            return verdict
        self.work(hours)
        with inside(self.by.cooperative_id):
            own = seen_ballots.trustees_of(ballot_id=self.seen().id)[place - 1]
        return actions.PartVerdict(own.fault, own.fault_at)

    def send(
        self, place: int, kind: BallotPartKind, content: bytes, hours: float = 0.5
    ) -> actions.PartVerdict:
        return actions.give_part(
            by=self.at(hours), uuid=self.uuid, trustee_id=self.trustee(place), kind=kind, content=content
        )

    def work(self, hours: float | None = None) -> None:
        """Do what waits for the worker, at this moment; else when the window has run out."""
        at = self.at(self.after if hours is None else hours).at
        with inside(self.by.cooperative_id):
            waiting = works_open(ballot_id=self.seen().id)
        for each in waiting:
            actions.do_ballot_work(cooperative_id=self.by.cooperative_id, work_id=each.id, at=at)

    def make_keys(self, *places: int) -> None:
        """Each of these trustees makes a key on its own machine, and gives its public half."""
        for place in places:
            self.keys[place] = single.new_secret(self.group, BELOW)
            key = single.publish(self.group, self.keys[place], BELOW, f"Trustee {place}")
            assert self.give(place, BallotPartKind.KEY, canonical.encode(key.to_json())).is_accepted

    def share_key(self, *places: int, threshold: int = 2) -> None:
        """These trustees make a key that they share, in three rounds."""
        group = self.group
        for index, place in enumerate(places, 1):
            self.seeds[place] = signing.identity(group, signing.new_seed(BELOW))
            made = certificates.certify(
                group, self.seeds[place], certificates.Place(len(places), threshold, index), BELOW
            )
            assert self.give(place, BallotPartKind.CERTIFICATE, canonical.encode(made.to_json())).is_accepted
        certified = self.certified(places, threshold)
        dealt = []
        for index, place in enumerate(places, 1):
            content = canonical.encode(dealing.deal(group, self.seeds[place], certified, BELOW).to_json())
            assert self.give(place, BallotPartKind.DEALING, content).is_accepted
            dealt.append(dealing.read_dealing(group, content, certified, index))
        for place in places:
            share = sharing.receive(group, self.seeds[place], certified, dealt, BELOW)
            self.keys[place] = sharing.open_share(group, self.seeds[place], share.private_key)
            assert self.give(place, BallotPartKind.SHARE, canonical.encode(share.to_json())).is_accepted

    def certified(self, places: Sequence[int], threshold: int) -> tuple[certificates.Certificate, ...]:
        with inside(self.by.cooperative_id):
            given = seen_ballots.trustees_stand(self.seen()).given[BallotPartKind.CERTIFICATE]
        texts = [canonical.parse(given[place].encode(), "certificate") for place in places]
        return certificates.read_certificates(self.group, texts, "certificates", threshold)

    def opened(self) -> None:
        """Codes given out, and the set-up on the board."""
        actions.make_codes(by=self.at(0.6), **self.ids)
        actions.open_ballot(by=self.at(0.7), **self.ids)

    def code_of(self, person_id: UUID) -> Secret[str]:
        """The voting code, as it stands in the letter of its voter."""
        with inside(self.by.cooperative_id):
            letter = Letter.objects.get(person_id=person_id, kind="ballot_code")
            text = opened_words(self.by.cooperative_id, letter.body)
        found = CODE.search(text)
        assert found is not None
        return Secret(found[0])

    def archive_bytes(self) -> bytes:
        with inside(self.by.cooperative_id):
            return ballot_board.ballot_archive(self.seen())

    def archive(self) -> Archive:
        return read_archive(self.archive_bytes())

    def election(self) -> Election:
        return read_election(self.archive().steps[0].parts[0])

    def ballot(self, voter: int, *marks: Sequence[int]) -> bytes:
        """A ballot as a voter's own device makes it."""
        secret = credentials.secret_exponent(self.group, self.uuid, self.code_of(self.floor.voters[voter]))
        return write_ballot(self.election(), secret, marks, BELOW)

    def cast(self, content: bytes, hours: float = 2) -> str:
        by = replace(self.at(hours), person_id=None, authority="voting code")
        return actions.cast_ballot(by=by, uuid=self.uuid, content=content)

    def vote(self, voter: int, *marks: Sequence[int], hours: float = 2) -> str:
        return self.cast(self.ballot(voter, *marks), hours)

    def paper(self, voter: int, *, is_assisted: bool = False, hours: float = 2) -> None:
        actions.give_ballot_paper(
            by=self.at(hours), **self.ids, voter_id=self.floor.voters[voter], is_assisted=is_assisted
        )

    def then(self, by: Acting) -> Acting:
        """Somebody acting when the window has run out."""
        return later(by, int(self.after * 60))

    @property
    def after(self) -> float:
        """A moment when the window has run out."""
        return DAYS * 24 + 2

    def close(self) -> None:
        actions.close_ballot(by=self.at(self.after), **self.ids)

    def sums(self) -> tally.Tally:
        """What is to be opened, as a trustee computes it from the archive alone."""
        archive, election = self.archive(), self.election()
        cast = [read_ballot(election, step.parts[0]) for step in archive.of(Kind.BALLOT)]
        sums = tally.tally(election, tally.counted(cast))
        for step in archive.of(Kind.SHUFFLE):
            sums = shuffles.shuffled(election, sums, shuffles.read_shuffle(election, step.parts[0], sums))
        return sums

    def shuffle(self, place: int) -> actions.PartVerdict:
        return self.give(place, BallotPartKind.SHUFFLE, self.shuffled(), self.after)

    def shuffled(self) -> bytes:
        return shuffles.shuffle_tally(self.election(), self.sums(), BELOW).encode()

    def share_of(self, place: int, owner: int | None = None) -> bytes:
        """The two lines that a trustee's page gives."""
        part = decryption.decrypt(self.election(), self.sums(), self.keys[place], BELOW).encode()
        return part + b"\n" + owned(owner or place, part) + b"\n"

    def decrypt(self, *places: int) -> None:
        for place in places:
            part = self.share_of(place)
            assert self.give(place, BallotPartKind.DECRYPTION, part, self.after).is_accepted

    def count(self, **facts: Any) -> str:
        """Have it counted; the name under which it is published. Raises what the count was refused for."""
        self.ask_count(**facts)
        self.work()
        with inside(self.by.cooperative_id):
            refusal = work_refused(ballot_id=self.seen().id)
        if refusal is not None:
            raise refusal
        return self.uuid

    def ask_count(self, **facts: Any) -> datetime:
        return actions.count_ballot(by=self.at(self.after), **self.ids, **facts)

    def found_wrong(self) -> list[str]:
        return [each.invariant for each in differences(self.by.cooperative_id, CHECKS)]

    def line(self, voter: int) -> RollLine:
        return RollLine.objects.get(voter_id=self.floor.voters[voter])

    def credential(self, voter: int) -> BallotCredential:
        return BallotCredential.objects.get(ballot_id=self.seen().id, line_id=self.line(voter).id)


def set_up(
    floor: Floor, *questions: Asked, place: int = MOTION, mandatory: int = 2, sharing_: int = 0
) -> Run:
    """A ballot that waits for its trustees."""
    asked = draft(floor.by, *questions, mandatory=mandatory, sharing_=sharing_)
    number = actions.set_up_ballot(by=floor.by, number=floor.number, place=place, draft=asked)
    return Run(floor, number, {}, {})


def opened(floor: Floor, *questions: Asked, place: int = MOTION) -> Run:
    """A ballot that is open, with two trustees who are both needed."""
    run = set_up(floor, *questions, place=place)
    run.make_keys(1, 2)
    run.opened()
    return run


def rows_of(run: Run) -> Ballot:
    return Ballot.objects.get(id=run.seen().id)
