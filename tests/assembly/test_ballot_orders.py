"""How many orders a ballot may bring: more than can be shuffled, and nobody could open it."""

from __future__ import annotations

import pytest
from django.utils import translation

from assembly.ballot_cases import ELECTION, asked_motion, board_seat, draft, ordered, set_up
from assembly.floor import Floor, open_floor
from rochdale.assembly import actions
from rochdale.assembly.errors.ballots import OrdersTooMany
from rochdale.assembly.queries import balloting
from rochdale.assembly.queries.balloting import (
    FRAME_BYTES,
    ORDER_BYTES,
    ORDERS_MAX,
    QUESTIONS_MAX,
    orders_possible,
)
from rochdale.kernel.acting import Acting
from rochdale.voting.verifiable import shuffles, tally
from rochdale.voting.verifiable.ballots import read_ballot
from rochdale.voting.verifiable.groups import RFC_3526_2048
from rochdale.web.uploads import PART_BYTES_MAX
from voting.verifiable import staging

pytestmark = pytest.mark.slow


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Seven voters, whose meeting is open."""
    return open_floor(governed)


def shuffle_bytes(orders: int) -> int:
    """What a shuffle of so many orders takes."""
    staged = staging.stage(group=RFC_3526_2048, questions=staging.RANKING, voters=orders, singles=1)
    cast = staging.cast(staged, [(voter, [[1, 2, 3]]) for voter in range(orders)])
    election = cast.election
    sums = tally.tally(election, tally.counted(read_ballot(election, each) for each in cast.ballots))
    return len(shuffles.shuffle_tally(election, sums, staging.dice(5)).encode())


def test_an_order_takes_as_many_bytes_as_is_reckoned() -> None:
    fewer, more = shuffle_bytes(2), shuffle_bytes(12)
    assert 0 <= ORDER_BYTES - (more - fewer) / 10 < 15
    assert (fewer - 2 * ORDER_BYTES) * QUESTIONS_MAX < FRAME_BYTES
    assert ORDERS_MAX * ORDER_BYTES + FRAME_BYTES <= PART_BYTES_MAX
    assert ORDERS_MAX > 4_700  # as the guides say


def test_only_questions_for_an_order_bring_orders() -> None:
    assert orders_possible([asked_motion(), board_seat()], 9_000) == 0
    assert orders_possible([asked_motion(), ordered(), ordered()], 2_000) == 4_000


def test_a_ballot_that_could_not_be_opened_is_not_prepared(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(balloting, "ORDERS_MAX", 13)
    two = draft(floor.by, ordered(), ordered())
    with pytest.raises(OrdersTooMany) as refused:
        actions.set_up_ballot(by=floor.by, number=floor.number, place=ELECTION, draft=two)
    assert (refused.value.entitled, refused.value.orders, refused.value.orders_max) == (7, 14, 13)
    assert "7 on the roll vote, 14 orders come, and 13 at most" in str(refused.value.message())
    with translation.override("fr"):
        assert "14 ordres" in str(refused.value.message())
        assert "choix" in str(refused.value.next_step())
    run = set_up(floor, ordered(), board_seat(), place=ELECTION)
    assert run.number == 1
