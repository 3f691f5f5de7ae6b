"""Archives that are wrong in one way each, with the reason for which they must be refused.

All but the crudest are chained correctly: what is wrong is what the history says, as if a dishonest server had
written it. `tool` says what Debian's belenios-tool 2.0 answers, where that is known and tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rochdale.voting.verifiable import canonical, credentials, decryption, shuffles, tally
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.arithmetic import number, power
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.ciphertexts import Ciphertext, encrypt
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.hashing import challenge, hex_of
from rochdale.voting.verifiable.proofs import shuffling
from rochdale.voting.verifiable.proofs.proof import Proof
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.refusals import Reason
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.shuffles import Shuffle
from rochdale.voting.verifiable.trustees import single
from voting.verifiable import staging
from voting.verifiable.staging import Staged, assemble, dice, edited, replaced

VOTERS = [voter for voter, _ in staging.VOTES]

board = cache(staging.board_election)
ranking = cache(staging.ranking_election)


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A way to spoil an archive."""

    name: str
    make: Callable[[], bytes]
    reason: Reason
    tool: bool | None = None
    """Whether belenios-tool 2.0 lets it pass."""
    uuid: Callable[[], str] = lambda: board().election.uuid


SPOILED: list[Spoiled] = []
THREE: list[dict[str, Json]] = [question.to_json() for question in staging.THREE_QUESTIONS]  # type: ignore[misc]  # objects


def spoils(
    reason: Reason, *, tool: bool | None = None, uuid: Callable[[], str] | None = None
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        known = {} if uuid is None else {"uuid": uuid}
        SPOILED.append(Spoiled(make.__name__, make, reason, tool, **known))
        return make

    return keep


def reordered(staged: Staged, order: Sequence[int]) -> bytes:
    return assemble([staged.steps[place] for place in order])


def with_step(staged: Staged, place: int, kind: str, parts: list[bytes]) -> bytes:
    steps = list(staged.steps)
    steps.insert(place, (kind, parts))
    return assemble(steps)


def without(staged: Staged, place: int) -> bytes:
    return assemble([step for index, step in enumerate(staged.steps) if index != place])


def next_number(value: Json) -> Json:
    return str(int(str(value)) + 1)


# What section 8 of the protocol lists.


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
    return _with_ballot(1, edited(board().ballots[0], ("signature", "proof", "response"), next_number))


@spoils(Reason.INDIVIDUAL_PROOF_FALSE, tool=False)
def answers_copied_from_another_voter() -> bytes:
    copied = _unsigned(board().ballots[1])
    copied["credential"] = str(credentials.public_credential(BELENIOS_2048, board().voters[3]))
    return _with_ballot(2, staging.signed(board(), 3, copied))


@spoils(Reason.CREDENTIAL_UNKNOWN, tool=False)
def credential_unknown() -> bytes:
    stranger = replace(board(), voters=(single.new_secret(BELENIOS_2048, dice(77)),))
    return _with_ballot(1, staging.cast(stranger, [(0, staging.VOTES[0][1])]).ballots[-1])


@spoils(Reason.CREDENTIAL_TWICE, tool=False)
def credential_twice() -> bytes:
    return _with_credentials(lambda listed: [listed[0], *listed])


@spoils(Reason.JSON_NOT_CANONICAL, tool=False)
def ballot_with_a_space() -> bytes:
    return _with_ballot(1, board().ballots[0].replace(b":", b": ", 1))


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
    return _with_setup(0, edited(board().steps[0][1][0], ("uuid",), lambda uuid: str(uuid)[:13]))


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


# Bytes, records and chain.


@spoils(Reason.ARCHIVE_CUT_OFF)
def archive_cut_off() -> bytes:
    return board().archive[:-512]


@spoils(Reason.HEADER_WRONG)
def nothing_at_all() -> bytes:
    return b""


@spoils(Reason.EVENTS_MISSING)
def no_event() -> bytes:
    return assemble([])


@spoils(Reason.HEADER_WRONG)
def time_as_a_number() -> bytes:
    first = writing.write_record("BELENIOS", b'{"version":1,"timestamp":1795466282}', staging.SECONDS)
    return first + board().archive[1024:]


def _first_record(name: str, content: bytes) -> bytes:
    return writing.write_record(name, content, staging.SECONDS) + board().archive[1024:]


@spoils(Reason.HEADER_WRONG)
def first_record_of_another_name() -> bytes:
    return _first_record("HELIOS", writing.header(staging.SECONDS))


@spoils(Reason.HEADER_WRONG)
def first_record_of_another_version() -> bytes:
    return _first_record("BELENIOS", b'{"version":2,"timestamp":"1795466282"}')


@spoils(Reason.HEADER_WRONG)
def time_with_a_leading_zero() -> bytes:
    return _first_record("BELENIOS", b'{"version":1,"timestamp":"01795466282"}')


@spoils(Reason.HEADER_WRONG)
def time_that_is_no_number() -> bytes:
    return _first_record("BELENIOS", b'{"version":1,"timestamp":"yesterday"}')


@spoils(Reason.RECORD_LAYOUT_WRONG)
def times_that_differ() -> bytes:
    archive = bytearray(board().archive)
    again = writing.write_record("BELENIOS", writing.header(staging.SECONDS), staging.SECONDS + 1)
    archive[:1024] = again
    return bytes(archive)


@spoils(Reason.RECORD_LAYOUT_WRONG)
def owner_named_in_a_header() -> bytes:
    archive = bytearray(board().archive)
    archive[1024 + 265 : 1024 + 269] = b"root"
    return bytes(archive)


@spoils(Reason.RECORD_LAYOUT_WRONG)
def padding_that_is_not_zero() -> bytes:
    archive = bytearray(board().archive)
    archive[-1] = 1
    return bytes(archive)


@spoils(Reason.RECORD_NAME_WRONG)
def name_that_is_not_the_hash() -> bytes:
    steps = assemble(board().steps[:1])
    return steps + writing.write_record(f"{'0' * 64}.data.json", b"{}", staging.SECONDS)


@spoils(Reason.RECORD_NAME_WRONG)
def foreign_file() -> bytes:
    return board().archive + writing.write_record("README", b"hello", staging.SECONDS)


@spoils(Reason.RECORDS_WITHOUT_EVENT)
def record_without_an_event() -> bytes:
    content = board().ballots[0]
    return board().archive + writing.write_record(f"{hex_of(content)}.data.json", content, staging.SECONDS)


@spoils(Reason.PARTS_WRONG)
def record_that_its_event_does_not_ask_for() -> bytes:
    steps = list(board().steps)
    steps[1] = ("Ballot", [b"{}", *steps[1][1]])
    return assemble(steps)


def _event_bytes(change: Callable[[bytes], bytes]) -> bytes:
    """The archive with its last event altered; its name fits what it then says."""
    archive = board().archive
    start = archive.rindex(b"Result") // 512 * 512 - 512
    size = int(archive[start + 124 : start + 135], 8)
    content = change(archive[start + 512 : start + 512 + size])
    return archive[:start] + writing.write_record(f"{hex_of(content)}.event.json", content, staging.SECONDS)


@spoils(Reason.CHAIN_BROKEN)
def parent_that_is_another() -> bytes:
    return _event_bytes(lambda event: edited(event, ("parent",), lambda _: "0" * 64))


@spoils(Reason.CHAIN_BROKEN)
def height_that_jumps() -> bytes:
    return _event_bytes(lambda event: edited(event, ("height",), lambda _: 12))


@spoils(Reason.PAYLOAD_WRONG)
def payload_that_is_another() -> bytes:
    return _event_bytes(lambda event: edited(event, ("payload",), lambda _: "0" * 64))


@spoils(Reason.PAYLOAD_WRONG)
def result_without_a_payload() -> bytes:
    def bare(event: bytes) -> bytes:
        value = canonical.parse(event, "test")
        assert isinstance(value, dict)
        return canonical.encode({name: each for name, each in value.items() if name != "payload"})

    return _event_bytes(bare)


@spoils(Reason.PAYLOAD_WRONG)
def end_of_ballots_with_a_payload() -> bytes:
    history = assemble(board().steps[:5])
    event: Json = {
        "parent": hex_of(history[history.rindex(b'{"parent"') :].rstrip(b"\0")),
        "height": 5,
        "type": "EndBallots",
        "payload": "0" * 64,
    }
    content = canonical.encode(event)
    return history + writing.write_record(f"{hex_of(content)}.event.json", content, staging.SECONDS)


@spoils(Reason.JSON_NOT_CANONICAL)
def event_with_a_space() -> bytes:
    return _event_bytes(lambda event: event + b" ")


@spoils(Reason.FIELDS_WRONG)
def event_with_a_further_field() -> bytes:
    return _event_bytes(lambda event: event[:-1] + b',"note":"x"}')


@spoils(Reason.ORDER_WRONG)
def history_without_setup() -> bytes:
    return without(board(), 0)


@spoils(Reason.ORDER_WRONG)
def tally_before_the_end_of_ballots() -> bytes:
    return reordered(board(), [0, 1, 2, 3, 4, 6, 5, 7, 8, 9, 10])


@spoils(Reason.ORDER_WRONG)
def result_before_a_decryption() -> bytes:
    return reordered(board(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 9])


@spoils(Reason.ORDER_WRONG)
def two_encrypted_tallies() -> bytes:
    return reordered(board(), [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10])


@spoils(Reason.RESULT_MISSING)
def result_missing() -> bytes:
    return assemble(board().steps[:-1])


# The set-up.


def _with_setup(part: int, content: bytes) -> bytes:
    """The set-up with one record replaced, and its references put right."""
    parts = list(board().steps[0][1])
    parts[part] = content
    parts[3] = canonical.encode(
        {
            name: hex_of(each)
            for name, each in zip(("election", "trustees", "credentials"), parts, strict=False)
        }
    )
    return replaced(board(), 0, parts).archive


def _with_credentials(change: Callable[[list[str]], list[str]]) -> bytes:
    listed = canonical.parse(board().steps[0][1][2], "test")
    assert isinstance(listed, list)
    return _with_setup(2, canonical.encode([*change([str(each) for each in listed])]))


@spoils(Reason.REFERENCE_FALSE)
def setup_that_refers_to_another_list() -> bytes:
    parts = list(board().steps[0][1])
    parts[3] = edited(parts[3], ("credentials",), lambda _: "0" * 64)
    return replaced(board(), 0, parts).archive


@spoils(Reason.GROUP_UNKNOWN)
def group_that_we_do_not_know() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("group",), lambda _: "Ed25519"))


@spoils(Reason.VERSION_UNKNOWN)
def version_that_we_do_not_know() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("version",), lambda _: 2))


@spoils(Reason.BALLOT_OF_ANOTHER_ELECTION)
def question_reworded_after_the_vote() -> bytes:
    election = board().steps[0][1][0]
    return _with_setup(0, edited(election, ("questions", 0, "answers", 0), lambda _: "Zoé"))


@spoils(Reason.BINDING_MALFORMED)
def hash_of_the_notice_malformed() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("rochdale", "notice"), lambda _: "later"))


@spoils(Reason.QUESTION_RANGE_WRONG)
def question_that_asks_for_more_than_it_offers() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("questions", 0, "max"), lambda _: 3))


def _election(path: tuple[str | int, ...], value: Json) -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], path, lambda _: value))


@spoils(Reason.BINDING_MALFORMED)
def election_that_closes_before_it_opens() -> bytes:
    return _election(("rochdale", "closes_at"), "2026-10-01T00:00:00Z")


@spoils(Reason.SHAPE_WRONG)
def election_that_is_a_list() -> bytes:
    return _with_setup(0, b"[]")


@spoils(Reason.FIELDS_WRONG)
def election_without_a_name() -> bytes:
    value = canonical.parse(board().steps[0][1][0], "test")
    assert isinstance(value, dict)
    return _with_setup(0, canonical.encode({key: each for key, each in value.items() if key != "name"}))


@spoils(Reason.SHAPE_WRONG)
def election_whose_name_is_a_number() -> bytes:
    return _election(("name",), 5)


@spoils(Reason.SHAPE_WRONG)
def version_written_as_text() -> bytes:
    return _election(("version",), "1")


@spoils(Reason.SHAPE_WRONG)
def version_that_is_true() -> bytes:
    return _election(("version",), True)  # JSON's


@spoils(Reason.COUNT_OUT_OF_RANGE)
def election_without_questions() -> bytes:
    return _election(("questions",), [])


@spoils(Reason.SHAPE_WRONG)
def questions_that_are_no_list() -> bytes:
    return _election(("questions",), {})


@spoils(Reason.SHAPE_WRONG)
def question_that_is_text() -> bytes:
    return _election(("questions", 0), "who?")


@spoils(Reason.FIELDS_WRONG)
def question_with_a_further_field() -> bytes:
    return _election(("questions", 0), {**THREE[0], "weight": 2})


@spoils(Reason.SHAPE_WRONG)
def question_whose_blank_is_a_number() -> bytes:
    return _election(("questions", 2, "blank"), 1)


@spoils(Reason.COUNT_OUT_OF_RANGE)
def question_without_answers() -> bytes:
    return _election(("questions", 1), {**THREE[1], "answers": [], "max": 0})


@spoils(Reason.SHAPE_WRONG)
def ranking_whose_value_is_text() -> bytes:
    return _election(("questions", 0), {"type": "NonHomomorphic", "value": "rank them"})


@spoils(Reason.KEY_TRIVIAL)
def trustee_whose_key_is_one() -> bytes:
    key = single.publish(BELENIOS_2048, Secret(0), dice(1))
    return _trustees((0, 1), lambda _: key.to_json())


@spoils(Reason.COUNT_OUT_OF_RANGE)
def question_that_asks_for_less_than_nothing() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("questions", 1, "min"), lambda _: -1))


@spoils(Reason.QUESTION_KIND_UNKNOWN)
def question_of_a_kind_that_came_later() -> bytes:
    later: Json = {"type": "Lists", "value": {"answers": ["a"], "question": "q"}}
    return _with_setup(0, edited(board().steps[0][1][0], ("questions", 0), lambda _: later))


@spoils(Reason.GROUP_WITHOUT_RANKING)
def ranking_in_the_group_that_has_none() -> bytes:
    election = board().steps[0][1][0]
    return _with_setup(0, edited(election, ("questions", 0), lambda _: staging.RANKING[0].to_json()))


@spoils(Reason.JSON_MALFORMED)
def election_with_a_field_twice() -> bytes:
    return _with_setup(0, b'{"version":1,' + board().steps[0][1][0][1:])


@spoils(Reason.ELECTION_KEY_DIFFERS)
def election_key_of_nobody() -> bytes:
    other = str(BELENIOS_2048.g_to(12345))
    return _with_setup(0, edited(board().steps[0][1][0], ("public_key",), lambda _: other))


@spoils(Reason.KEY_TRIVIAL)
def election_key_that_hides_nothing() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("public_key",), lambda _: "1"))


@spoils(Reason.ELEMENT_FOREIGN)
def election_key_outside_the_group() -> bytes:
    return _with_setup(0, edited(board().steps[0][1][0], ("public_key",), _negated))


@spoils(Reason.NUMBER_NOT_CANONICAL)
def credential_with_a_leading_zero() -> bytes:
    return _with_credentials(lambda listed: ["0" + listed[0], *listed[1:]])


@spoils(Reason.CREDENTIAL_WEIGHTED)
def credential_with_a_weight() -> bytes:
    return _with_credentials(lambda listed: [listed[0] + ",3", *listed[1:]])


@spoils(Reason.ELEMENT_FOREIGN)
def credential_outside_the_group() -> bytes:
    return _with_credentials(lambda listed: [str(_negated(listed[0])), *listed[1:]])


@spoils(Reason.ELEMENT_OUT_OF_RANGE)
def credential_above_the_modulus() -> bytes:
    return _with_credentials(lambda listed: [str(BELENIOS_2048.p + 4), *listed[1:]])


@spoils(Reason.KEY_TRIVIAL)
def credential_that_anyone_can_use() -> bytes:
    return _with_credentials(lambda listed: ["1", *listed[1:]])


def _negated(value: Json) -> Json:
    """p - x: a number of twice the order, which a proof alone lets pass every other time."""
    return str(BELENIOS_2048.p - int(str(value)))


def _trustees(path: tuple[str | int, ...], change: Callable[[Json], Json]) -> bytes:
    return _with_setup(1, edited(board().steps[0][1][1], path, change))


@spoils(Reason.TRUSTEE_PROOF_FALSE)
def trustee_who_does_not_know_the_key() -> bytes:
    return _trustees((0, 1, "pok", "response"), next_number)


@spoils(Reason.TRUSTEE_KIND_UNKNOWN)
def trustee_of_an_unknown_kind() -> bytes:
    return _trustees((0, 0), lambda _: "Double")


@spoils(Reason.TRUSTEES_MISSING)
def no_trustees() -> bytes:
    return _with_setup(1, b"[]")


@spoils(Reason.TRUSTEE_TWICE)
def trustee_twice() -> bytes:
    trustees = canonical.parse(board().steps[0][1][1], "test")
    assert isinstance(trustees, list)
    return _with_setup(1, canonical.encode([trustees[0], *trustees]))


@spoils(Reason.THRESHOLD_OUT_OF_RANGE)
def threshold_above_the_body() -> bytes:
    return _trustees((1, 1, "threshold"), lambda _: 4)


@spoils(Reason.CERTIFICATE_OF_ANOTHER_PLACE)
def threshold_lowered() -> bytes:
    return _trustees((1, 1, "threshold"), lambda _: 1)


@spoils(Reason.CERTIFICATE_OF_ANOTHER_PLACE)
def certificates_swapped() -> bytes:
    return _trustees((1, 1, "certs"), _swapped)


def _swapped(value: Json) -> Json:
    assert isinstance(value, list)
    return [value[1], value[0], *value[2:]]


@spoils(Reason.CERTIFICATE_SIGNATURE_FALSE)
def certificate_signature_false() -> bytes:
    return _trustees((1, 1, "certs", 0, "signature", "challenge"), next_number)


@spoils(Reason.COMMITMENT_SIGNATURE_FALSE)
def commitments_swapped() -> bytes:
    return _trustees((1, 1, "coefexps"), _swapped)


@spoils(Reason.AGREEMENT_SIGNATURE_FALSE)
def agreements_swapped() -> bytes:
    return _trustees((1, 1, "signatures"), _swapped)


@spoils(Reason.SHARE_KEY_FALSE)
def keys_of_shares_swapped() -> bytes:
    return _trustees((1, 1, "verification_keys"), _swapped)


@spoils(Reason.SHARE_SIGNATURE_FALSE)
def key_of_a_share_unsigned() -> bytes:
    return _trustees((1, 1, "verification_keys", 0, "signature", "response"), next_number)


@spoils(Reason.FIELDS_WRONG)
def body_of_the_weak_form() -> bytes:
    def weakened(value: Json) -> Json:
        assert isinstance(value, dict)
        return {name: each for name, each in value.items() if name != "signatures"}

    return _trustees((1, 1), weakened)


# Ballots.


def _unsigned(ballot: bytes) -> dict[str, Json]:
    value = canonical.parse(ballot, "test")
    assert isinstance(value, dict)
    return {name: each for name, each in value.items() if name != "signature"}


def _with_ballot(place: int, ballot: bytes) -> bytes:
    return replaced(board(), place, [ballot]).archive


def resigned(ballot: int, path: tuple[str | int, ...], change: Callable[[Json], Json]) -> bytes:
    """A ballot of the board, altered and signed anew by its own voter."""
    unsigned = canonical.encode(_unsigned(board().ballots[ballot]))
    value = canonical.parse(edited(unsigned, path, change), "test")
    assert isinstance(value, dict)
    return staging.signed(board(), VOTERS[ballot], value)


def _altered(path: tuple[str | int, ...], change: Callable[[Json], Json]) -> bytes:
    return _with_ballot(1, resigned(0, path, change))


@spoils(Reason.BALLOT_OF_ANOTHER_ELECTION)
def ballot_of_another_election() -> bytes:
    return _altered(("election_hash",), lambda _: "A" * 43)


@spoils(Reason.BALLOT_OF_ANOTHER_ELECTION)
def ballot_of_another_name() -> bytes:
    return _altered(("election_uuid",), lambda _: "1" * 22)


@spoils(Reason.BALLOT_HASH_FALSE)
def ballot_altered_under_its_signature() -> bytes:
    return _with_ballot(1, edited(board().ballots[0], ("answers", 0, "choices", 0, "beta"), next_number))


@spoils(Reason.BALLOT_SIGNATURE_FALSE)
def ballot_signed_by_someone_else() -> bytes:
    unsigned = _unsigned(board().ballots[0])
    return _with_ballot(1, staging.signed(board(), 3, unsigned))


@spoils(Reason.INDIVIDUAL_PROOF_FALSE)
def choices_swapped_within_a_question() -> bytes:
    return _altered(("answers", 0, "choices"), _swapped)


@spoils(Reason.INDIVIDUAL_PROOF_FALSE)
def subproofs_swapped() -> bytes:
    return _altered(("answers", 0, "individual_proofs", 0), _swapped)


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
    unsigned = _unsigned(board().ballots[0])
    return _with_ballot(1, staging.signed(board(), 0, {**unsigned, "note": "x"}))


@spoils(Reason.FIELDS_WRONG)
def ballot_with_fields_in_another_order() -> bytes:
    unsigned = _unsigned(board().ballots[0])
    turned = {"election_hash": unsigned.pop("election_hash"), **unsigned}
    return _with_ballot(1, staging.signed(board(), 0, turned))


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
            power(group.g, t0, p) * power(stray.alpha, c0, p) % p,
            power(y, t0, p) * power(stray.beta, c0, p) % p,
            power(group.g, w, p),
            power(y, w, p),
        ]
        c1 = (challenge(q, prefix, commitments) - c0) % q
        if c1 % 2 == 0:
            return [Proof(c0, t0), Proof(c1, (w - r * c1) % q)]


# Rankings and shuffles.


@spoils(Reason.RANKING_PROOF_FALSE, uuid=lambda: ranking().election.uuid)
def ranking_copied_from_another_voter() -> bytes:
    copied = _unsigned(ranking().ballots[1])
    copied["credential"] = _unsigned(ranking().ballots[0])["credential"]
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
    """What comes out is negated once; the proof holds every other time. The tool 2.0 does not look."""
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
        if shuffling.holds(subject, proof):
            return _with_shuffle(lambda _, out=after, made=proof: Shuffle((tuple(out),), (made,)).encode())  # type: ignore[misc]
    raise AssertionError("a proof holds every other time")


# Decryptions and result.


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
            stray = str(_negated(str(made.factors[0][0])))
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
    return replaced(board(), place, [edited(board().steps[place][1][0], ("result", 0), _swapped)]).archive


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
