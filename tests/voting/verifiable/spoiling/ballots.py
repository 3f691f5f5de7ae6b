"""Archives with a ballot that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rochdale.voting.verifiable import canonical, credentials
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.ciphertexts import Ciphertext, encrypt
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.hashing import challenge
from rochdale.voting.verifiable.proofs.proof import Proof
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.refusals import Reason
from voting.verifiable import staging
from voting.verifiable.spoiling.kit import VOTERS, board, next_number, spoils, swapped
from voting.verifiable.staging import dice, edited, replaced


def without_signature(ballot: bytes) -> dict[str, Json]:
    value = canonical.parse(ballot, "test")
    assert isinstance(value, dict)
    return {name: each for name, each in value.items() if name != "signature"}


def with_ballot(place: int, ballot: bytes) -> bytes:
    return replaced(board(), place, [ballot]).archive


def resigned(ballot: int, path: tuple[str | int, ...], change: Callable[[Json], Json]) -> bytes:
    """A ballot of the board, altered and signed anew by its own voter."""
    unsigned = canonical.encode(without_signature(board().ballots[ballot]))
    value = canonical.parse(edited(unsigned, path, change), "test")
    assert isinstance(value, dict)
    return staging.signed(board(), VOTERS[ballot], value)


def _altered(path: tuple[str | int, ...], change: Callable[[Json], Json]) -> bytes:
    return with_ballot(1, resigned(0, path, change))


@spoils(Reason.BALLOT_OF_ANOTHER_ELECTION)
def ballot_of_another_election() -> bytes:
    return _altered(("election_hash",), lambda _: "A" * 43)


@spoils(Reason.BALLOT_OF_ANOTHER_ELECTION)
def ballot_of_another_name() -> bytes:
    return _altered(("election_uuid",), lambda _: "1" * 22)


@spoils(Reason.BALLOT_HASH_FALSE)
def ballot_altered_under_its_signature() -> bytes:
    return with_ballot(1, edited(board().ballots[0], ("answers", 0, "choices", 0, "beta"), next_number))


@spoils(Reason.BALLOT_SIGNATURE_FALSE)
def ballot_signed_by_someone_else() -> bytes:
    unsigned = without_signature(board().ballots[0])
    return with_ballot(1, staging.signed(board(), 3, unsigned))


@spoils(Reason.INDIVIDUAL_PROOF_FALSE)
def choices_swapped_within_a_question() -> bytes:
    return _altered(("answers", 0, "choices"), swapped)


@spoils(Reason.INDIVIDUAL_PROOF_FALSE)
def subproofs_swapped() -> bytes:
    return _altered(("answers", 0, "individual_proofs", 0), swapped)


@spoils(Reason.OVERALL_PROOF_FALSE)
def overall_proof_altered() -> bytes:
    return _altered(("answers", 1, "overall_proof", 0, "response"), next_number)


@spoils(Reason.BLANK_PROOF_FALSE)
def blank_proof_altered() -> bytes:
    return _altered(("answers", 2, "blank_proof", 1, "challenge"), next_number)


@spoils(Reason.FIELDS_WRONG)
def blank_proof_where_blank_is_not_offered() -> bytes:
    return _altered(("answers", 0), lambda answer: {**answer, "blank_proof": []})  # type: ignore[dict-item]


@spoils(Reason.FIELDS_WRONG)
def ballot_with_a_further_field() -> bytes:
    unsigned = without_signature(board().ballots[0])
    return with_ballot(1, staging.signed(board(), 0, {**unsigned, "note": "x"}))


@spoils(Reason.FIELDS_WRONG)
def ballot_with_fields_in_another_order() -> bytes:
    unsigned = without_signature(board().ballots[0])
    turned = {"election_hash": unsigned.pop("election_hash"), **unsigned}
    return with_ballot(1, staging.signed(board(), 0, turned))


@spoils(Reason.LENGTH_WRONG)
def ballot_with_a_choice_too_many() -> bytes:
    return _altered(("answers", 0, "choices"), lambda choices: [*choices, choices[0]])  # type: ignore[misc,index]


@spoils(Reason.LENGTH_WRONG)
def ballot_that_leaves_a_question_out() -> bytes:
    return _altered(("answers",), lambda answers: answers[:2])  # type: ignore[index]


@spoils(Reason.NUMBER_NOT_CANONICAL)
def number_with_a_leading_zero() -> bytes:
    return _altered(("answers", 0, "choices", 0, "alpha"), lambda text: f"0{text}")


@spoils(Reason.NUMBER_NOT_CANONICAL)
def number_with_a_sign() -> bytes:
    return _altered(("answers", 0, "overall_proof", 0, "response"), lambda text: f"+{text}")


@spoils(Reason.SHAPE_WRONG)
def number_without_quotes() -> bytes:
    return _altered(("answers", 0, "overall_proof", 0, "response"), lambda text: int(str(text)))


@spoils(Reason.SCALAR_OUT_OF_RANGE)
def response_raised_by_the_order() -> bytes:
    raised = lambda text: str(int(str(text)) + BELENIOS_2048.q)  # noqa: E731
    return _altered(("answers", 0, "overall_proof", 0, "response"), raised)


@spoils(Reason.ELEMENT_OUT_OF_RANGE)
def element_raised_by_the_modulus() -> bytes:
    raised = lambda text: str(int(str(text)) + BELENIOS_2048.p)  # noqa: E731
    return _altered(("answers", 0, "choices", 0, "alpha"), raised)


@spoils(Reason.ELEMENT_OUT_OF_RANGE)
def element_zero() -> bytes:
    return _altered(("answers", 0, "choices", 0, "alpha"), lambda _: "0")


ONE = Choice("yes", ("yes",), 0, 1)
one_question = cache(lambda: staging.small_election([(0, [[1]])], ONE))


@spoils(Reason.ELEMENT_FOREIGN, uuid=lambda: one_question().election.uuid)
def element_of_twice_the_order_with_proofs_that_hold() -> bytes:
    """A voter tries until all challenges are even: then -1 vanishes from every proof, and spoils the tally."""
    staged = one_question()
    election, group = staged.election, staged.election.group
    credential = credentials.public_credential(group, staged.voters[0])
    bound = f"{election.fingerprint}|{credential}"
    r = number(999)
    true = encrypt(group, election.y, group.g, r)
    stray = Ciphertext(group.p - true.alpha, true.beta)
    individual = _proofs_with_even_challenges(election.y, stray, r, f"prove|{bound}|{stray}|")
    overall = _proofs_with_even_challenges(election.y, stray, r, f"prove|{bound}|{stray}|{stray}|")
    answer: Json = {
        "choices": [stray.to_json()],
        "individual_proofs": [[proof.to_json() for proof in individual]],
        "overall_proof": [proof.to_json() for proof in overall],
    }
    unsigned: dict[str, Json] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": str(credential),
        "answers": [answer],
    }
    return replaced(staged, 1, [staging.signed(staged, 0, unsigned)]).archive


def _proofs_with_even_challenges(y: int, stray: Ciphertext, r: int, prefix: str) -> list[Proof]:
    group, below = BELENIOS_2048, dice(11)
    p, q = group.p, group.q
    while True:
        w, c0, t0 = (number(below(int(q) // 2)) * 2 for _ in range(3))
        commitments = [
            pow(group.g, t0, p) * pow(stray.alpha, c0, p) % p,
            pow(y, t0, p) * pow(stray.beta, c0, p) % p,
            pow(group.g, w, p),
            pow(y, w, p),
        ]
        c1 = (challenge(q, prefix, commitments) - c0) % q
        if c1 % 2 == 0:
            return [Proof(c0, t0), Proof(c1, (w - r * c1) % q)]
