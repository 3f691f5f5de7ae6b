"""Where trustees stand, from what they gave in any order: pure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rochdale.assembly.models import BallotPartKind, BallotStepKind
from rochdale.assembly.queries.trusteeship import LOST_LATER, Given, standing

_P = BallotPartKind
_BEFORE = BallotStepKind.CODES_MADE
TRUSTEES = {1: True, 2: False, 3: False}
GIVEN = st.builds(
    Given, st.integers(1, 3), st.sampled_from(list(_P)), st.sampled_from(["", LOST_LATER]), st.just("")
)


def test_rounds_are_awaited_one_after_the_other() -> None:
    found = standing(TRUSTEES, 1, [Given(2, _P.CERTIFICATE, "c2")])
    assert found.awaited(1, _BEFORE, ranks=False) is _P.KEY
    assert found.awaited(2, _BEFORE, ranks=False) is None  # the other is awaited
    assert found.awaited(3, _BEFORE, ranks=False) is _P.CERTIFICATE
    assert found.keys_missing == 3


def test_a_certificate_given_anew_makes_the_later_rounds_void() -> None:
    whole = [Given(place, kind, "x") for kind in (_P.CERTIFICATE, _P.DEALING, _P.SHARE) for place in (2, 3)]
    assert standing(TRUSTEES, 1, whole).keys_missing == 1
    again = standing(TRUSTEES, 1, [*whole, Given(3, _P.CERTIFICATE, "new")])
    assert again.keys_missing == 3
    assert again.awaited(2, _BEFORE, ranks=False) is _P.DEALING


def test_what_was_refused_counts_for_nothing() -> None:
    assert standing(TRUSTEES, 1, [Given(1, _P.KEY, "x", "trustee_proof_false")]).keys_missing == 3


def test_owners_are_counted_with_those_always_needed_first() -> None:
    found = standing({1: False, 2: True, 3: False}, 1, [])
    assert [found.owner_of(place) for place in (2, 1, 3)] == [1, 2, 3]


@given(st.lists(GIVEN, max_size=20))
def test_nobody_is_awaited_who_said_that_the_key_is_lost_and_few_never_open(parts: list[Given]) -> None:
    found = standing(TRUSTEES, 1, parts)
    for place in found.lost:
        assert found.awaited(place, BallotStepKind.CLOSED, ranks=False) is None
    opened = found.given[_P.DECRYPTION].keys()
    if found.shares_missing() == 0:
        assert 1 in opened
        assert opened & {2, 3}
