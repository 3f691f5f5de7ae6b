"""Casting: what a ballot must be to join the box, and what a voter's marks must be to become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rochdale.voting.verifiable import casting, credentials
from rochdale.voting.verifiable.answers import choosing, ranking
from rochdale.voting.verifiable.ballots import check_ballot, read_ballot, write_ballot
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048
from rochdale.voting.verifiable.membership import all_members
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.simultaneous import powers
from voting.verifiable import spoiling, staging
from voting.verifiable.spoiling import board

ONE = Choice("one", ("a", "b", "c"), 1, 1)
SOME = Choice("some", ("a", "b", "c"), 1, 2)
BLANK = Choice("blank", ("a", "b", "c"), 1, 2, blank=True)


class Board:
    """A ballot box in two dictionaries."""

    def __init__(self) -> None:
        self.credential_of: dict[str, int] = {}
        self.current: dict[int, str] = {}
        listed = [credentials.public_credential(BELENIOS_2048, voter) for voter in board().voters]
        self.box = casting.Box(set(listed), self.credential_of.get, self.current.get)

    def cast(self, content: bytes) -> None:
        ballot = casting.admit(board().election, self.box, content)
        self.credential_of[ballot.tracker] = ballot.credential
        self.current[ballot.credential] = ballot.tracker


def refused(box: Board, content: bytes) -> Reason:
    with pytest.raises(Unsound) as caught:
        box.cast(content)
    return caught.value.reason


@pytest.mark.slow
def test_the_last_ballot_of_a_voter_counts_and_none_comes_back() -> None:
    box, (first, other, second, _) = Board(), board().ballots
    for content in (first, other, second):
        box.cast(content)
    assert refused(box, second) is Reason.BALLOT_ON_THE_BOARD
    assert refused(box, first) is Reason.BALLOT_SUPERSEDED
    assert len(box.current) == 2


@pytest.mark.slow
def test_strangers_and_spoiled_ballots_are_turned_away() -> None:
    box, ballot = Board(), board().ballots[0]
    assert refused(box, ballot + b"\n") is Reason.JSON_NOT_CANONICAL
    assert (
        refused(box, spoiling.resigned(0, ("answers", 0, "choices"), spoiling.swapped))
        is Reason.INDIVIDUAL_PROOF_FALSE
    )
    box.box.credentials.clear()  # type: ignore[attr-defined]  # a set, here
    assert refused(box, ballot) is Reason.CREDENTIAL_UNKNOWN


def test_a_credential_outside_the_group_signs_nothing() -> None:
    ballot = read_ballot(board().election, board().ballots[0])
    stray = replace(ballot, credential=BELENIOS_2048.p - ballot.credential)
    with pytest.raises(Unsound) as caught:
        check_ballot(board().election, stray)
    assert caught.value.reason is Reason.ELEMENT_FOREIGN


@pytest.mark.parametrize(
    ("question", "marks", "reason"),
    [
        (ONE, [1, 1, 0], Reason.MARKS_OUT_OF_RANGE),
        (ONE, [0, 0, 0], Reason.MARKS_OUT_OF_RANGE),
        (ONE, [2, 0, 0], Reason.MARKS_MALFORMED),
        (ONE, [1, 0], Reason.MARKS_MALFORMED),
        (SOME, [1, 1, 1], Reason.MARKS_OUT_OF_RANGE),
        (BLANK, [1, 1, 0, 0], Reason.MARKS_BLANK_AND_MORE),
        (BLANK, [0, 0, 0, 0], Reason.MARKS_OUT_OF_RANGE),
        (BLANK, [1, 0, 0], Reason.MARKS_MALFORMED),
    ],
)
def test_marks_that_are_no_vote_are_refused(question: Choice, marks: Sequence[int], reason: Reason) -> None:
    with pytest.raises(Unsound) as caught:
        choosing.check_marks(question, marks)
    assert caught.value.reason is reason


def test_a_ballot_answers_every_question() -> None:
    with pytest.raises(Unsound) as caught:
        write_ballot(board().election, board().voters[0], [[1, 0]], staging.dice(1))
    assert caught.value.reason is Reason.MARKS_MALFORMED


@pytest.mark.parametrize("ranks", [[], [256], [-1, 2], [1] * 256])
def test_ranks_that_do_not_fit_are_refused(ranks: list[int]) -> None:
    with pytest.raises(Unsound) as caught:
        ranking.pack(RFC_3526_2048, ranks)
    assert caught.value.reason is Reason.RANKS_MALFORMED


@given(st.lists(st.integers(0, 255), min_size=1, max_size=250))
@settings(deadline=None)
def test_ranks_come_back(ranks: list[int]) -> None:
    member = ranking.pack(RFC_3526_2048, ranks)
    assert RFC_3526_2048.has(member)
    assert ranking.unpack(member, len(ranks)) == tuple(ranks)


@pytest.mark.slow
@given(st.lists(st.integers(0, 1), min_size=3, max_size=3), st.booleans(), st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_every_vote_makes_a_ballot_that_verifies(marks: list[int], blank: bool, seed: int) -> None:  # noqa: FBT001  # a parameter of the cases
    vote = [1, 0, 0, 0] if blank else [0, *marks]
    question = Choice("any", ("a", "b", "c"), 0, 3, blank=True)
    staged = staging.stage(questions=(question,), voters=1, seed=seed)
    ballot = read_ballot(staged.election, staging.cast(staged, [(0, [vote])], seed).ballots[0])
    check_ballot(staged.election, ballot)


@pytest.mark.parametrize(
    "text",
    ["", "12345-6789AB-CDEFG-HJKLM", "12345-6789AB-CDEFG-HJKLM0", "bRF-Tp2-GqR-5pt-w6j", "bRFTp2GqR5ptw6i"],
)
def test_credentials_of_no_known_form_are_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(Unsound) as caught:
        credentials.secret_exponent(BELENIOS_2048, "8Zpmf3uygZefgg", Secret(text))
    assert caught.value.reason is Reason.CREDENTIAL_MALFORMED
    assert not text or text not in str(caught.value)


def test_new_credentials_are_of_their_form() -> None:
    below = staging.dice(3)
    for make in (credentials.new_credential, credentials.new_credential_2_0):
        one, other = make(below), make(below)
        assert one.reveal() != other.reveal()
        assert credentials.secret_exponent(BELENIOS_2048, "8Zpmf3uygZefgg", one).reveal() < BELENIOS_2048.q


@pytest.mark.parametrize("size", [0, 1, 3, 2000])
def test_members_are_told_from_others_in_bulk(size: int) -> None:
    group = BELENIOS_2048
    members = [group.g_to(exponent) for exponent in range(size)]
    assert all_members(group, members)
    if size:
        one = [*members[:-1], group.p - members[-1]]
        assert not all_members(group, one)
        pair = [group.p - members[0], *one[1:]]  # two that cancel out when they meet in a bucket
        assert not all_members(group, pair)


@given(st.lists(st.integers(0, int(BELENIOS_2048.q)), min_size=1, max_size=5), st.integers(1, 2**256))
@settings(max_examples=40, deadline=None)
def test_powers_taken_together_are_the_powers(exponents: list[int], seed: int) -> None:
    for group in (BELENIOS_2048, RFC_3526_2048):
        base = group.power(group.g, seed)
        assert powers(group, base, exponents) == [pow(int(base), each, int(group.p)) for each in exponents]
