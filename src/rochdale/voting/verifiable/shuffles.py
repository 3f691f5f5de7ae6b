"""Shuffles of ballots to ranking questions (section 6.1): made, written, read and checked.

Each shuffler takes the list that the one before left. One honest shuffler suffices for secrecy. The stock tool
2.0 does not ask whether what comes out are members of the group: here it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rochdale.voting.verifiable import canonical, ciphertexts
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.ciphertexts import Ciphertext, read_ciphertexts
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs import shuffling
from rochdale.voting.verifiable.proofs.shuffling import Commitment, Mixing, Response, ShuffleProof, Subject
from rochdale.voting.verifiable.questions import Ranking
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.tally import Tally, tally_json


@dataclass(frozen=True, slots=True)
class Shuffle:
    """The ciphertexts of ranking questions in a new order, and for each question a proof."""

    ciphertexts: Tally
    proofs: tuple[ShuffleProof, ...]

    def encode(self) -> bytes:
        proofs: Json = [_proof_json(proof) for proof in self.proofs]
        return canonical.encode({"ciphertexts": tally_json(self.ciphertexts), "proofs": proofs})


def ranked_places(election: Election) -> list[int]:
    """Which questions are shuffled."""
    return [place for place, question in enumerate(election.questions) if isinstance(question, Ranking)]


def shuffled(election: Election, tally: Tally, shuffle: Shuffle) -> Tally:
    """The tally with the lists of ranking questions as a shuffle left them."""
    after = dict(zip(ranked_places(election), shuffle.ciphertexts, strict=True))
    return tuple(after.get(place, question) for place, question in enumerate(tally))


def shuffle_tally(election: Election, tally: Tally, below: Below) -> Shuffle:
    """Shuffle the lists of ranking questions; the other questions stay as they are."""
    lists, proofs = [], []
    for place in ranked_places(election):
        mixing = _mix(election.group, len(tally[place]), below)
        after = _apply(election.group, election.y, tally[place], mixing)
        subject = Subject(election.group, election.fingerprint, election.y, tally[place], after)
        lists.append(after)
        proofs.append(shuffling.prove(subject, mixing, below))
    return Shuffle(tuple(lists), tuple(proofs))


def _mix(group: Group, size: int, below: Below) -> Mixing:
    order = list(range(size))
    for place in range(size - 1, 0, -1):  # Fisher and Yates
        other = below(place + 1)
        order[place], order[other] = order[other], order[place]
    return Mixing(tuple(order), tuple(exponent(group.q, below) for _ in range(size)))


def _apply(group: Group, y: int, before: Sequence[Ciphertext], mixing: Mixing) -> tuple[Ciphertext, ...]:
    blinded = [
        _times(group, each, ciphertexts.encrypt(group, y, number(1), r))
        for each, r in zip(before, mixing.r_prime, strict=True)
    ]
    return tuple(blinded[place] for place in mixing.order)


def _times(group: Group, one: Ciphertext, other: Ciphertext) -> Ciphertext:
    return Ciphertext(group.times(one.alpha, other.alpha), group.times(one.beta, other.beta))


def read_shuffle(election: Election, content: bytes, before: Tally) -> Shuffle:
    """A shuffle of the tally as it was before, with everything that it says checked. Raises Unsound."""
    at = "shuffle"
    group, places = election.group, ranked_places(election)
    found = canonical.fields(canonical.parse_canonical(content, at), at, "ciphertexts", "proofs")
    lists = canonical.array(found["ciphertexts"], f"{at}.ciphertexts", len(places))
    proofs = canonical.array(found["proofs"], f"{at}.proofs", len(places))
    shuffle = Shuffle(
        tuple(
            read_ciphertexts(group, item, f"{at}.ciphertexts[{row}]", len(before[place]))
            for row, (place, item) in enumerate(zip(places, lists, strict=True))
        ),
        tuple(
            _read_proof(group, item, f"{at}.proofs[{row}]", len(before[place]))
            for row, (place, item) in enumerate(zip(places, proofs, strict=True))
        ),
    )
    _check(election, shuffle, [before[place] for place in places])
    return shuffle


def _check(election: Election, shuffle: Shuffle, before: Sequence[Sequence[Ciphertext]]) -> None:
    for row, (old, new, proof) in enumerate(zip(before, shuffle.ciphertexts, shuffle.proofs, strict=True)):
        for place, each in enumerate(new):
            ciphertexts.check_members(election.group, each, f"shuffle.ciphertexts[{row}][{place}]")
        subject = Subject(election.group, election.fingerprint, election.y, tuple(old), new)
        if not shuffling.holds(subject, proof):
            raise Unsound(Reason.SHUFFLE_PROOF_FALSE, at=f"shuffle.proofs[{row}]")


def _texts(numbers: Sequence[int]) -> Json:
    return [str(each) for each in numbers]


def _proof_json(proof: ShuffleProof) -> Json:
    t, s = proof.t, proof.s
    first: list[Json] = [str(t.t1), str(t.t2), str(t.t3), _texts((t.t41, t.t42)), _texts(t.t_hat)]
    answer: list[Json] = [
        str(s.s1), str(s.s2), str(s.s3), str(s.s4), _texts(s.s_hat), _texts(s.s_prime)
    ]  # fmt: skip
    return [first, answer, _texts(proof.c), _texts(proof.c_hat)]


def _read_proof(group: Group, value: Json, at: str, size: int) -> ShuffleProof:
    first, answer, c, c_hat = canonical.array(value, at, 4)
    return ShuffleProof(
        _read_commitment(group, first, f"{at}[0]", size),
        _read_response(group, answer, f"{at}[1]", size),
        _members(group, c, f"{at}[2]", size),
        _members(group, c_hat, f"{at}[3]", size),
    )


def _read_commitment(group: Group, value: Json, at: str, size: int) -> Commitment:
    found = canonical.array(value, at, 5)
    t1, t2, t3 = _members(group, found[:3], at, 3)
    t41, t42 = _members(group, found[3], f"{at}[3]", 2)
    return Commitment(t1, t2, t3, t41, t42, _members(group, found[4], f"{at}[4]", size))


def _read_response(group: Group, value: Json, at: str, size: int) -> Response:
    found = canonical.array(value, at, 6)
    s1, s2, s3, s4 = _scalars(group, found[:4], at, 4)
    return Response(
        s1,
        s2,
        s3,
        s4,
        _scalars(group, found[4], f"{at}[4]", size),
        _scalars(group, found[5], f"{at}[5]", size),
    )


def _members(group: Group, value: Json, at: str, size: int) -> tuple[int, ...]:
    found = canonical.array(value, at, size)
    return tuple(canonical.member(group, item, f"{at}[{place}]") for place, item in enumerate(found))


def _scalars(group: Group, value: Json, at: str, size: int) -> tuple[int, ...]:
    found = canonical.array(value, at, size)
    return tuple(canonical.scalar(group, item, f"{at}[{place}]") for place, item in enumerate(found))
