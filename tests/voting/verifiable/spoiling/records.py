"""Archives that are wrong in their bytes, their records or their chain."""

from __future__ import annotations

from collections.abc import Callable

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Reason
from voting.verifiable import staging
from voting.verifiable.spoiling.kit import board, reordered, spoils, without
from voting.verifiable.staging import assemble, edited


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
