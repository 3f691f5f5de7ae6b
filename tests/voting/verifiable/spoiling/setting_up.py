"""Archives whose set-up is wrong: the election, its credentials, its trustees."""

from __future__ import annotations

from collections.abc import Callable

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.refusals import Reason
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import single
from voting.verifiable import staging
from voting.verifiable.spoiling.kit import THREE, board, negated, next_number, spoils, swapped
from voting.verifiable.staging import dice, edited, replaced


def with_setup(part: int, content: bytes) -> bytes:
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


def with_credentials(change: Callable[[list[str]], list[str]]) -> bytes:
    listed = canonical.parse(board().steps[0][1][2], "test")
    assert isinstance(listed, list)
    return with_setup(2, canonical.encode([*change([str(each) for each in listed])]))


@spoils(Reason.REFERENCE_FALSE)
def setup_that_refers_to_another_list() -> bytes:
    parts = list(board().steps[0][1])
    parts[3] = edited(parts[3], ("credentials",), lambda _: "0" * 64)
    return replaced(board(), 0, parts).archive


@spoils(Reason.GROUP_UNKNOWN)
def group_that_we_do_not_know() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("group",), lambda _: "Ed25519"))


@spoils(Reason.VERSION_UNKNOWN)
def version_that_we_do_not_know() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("version",), lambda _: 2))


@spoils(Reason.BALLOT_OF_ANOTHER_ELECTION)
def question_reworded_after_the_vote() -> bytes:
    election = board().steps[0][1][0]
    return with_setup(0, edited(election, ("questions", 0, "answers", 0), lambda _: "Zoé"))


@spoils(Reason.BINDING_MALFORMED)
def hash_of_the_notice_malformed() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("rochdale", "notice"), lambda _: "later"))


@spoils(Reason.QUESTION_RANGE_WRONG)
def question_that_asks_for_more_than_it_offers() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("questions", 0, "max"), lambda _: 3))


def _election(path: tuple[str | int, ...], value: Json) -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], path, lambda _: value))


@spoils(Reason.BINDING_MALFORMED)
def election_that_closes_before_it_opens() -> bytes:
    return _election(("rochdale", "closes_at"), "2026-10-01T00:00:00Z")


@spoils(Reason.SHAPE_WRONG)
def election_that_is_a_list() -> bytes:
    return with_setup(0, b"[]")


@spoils(Reason.FIELDS_WRONG)
def election_without_a_name() -> bytes:
    value = canonical.parse(board().steps[0][1][0], "test")
    assert isinstance(value, dict)
    return with_setup(0, canonical.encode({key: each for key, each in value.items() if key != "name"}))


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
    return with_setup(0, edited(board().steps[0][1][0], ("questions", 1, "min"), lambda _: -1))


@spoils(Reason.QUESTION_KIND_UNKNOWN)
def question_of_a_kind_that_came_later() -> bytes:
    later: Json = {"type": "Lists", "value": {"answers": ["a"], "question": "q"}}
    return with_setup(0, edited(board().steps[0][1][0], ("questions", 0), lambda _: later))


@spoils(Reason.GROUP_WITHOUT_RANKING)
def ranking_in_the_group_that_has_none() -> bytes:
    election = board().steps[0][1][0]
    return with_setup(0, edited(election, ("questions", 0), lambda _: staging.RANKING[0].to_json()))


@spoils(Reason.JSON_MALFORMED)
def election_with_a_field_twice() -> bytes:
    return with_setup(0, b'{"version":1,' + board().steps[0][1][0][1:])


@spoils(Reason.ELECTION_KEY_DIFFERS)
def election_key_of_nobody() -> bytes:
    other = str(BELENIOS_2048.g_to(12345))
    return with_setup(0, edited(board().steps[0][1][0], ("public_key",), lambda _: other))


@spoils(Reason.KEY_TRIVIAL)
def election_key_that_hides_nothing() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("public_key",), lambda _: "1"))


@spoils(Reason.ELEMENT_FOREIGN)
def election_key_outside_the_group() -> bytes:
    return with_setup(0, edited(board().steps[0][1][0], ("public_key",), negated))


@spoils(Reason.NUMBER_NOT_CANONICAL)
def credential_with_a_leading_zero() -> bytes:
    return with_credentials(lambda listed: ["0" + listed[0], *listed[1:]])


@spoils(Reason.CREDENTIAL_WEIGHTED)
def credential_with_a_weight() -> bytes:
    return with_credentials(lambda listed: [listed[0] + ",3", *listed[1:]])


@spoils(Reason.ELEMENT_FOREIGN)
def credential_outside_the_group() -> bytes:
    return with_credentials(lambda listed: [str(negated(listed[0])), *listed[1:]])


@spoils(Reason.ELEMENT_OUT_OF_RANGE)
def credential_above_the_modulus() -> bytes:
    return with_credentials(lambda listed: [str(BELENIOS_2048.p + 4), *listed[1:]])


@spoils(Reason.KEY_TRIVIAL)
def credential_that_anyone_can_use() -> bytes:
    return with_credentials(lambda listed: ["1", *listed[1:]])


def _trustees(path: tuple[str | int, ...], change: Callable[[Json], Json]) -> bytes:
    return with_setup(1, edited(board().steps[0][1][1], path, change))


@spoils(Reason.TRUSTEE_PROOF_FALSE)
def trustee_who_does_not_know_the_key() -> bytes:
    return _trustees((0, 1, "pok", "response"), next_number)


@spoils(Reason.TRUSTEE_KIND_UNKNOWN)
def trustee_of_an_unknown_kind() -> bytes:
    return _trustees((0, 0), lambda _: "Double")


@spoils(Reason.TRUSTEES_MISSING)
def no_trustees() -> bytes:
    return with_setup(1, b"[]")


@spoils(Reason.TRUSTEE_TWICE)
def trustee_twice() -> bytes:
    trustees = canonical.parse(board().steps[0][1][1], "test")
    assert isinstance(trustees, list)
    return with_setup(1, canonical.encode([trustees[0], *trustees]))


@spoils(Reason.THRESHOLD_OUT_OF_RANGE)
def threshold_above_the_body() -> bytes:
    return _trustees((1, 1, "threshold"), lambda _: 4)


@spoils(Reason.CERTIFICATE_OF_ANOTHER_PLACE)
def threshold_lowered() -> bytes:
    return _trustees((1, 1, "threshold"), lambda _: 1)


@spoils(Reason.CERTIFICATE_OF_ANOTHER_PLACE)
def certificates_swapped() -> bytes:
    return _trustees((1, 1, "certs"), swapped)


@spoils(Reason.CERTIFICATE_SIGNATURE_FALSE)
def certificate_signature_false() -> bytes:
    return _trustees((1, 1, "certs", 0, "signature", "challenge"), next_number)


@spoils(Reason.COMMITMENT_SIGNATURE_FALSE)
def commitments_swapped() -> bytes:
    return _trustees((1, 1, "coefexps"), swapped)


@spoils(Reason.AGREEMENT_SIGNATURE_FALSE)
def agreements_swapped() -> bytes:
    return _trustees((1, 1, "signatures"), swapped)


@spoils(Reason.SHARE_KEY_FALSE)
def keys_of_shares_swapped() -> bytes:
    return _trustees((1, 1, "verification_keys"), swapped)


@spoils(Reason.SHARE_SIGNATURE_FALSE)
def key_of_a_share_unsigned() -> bytes:
    return _trustees((1, 1, "verification_keys", 0, "signature", "response"), next_number)


@spoils(Reason.FIELDS_WRONG)
def body_of_the_weak_form() -> bytes:
    def weakened(value: Json) -> Json:
        assert isinstance(value, dict)
        return {name: each for name, each in value.items() if name != "signatures"}

    return _trustees((1, 1), weakened)
