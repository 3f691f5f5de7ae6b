"""Verifiable ballots of a meeting from the set-up to the published result, each hand on its own machine."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from assembly.ballot_cases import (
    BELOW,
    DAYS,
    ELECTION,
    asked_motion,
    board_seat,
    draft,
    opened,
    ordered,
    set_up,
)
from assembly.floor import MOTION, Floor, called, open_floor
from assembly.meeting_cases import drafted
from assembly.stock import Stock
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Cast
from rochdale.assembly.errors import (
    AgendaItemNotFound,
    AlreadyVoted,
    BallotFaulty,
    BallotNotFound,
    BallotPartsMissing,
    BallotRefused,
    BallotStepOutOfOrder,
    ChairDecides,
    CountImpossible,
    MeetingNotOpen,
    NothingToVote,
    NotOnRoll,
    NotTeller,
    PartOutOfTurn,
    RollNotFrozen,
    SeedNeeded,
    TellersDisagree,
    TrusteeUnknown,
    VoteNotOpen,
    VoteStillOpen,
    VoteUnderWay,
    WindowImpossible,
)
from rochdale.assembly.errors.ballots import PartNotPublic
from rochdale.assembly.models import (
    BallotPart,
    BallotPartKind,
    BallotStepKind,
    BallotWork,
    Choice,
    Resolution,
    RollFreeze,
    VoteMethod,
)
from rochdale.assembly.queries import published_election
from rochdale.assembly.queries.ballot_board import board_of_ballot
from rochdale.assembly.queries.ballot_count import PaperFound
from rochdale.assembly.queries.ballot_results import ballot_outcome, ballot_result
from rochdale.assembly.queries.balloting import Asked
from rochdale.assembly.queries.ballots import (
    participants_of,
    trustee_by_link,
    trustee_by_person,
    trustees_of,
    trustees_stand,
)
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as letters
from rochdale.membership import queries as membership
from rochdale.membership.models import Letter
from rochdale.tenancy.actions import inside
from rochdale.voting import motions
from rochdale.voting.verifiable import canonical, credentials
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.ballots import write_ballot
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.trustees import single

pytestmark = pytest.mark.slow

FOR, AGAINST, ABSTAIN = [1, 0, 0], [0, 1, 0], [0, 0, 1]


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Seven voters, whose meeting is open."""
    return open_floor(governed)


def amend(by: Acting, **values: Any) -> None:
    cooperatives.amend_bylaw(
        by=by, changes=[BylawChange(name, value) for name, value in values.items()], effective_from=by.on,
        resolution="Test",
    )  # fmt: skip


def test_a_motion_goes_from_the_set_up_to_its_resolution(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    for voter, marks in enumerate((FOR, FOR, AGAINST, ABSTAIN)):
        run.vote(voter, marks)
    first = run.vote(4, AGAINST)
    assert run.vote(4, FOR) != first  # thought again
    run.close()
    run.decrypt(1, 2)
    uuid = run.count()
    with inside(floor.by.cooperative_id):
        assert published_election(uuid=uuid).report.is_sound
        resolution = Resolution.objects.get()
        assert (resolution.yes, resolution.no, resolution.abstain, resolution.present) == (3, 1, 1, 5)
        assert resolution.is_adopted
        assert run.seen().stands is BallotStepKind.COUNTED
    assert run.found_wrong() == []


def test_an_election_counts_papers_with_what_came_from_devices(floor: Floor) -> None:
    run = opened(floor, board_seat(2, rule="block_vote"), place=ELECTION)
    run.vote(0, [0, 1, 1, 0])
    run.vote(1, [0, 0, 1, 0])
    run.vote(2, [1, 0, 0, 0])  # blank
    run.paper(3)
    run.paper(4, is_assisted=True)
    with pytest.raises(AlreadyVoted):
        run.vote(3, [0, 1, 0, 0])
    with pytest.raises(AlreadyVoted):
        run.paper(0)
    run.close()
    run.decrypt(1, 2)
    with pytest.raises(TellersDisagree):
        run.count()
    first, second = floor.tellers()
    found = [PaperFound((0, 1, 2), blank=0)]
    for teller, counted in ((first, found), (second, [PaperFound((0, 2, 1))])):
        actions.enter_paper_count(by=run.then(teller), **run.ids, found=counted)
    with pytest.raises(TellersDisagree):
        run.count()
    actions.enter_paper_count(by=run.then(second), **run.ids, found=found)
    run.count()
    with inside(floor.by.cooperative_id):
        result = ballot_outcome(item_id=run.seen().item_id)
        assert result is not None
        (answered,) = result.answered
        assert (answered.counts, answered.blank) == ((1, 3, 2), 1)
        assert answered.elected == (1, 2)
        assert (result.on_devices, result.on_paper, result.resolution_id) == (3, 2, None)
    assert run.found_wrong() == []


def test_papers_are_never_more_than_were_given_nor_counted_by_others(floor: Floor) -> None:
    run = opened(floor, board_seat(), place=ELECTION)
    run.paper(3)
    first, _ = floor.tellers()
    with pytest.raises(BallotStepOutOfOrder):
        actions.enter_paper_count(by=run.then(first), **run.ids, found=[PaperFound((1, 0, 0))])
    run.close()
    for found in ([PaperFound((1, 1, 0))], [PaperFound((1, 0))], [], [PaperFound((0, -1, 0))]):
        with pytest.raises(CountImpossible):
            actions.enter_paper_count(by=run.then(first), **run.ids, found=found)
    with pytest.raises(NotTeller):
        actions.enter_paper_count(by=run.then(floor.of(floor.voters[5])), **run.ids, found=[])


def test_orders_are_shuffled_by_two_and_opened_by_some(floor: Floor, tmp_path: Path) -> None:
    run = set_up(floor, ordered(), place=ELECTION, mandatory=1, sharing_=3)
    run.make_keys(1)
    run.share_key(2, 3, 4)
    run.opened()
    for voter, ranks in enumerate(([1, 2, 3], [1, 2, 0], [2, 1, 0], [0, 1, 0], [0, 0, 0])):
        run.vote(voter, ranks)
    run.close()
    with pytest.raises(BallotStepOutOfOrder):
        run.count()
    assert run.shuffle(3).is_accepted
    with pytest.raises(BallotPartsMissing):
        actions.end_shuffles(by=run.at(run.after), **run.ids)
    with pytest.raises(PartOutOfTurn):
        run.decrypt(1)
    assert run.shuffle(1).is_accepted
    actions.end_shuffles(by=run.at(run.after), **run.ids)
    run.decrypt(4)
    with pytest.raises(BallotPartsMissing) as missing:
        run.count()
    assert missing.value.needed == 2
    run.decrypt(1, 2)
    uuid = run.count()
    with inside(floor.by.cooperative_id):
        result = ballot_result(run.seen())
        assert result is not None
        assert set(result.answered[0].elected) == {0, 1}
    (tmp_path / f"{uuid}.bel").write_bytes(run.archive_bytes())
    assert "all checks passed" in Stock(tmp_path).run("election", "verify")
    assert run.found_wrong() == []


def test_the_published_archive_is_bound_to_what_members_were_told(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    run.vote(0, FOR)
    run.close()
    run.decrypt(1, 2)
    run.count()
    with inside(floor.by.cooperative_id):
        documents = {each.kind for each in queries.election_documents(uuid=run.uuid)}
        frozen = RollFreeze.objects.get(roll_id=run.seen().roll_id)
    binding = run.election().binding
    assert binding is not None
    assert documents == {"notice", "motions"}
    assert binding.roll == frozen.hash
    assert [wording.language for wording in run.election().wordings] == ["en"]


def test_a_set_up_that_makes_no_sense_is_refused_with_every_fault(floor: Floor) -> None:
    def faults(place: int, *questions: Asked, **other: Any) -> set[str]:
        asked = replace(draft(floor.by, *questions), **other)
        with pytest.raises(BallotFaulty) as refused:
            actions.set_up_ballot(by=floor.by, number=floor.number, place=place, draft=asked)
        assert refused.value.message()
        return set(refused.value.faults)

    assert faults(MOTION) == {"questions_out_of_range"}
    assert faults(MOTION, board_seat()) == {"motion_missing"}
    assert faults(ELECTION, asked_motion()) == {"motion_misplaced"}
    assert faults(ELECTION, replace(board_seat(), rule="scottish_stv")) == {"rule_unfit"}
    assert faults(ELECTION, replace(board_seat(), rule="")) == {"rule_missing"}
    assert faults(ELECTION, replace(board_seat(), seats=4)) == {"seats_out_of_range"}
    assert faults(ELECTION, replace(board_seat(), least=2)) == {"marks_out_of_range"}
    assert faults(ELECTION, replace(board_seat(), texts={"fr": "Qui ?"})) == {"language_missing"}
    one = replace(board_seat(), answers=board_seat().answers[:1])
    assert faults(ELECTION, one) == {"answers_out_of_range"}
    alike = replace(board_seat(), answers=(board_seat().answers[0],) * 2)
    assert faults(ELECTION, alike) == {"answers_alike"}
    asked = draft(floor.by, board_seat())
    nobody = replace(asked.trustees[0], email="nowhere")
    assert faults(ELECTION, board_seat(), trustees=(nobody,)) == {"trustee_unreachable"}
    assert faults(ELECTION, board_seat(), trustees=()) == {"trustees_out_of_range"}
    assert faults(ELECTION, board_seat(), threshold=1) == {"threshold_out_of_range"}
    assert "name_missing" in faults(ELECTION, board_seat(), names={"fr": " "})
    assert "language_missing" in faults(ELECTION, board_seat(), descriptions={})


def test_a_ballot_is_set_up_on_an_item_that_is_open_for_one(floor: Floor) -> None:
    by, number = floor.by, floor.number

    def attempt(place: int, *questions: Asked, **other: Any) -> int:
        asked = replace(draft(by, *questions), **other)
        return actions.set_up_ballot(by=by, number=number, place=place, draft=asked)

    with pytest.raises(NothingToVote):
        attempt(1, asked_motion())
    with pytest.raises(AgendaItemNotFound):
        attempt(99, asked_motion())
    with pytest.raises(WindowImpossible):
        attempt(MOTION, asked_motion(), closes_at=by.at)
    with pytest.raises(NotAllowed):
        actions.set_up_ballot(
            by=floor.of(floor.voters[0]), number=number, place=MOTION, draft=draft(by, asked_motion())
        )
    actions.put_to_vote(by=by, number=number, place=MOTION, method=VoteMethod.OPEN)
    with pytest.raises(VoteUnderWay):
        attempt(MOTION, asked_motion())
    attempt(ELECTION, board_seat())
    with pytest.raises(VoteUnderWay):
        attempt(ELECTION, board_seat())
    drafted_number = drafted(by)
    with pytest.raises(MeetingNotOpen):
        actions.set_up_ballot(by=by, number=drafted_number, place=MOTION, draft=draft(by, asked_motion()))


def test_without_a_frozen_roll_nobody_is_given_a_code(governed: Acting) -> None:
    number = called(governed)
    with pytest.raises(RollNotFrozen):
        actions.set_up_ballot(by=governed, number=number, place=MOTION, draft=draft(governed, asked_motion()))


def test_steps_come_in_their_order(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    with pytest.raises(BallotStepOutOfOrder):
        actions.open_ballot(by=run.at(0.5), **run.ids)
    assert actions.make_codes(by=run.at(0.5), **run.ids) == 7
    with pytest.raises(BallotStepOutOfOrder):
        actions.make_codes(by=run.at(0.5), **run.ids)
    with pytest.raises(BallotPartsMissing) as missing:
        actions.open_ballot(by=run.at(0.5), **run.ids)
    assert missing.value.needed == 2
    run.make_keys(1, 2)
    with pytest.raises(WindowImpossible):
        actions.open_ballot(by=run.at(run.after), **run.ids)
    actions.open_ballot(by=run.at(0.7), **run.ids)
    with pytest.raises(VoteStillOpen):
        actions.close_ballot(by=run.at(3), **run.ids)
    actions.give_up_ballot(by=run.at(4), **run.ids, words="The wrong names.")
    with pytest.raises(BallotStepOutOfOrder):
        run.close()
    with pytest.raises(BallotNotFound):
        actions.close_ballot(by=run.at(3), number=floor.number, ballot=9)
    again = set_up(floor, asked_motion())  # the item is free again
    assert again.number == 2
    assert run.found_wrong() == []


def test_votes_are_taken_in_the_window_and_not_a_second_later(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    early, late, last = (run.ballot(voter, FOR) for voter in range(3))
    with pytest.raises(VoteNotOpen):
        run.cast(early, 0.9)
    tracker = run.cast(last, 1 + DAYS * 24 - 1 / 3600)
    with pytest.raises(VoteNotOpen):
        run.cast(late, 1 + DAYS * 24)  # at the closing instant
    run.close()
    assert run.cast(last, run.after) == tracker  # the answer was lost on the way: it is told again
    with pytest.raises(VoteNotOpen):
        run.cast(late, run.after)


def test_the_same_ballot_counts_once_and_a_replaced_one_does_not_come_back(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    first = run.ballot(0, FOR)
    assert run.cast(first) == run.cast(first)
    run.vote(0, AGAINST)
    with pytest.raises(BallotRefused) as refused:
        run.cast(first)
    assert refused.value.reason == "ballot_superseded"
    assert refused.value.message()
    with inside(floor.by.cooperative_id):
        board = board_of_ballot(ballot_id=run.seen().id)
    assert [line.counts for line in board] == [False, False, True]
    assert len(run.archive().of(Kind.BALLOT)) == 2


def spoilt(content: bytes) -> bytes:
    """The ballot with another last digit in the answer of its signature, the last number that it has."""
    head, last = content.rsplit(b'"}}}', 1)[0], b'"}}}'
    return head[:-1] + (b"1" if head[-1:] != b"1" else b"2") + last


def test_a_ballot_with_a_false_proof_or_a_foreign_code_is_refused(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    good = run.ballot(0, FOR)
    stranger = credentials.secret_exponent(
        run.group, run.uuid, credentials.new_credential(random.Random(7).randrange)
    )
    foreign = write_ballot(run.election(), stranger, [FOR], random.Random(8).randrange)
    for content, reason in (
        (foreign, "credential_unknown"),
        (good[:-1], "json_malformed"),
        (spoilt(good), "ballot_signature_false"),
        (b"\xff\x00", "json_malformed"),
    ):
        with pytest.raises(BallotRefused) as refused:
            run.cast(content)
        assert refused.value.reason == reason
    assert len(run.archive().of(Kind.BALLOT)) == 0


def test_whoever_voted_on_the_floor_does_not_vote_in_the_ballot_nor_the_other_way(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    run.vote(0, FOR)
    floor.come(*floor.voters[:3])
    vote = actions.put_to_vote(by=run.at(2), number=floor.number, place=MOTION, method=VoteMethod.OPEN)
    yes = Cast(Choice.YES)
    with pytest.raises(AlreadyVoted):
        actions.cast_vote(by=floor.of(floor.voters[0], 150), number=floor.number, vote_number=vote, cast=yes)
    actions.cast_vote(by=floor.of(floor.voters[1], 150), number=floor.number, vote_number=vote, cast=yes)
    with pytest.raises(AlreadyVoted):
        run.vote(1, FOR, hours=3)
    with pytest.raises(AlreadyVoted):
        run.paper(1, hours=3)


def test_papers_go_to_who_votes_before_the_close(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    with pytest.raises(VoteNotOpen):
        run.paper(0)
    actions.make_codes(by=run.at(0.5), **run.ids)
    run.paper(0)
    with pytest.raises(NotOnRoll):
        actions.give_ballot_paper(by=run.at(0.6), **run.ids, voter_id=floor.outsider)
    with pytest.raises(VoteNotOpen):
        run.paper(1, hours=run.after)


def test_two_ballots_under_one_code_at_once_both_arrive_and_one_counts(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    two = [run.ballot(0, FOR), run.ballot(0, AGAINST)]
    same = run.ballot(1, FOR)
    trackers: list[str] = []

    def cast(content: bytes) -> None:
        try:
            trackers.append(run.cast(content))
        finally:
            connection.close()

    threads = [threading.Thread(target=cast, args=(content,)) for content in (*two, same, same, same)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(trackers) == 5
    with inside(floor.by.cooperative_id):
        board = board_of_ballot(ballot_id=run.seen().id)
        assert participants_of(ballot_id=run.seen().id) == (2, 0)
    assert sum(line.counts for line in board) == 2
    assert len([line for line in board if line.tracker]) == 3
    assert run.found_wrong() == []


def test_a_ballot_and_the_close_at_once_leave_one_of_them_first(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    content = run.ballot(0, FOR)
    outcome: list[str] = []

    def late() -> None:
        try:
            run.cast(content, 1 + DAYS * 24 - 1 / 3600)
            outcome.append("cast")
        except VoteNotOpen:
            outcome.append("refused")
        finally:
            connection.close()

    def close() -> None:
        try:
            actions.close_ballot(by=run.at(1 + DAYS * 24), **run.ids)
        finally:
            connection.close()

    threads = [threading.Thread(target=late), threading.Thread(target=close)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(run.archive().of(Kind.BALLOT)) == outcome.count("cast")
    run.decrypt(1, 2)
    run.count()
    assert run.found_wrong() == []


def test_an_end_of_a_day_closes_what_has_run_out(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    assert actions.close_ended_ballots(by=run.at(5)) == 0
    assert actions.close_ended_ballots(by=run.at(run.after)) == 1
    assert actions.close_ended_ballots(by=run.at(run.after)) == 0
    assert run.seen().stands is BallotStepKind.CLOSED


def test_the_server_keeps_no_voting_code(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    code = run.code_of(floor.voters[0]).reveal()
    with inside(floor.by.cooperative_id), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {table} AS one WHERE one::text LIKE %s", [f"%{code}%"])
            assert cursor.fetchone() == (0,), table
        letter = Letter.objects.get(person_id=floor.voters[0], kind="ballot_code")
        assert code not in membership.letter(letter_id=letter.id).body
        assert code in membership.letter(letter_id=letter.id).opened().body
    run.close()
    with inside(floor.by.cooperative_id):
        assert set(Letter.objects.filter(kind="ballot_code").values_list("body", flat=True)) == {""}


def test_a_letter_is_sent_with_what_stands_sealed_in_it(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    with inside(floor.by.cooperative_id):
        letter = Letter.objects.filter(kind="ballot_trustee").latest("id")
    letters.send_letter(cooperative_id=floor.by.cooperative_id, letter_id=letter.id, at=floor.by.at)
    (sent,) = [each for each in mail.outbox if each.subject == letter.subject]
    assert f"/ballots/{run.uuid}/trustee/" in sent.body
    assert "[sealed" not in sent.body
    token = sent.body.partition(f"/ballots/{run.uuid}/trustee/")[2].partition("/")[0]
    with inside(floor.by.cooperative_id):
        assert trustee_by_link(ballot_id=run.seen().id, token=token).place == 2


def test_what_a_trustee_gives_falsely_is_kept_with_the_reason(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    run.make_keys(1)
    key = single.publish(run.group, single.new_secret(run.group, BELOW), BELOW).to_json()
    assert isinstance(key, dict)
    false = canonical.encode({**key, "public_key": str(run.group.g)})
    assert run.give(2, BallotPartKind.KEY, false).fault == "trustee_proof_false"
    assert run.give(2, BallotPartKind.KEY, b"{\x00 no key").fault == "json_malformed"
    with inside(floor.by.cooperative_id):
        seen = trustees_of(ballot_id=run.seen().id)
        assert (seen[0].fault, seen[1].fault) == ("", "json_malformed")
        assert trustees_stand(run.seen()).keys_missing == 1
        # Of what does not count its hash is kept, and no word of it.
        kept = BallotPart.objects.exclude(fault="").order_by("place").values_list("content", flat=True)
        assert list(kept) == [hex_of(false), hex_of(b"{\x00 no key")]
    with pytest.raises(PartOutOfTurn):
        run.give(1, BallotPartKind.DECRYPTION, b"{}")
    run.make_keys(2)
    run.opened()
    run.vote(0, FOR)
    run.close()
    stolen = run.share_of(1, owner=1)
    assert run.give(2, BallotPartKind.DECRYPTION, stolen, run.after).fault == "owner_unknown"
    alone = stolen.partition(b"\n")[0]
    assert run.give(2, BallotPartKind.DECRYPTION, alone, run.after).fault == "decryption_proof_false"
    run.decrypt(1, 2)
    with pytest.raises(PartOutOfTurn):
        run.decrypt(1)
    assert run.found_wrong() == []


def test_a_private_key_that_is_sent_by_mistake_is_kept_nowhere(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    run.make_keys(1, 2)
    run.opened()
    run.vote(0, FOR)
    run.close()
    private = canonical.encode(str(run.keys[2].reveal()))
    for content in (private, b" " + private, b"4xWdyHfqSyQg6ZKh3mBnSE"):
        with pytest.raises(PartNotPublic) as caught:
            run.send(2, BallotPartKind.DECRYPTION, content, run.after)
        assert content.decode() not in f"{caught.value.message()} {caught.value.next_step()}"
    with inside(floor.by.cooperative_id):
        assert BallotPart.objects.count() == 2
        assert not BallotWork.objects.exists()
    run.decrypt(1, 2)
    assert run.found_wrong() == []


def test_a_lost_key_is_made_again_before_the_opening_and_missed_after_it(floor: Floor) -> None:
    run = set_up(floor, asked_motion(), mandatory=1, sharing_=3)
    run.make_keys(1)
    run.share_key(2, 3, 4)
    actions.say_key_lost(by=run.at(0.5), uuid=run.uuid, trustee_id=run.trustee(1))
    actions.note_key_lost(by=run.at(0.5), **run.ids, place=3)
    with pytest.raises(TrusteeUnknown):
        actions.note_key_lost(by=run.at(0.5), **run.ids, place=9)
    actions.make_codes(by=run.at(0.6), **run.ids)
    with pytest.raises(BallotPartsMissing) as missing:
        actions.open_ballot(by=run.at(0.6), **run.ids)
    assert missing.value.needed == 4  # a shared key is made anew by all who share it
    run.make_keys(1)
    run.share_key(2, 3, 4)
    actions.open_ballot(by=run.at(0.7), **run.ids)
    actions.say_key_lost(by=run.at(2), uuid=run.uuid, trustee_id=run.trustee(4))
    run.vote(0, FOR)
    run.close()
    with inside(floor.by.cooperative_id):
        assert trustees_stand(run.seen()).can_open
    with pytest.raises(PartOutOfTurn):
        run.decrypt(4)
    run.decrypt(1, 2, 3)
    run.count()
    with pytest.raises(PartOutOfTurn):
        actions.say_key_lost(by=run.at(run.after), uuid=run.uuid, trustee_id=run.trustee(2))
    assert run.found_wrong() == []


def test_when_a_needed_key_is_lost_the_ballot_cannot_be_opened(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    actions.say_key_lost(by=run.at(2), uuid=run.uuid, trustee_id=run.trustee(2))
    with inside(floor.by.cooperative_id):
        assert not trustees_stand(run.seen()).can_open


def test_a_secret_link_opens_one_trustees_part(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    with inside(floor.by.cooperative_id):
        with pytest.raises(TrusteeUnknown):
            trustee_by_link(ballot_id=run.seen().id, token="guessed")
        with pytest.raises(TrusteeUnknown):
            trustee_by_person(ballot_id=run.seen().id, person_id=floor.voters[0])


def test_equals_are_parted_by_a_lot_whose_seed_was_drawn(floor: Floor) -> None:
    run = opened(floor, board_seat(), place=ELECTION)
    run.vote(0, [0, 1, 0, 0])
    run.vote(1, [0, 0, 1, 0])
    run.close()
    run.decrypt(1, 2)
    with pytest.raises(SeedNeeded):
        run.count()
    run.count(seed="7 13 21 34")
    assert run.found_wrong() == []


def test_a_tie_on_a_motion_asks_the_chair(floor: Floor) -> None:
    amend(floor.by, chair_casting_vote=True)
    run = opened(floor, asked_motion())
    run.vote(0, FOR)
    run.vote(1, AGAINST)
    run.close()
    run.decrypt(1, 2)
    with pytest.raises(ChairDecides):
        run.count()
    run.count(casting_vote=motions.Vote.YES)
    with inside(floor.by.cooperative_id):
        assert Resolution.objects.get().is_adopted


def test_without_its_quorum_a_motion_is_not_decided(floor: Floor) -> None:
    amend(floor.by, quorum_members=5, quorum_at_opening_suffices=False)
    run = opened(floor, asked_motion())
    run.vote(0, FOR)
    run.close()
    run.decrypt(1, 2)
    run.count()
    with inside(floor.by.cooperative_id):
        assert not Resolution.objects.exists()
        with pytest.raises(VoteUnderWay):
            actions.set_up_ballot(
                by=run.at(run.after),
                number=floor.number,
                place=MOTION,
                draft=draft(run.at(run.after), asked_motion()),
            )
    assert run.found_wrong() == []
