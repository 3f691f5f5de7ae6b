"""Archives whose decryptions or result are wrong."""

from __future__ import annotations

from collections.abc import Callable

from rochdale.voting.verifiable import decryption, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.refusals import Reason
from voting.verifiable.spoiling.kit import board, negated, spoils, swapped, with_step, without
from voting.verifiable.staging import assemble, dice, edited, replaced


def _with_decryption(change: Callable[[bytes], bytes]) -> bytes:
    place = board().place("PartialDecryption")
    content = change(board().steps[place][1][0])
    return replaced(board(), place, [content, writing.owned(1, content)]).archive


@spoils(Reason.DECRYPTION_PROOF_FALSE)
def factor_false() -> bytes:
    other = str(BELENIOS_2048.g_to(31337))
    return _with_decryption(lambda content: edited(content, ("decryption_factors", 0, 0), lambda _: other))


@spoils(Reason.DECRYPTION_PROOF_FALSE)
def shares_swapped() -> bytes:
    first, second = board().place("PartialDecryption", 1), board().place("PartialDecryption", 2)
    steps = list(board().steps)
    one, other = steps[first][1][0], steps[second][1][0]
    steps[first] = ("PartialDecryption", [other, writing.owned(2, other)])
    steps[second] = ("PartialDecryption", [one, writing.owned(4, one)])
    return assemble(steps)


@spoils(Reason.ELEMENT_FOREIGN)
def factor_outside_the_group_with_a_proof_that_holds() -> bytes:
    election = board().election
    counted = tally.counted(read_ballot(election, content) for content in board().ballots)
    opened = tally.tally(election, counted)
    for seed in range(100):
        made = decryption.decrypt(election, opened, board().keys[1], dice(seed))
        if made.proofs[0][0].challenge % 2 == 0:
            stray = str(negated(str(made.factors[0][0])))
            return _with_decryption(
                lambda _, made=made, stray=stray: edited(  # type: ignore[misc]
                    made.encode(), ("decryption_factors", 0, 0), lambda _: stray
                )
            )
    raise AssertionError("a challenge is even every other time")


@spoils(Reason.DECRYPTION_TWICE)
def trustee_decrypts_twice() -> bytes:
    place = board().place("PartialDecryption")
    return with_step(board(), place, *board().steps[place])


@spoils(Reason.DECRYPTIONS_MISSING)
def trustee_missing() -> bytes:
    return without(board(), board().place("PartialDecryption"))


@spoils(Reason.DECRYPTIONS_MISSING)
def too_few_of_a_body() -> bytes:
    return without(board(), board().place("PartialDecryption", 2))


@spoils(Reason.REFERENCE_FALSE)
def wrapper_of_something_else() -> bytes:
    place = board().place("PartialDecryption")
    content, wrapper = board().steps[place][1]
    return replaced(board(), place, [content, edited(wrapper, ("payload",), lambda _: "0" * 64)]).archive


@spoils(Reason.LENGTH_WRONG)
def decryption_of_too_few() -> bytes:
    return _with_decryption(
        lambda content: edited(content, ("decryption_proofs", 1), lambda items: items[:2])  # type: ignore[index]
    )


@spoils(Reason.RESULT_DIFFERS)
def answers_exchanged_in_the_result() -> bytes:
    place = board().place("Result")
    return replaced(board(), place, [edited(board().steps[place][1][0], ("result", 0), swapped)]).archive


@spoils(Reason.JSON_NOT_CANONICAL)
def result_laid_out_prettily() -> bytes:
    place = board().place("Result")
    return replaced(board(), place, [board().steps[place][1][0].replace(b",", b", ")]).archive


@spoils(Reason.FIELDS_WRONG)
def result_with_a_comment() -> bytes:
    place = board().place("Result")
    return replaced(board(), place, [board().steps[place][1][0][:-1] + b',"by":"us"}']).archive


@spoils(Reason.SHAPE_WRONG)
def result_that_is_a_list() -> bytes:
    return replaced(board(), board().place("Result"), [b"[]"]).archive


@spoils(Reason.JSON_MALFORMED)
def result_with_a_fraction() -> bytes:
    place = board().place("Result")
    return replaced(board(), place, [b'{"result":[[1.5,2],[0,0,0],[0,0,0]]}']).archive
