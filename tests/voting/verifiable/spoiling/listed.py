"""What section 8 of the protocol lists: archives that are wrong, and that must be refused for it."""

from __future__ import annotations

from dataclasses import replace

from rochdale.voting.verifiable import credentials
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Reason
from rochdale.voting.verifiable.trustees import single
from voting.verifiable import staging
from voting.verifiable.spoiling.ballots import with_ballot, without_signature
from voting.verifiable.spoiling.kit import board, next_number, spoils, with_step, without
from voting.verifiable.spoiling.setting_up import with_credentials, with_setup
from voting.verifiable.staging import assemble, dice, edited, replaced


@spoils(Reason.RESULT_DIFFERS, tool=False)
def count_altered() -> bytes:
    place = board().place("Result")
    return replaced(
        board(), place, [edited(board().steps[place][1][0], ("result", 0, 0), lambda _: 2)]
    ).archive


@spoils(Reason.TALLY_DIFFERS, tool=False)
def ballot_left_out_of_the_tally() -> bytes:
    open_board = replace(board(), steps=board().steps[:5])
    return staging.close(open_board, (1, 2, 4), counting=board().ballots[:3]).archive


@spoils(Reason.ORDER_WRONG, tool=False)
def ballot_after_the_result() -> bytes:
    late = staging.cast(board(), [(3, staging.VOTES[0][1])])
    return late.archive


@spoils(Reason.BALLOT_SIGNATURE_FALSE, tool=False)
def signature_false() -> bytes:
    return with_ballot(1, edited(board().ballots[0], ("signature", "proof", "response"), next_number))


@spoils(Reason.INDIVIDUAL_PROOF_FALSE, tool=False)
def answers_copied_from_another_voter() -> bytes:
    copied = without_signature(board().ballots[1])
    copied["credential"] = str(credentials.public_credential(BELENIOS_2048, board().voters[3]))
    return with_ballot(2, staging.signed(board(), 3, copied))


@spoils(Reason.CREDENTIAL_UNKNOWN, tool=False)
def credential_unknown() -> bytes:
    stranger = replace(board(), voters=(single.new_secret(BELENIOS_2048, dice(77)),))
    return with_ballot(1, staging.cast(stranger, [(0, staging.VOTES[0][1])]).ballots[-1])


@spoils(Reason.CREDENTIAL_TWICE, tool=False)
def credential_twice() -> bytes:
    return with_credentials(lambda listed: [listed[0], *listed])


@spoils(Reason.JSON_NOT_CANONICAL, tool=False)
def ballot_with_a_space() -> bytes:
    return with_ballot(1, board().ballots[0].replace(b":", b": ", 1))


@spoils(Reason.RECORD_LAYOUT_WRONG, tool=False)
def tar_with_closing_blocks() -> bytes:
    return board().archive + bytes(1024)


@spoils(Reason.EVENT_KIND_UNKNOWN, tool=False)
def event_of_an_unknown_type() -> bytes:
    return with_step(board(), 5, "Note", [b'{"note":"the server was down"}'])


@spoils(Reason.OWNER_UNKNOWN, tool=False)
def owner_out_of_range() -> bytes:
    place = board().place("PartialDecryption")
    factors = board().steps[place][1][0]
    return replaced(board(), place, [factors, writing.owned(9, factors)]).archive


@spoils(Reason.UUID_MALFORMED, uuid=lambda: board().election.uuid[:13], tool=False)
def uuid_of_thirteen_characters() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("uuid",), lambda uuid: str(uuid)[:13]))


@spoils(Reason.ORDER_WRONG, tool=True)
def end_of_ballots_among_the_ballots() -> bytes:
    """The fault that matters most: only the ballots after the first end are counted, and the tool is content."""
    start = replace(board(), steps=[*board().steps[:3], ("EndBallots", []), *board().steps[3:5]])
    return staging.close(start, (1, 2, 4), counting=board().ballots[2:]).archive


@spoils(Reason.ORDER_WRONG, tool=True)
def end_of_shuffles_among_the_ballots() -> bytes:
    start = replace(board(), steps=[*board().steps[:3], ("EndShuffles", []), *board().steps[3:5]])
    return staging.close(start, (1, 2, 4), counting=board().ballots[2:]).archive


@spoils(Reason.ORDER_WRONG, tool=True)
def two_results() -> bytes:
    return assemble([*board().steps, board().steps[-1]])


@spoils(Reason.TALLY_DIFFERS, tool=True)
def published_tally_of_something_else() -> bytes:
    place = board().place("EncryptedTally")
    false = edited(board().steps[place][1][0], (0, 0, "alpha"), next_number)
    sized = edited(board().steps[place][1][1], ("encrypted_tally",), lambda _: hex_of(false))
    return replaced(board(), place, [false, sized]).archive


@spoils(Reason.TALLY_SIZE_WRONG, tool=True)
def number_of_ballots_wrong() -> bytes:
    place = board().place("EncryptedTally")
    content, sized = board().steps[place][1]
    return replaced(board(), place, [content, edited(sized, ("num_tallied",), lambda _: 2)]).archive


@spoils(Reason.ORDER_WRONG, tool=True)
def encrypted_tally_missing() -> bytes:
    return without(board(), board().place("EncryptedTally"))


@spoils(Reason.ORDER_WRONG, tool=True)
def end_of_ballots_missing() -> bytes:
    return without(board(), board().place("EndBallots"))


@spoils(Reason.ORDER_WRONG, tool=True)
def end_of_shuffles_without_a_shuffle() -> bytes:
    return with_step(board(), board().place("PartialDecryption"), "EndShuffles", [])


@spoils(Reason.BALLOT_SUPERSEDED, tool=True)
def superseded_ballot_cast_again() -> bytes:
    start = replace(board(), steps=[*board().steps[:5], board().steps[1]])
    return staging.close(start, (1, 2, 4)).archive


@spoils(Reason.BALLOT_ON_THE_BOARD, tool=True)
def same_ballot_twice() -> bytes:
    start = replace(board(), steps=[*board().steps[:5], board().steps[4]])
    return staging.close(start, (1, 2, 4)).archive
