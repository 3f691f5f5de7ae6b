"""Nominations: which seats are put, who may stand, in time and once; the checks, the photograph and the order."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from assembly.decision_cases import old_mandate
from assembly.floor import called
from assembly.meeting_cases import ITEMS
from assembly.nomination_cases import SEED, Election, election, found_wrong
from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Proposal
from rochdale.assembly.models import (
    CandidatePhoto,
    CandidateStatement,
    Nomination,
    NominationStep,
    NominationStepKind,
)
from rochdale.assembly.queries.nominations import admitted, nomination_steps, nominations_of, seats_up
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.queries import member, member_of
from rochdale.tenancy.actions import inside
from rochdale.voting.candidacies import Reason

pytestmark = pytest.mark.slow

K = NominationStepKind
SPECIAL = queries.MeetingKind.SPECIAL


@pytest.fixture
def held(governed: Acting) -> Election:
    return election(governed)


def refuse_reasons(held: Election, number: int) -> list[str]:
    with pytest.raises(errors.CandidateIneligible) as caught:
        actions.admit_nomination(by=held.then, named=held.named(number))
    return caught.value.reasons


def test_the_seats_that_end_or_are_vacant_are_put(governed: Acting) -> None:
    people = [Newcomer(Particulars(f"Held {place}"), date(2020, 1, 1)) for place in range(3)]
    lines = membership.register_members(by=governed, newcomers=people)
    held = election(governed, groups=("", "", "youth", ""))
    with inside(governed.cooperative_id):
        persons = [member(number=line.number).person_id for line in lines]
        body = queries.body("board")
    old_mandate(governed, held.seats[0], persons[0], days_left=30)  # ends soon
    old_mandate(governed, held.seats[1], persons[1], days_left=700)  # goes on
    with inside(governed.cooperative_id):
        found = seats_up(body.id, governed.on)
    assert [(seat.place, seat.electoral_group, seat.months) for seat in found] == [
        (1, "", 36),
        (3, "youth", 36),
        (4, "", 36),
    ]
    assert found[0].holder_id == persons[0]
    with pytest.raises(errors.SeatsNotUp):
        actions.call_nominations(by=governed, number=held.number, code="board", seats=[held.seats[1]])
    with pytest.raises(errors.SeatsNotUp):
        actions.call_nominations(by=governed, number=held.number, code="board", seats=[])


def test_a_seat_that_was_left_is_put_for_the_rest_of_its_term(governed: Acting) -> None:
    people = [Newcomer(Particulars("Gone"), date(2020, 1, 1))]
    lines = membership.register_members(by=governed, newcomers=people)
    held = election(governed)
    with inside(governed.cooperative_id):
        person_id, body = member(number=lines[0].number).person_id, queries.body("board")
    mandate_id = old_mandate(governed, held.seats[0], person_id, days_left=700)
    actions.end_mandate(
        by=replace(governed, on=governed.on + timedelta(days=1)),
        mandate_id=mandate_id,
        kind=queries.MandateEndKind.RESIGNATION,
        words="Moves away.",
    )
    with inside(governed.cooperative_id):
        found = seats_up(body.id, governed.on + timedelta(days=2))
    assert (found[0].is_vacated, found[0].until_on) == (True, governed.on + timedelta(days=700))
    assert not found[1].is_vacated


def test_the_last_day_is_that_of_the_bylaws_and_can_be_corrected(held: Election) -> None:
    call = held.call()
    assert call.closes_on == held.by.on - timedelta(days=10)
    with pytest.raises(errors.LastDayWrong):
        actions.call_nominations(
            by=held.then, number=held.number, code="board", closes_on=held.by.on + timedelta(days=1)
        )
    again = actions.call_nominations(
        by=held.then, number=held.number, code="board", seats=[held.seats[1]], closes_on=date(2026, 11, 20)
    )
    assert (again, len(held.call().seats), held.call().closes_on) == (2, 1, date(2026, 11, 20))
    with pytest.raises(NotAllowed):
        actions.call_nominations(by=held.of(0), number=held.number, code="board")
    with pytest.raises(errors.BodyNotFound):
        actions.call_nominations(by=held.then, number=held.number, code="credit")
    assert found_wrong(held.by) == []


def test_seats_are_put_where_the_agenda_has_an_election(held: Election) -> None:
    number = called(
        held.by, items=[each for each in ITEMS if each.kind is not queries.ItemKind.ELECTION], kind=SPECIAL
    )
    with pytest.raises(errors.ElectionItemMissing):
        actions.call_nominations(by=held.then, number=number, code="board")
    with pytest.raises(errors.CallNotFound):
        actions.nominate(by=held.of(0), number=number, code="board", proposal=Proposal(held.people[0]))


def test_delegates_to_the_federation_are_elected_by_the_same_means(held: Election) -> None:
    actions.make_body(
        by=held.by,
        code="delegates",
        kind=queries.BodyKind.DELEGATES,
        names={"fr": "Délégués", "en": "Delegates"},
        filled_by=queries.FilledBy.GENERAL_MEETING,
    )
    actions.open_seat(by=held.by, code="delegates", term_years=1, from_on=date(2020, 1, 1))
    actions.call_nominations(by=held.then, number=held.number, code="delegates")
    held.admit(0, body="delegates")
    held.open()
    actions.declare_elected(by=held.by, number=held.number, code="delegates")
    actions.seat_elected(by=held.by, meeting_number=held.number, code="delegates")
    with inside(held.by.cooperative_id):
        (seat,) = queries.composition("delegates", on=held.by.on).seats
    assert seat.mandate is not None
    assert seat.mandate.person_id == held.people[0]
    assert found_wrong(held.by) == []


def test_a_member_stands_is_seconded_and_admitted(held: Election) -> None:
    number = held.stand(0)
    actions.admit_nomination(by=held.then, named=held.named(number))
    found = held.seen(number)
    assert (found.stands, found.seconders, found.has_declared) == (K.ADMITTED, 1, True)
    assert found.statement("en") == "Je me présente."
    assert found_wrong(held.by) == []


def test_who_is_proposed_by_another_accepts_first(held: Election) -> None:
    number = actions.nominate(
        by=held.of(1), number=held.number, code="board", proposal=Proposal(held.people[0])
    )
    assert held.seen(number).stands is K.PROPOSED
    assert refuse_reasons(held, number) == ["seconders_missing", "consent_missing", "declaration_missing"]
    with pytest.raises(errors.NominationOfOther):
        actions.accept_nomination(by=held.of(1), named=held.named(number))
    actions.accept_nomination(by=held.of(0), named=held.named(number))
    with pytest.raises(errors.NominationPassed):
        actions.accept_nomination(by=held.of(0), named=held.named(number))
    assert refuse_reasons(held, number) == ["seconders_missing", "declaration_missing"]


def test_who_proposes_and_who_stands_do_not_second(held: Election) -> None:
    number = actions.nominate(
        by=held.of(1), number=held.number, code="board", proposal=Proposal(held.people[0])
    )
    for place in (0, 1):
        with pytest.raises(errors.MayNotSecond):
            actions.second_nomination(by=held.of(place), named=held.named(number))
    actions.second_nomination(by=held.of(2), named=held.named(number))
    with pytest.raises(errors.MayNotSecond):
        actions.second_nomination(by=held.of(2), named=held.named(number))


def test_after_the_last_day_nobody_is_nominated_but_from_the_floor(held: Election) -> None:
    late = replace(held.of(0), on=held.by.on - timedelta(days=9))
    with pytest.raises(errors.NominationsClosed):
        actions.nominate(by=late, number=held.number, code="board", proposal=Proposal(held.people[0]))
    held.open()
    from_floor = Proposal(held.people[0], is_from_floor=True)
    with pytest.raises(errors.NominationsClosed):
        actions.nominate(
            by=replace(held.by, person_id=held.people[0]),
            number=held.number,
            code="board",
            proposal=from_floor,
        )


def test_from_the_floor_who_is_there_proposes_where_the_bylaws_say_so(governed: Acting) -> None:
    held = election(governed, nominations_from_floor=True)
    floor = held.open()
    actions.check_out(by=governed, number=held.number, person_id=held.people[2])
    proposal = Proposal(held.people[0], is_from_floor=True)
    with pytest.raises(errors.NotPresent):
        actions.nominate(by=floor.of(held.people[2], 1), number=held.number, code="board", proposal=proposal)
    number = actions.nominate(
        by=floor.of(held.people[1], 1), number=held.number, code="board", proposal=proposal
    )
    assert held.seen(number).is_from_floor
    assert Reason.TOO_LATE.value not in refuse_reasons(held, number)
    assert found_wrong(governed) == []


def test_one_stands_once_and_again_after_a_withdrawal(held: Election) -> None:
    number = held.stand(0)
    with pytest.raises(errors.NominatedAlready):
        actions.nominate(by=held.of(1), number=held.number, code="board", proposal=Proposal(held.people[0]))
    with pytest.raises(errors.NominationOfOther):
        actions.withdraw_nomination(by=held.of(1), named=held.named(number))
    actions.withdraw_nomination(by=held.of(0), named=held.named(number))
    with pytest.raises(errors.NominationPassed):
        actions.withdraw_nomination(by=held.of(0), named=held.named(number))
    with pytest.raises(errors.NominationPassed):
        actions.state_candidacy(by=held.of(0), named=held.named(number), statements={"fr": "Encore."})
    assert held.stand(0) == 2
    assert found_wrong(held.by) == []


def test_a_group_without_a_seat_has_no_candidates(held: Election) -> None:
    with pytest.raises(errors.GroupWithoutSeat):
        actions.nominate(
            by=held.of(0), number=held.number, code="board", proposal=Proposal(held.people[0], "youth")
        )


def test_who_is_no_member_proposes_nobody(held: Election) -> None:
    stranger = membership.add_persons(by=held.by, particulars=[Particulars("Stranger")])[0]
    with pytest.raises(errors.SignerWithoutVoice):
        actions.nominate(
            by=replace(held.then, person_id=stranger), number=held.number, code="board",
            proposal=Proposal(held.people[0]),
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.nominate(
            by=held.of(0), number=held.number, code="board",
            proposal=Proposal(held.people[0], proposer_id=held.people[1]),
        )  # fmt: skip


def test_every_reason_is_told_at_once(held: Election) -> None:
    young = Newcomer(Particulars("Late", birth_date=date(2010, 1, 1)), date(2026, 10, 1))
    line = membership.register_members(by=held.by, newcomers=[young])[0]
    with inside(held.by.cooperative_id):
        person_id = member(number=line.number).person_id
    cooperatives.appoint(by=held.by, person_id=person_id, office=OfficeKind.TELLER)
    number = actions.nominate(by=held.of(1), number=held.number, code="board", proposal=Proposal(person_id))
    assert refuse_reasons(held, number) == [
        "minor", "too_recent", "too_young", "office_excluded", "seconders_missing", "consent_missing",
        "declaration_missing",
    ]  # fmt: skip
    actions.refuse_nomination(by=held.then, named=held.named(number), words="Trop tôt.")
    with inside(held.by.cooperative_id):
        last = nomination_steps(held.seen(number).id)[-1]
    assert (last.kind, len(last.reasons), last.words) == (K.REFUSED, 7, "Trop tôt.")


def test_nobody_is_refused_without_a_ground_and_an_appeal_may_be_granted(held: Election) -> None:
    number = held.stand(0)
    named = held.named(number)
    with pytest.raises(errors.NoGroundToRefuse):
        actions.refuse_nomination(by=held.then, named=named)
    actions.refuse_nomination(by=held.then, named=named, is_of_group=False, words="Habite ailleurs.")
    with pytest.raises(errors.NominationPassed):
        actions.refuse_nomination(by=held.then, named=named)
    with pytest.raises(errors.ReasonsMissing):
        actions.admit_nomination(by=held.then, named=named)
    actions.admit_nomination(by=held.then, named=named, words="Le conseil a accueilli l’appel.")
    with pytest.raises(errors.NominationPassed):
        actions.admit_nomination(by=held.then, named=named)
    assert found_wrong(held.by) == []


def test_training_is_asked_for_where_the_bylaws_say_so(governed: Acting) -> None:
    held = election(governed, candidate_training_required=True)
    number = held.stand(0)
    assert refuse_reasons(held, number) == ["training_missing"]
    told = {"person_id": held.people[0], "words": "Cours des administrateurs"}
    with pytest.raises(errors.LastDayWrong):
        actions.record_training(by=held.then, completed_on=held.by.on, **told)
    with pytest.raises(errors.ReasonsMissing):
        actions.record_training(by=held.then, completed_on=held.then.on, person_id=held.people[0], words=" ")
    actions.record_training(by=held.then, completed_on=held.then.on, **told)
    actions.admit_nomination(by=held.then, named=held.named(number))


def test_who_holds_another_seat_that_goes_on_may_not_stand(held: Election) -> None:
    actions.call_nominations(by=held.then, number=held.number, code="board", seats=[held.seats[1]])
    old_mandate(held.by, held.seats[0], held.people[0], days_left=700)
    assert refuse_reasons(held, held.stand(0)) == ["seat_held"]


def png(width: int = 200, height: int = 200, *more: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    pixels = zlib.compress((b"\x00" + b"\x7f" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *more, (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in parts)


def test_of_a_photograph_only_the_picture_is_kept(held: Election) -> None:
    number = held.stand(0)
    content = png(200, 200, (b"tEXt", b"Comment\x00taken at home")) + b"a film behind it"
    actions.add_candidate_photo(by=held.of(0), named=held.named(number), content=content)
    with inside(held.by.cooperative_id):
        kept = bytes(CandidatePhoto.objects.get().content)
    assert kept == png()
    assert held.seen(number).photo == 1
    for unfit in (b"GIF89a", png(20, 20), content[:80], b"\x00" * (actions.PHOTO_BYTES_MAX + 1)):
        with pytest.raises(errors.PhotoUnfit):
            actions.add_candidate_photo(by=held.of(0), named=held.named(number), content=unfit)


def test_the_order_is_drawn_once_after_the_last_day(held: Election) -> None:
    held.admit(0, 1, 2)
    with pytest.raises(errors.MayNotDraw):
        actions.draw_candidate_order(by=held.then, number=held.number, code="board", seed=SEED)
    with pytest.raises(errors.SeedNeeded):
        actions.draw_candidate_order(by=held.by, number=held.number, code="board", seed=" ")
    held.draw()
    with pytest.raises(errors.MayNotDraw):
        held.draw()
    with inside(held.by.cooperative_id):
        meeting_id, body = queries.meeting(held.number).id, queries.body("board")
        found = admitted(meeting_id, held.call(), nominations_of(meeting_id, body.id), "")
    # Anybody can draw it again.
    drawn = sorted((1, 2, 3), key=lambda number: hashlib.sha256(f"{SEED}|order|{number}".encode()).digest())
    assert [each.number for each in found] == drawn == [3, 2, 1]
    assert found_wrong(held.by) == []


def test_what_the_database_refuses(held: Election) -> None:
    number = held.stand(0)
    with inside(held.by.cooperative_id):
        row, step = Nomination.objects.get(number=number), NominationStep.objects.first()
    assert step is not None
    row.pk, row.number = uuid4(), 2
    with pytest.raises(DatabaseError, match="INV-105"), inside(held.by.cooperative_id):
        row.save(force_insert=True)
    row.pk, row.person_id, row.on_date = uuid4(), held.people[1], held.by.on
    with pytest.raises(DatabaseError, match="INV-105"), inside(held.by.cooperative_id):
        row.save(force_insert=True)
    step.pk, step.place, step.kind = uuid4(), 3, "proposed"
    with pytest.raises(DatabaseError, match="INV-105"), inside(held.by.cooperative_id):
        step.save(force_insert=True)
    with pytest.raises(DatabaseError, match="permission denied"), inside(held.by.cooperative_id):
        connection.cursor().execute("DELETE FROM assembly_nomination")


AGAIN = (
    "INSERT INTO assembly_nominationcall SELECT (jsonb_populate_record(known, %s::jsonb)).* "
    "FROM assembly_nominationcall AS known WHERE known.id = %s"
)
SEAT_PUT = (
    "INSERT INTO assembly_callseat SELECT put.cooperative_id, asked.id, put.seat_id, put.months, put.until_on, "
    "put.is_vacated FROM assembly_callseat AS put, assembly_nominationcall AS asked "
    "WHERE put.seat_id = %s AND asked.version = 2"
)


def call_again(held: Election) -> None:
    """Put the first seat alone, past the verbs."""
    with inside(held.by.cooperative_id), connection.cursor() as cursor:
        cursor.execute(AGAIN, [f'{{"id": "{uuid4()}", "version": 2, "seats_stated": 1}}', held.call().id])
        cursor.execute(SEAT_PUT, [held.seats[0]])


def test_what_is_not_there_is_not_acted_on(held: Election) -> None:
    with pytest.raises(errors.NominationNotFound):
        actions.admit_nomination(by=held.then, named=held.named(7))


def test_a_statement_that_is_sent_twice_is_one_version(held: Election) -> None:
    number = held.stand(0)
    for words in ("Je me présente.", "Moi.", " Moi. "):
        actions.state_candidacy(
            by=held.of(0), named=held.named(number), statements={"fr": words}, has_declared=True
        )
    with inside(held.by.cooperative_id):
        assert CandidateStatement.objects.count() == 2


def test_what_a_candidate_said_goes_with_the_particulars(held: Election) -> None:
    number = held.stand(0)
    own = held.of(0)
    actions.state_candidacy(
        by=own, named=held.named(number), statements={"fr": "Moi."}, interests="Une ferme."
    )
    actions.add_candidate_photo(by=own, named=held.named(number), content=png())
    actions.record_training(
        by=held.then, person_id=held.people[0], completed_on=held.then.on, words="Cours du soir"
    )
    with pytest.raises(DatabaseError, match="INV-02"), inside(held.by.cooperative_id):
        CandidateStatement.objects.update(statements={}, interests="—")
    with inside(held.by.cooperative_id):
        number_of = member_of(person_id=held.people[0])
    left = replace(held.by, on=held.by.on + timedelta(days=1), at=held.by.at + timedelta(days=1))
    assert number_of is not None
    membership.end_membership(by=left, number=number_of, left_on=left.on)
    years = replace(left, on=left.on + timedelta(days=3000), at=left.at + timedelta(days=3000))
    membership.blank_person(by=years, person_id=held.people[0])
    found = held.seen(number)
    assert (found.statements, found.interests, found.photo) == ({}, "—", 0)
    assert found_wrong(held.by) == []


def test_no_seat_is_put_that_goes_on(held: Election) -> None:
    old_mandate(held.by, held.seats[0], held.people[0], days_left=700)
    with pytest.raises(DatabaseError, match="INV-106"):
        call_again(held)
