"""Archives whose rankings or shuffles are wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rochdale.voting.verifiable import canonical, shuffles, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.ciphertexts import Ciphertext, encrypt
from rochdale.voting.verifiable.proofs import shuffling
from rochdale.voting.verifiable.refusals import Reason
from rochdale.voting.verifiable.shuffles import Shuffle
from voting.verifiable import staging
from voting.verifiable.spoiling.ballots import without_signature
from voting.verifiable.spoiling.kit import board, next_number, ranking, reordered, spoils, without
from voting.verifiable.staging import assemble, dice, edited, replaced


@spoils(Reason.RANKING_PROOF_FALSE, uuid=lambda: ranking().election.uuid)
def ranking_copied_from_another_voter() -> bytes:
    copied = without_signature(ranking().ballots[1])
    copied["credential"] = without_signature(ranking().ballots[0])["credential"]
    return replaced(ranking(), 1, [staging.signed(ranking(), 0, copied)]).archive


def _ranking_uuid() -> str:
    return ranking().election.uuid


@spoils(Reason.SHUFFLES_MISSING, uuid=_ranking_uuid)
def ranking_without_a_shuffle() -> bytes:
    start = replace(ranking(), steps=ranking().steps[:4])
    return staging.close(start, (1, 2)).archive


@spoils(Reason.ORDER_WRONG, uuid=_ranking_uuid)
def shuffles_without_their_end() -> bytes:
    return without(ranking(), ranking().place("EndShuffles"))


@spoils(Reason.ORDER_WRONG, uuid=_ranking_uuid, tool=False)
def end_of_shuffles_among_the_shuffles() -> bytes:
    steps = list(ranking().steps)
    steps.insert(ranking().place("Shuffle", 1), ("EndShuffles", []))
    return assemble(steps)


@spoils(Reason.SHUFFLE_PROOF_FALSE, uuid=_ranking_uuid)
def shuffles_swapped() -> bytes:
    first, second = ranking().place("Shuffle"), ranking().place("Shuffle", 1)
    order = list(range(len(ranking().steps)))
    order[first], order[second] = second, first
    return reordered(ranking(), order)


@spoils(Reason.SHUFFLES_UNASKED)
def shuffle_where_nothing_is_ranked() -> bytes:
    content = canonical.encode({"ciphertexts": [], "proofs": []})
    steps = list(board().steps)
    place = board().place("PartialDecryption")
    steps[place:place] = [("Shuffle", [content, writing.owned(1, content)]), ("EndShuffles", [])]
    return assemble(steps)


@spoils(Reason.SHUFFLE_PROOF_FALSE, uuid=_ranking_uuid)
def ballot_exchanged_in_a_shuffle() -> bytes:
    election = ranking().election
    other = encrypt(election.group, election.y, number(4), 5).to_json()
    return _with_shuffle(lambda content: edited(content, ("ciphertexts", 0, 0), lambda _: other))


@spoils(Reason.LENGTH_WRONG, uuid=_ranking_uuid)
def ballot_lost_in_a_shuffle() -> bytes:
    return _with_shuffle(lambda content: edited(content, ("ciphertexts", 0), lambda items: items[1:]))  # type: ignore[index]


@spoils(Reason.SHUFFLE_PROOF_FALSE, uuid=_ranking_uuid)
def answer_of_a_shuffle_altered() -> bytes:
    return _with_shuffle(lambda content: edited(content, ("proofs", 0, 1, 5, 0), next_number))


@spoils(Reason.OWNER_UNKNOWN, uuid=_ranking_uuid)
def shuffle_of_a_stranger() -> bytes:
    place = ranking().place("Shuffle")
    content = ranking().steps[place][1][0]
    return replaced(ranking(), place, [content, writing.owned(3, content)]).archive


def _with_shuffle(change: Callable[[bytes], bytes]) -> bytes:
    place = ranking().place("Shuffle")
    content = change(ranking().steps[place][1][0])
    return replaced(ranking(), place, [content, writing.owned(1, content)]).archive


@spoils(Reason.ELEMENT_FOREIGN, uuid=_ranking_uuid)
def shuffle_that_leaves_the_group_with_a_proof_that_holds() -> bytes:
    """The tool 2.0 does not look."""
    return _with_shuffle(lambda _: shuffle_outside_the_group())


def shuffle_outside_the_group() -> bytes:
    """The first shuffle, its output negated once: every fourth time all of its proof is as it should be."""
    election, group = ranking().election, ranking().election.group
    ballots = [read_ballot(election, content) for content in ranking().ballots]
    before = tally.tally(election, ballots)
    for seed in range(100):
        below = dice(seed)
        mixing = shuffles._mix(group, len(before[0]), below)
        after = list(shuffles._apply(group, election.y, before[0], mixing))
        after[0] = Ciphertext(group.p - after[0].alpha, after[0].beta)
        subject = shuffling.Subject(group, election.fingerprint, election.y, before[0], tuple(after))
        proof = shuffling.prove(subject, mixing, below)
        if group.has(proof.t.t42) and shuffling.holds(subject, proof):
            return Shuffle((tuple(after),), (proof,)).encode()
    raise AssertionError("every fourth proof holds")
