"""Ballots (section 4): made, read in their one spelling, and checked, every proof of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.answers import choosing, ranking
from rochdale.voting.verifiable.answers.choosing import Chosen
from rochdale.voting.verifiable.answers.ranking import Ranked
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.ciphertexts import Ciphertext
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.hashing import base64_of
from rochdale.voting.verifiable.proofs import knowledge
from rochdale.voting.verifiable.proofs.proof import Proof, read_proof
from rochdale.voting.verifiable.questions import Choice, Question
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret

Answer: TypeAlias = Chosen | Ranked

_FIELDS = ("election_uuid", "election_hash", "credential", "answers", "signature")


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot in its one spelling; its proofs are checked by `check_ballot`."""

    credential: int
    """S = g^s, the voter's public credential."""
    answers: tuple[Answer, ...]
    signature: Proof
    unsigned: bytes = field(repr=False)
    """The ballot without its signature: what the signature is of."""
    tracker: str
    """B64 of the whole ballot: the voter's tracking number."""

    def ciphertexts(self) -> Iterator[Ciphertext]:
        """All its ciphertexts, question by question."""
        for answer in self.answers:
            yield from (answer.choices if isinstance(answer, Chosen) else [answer.choices])


def read_ballot(election: Election, content: bytes) -> Ballot:
    """A ballot of this election. Says nothing of its proofs, nor of who may vote. Raises Unsound."""
    at = "ballot"
    found = canonical.fields(canonical.parse_canonical(content, at), at, *_FIELDS)
    if found["election_uuid"] != election.uuid or found["election_hash"] != election.fingerprint:
        raise Unsound(Reason.BALLOT_OF_ANOTHER_ELECTION)
    unsigned = canonical.encode({name: found[name] for name in _FIELDS[:-1]})
    signature = canonical.fields(found["signature"], f"{at}.signature", "hash", "proof")
    if signature["hash"] != base64_of(unsigned):
        raise Unsound(Reason.BALLOT_HASH_FALSE)
    answers = canonical.array(found["answers"], f"{at}.answers", len(election.questions))
    return Ballot(
        canonical.element(election.group, found["credential"], f"{at}.credential"),
        tuple(
            _read_answer(election, question, item, f"{at}.answers[{place}]")
            for place, (question, item) in enumerate(zip(election.questions, answers, strict=True))
        ),
        read_proof(election.group, signature["proof"], f"{at}.signature.proof"),
        unsigned,
        base64_of(content),
    )


def _read_answer(election: Election, question: Question, value: Json, at: str) -> Answer:
    if isinstance(question, Choice):
        return choosing.read_chosen(election, question, value, at)
    return ranking.read_ranked(election, value, at)


def _bound(election: Election, credential: int) -> str:
    """S0: what binds every proof of a ballot to the election and the voter."""
    return f"{election.fingerprint}|{credential}"


def _signature_prefix(unsigned: bytes) -> str:
    return f"sig|{base64_of(unsigned)}|"


def check_proofs(election: Election, ballot: Ballot, *, members_known: bool = False) -> None:
    """The signature and every proof of a ballot whose credential is a member. Raises Unsound.

    `members_known` says that its ciphertexts are known to consist of members.
    """
    if not knowledge.holds(
        election.group, ballot.credential, ballot.signature, _signature_prefix(ballot.unsigned)
    ):
        raise Unsound(Reason.BALLOT_SIGNATURE_FALSE)
    bound = _bound(election, ballot.credential)
    for place, (question, answer) in enumerate(zip(election.questions, ballot.answers, strict=True)):
        at = f"ballot.answers[{place}]"
        if isinstance(answer, Chosen):
            assert isinstance(question, Choice)
            choosing.check_chosen(election, question, answer, bound, at, members_known=members_known)
        else:
            ranking.check_ranked(election, answer, bound, at)


def check_ballot(election: Election, ballot: Ballot) -> None:
    """Everything that a ballot itself says. Whether its credential may vote is the list's. Raises Unsound."""
    if not election.group.has(ballot.credential):
        raise Unsound(Reason.ELEMENT_FOREIGN, at="ballot.credential")
    check_proofs(election, ballot)


def write_ballot(
    election: Election, secret: Secret[int], marks: Sequence[Sequence[int]], below: Below
) -> bytes:
    """A ballot: for each question its marks, of 0 and 1 with blank first, or its ranks. Raises Unsound."""
    if len(marks) != len(election.questions):
        raise Unsound(Reason.MARKS_MALFORMED, wanted=len(election.questions))
    group = election.group
    credential = group.secret_power(group.g, secret.reveal())
    bound = _bound(election, credential)
    unsigned: dict[str, Json] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": str(credential),
        "answers": [
            _encrypt(election, question, given, bound, below).to_json()
            for question, given in zip(election.questions, marks, strict=True)
        ],
    }
    prefix = _signature_prefix(canonical.encode(unsigned))
    proof = knowledge.prove(group, secret.reveal(), prefix, below)
    signature: Json = {"hash": base64_of(canonical.encode(unsigned)), "proof": proof.to_json()}
    return canonical.encode({**unsigned, "signature": signature})


def _encrypt(
    election: Election, question: Question, marks: Sequence[int], bound: str, below: Below
) -> Answer:
    if isinstance(question, Choice):
        return choosing.encrypt_chosen(election, question, marks, bound, below)
    return ranking.encrypt_ranked(election, question, marks, bound, below)
